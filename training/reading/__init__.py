"""How the reader is trained: corpora, what must not be trained on, examples, and the fit."""
