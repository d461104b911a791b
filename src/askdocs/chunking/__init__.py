"""Documents to passages and sentences, as spans of characters."""
