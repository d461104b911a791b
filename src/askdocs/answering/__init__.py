"""Ranked passages to an answer: evidence, abstention and verification."""
