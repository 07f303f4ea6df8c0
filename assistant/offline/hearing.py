"""The relationship types of one clause: how likely each is, whether it is meant, and which words say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.canvas import RelationshipType
from assistant.offline.cues import Cue, Marked, marked
from assistant.offline.polarity import Denial, denial
from assistant.offline.quoting import span
from assistant.offline.scope import hidden
from assistant.offline.scoring import TYPES, TypeScorer, telling
from assistant.offline.status import Status, status
from assistant.reading import Decision

# A type is written from here on: one plain phrase (0.95) or three likely ones (0.88).
WRITE = 0.85
# ... and asked about from here on: one ambiguous or likely phrase.
CLARIFY = 0.5
# "A community, not a mechanic": what is set against a type names another, however faintly.
CONTRAST = 0.2
# A type is an alternative to another that is at most this much likelier.
NEAR = 0.25
MOST_ALTERNATIVES = 2

# Types that people describe in much the same words: the alternatives where the words themselves name none.
_NEIGHBOURS: dict[RelationshipType, tuple[RelationshipType, ...]] = {
    "transactional": ("self_service",),
    "self_service": ("automated_service",),
    "automated_service": ("self_service",),
    "personal_assistance": ("dedicated_personal_assistance",),
    "dedicated_personal_assistance": ("personal_assistance",),
    "community": ("co_creation",),
    "co_creation": ("community",),
    "loyalty_program": ("transactional",),
}


@dataclass(frozen=True)
class Heard:
    """A type in a clause; `start` and `end` are the places, in the clause, of the words that say so."""

    type: RelationshipType
    probability: float
    start: int
    end: int
    meant: Denial
    status: Status | None
    alternatives: tuple[RelationshipType, ...] = ()
    decision: Decision = "write"
    withdrawn: bool = False


def hear(clause: str, segments: Sequence[str], scorer: TypeScorer) -> tuple[Heard, ...]:
    """Return the types of a clause: those that are plain, then at most one to ask about, in the order of the words."""
    shown = hidden(clause, segments)
    scores = {kind: score for kind, score in scorer.scores(shown).items() if score >= CONTRAST}
    text = marked(shown)
    cues = telling(text.cues)
    items = [_item(kind, score, text, cues) for kind, score in scores.items()]
    items += _denied(text, {item.type for item in items if item.probability >= WRITE})
    plain = [replace(i, decision="clarify") if i.meant.side == "unsure" else i for i in items if i.probability >= WRITE]
    faint = [i for i in items if i.probability < WRITE and not any(_overlap(i, other) for other in plain)]
    against = [i for i in faint if i.meant.contrast]
    asked = [i for i in faint if i.probability >= CLARIFY and not i.meant.contrast]
    found = [*plain, *_likeliest(against, "write"), *_likeliest(asked, "clarify")]
    return tuple(sorted(found, key=lambda item: item.start))


def _denied(text: Marked, plain: set[RelationshipType]) -> list[Heard]:
    """Return the types that words speak of only where they are denied: "no staff"."""
    found: dict[RelationshipType, Heard] = {}
    for kind in TYPES:
        cues = [cue for cue in text.of("denied") if cue.value == kind and kind not in plain]
        item = _item(kind, cues[0].weight, text, cues) if cues else None
        if item and item.meant.side == "refused" and not item.meant.contrast:
            found[kind] = item
    return list(found.values())


def _likeliest(items: Sequence[Heard], decision: Decision) -> tuple[Heard, ...]:
    """Return the likeliest of items with the others as its alternatives; nothing where there are none."""
    if not items:
        return ()
    best = max(items, key=lambda item: (item.probability, item.type == "dedicated_personal_assistance"))
    near = sorted(items, key=lambda item: (not _overlap(item, best), -item.probability))
    others = [item.type for item in near if item is not best and best.probability - item.probability <= NEAR]
    alternatives = tuple(others[:MOST_ALTERNATIVES]) or _NEIGHBOURS[best.type]
    return (replace(best, decision=decision, alternatives=alternatives),)


def _overlap(one: Heard, other: Heard) -> bool:
    return one.start < other.end and other.start < one.end


def _item(kind: RelationshipType, score: float, text: Marked, cues: Sequence[Cue]) -> Heard:
    """Find the words of a type; where the scorer knows of it by no phrase, they are the whole clause."""
    own = [cue for cue in cues if cue.value == kind]
    if not own:
        return _whole(kind, score, text)
    # Where only several phrases together say it ("phone, email and chat"), all of them are its words.
    telling_it = own if score >= WRITE > own[0].weight else own[:1]
    first, last = min(cue.first for cue in telling_it), max(cue.last for cue in telling_it)
    meant = denial(text, first, last)
    # A plain phrase denied and another one meant ("not by phone but in person") cancel out.
    equals = [cue for cue in own[1:4] if cue.weight == own[0].weight]
    if any(denial(text, cue.first, cue.last).side != meant.side for cue in equals):
        meant = Denial("unsure")
    start, end = span(text, first, last)
    return Heard(kind, score, start, end, meant, status(text, first, last, meant))


def _whole(kind: RelationshipType, score: float, text: Marked) -> Heard:
    """Take the whole clause for the words of a type; what follows a denial in it counts as denied."""
    turns = [c for c in text.of("polarity") if c.value in ("not", "gone", "contrast") and c.last < len(text.words)]
    first, last = (turns[-1].last if turns else 0), len(text.words)
    meant = denial(text, first, last)
    said = status(text, first, last, meant)
    return Heard(kind, score, text.words[0].start, text.words[-1].end, meant, said)
