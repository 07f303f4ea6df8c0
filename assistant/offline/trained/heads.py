"""The labels of the trained reader: what it says of a whole message, and what of each of its tokens.

The order is part of the artefact: a trained network gives its numbers in this order.
"""

from __future__ import annotations

from typing import Literal, get_args

from assistant.canvas import Block, Level, Motivation, Per, Period, RelationshipType, SwitchingKind
from assistant.reading import Act

TYPES: tuple[RelationshipType, ...] = get_args(RelationshipType)
MOTIVATIONS: tuple[Motivation, ...] = get_args(Motivation)
BLOCKS: tuple[Block, ...] = get_args(Block)
LEVELS: tuple[Level, ...] = get_args(Level)
KINDS: tuple[SwitchingKind, ...] = get_args(SwitchingKind)
PERS: tuple[Per, ...] = get_args(Per)
PERIODS: tuple[Period, ...] = get_args(Period)
ACTS: tuple[Act, ...] = get_args(Act)
STATUSES: tuple[Literal["expected", "established", "planned", "absent"], ...] = (
    "expected",
    "established",
    "planned",
    "absent",
)
# The free-text values; a segment has a label of its own for its first token, so that two can be neighbours.
SPANS = ("segment", "segment:begin", "name", "offering", "touchpoint", "driver", "withdrawn")

MESSAGE: tuple[str, ...] = (
    *(f"act:{act}" for act in ACTS),
    *(f"type:{side}:{kind}" for side in "+-" for kind in TYPES),
    *(f"motivation:{side}:{motivation}" for side in "+-" for motivation in MOTIVATIONS),
    *(f"link:{block}" for block in BLOCKS),
    "cost",
    *(f"cost:{level}" for level in LEVELS),
    "switching",
    *(f"switching:{level}" for level in LEVELS),
    *(f"switching:{kind}" for kind in KINDS),
    *(f"per:{per}" for per in PERS),
    *(f"period:{period}" for period in PERIODS),
)
TOKEN: tuple[str, ...] = (
    *(f"type:{side}:{kind}" for side in "+-" for kind in TYPES),
    *(f"status:{status}" for status in STATUSES),
    *(f"motivation:{motivation}" for motivation in MOTIVATIONS),
    *(f"link:{block}" for block in BLOCKS),
    "cost",
    "switching",
    *SPANS,
)


def setting(topic: str | None, focus: str | None) -> str:
    """Return the open question and the segment in focus in the words in which the network reads them."""
    asked = (topic or "nothing").replace("_", " ")
    return f"{asked}: {focus[:60]}" if focus else asked
