"""What is known of words, for every room above."""
