"""Which quotes of an answer agree, which contradict each other, and how many independent sources there are."""

from askdocs.answering.agreement.accounts import Support, accounts, groups
from askdocs.answering.agreement.confirming import confirms

__all__ = ["Support", "accounts", "confirms", "groups"]
