"""The library and its use cases, one a file: the floor where the rooms below meet."""
