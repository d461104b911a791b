"""The catalogue's tables, by version.

``PRAGMA user_version`` counts the migrations that a catalogue has been through. A new version is a new entry at
the end of :data:`MIGRATIONS`; an entry that was released is never edited.
"""

from __future__ import annotations

# The full-text table is contentless: a passage's words are in ``texts`` already, and a second copy of them would
# make the catalogue half as large again. Deleting a row then takes the words that were indexed, which
# ``texts`` still has at that moment. bm25's weights are those of text, title, heading and source: a title and a
# source are repeated with each passage of a document, and so say less of any one passage.
_FIRST = (
    """
    CREATE TABLE state (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        generation INTEGER NOT NULL,
        vectors INTEGER NOT NULL,
        vectors_bytes INTEGER NOT NULL,
        model TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE documents (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        path TEXT NOT NULL UNIQUE,
        title TEXT,
        authors TEXT NOT NULL,
        source TEXT,
        published TEXT,
        url TEXT,
        tags TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE texts (
        document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
        text TEXT NOT NULL,
        blocks TEXT NOT NULL,
        source_map BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE passages (
        key INTEGER PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        line INTEGER NOT NULL,
        heading TEXT
    )
    """,
    "CREATE INDEX passages_by_document ON passages (document)",
    """
    CREATE TABLE sentences (
        passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        PRIMARY KEY (passage, start, stop)
    ) WITHOUT ROWID
    """,
    """
    CREATE VIRTUAL TABLE words USING fts5 (
        text, title, heading, source, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
    )
    """,
    "INSERT INTO words (words, rank) VALUES ('rank', 'bm25(1.0, 0.5, 0.75, 0.25)')",
)

# Words as they are spelled, beside their stems: to tell ``Parly`` from ``parlies``, and to know which words there are.
# Without positions and columns it takes a fifth of the room. ``spellings`` has each of its words once, between spaces,
# so that a word's first and last letters are trigrams of their own; whoever commits brings it in step.
_SPELLED = (
    """
    CREATE VIRTUAL TABLE spelled USING fts5 (
        text, title, heading, source, content = '', detail = none, tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    """
    INSERT INTO spelled (rowid, text, title, heading, source)
    SELECT p.key, substr(t.text, p.start + 1, p.stop - p.start),
        coalesce(d.title, ''), coalesce(p.heading, ''), coalesce(d.source, '')
    FROM passages p JOIN documents d ON d.row = p.document JOIN texts t ON t.document = d.row
    """,
    "CREATE VIRTUAL TABLE vocabulary USING fts5vocab (spelled, row)",
    "CREATE TABLE spellings (row INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE)",
    """
    CREATE VIRTUAL TABLE trigrams USING fts5 (
        word, content = 'spellings', content_rowid = 'row', tokenize = 'trigram'
    )
    """,
    "CREATE VIRTUAL TABLE trigram_counts USING fts5vocab (trigrams, row)",
    """
    CREATE TRIGGER spelling_added AFTER INSERT ON spellings BEGIN
        INSERT INTO trigrams (rowid, word) VALUES (new.row, new.word);
    END
    """,
    """
    CREATE TRIGGER spelling_removed AFTER DELETE ON spellings BEGIN
        INSERT INTO trigrams (trigrams, rowid, word) VALUES ('delete', old.row, old.word);
    END
    """,
    """
    INSERT INTO spellings (word) SELECT ' ' || term || ' ' FROM vocabulary
    WHERE length(term) > 2 AND term NOT GLOB '*[0-9]*'
    """,
)

# A sentence's vector in eight bits a dimension; null where it was indexed before there were any.
_SENTENCE_VECTORS = ("ALTER TABLE sentences ADD COLUMN vector BLOB",)

MIGRATIONS = (_FIRST, _SPELLED, _SENTENCE_VECTORS)
VERSION = len(MIGRATIONS)
