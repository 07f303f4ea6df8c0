"""Where business and customers meet, and in which phase of the journey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from assistant.canvas import Phase
from assistant.offline.clauses import Clause
from assistant.offline.cues import Cue, marked
from assistant.offline.polarity import denial
from assistant.offline.scope import owners, scopes
from assistant.reading import TouchpointMention

_PHASES: tuple[Phase, ...] = get_args(Phase)
PROBABILITY = 0.9


def touchpoints(clauses: Sequence[Clause], segments: Sequence[str] = ()) -> tuple[TouchpointMention, ...]:
    """Return the touchpoints and the phases of the journey that the clauses name, each once; none that is denied."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    found: list[TouchpointMention] = []
    for clause, names in zip(clauses, scopes(clauses, segments), strict=True):
        if clause.text.rstrip().endswith("?"):
            continue
        for mention in _mentions(clause, names):
            key = (mention.phase or mention.quote.lower(), mention.segments)
            if key not in seen:
                seen.add(key)
                found.append(mention)
    return tuple(found)


def _mentions(clause: Clause, names: tuple[str, ...]) -> Iterator[TouchpointMention]:
    text = marked(clause.text)
    for cue in text.cues:
        if cue.kind not in ("touchpoints", "phases") or denial(text, cue.first, cue.last).side != "affirmed":
            continue
        start, end = text.words[cue.first].start, text.words[cue.last - 1].end
        quote = clause.text[start:end]
        yield TouchpointMention(
            quote=quote,
            start=clause.start + start,
            end=clause.start + end,
            probability=PROBABILITY,
            segments=owners(clause.text, start, names),
            touchpoint=None if cue.kind == "phases" else quote,
            phase=_phase(cue),
        )


def _phase(cue: Cue) -> Phase | None:
    return next((phase for phase in _PHASES if phase == cue.value), None)
