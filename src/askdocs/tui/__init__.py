"""The chat in the terminal, with Textual."""
