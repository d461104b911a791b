"""Conversations: their turns, and what a question that leans on earlier ones means. Pure values and functions."""

from askdocs.conversation.turn import Conversation, Turn

__all__ = ["Conversation", "Turn"]
