"""What it would cost a customer to leave: how hard it is, and what would be lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from assistant.canvas import Level, SwitchingKind, Topic
from assistant.offline.clauses import Clause, clauses
from assistant.offline.cues import Cue, Marked, marked
from assistant.offline.polarity import denial
from assistant.offline.scope import scopes
from assistant.reading import SwitchingMention

_KINDS: tuple[SwitchingKind, ...] = get_args(SwitchingKind)
_LEVELS: tuple[Level, ...] = get_args(Level)
PROBABILITY = 0.9
# Half a character cannot be stored; a quote does not reach across one.
_HALF = re.compile("[\ud800-\udfff]")


def switching(message: str, topic: Topic | None = None, segments: Sequence[str] = ()) -> tuple[SwitchingMention, ...]:
    """Return what a message says about leaving, one mention for each group of segments that it speaks of.

    Outside the question about switching costs, only a sentence that talks of leaving or changing counts.
    """
    parts = clauses(message)
    groups: dict[tuple[str, ...], list[tuple[Clause, Level | None, tuple[SwitchingKind, ...]]]] = {}
    for clause, names in zip(parts, scopes(parts, segments), strict=True):
        text = marked(clause.text)
        if clause.text.rstrip().endswith("?") or not (topic == "switching_costs" or text.of("leaving")):
            continue
        level, kinds = _level(text), _kinds(text)
        if level or kinds:
            groups.setdefault(names, []).append((clause, level, kinds))
    return tuple(_mention(message, names, said) for names, said in groups.items())


def _mention(
    message: str, names: tuple[str, ...], said: Sequence[tuple[Clause, Level | None, tuple[SwitchingKind, ...]]]
) -> SwitchingMention:
    start, end = said[0][0].start, said[-1][0].end
    if _HALF.search(message, start, end):
        end = said[0][0].end
    return SwitchingMention(
        quote=message[start:end],
        start=start,
        end=end,
        probability=PROBABILITY,
        segments=names,
        level=next((level for _, level, _ in said if level), None),
        kinds=tuple(kind for kind in _KINDS if any(kind in kinds for _, _, kinds in said)),
    )


def _level(text: Marked) -> Level | None:
    """Return the level that the longest phrase names; "not hard" is its own phrase, a denied one is left out."""
    found = [cue for cue in text.of("levels") if denial(text, cue.first, cue.last).side == "affirmed"]
    if found:
        longest = max(found, key=lambda cue: (cue.last - cue.first, -cue.first))
        return next(level for level in _LEVELS if level == longest.value)
    kinds = text.of("kinds")
    denied = bool(kinds) and all(_denied(text, cue) for cue in kinds)
    return "low" if denied else None


def _kinds(text: Marked) -> tuple[SwitchingKind, ...]:
    cues = text.of("kinds")
    return tuple(kind for kind in _KINDS if any(cue.value == kind and not _denied(text, cue) for cue in cues))


def _denied(text: Marked, cue: Cue) -> bool:
    """Whether the thing is said not to be lost; "a little time" and "unsure" stay mentions of it."""
    return denial(text, cue.first, cue.last).side == "refused"
