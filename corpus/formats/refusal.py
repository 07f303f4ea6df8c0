"""Why a document is not read."""

from __future__ import annotations


class Refusal(Exception):
    """Says what is the matter and what to do, as the rest of a sentence that begins with the path of the file."""


def unreadable(reason: str) -> Refusal:
    """Return the refusal of a file that the system does not give."""
    return Refusal(f"cannot be read ({reason}); check that it is a file that you may read.")


def too_large(most_bytes: int) -> Refusal:
    """Return the refusal of a file of more bytes than these."""
    return Refusal(f"is larger than {most_bytes / 1_000_000:g} MB; split it into smaller documents.")


def too_much_text(most_bytes: int) -> Refusal:
    """Return the refusal of a document of more text than this."""
    return Refusal(f"holds more than {most_bytes / 1_000_000:g} MB of text; split it into smaller documents.")


def no_text() -> Refusal:
    """Return the refusal of a document that says nothing."""
    return Refusal("holds no text; remove it, or save it with text in it.")


def damaged() -> Refusal:
    """Return the refusal of a document that no reader can make sense of."""
    return Refusal("is damaged, or is not what its name says; open it in the program that made it and save it anew.")
