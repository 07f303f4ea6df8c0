"""Why the business wants the relationship: to win customers, to keep them, or to sell them more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from assistant.canvas import Motivation, Topic
from assistant.offline.clauses import Clause
from assistant.offline.cues import Cue, Marked, marked
from assistant.offline.polarity import denial
from assistant.offline.scope import owners, scopes
from assistant.reading import MotivationMention

_MOTIVATIONS: tuple[Motivation, ...] = get_args(Motivation)
PROBABILITY = 0.9
DOUBTFUL = 0.5


def motivations(
    clauses: Sequence[Clause], topic: Topic | None = None, segments: Sequence[str] = ()
) -> tuple[MotivationMention, ...]:
    """Return the motivations that the clauses state, wanted or refused, in their order; each once in a clause.

    Outside the question about motivation, only what is said to be an aim counts ("we want them to come back").
    """
    named = scopes(clauses, segments)
    return tuple(
        mention
        for clause, names in zip(clauses, named, strict=True)
        if not clause.text.rstrip().endswith("?")
        for mention in _mentions(clause, names, topic)
    )


def _mentions(clause: Clause, names: tuple[str, ...], topic: Topic | None) -> Iterator[MotivationMention]:
    text = marked(clause.text)
    for cue in _stated(text, topic):
        meant = denial(text, cue.first, cue.last)
        start, end = text.words[cue.first].start, text.words[cue.last - 1].end
        yield MotivationMention(
            motivation=next(kind for kind in _MOTIVATIONS if kind == cue.value),
            quote=clause.text[start:end],
            start=clause.start + start,
            end=clause.start + end,
            probability=DOUBTFUL if meant.side == "unsure" else PROBABILITY,
            decision="clarify" if meant.side == "unsure" else "write",
            polarity="refused" if meant.side == "refused" else "affirmed",
            segments=owners(clause.text, start, names),
        )


def _stated(text: Marked, topic: Topic | None) -> Iterator[Cue]:
    """Yield the first cue of each motivation that is an aim: it stands in the answer to why, or behind "we want"."""
    aims = text.of("aim")
    seen: set[str] = set()
    for cue in text.of("motivations"):
        aimed = topic == "motivation" or (bool(aims) and aims[0].first <= cue.first)
        if aimed and cue.value not in seen:
            seen.add(cue.value)
            yield cue
