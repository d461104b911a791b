"""A torch module in, compiled vectors or logits out."""
