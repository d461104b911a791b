"""The catalogue (SQLite, FTS5), the vectors (FAISS), and the commit that ties the two."""
