"""Messages that cannot be read: they get a clear reply, and nothing is written."""

from __future__ import annotations

import re

from assistant.interview.step import Step
from assistant.reply import Line

# Longer messages are not interpreted: what they say could not be told back in one reply.
MOST_READ = 4000

_WORD = re.compile(r"[^\W\d_]|\d")


def unreadable(message: str) -> Step | None:
    """Return the reply to a message that is empty, too long, or holds neither a letter nor a digit; None for others."""
    if not message.strip():
        return Step(noted=(Line(key="note.empty"),), stay=True, wording="again")
    if len(message) > MOST_READ:
        return Step(noted=(Line(key="note.too_long", values={"limit": f"{MOST_READ:,}"}),), stay=True, wording="again")
    if not _WORD.search(message):
        return Step(noted=(Line(key="note.not_read"),), stay=True, wording="again")
    return None


def storable(message: str) -> str:
    """Return the message with what no store can keep replaced: NUL and halves of surrogate pairs."""
    return message.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
