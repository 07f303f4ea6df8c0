"""The free-text values that the network marks: segments, the business, touchpoints, drivers, what is taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.names import LONGEST_NAME
from assistant.offline.naming import GENERIC, ROLES
from assistant.offline.trained.bars import Bar
from assistant.offline.trained.network import Heard
from assistant.offline.trained.stretches import Stretch, bare, listed, stretches
from assistant.offline.trained.stretches import values as side_by_side
from assistant.reading import BusinessMention, SegmentMention

# When somebody comes is no part of who they are: "skiers in winter", "scouts at Whitsun".
_WHEN = re.compile(
    r"\s+(?:(?:at|on|in|of an?|over|during|after|before|every|each|from|by)\s+)(?:the\s+)?(?:[\w'-]+\s+){0,3}?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|springs?|summers?|autumns?|winters?|christmas|easter|whitsun|diwali|ramadan|weekends?|mornings?|"
    r"afternoons?|evenings?|nights?|season|term|harvest)(?:\s+to\s+\w+)?$",
    re.IGNORECASE,
)


def segments(
    text: str, heard: Heard, names: Sequence[str], bar: Bar, *, asked: bool = False
) -> tuple[SegmentMention, ...]:
    """Return the customer segments that the message names for the first time; `asked` says that it was asked to."""
    unfit = GENERIC - ROLES if asked else GENERIC
    found: dict[str, SegmentMention] = {}
    row, begins = heard.along("segment"), heard.along("segment:begin")
    sure, faint = (side_by_side(text, heard.places, row, begins, each) for each in (bar.write, bar.ask))
    for place in listed(text, sure, faint):
        name = _WHEN.sub("", text[place.start : place.end])
        taken = [*names, *found]
        if len(name) > LONGEST_NAME or name.lower() in unfit or any(_same(name, other) for other in taken):
            continue
        found[name] = SegmentMention(
            name=name,
            quote=name,
            start=place.start,
            end=place.start + len(name),
            probability=round(place.peak, 4),
        )
    return tuple(found.values())


def _same(name: str, other: str) -> bool:
    """Whether a name says no more than another: "the couriers" are the "bike couriers" that are known."""
    words = {word.rstrip("s") for word in name.lower().split()}
    return words <= {word.rstrip("s") for word in other.lower().split()}


def business(text: str, heard: Heard, bar: Bar) -> tuple[BusinessMention, ...]:
    """Return the business's name and what it offers, each once."""
    return tuple(_business(text, heard, bar))


def _business(text: str, heard: Heard, bar: Bar) -> Iterator[BusinessMention]:
    for field in ("name", "offering"):
        place = _best(text, heard, field, bar.write)
        if place:
            quote = text[place.start : place.end]
            yield BusinessMention(
                field="name" if field == "name" else "offering",
                value=quote,
                quote=quote,
                start=place.start,
                end=place.end,
                probability=round(place.peak, 4),
            )


def drivers(text: str, heard: Heard, bar: Bar) -> tuple[Stretch, ...]:
    """Return the places of what the effort or the money goes into."""
    return stretches(text, heard.places, heard.along("driver"), bar.write)


def withdrawn(text: str, heard: Heard, bar: Bar) -> tuple[Stretch, ...]:
    """Return the places of what a correction takes back."""
    return stretches(text, heard.places, heard.along("withdrawn"), bar.write)


def _best(text: str, heard: Heard, label: str, bar: float) -> Stretch | None:
    found = [bare(text, place) for place in stretches(text, heard.places, heard.along(label), bar)]
    return max(
        (place for place in found if place.start < place.end),
        key=lambda place: (place.end - place.start, place.peak),
        default=None,
    )
