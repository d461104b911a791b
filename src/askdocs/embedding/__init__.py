"""Text to vectors: which model, from where, its pooling and its prompts."""
