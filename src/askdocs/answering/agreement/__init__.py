"""Which quotes of an answer agree, which contradict each other, and how many independent sources there are."""

from askdocs.answering.agreement.accounts import Support, accounts, groups

__all__ = ["Support", "accounts", "groups"]
