"""What shows a part of the chat and says what the user means by a message."""
