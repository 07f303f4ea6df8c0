"""Slots: a canvas, and the truth about a business, as sets of single values that can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assistant.canvas import Canvas, Cost, Relationship, RelationshipType, Segment, Topic
from eval.founder import Founder, Group, Place, Price, Tie, plain


class Slot(NamedTuple):
    """One value: whose, on which topic, of which relationship, which field of it, and the value as text."""

    segment: str | None
    topic: Topic
    type: RelationshipType | None
    field: str
    value: str

    @property
    def place(self) -> Place:
        """Return the question that the slot answers."""
        segment = None if self.topic in ("business", "segments") else self.segment
        return Place(segment=segment, topic=self.topic, type=self.type)

    @property
    def claim(self) -> tuple[str, ...]:
        """Return what the slot says, whoever it is about; a type belongs to it where the type is what is said."""
        kind = self.type if self.topic in ("expected", "established") else None
        return (self.field, self.value) if kind is None else (self.field, kind, self.value)


def truth(founder: Founder) -> frozenset[Slot]:
    """Return every slot that a complete canvas of this founder holds."""
    offering = Slot(None, "business", None, "offering", "present")
    return frozenset([offering, *(slot for group in founder.segments for slot in _of_group(group))])


def told_at(place: Place, founder: Founder) -> frozenset[Slot]:
    """Return the slots that an answer to a question tells."""
    return frozenset(slot for slot in truth(founder) if place.covers(slot.place))


def written(canvas: Canvas, founder: Founder) -> frozenset[Slot]:
    """Return the slots that a canvas holds, its segments called as the founder's sheet calls them."""
    offering = [Slot(None, "business", None, "offering", "present")] if canvas.business.offering else []
    owners = names(canvas, founder)
    return frozenset([*offering, *(slot for each in canvas.segments for slot in _of_segment(each, owners[each.id]))])


def names(canvas: Canvas, founder: Founder) -> dict[str, Group | None]:
    """Return which of the founder's segments each segment of the canvas is, by its id; each is found once."""
    owners: dict[str, Group | None] = {}
    exactly = sorted(canvas.segments, key=lambda each: not _is_called(each.name, founder.group(each.name)))
    for segment in exactly:
        group = founder.group(segment.name)
        owners[segment.id] = None if group in owners.values() else group
    return owners


def _is_called(name: str, group: Group | None) -> bool:
    return group is not None and plain(name) in {plain(each) for each in (group.name, *group.also)}


def _of_group(group: Group) -> Iterator[Slot]:
    yield Slot(group.name, "segments", None, "name", group.name)
    yield from (Slot(group.name, "motivation", None, "motivation", each) for each in group.motivations)
    if group.switching:
        yield Slot(group.name, "switching_costs", None, "switching", group.switching)
    for tie in group.relationships:
        yield from _of_tie(group.name, tie)


def _of_tie(name: str, tie: Tie) -> Iterator[Slot]:
    yield Slot(name, "expected", tie.type, "expected", str(tie.expected))
    if tie.established:
        yield Slot(name, "established", tie.type, "established", tie.established)
    yield from (Slot(name, "integration", tie.type, "link", block) for block in tie.links)
    if tie.cost:
        yield from (Slot(name, "cost", tie.type, field, value) for field, value in _of_cost(_cost(tie.cost)))


def _cost(price: Price) -> Cost:
    high = price.amount if price.high is None else price.high
    same = {name: getattr(price, name) for name in ("level", "currency", "period", "per")}
    return Cost(amount_low=price.amount, amount_high=high, **same)


def _of_segment(segment: Segment, owner: Group | None) -> Iterator[Slot]:
    name = owner.name if owner else plain(segment.name)
    yield Slot(name, "segments", None, "name", name if _is_called(segment.name, owner) else plain(segment.name))
    yield from (Slot(name, "motivation", None, "motivation", each) for each in segment.motivations)
    if segment.switching_costs.level:
        yield Slot(name, "switching_costs", None, "switching", segment.switching_costs.level)
    for relationship in segment.relationships:
        yield from _of_relationship(name, relationship)


def _of_relationship(name: str, relationship: Relationship) -> Iterator[Slot]:
    """Yield what a relationship says; one whose type is not known says nothing yet but its cost and its links."""
    kind = relationship.type
    if kind and relationship.expected is not None:
        yield Slot(name, "expected", kind, "expected", str(relationship.expected))
    if kind and relationship.established:
        yield Slot(name, "established", kind, "established", relationship.established)
    yield from (Slot(name, "integration", kind, "link", block) for block in {link.block for link in relationship.links})
    yield from (Slot(name, "cost", kind, field, value) for field, value in _of_cost(relationship.cost))


def _of_cost(cost: Cost) -> Iterator[tuple[str, str]]:
    """Yield the fields of a cost; an amount that is for nobody in particular is the total."""
    if cost.level:
        yield "level", cost.level
    low, high = cost.amount_low, cost.amount_high
    if low is None and high is None:
        return
    yield "amount", f"{low if low is not None else 0:g}–{high if high is not None else 0:g}"
    yield "per", cost.per or "total"
    if cost.currency:
        yield "currency", cost.currency
    if cost.period:
        yield "period", cost.period
