"""What a correction takes back: the types of the words that are set against the right ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.canvas import RelationshipType
from assistant.offline.calling import called
from assistant.offline.plainly import named
from assistant.offline.trained.answers import plain_aim
from assistant.offline.trained.bars import Bars
from assistant.offline.trained.heads import MOTIVATIONS, TYPES
from assistant.offline.trained.network import Ears, Heard
from assistant.offline.trained.stretches import Stretch
from assistant.offline.trained.values import withdrawn
from assistant.reading import TypeMention

# Words that are taken back name a type from here on: what stands against the right one need not be plain.
_NAMED = 0.3

# "A community, not a mechanic": the plainest way to take something back.
_NOT = re.compile(r",?\s(?:not|instead of|rather than|and no)\s+(?P<what>[^,.;!?]{2,60})", re.IGNORECASE)

Names = Sequence[tuple[str, RelationshipType]]


def corrected(
    text: str, heard: Heard, mentions: Sequence[TypeMention], ears: Ears, names: Names, bars: Bars
) -> tuple[TypeMention, ...]:
    """Return the mentions of a correction with those that it takes back marked as withdrawn.

    `names` are what the user calls relationships; other words are heard once more, by themselves.
    """
    plain = tuple(Stretch(*match.span("what"), 1.0) for match in _NOT.finditer(text))
    places = plain or withdrawn(text, heard, bars.value)
    kept = [m for m in mentions if not any(_within(m, place) for place in places)]
    meant = {m.type for m in kept if m.polarity == "affirmed"}
    back = [m for m in _taken_back(text, places, ears, names) if m.type not in meant]
    return tuple(sorted((*kept, *back), key=lambda m: m.start))


def _within(mention: TypeMention, place: Stretch) -> bool:
    return mention.start < place.end and place.start < mention.end


def _taken_back(text: str, places: Sequence[Stretch], ears: Ears, names: Names) -> Iterator[TypeMention]:
    for place in places:
        words = text[place.start : place.end]
        # "Not keeping them" takes back an aim, and sounds like a relationship.
        aim = any(plain_aim(words, motivation) for motivation in MOTIVATIONS) and not any(named(words))
        kind = called(words, names) or (None if aim else _likeliest(ears.hear(words, "expected")))
        if kind:
            yield TypeMention(
                type=kind,
                polarity="refused",
                withdrawn=True,
                quote=words,
                start=place.start,
                end=place.end,
                probability=round(place.peak, 4),
            )


def _likeliest(heard: Heard) -> RelationshipType | None:
    likely = {kind: max(heard.of(f"type:+:{kind}"), heard.of(f"type:-:{kind}")) for kind in TYPES}
    best = max(TYPES, key=lambda kind: likely[kind])
    return best if likely[best] >= _NAMED else None
