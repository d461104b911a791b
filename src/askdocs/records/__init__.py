"""What the user made by hand, in a file of its own that no sync and no rebuild touches.

The exclusions: what was removed from the library and is not to come back with the next sync. The corrections:
what is said of documents in place of what their files say. The clips: quotes that were chosen, with notes. The
conversations, which are in another file where this one is likely to be published.
"""

from __future__ import annotations

from askdocs.records.clips import Clip
from askdocs.records.conversations import ConversationRecords, Heading, KeptConversation, KeptTurn
from askdocs.records.corrections import Correction
from askdocs.records.records import Records

__all__ = ["Clip", "ConversationRecords", "Correction", "Heading", "KeptConversation", "KeptTurn", "Records"]
