"""Names: how a segment is called, and when two names mean the same one."""

from __future__ import annotations

import re

LONGEST_NAME = 80
_IRREGULAR = {"people": "person", "children": "child", "men": "man", "women": "woman"}
# "houses" and "house" meet only when both lose their ending.
_SIBILANT = re.compile(r"(?<=[szx])es?$|(?<=[cs]h)es?$")


def clean_name(name: str) -> str:
    """Return a name without outer, doubled or unprintable characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())


def name_key(name: str) -> str:
    """Return what two spellings of one name share: "Bike  couriers" and "bike courier" give the same key."""
    return " ".join(_singular(word) for word in clean_name(name).casefold().split())


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and (shorter := _SIBILANT.sub("", word)) != word:
        return shorter
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word
