"""Ask your own documents, and get exact quotes with citations that you can check."""

__version__ = "0.1.0"
