"""Question to ranked passages: lexical, dense, and the two fused."""
