"""What is the user's own, and no sync may touch."""
