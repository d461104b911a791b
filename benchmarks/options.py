"""What several benchmarks take on their command lines."""

from __future__ import annotations

import argparse


def count(text: str) -> int:
    """A number from 1 upward."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number
