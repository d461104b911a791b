"""What the user made by hand, in a file of its own that no sync and no rebuild touches.

So far these are the exclusions: what was removed from the library and is not to come back with the next sync.
"""

from __future__ import annotations

from askdocs.records.records import Records

__all__ = ["Records"]
