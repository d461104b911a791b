"""The reader: a small trained model that says whether a passage answers a question, and with which words.

Its weights come with askdocs; training/ says how they were made. Conversion, storage and reading stand in a file
each, so that reading imports nothing of torch.
"""

from askdocs.answering.reader.reader import Reader
from askdocs.answering.reader.reading import Reading, Readings, Words

__all__ = ["Reader", "Reading", "Readings", "Words"]
