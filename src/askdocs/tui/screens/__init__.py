"""What fills the terminal: each puts widgets together and acts on their messages."""
