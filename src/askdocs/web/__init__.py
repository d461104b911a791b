"""The chat in a browser: the same program, served on this machine alone."""
