"""What the user made by hand, in a file of its own that no sync and no rebuild touches.

The exclusions: what was removed from the library and is not to come back with the next sync. The corrections:
what is said of documents in place of what their files say. The clips: quotes that were chosen, with notes.
"""

from __future__ import annotations

from askdocs.records.clips import Clip
from askdocs.records.corrections import Correction
from askdocs.records.records import Records

__all__ = ["Clip", "Correction", "Records"]
