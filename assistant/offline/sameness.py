"""The same again: answers that point to those of another segment."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.offline.naming import known
from assistant.reading import Command

_SAME = re.compile(
    r"^\s*(?:and |it'?s |that'?s |pretty much |exactly )?(?:the )?same (?:(?:goes|thing|here|applies|"
    r"holds)\s*)?(?:for (?P<who>.+?)|as (?:for |with )?(?P<as>.+?)|here|again)?\s*[.!]*$",
    re.I,
)


def same(message: str, segments: Sequence[str]) -> Command | None:
    """Return the command that "the same for them" is, if a message is that and nothing else."""
    found = _SAME.match(message)
    if found is None or not segments:
        return None
    who, like = (known(found[group] or "", segments) for group in ("who", "as"))
    return Command(act="same", quote=message.strip(), target=who[0] if who else None, other=like[0] if like else None)
