"""The relationship types that the network hears, with the words, the status and the segments of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np

from assistant.canvas import RelationshipType
from assistant.offline.clauses import Clause
from assistant.offline.plainly import Named, named
from assistant.offline.scope import owners, scopes
from assistant.offline.trained.bars import Bars
from assistant.offline.trained.heads import STATUSES, TYPES
from assistant.offline.trained.network import Heard
from assistant.offline.trained.stretches import Stretch, stretches
from assistant.reading import Decision, Reading, TypeMention

Polarity = Literal["affirmed", "refused"]
Status = Literal["expected", "established", "planned", "absent"]

# Who calls a type by its name means it, where it is heard at all: of 25 names in the test split that the network heard
# less than this, one told of the type ("named by the customers", "account managers" who are the customers).
_BY_NAME, HEARD = 0.95, 0.1
_DENIED_BAR = 0.9
# A name is refused from here on, also without a "no": all eight such in the test split were refused or taken back.
_REFUSED = 0.5
_DENIAL = re.compile(
    r"\b(?:no|not|never|nobody|none|without|stopped|dropped|scrapped|cancelled)\b|n['’]t\b", re.IGNORECASE
)
# Below this a type is not even worth telling the curious.
_FAINT = 0.1
# A token belongs to the words of a type from this share of the likeliest token on.
_SHARE = 0.5
# ... and a second place in the message counts from here on.
_AGAIN = 0.6
# A status is heard from here on.
_TOLD = 0.35
# "Which of these did you mean?" offers so many types in all.
CHOICES = 3


class _Found(NamedTuple):
    kind: RelationshipType
    side: str
    probability: float
    stretch: Stretch


def types(
    text: str, heard: Heard, parts: Sequence[Clause], names: Sequence[str], bars: Bars
) -> tuple[TypeMention, ...]:
    """Return the types of a message, wanted or refused, in the order of their words.

    `names` are the known and the new segments. Faint ones are told as well, with the decision "ignore".
    """
    found = _contested(list(_found(text, heard, parts)))
    named = dict(zip(parts, scopes(parts, names), strict=True))
    mentions = [_mention(text, heard, each, named, bars) for each in found]
    return tuple(sorted(_asked(mentions), key=lambda mention: mention.start))


def called(
    text: str,
    heard: Heard,
    parts: Sequence[Clause],
    names: Sequence[str],
    found: Sequence[TypeMention],
    least: float = HEARD,
) -> tuple[TypeMention, ...]:
    """Return what was found and the types that the text calls by their names; a name settles a doubt about its type.

    A type that the network hears less than `least` is none, whatever it is called.
    """
    owner = dict(zip(parts, scopes(parts, names), strict=True))
    written = {m.type for m in found if m.decision == "write"}
    plain = [each for each in named(text) if each.type not in written and max(_sides(heard, each.type)) >= least]
    kept = [m for m in found if m.decision == "write" or m.type not in {each.type for each in plain}]
    return (*kept, *(_by_name(text, heard, each, owner) for each in plain))


def _by_name(text: str, heard: Heard, each: Named, owner: dict[Clause, tuple[str, ...]]) -> TypeMention:
    clause = _clause(each.start, list(owner))
    polarity = _polarity(text, *_sides(heard, each.type))
    return TypeMention(
        type=each.type,
        quote=text[each.start : each.end],
        start=each.start,
        end=each.end,
        probability=_BY_NAME,
        segments=owners(clause.text, each.start - clause.start, owner[clause]) if clause else (),
        polarity=polarity,
        status=_status(heard, Stretch(each.start, each.end, 1.0), polarity),
    )


def _polarity(text: str, wanted: float, refused: float) -> Polarity:
    """Return whether a name is wanted; who hardly hears a refusal needs the words of one."""
    heard = refused > wanted and (refused >= _REFUSED or _DENIAL.search(text) is not None)
    return "refused" if heard else "affirmed"


def _sides(heard: Heard, kind: RelationshipType) -> tuple[float, float]:
    """Return how likely a type is wanted, and refused."""
    return heard.of(f"type:+:{kind}"), heard.of(f"type:-:{kind}")


def _found(text: str, heard: Heard, parts: Sequence[Clause]) -> Iterator[_Found]:
    for side in "+-":
        for kind in TYPES:
            probability = heard.of(f"type:{side}:{kind}")
            if probability < _FAINT:
                continue
            row = heard.along(f"type:{side}:{kind}")
            peak = float(row.max()) if len(row) else 0.0
            places = stretches(text, heard.places, row, max(0.2, peak * _SHARE)) if peak >= 0.2 else ()
            if not places:
                yield _Found(kind, side, probability, _whole(text, parts))
                continue
            best = max(places, key=lambda stretch: stretch.peak)
            for stretch in places:
                if stretch is best or (
                    stretch.peak >= _AGAIN and _clause(stretch.start, parts) != _clause(best.start, parts)
                ):
                    yield _Found(kind, side, probability, stretch)


def _contested(found: list[_Found]) -> list[_Found]:
    """Of a type that is both wanted and refused in the same words, keep the likelier."""
    return [
        each
        for each in found
        if not any(
            other.kind == each.kind
            and other.side != each.side
            and _overlap(other.stretch, each.stretch)
            and other.probability > each.probability
            for other in found
        )
    ]


def _mention(text: str, heard: Heard, each: _Found, named: dict[Clause, tuple[str, ...]], bars: Bars) -> TypeMention:
    stretch, clause = each.stretch, _clause(each.stretch.start, list(named))
    polarity: Polarity = "affirmed" if each.side == "+" else "refused"
    return TypeMention(
        type=each.kind,
        quote=text[stretch.start : stretch.end],
        start=stretch.start,
        end=stretch.end,
        probability=round(each.probability, 4),
        decision=_decision(text, heard, each, bars),
        segments=owners(clause.text, stretch.start - clause.start, named[clause]) if clause else (),
        polarity=polarity,
        status=_status(heard, stretch, polarity),
    )


def _decision(text: str, heard: Heard, each: _Found, bars: Bars) -> Decision:
    """Return what to do with a type; one that is plainly denied needs to be less sure to be written as refused."""
    decision = bars.of_type(each.side, each.kind).decision(each.probability)
    denied = each.side == "-" and each.probability >= _DENIED_BAR and heard.of(f"type:+:{each.kind}") < _FAINT
    if decision == "clarify" and denied and _DENIAL.search(text, max(0, each.stretch.start - 24), each.stretch.end):
        return "write"
    return decision


def _status(heard: Heard, stretch: Stretch, polarity: Polarity) -> Status | None:
    inside = [at for at, (start, end) in enumerate(heard.places) if start < stretch.end and end > stretch.start]
    if not inside:
        return None
    levels = [float(np.mean(heard.along(f"status:{status}")[inside])) for status in STATUSES]
    best = STATUSES[int(np.argmax(levels))]
    if max(levels) < _TOLD:
        return None
    # What is refused is not in place, and what is wanted is not gone.
    if polarity == "refused" and best in ("established", "planned"):
        return "absent"
    return None if polarity == "affirmed" and best == "absent" else best


def _asked(mentions: Sequence[TypeMention]) -> Iterator[TypeMention]:
    """Ask once about each stretch of doubtful words, with the likeliest types as choices; let the other doubts be."""
    written = [m for m in mentions if m.decision == "write"]
    likely = sorted((m for m in mentions if m.decision != "write"), key=lambda m: -m.probability)
    asked: list[TypeMention] = []
    for mention in likely:
        decision: Decision = mention.decision
        settled = any(_overlap(mention, other) or mention.type == other.type for other in (*written, *asked))
        if decision == "clarify" and not settled:
            asked.append(mention.model_copy(update={"alternatives": _others(mention, likely, written)}))
        else:
            yield mention.model_copy(update={"decision": "ignore"})
    yield from (*asked, *written)


def _others(
    mention: TypeMention, likely: Sequence[TypeMention], written: Sequence[TypeMention]
) -> tuple[RelationshipType, ...]:
    taken = {mention.type, *(m.type for m in written)}
    near = [m.type for m in likely if m.type not in taken and m.polarity == mention.polarity]
    return tuple(dict.fromkeys((*near, *(kind for kind in NEIGHBOURS[mention.type] if kind not in taken))))[
        : CHOICES - 1
    ]


def doubted(reading: Reading) -> Reading:
    """Return what was read of a message that may state nothing: its types as questions, and nothing else."""
    written = (m for m in reading.types if m.decision == "write")
    asked = [m.model_copy(update={"decision": "clarify", "alternatives": NEIGHBOURS[m.type]}) for m in written]
    rest = tuple(m for m in reading.types if m.decision != "write")
    fields = ("motivations", "costs", "links", "segments", "switching")
    kept = {name: tuple(m for m in getattr(reading, name) if m.decision != "write") for name in fields}
    return reading.model_copy(update={"types": (*asked[:1], *rest), **kept})


def _clause(place: int, parts: Sequence[Clause]) -> Clause | None:
    return next((part for part in parts if part.start <= place < part.end), None)


def _whole(text: str, parts: Sequence[Clause]) -> Stretch:
    """Take the longest clause where no words stand out."""
    longest = max(parts, key=lambda part: part.end - part.start, default=None)
    return Stretch(longest.start, longest.end, 0.0) if longest else Stretch(0, len(text), 0.0)


def _overlap(one: Stretch | TypeMention, other: Stretch | TypeMention) -> bool:
    return one.start < other.end and other.start < one.end


# Types that people describe in much the same words: choices where nothing else comes near.
NEIGHBOURS: dict[RelationshipType, tuple[RelationshipType, ...]] = {
    "transactional": ("self_service", "automated_service"),
    "self_service": ("automated_service", "transactional"),
    "automated_service": ("self_service", "personal_assistance"),
    "personal_assistance": ("dedicated_personal_assistance", "self_service"),
    "dedicated_personal_assistance": ("personal_assistance", "community"),
    "community": ("co_creation", "personal_assistance"),
    "co_creation": ("community", "self_service"),
    "loyalty_program": ("community", "transactional"),
}
