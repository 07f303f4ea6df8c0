"""Doubts: what was said but cannot be written before the user chooses."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from assistant.agenda import topics
from assistant.canvas import Canvas, Cost, RelationshipType, Segment, Topic
from assistant.edits import Edit, SetRelationship
from assistant.interview.targets import candidates, of_type
from assistant.reading import CostMention, TypeMention
from assistant.record import Doubt, Option
from assistant.reply import Ask, Choice, Line
from assistant.terms import TYPE_CHOICES, money, thing

_Value = TypeVar("_Value", bound=str)

YES_NO = (Choice(value="yes", label="Yes"), Choice(value="no", label="No"))


def which_type(
    mention: TypeMention,
    segment: Segment,
    field: str,
    value: bool | str,
    wrong: str | None = None,
    wanted: Collection[RelationshipType] = (),
) -> Doubt:
    """Ask which type ambiguous words mean; "none of these" keeps the words without a type.

    `wrong` is the id of the relationship whose type the words correct, or None. What is `wanted` can't be what these
    words refuse, so it is not offered.
    """
    kinds = tuple(kind for kind in dict.fromkeys((mention.type, *mention.alternatives)) if kind not in wanted)
    key = "clarify.type" if mention.polarity == "affirmed" else "clarify.refused"
    words = mention.quote.strip(" .,;:!")

    def edits(kind: str | None) -> tuple[SetRelationship, ...]:
        if wrong and kind:
            fix = {"segment_id": segment.id, "relationship_id": wrong, "quote": words}
            right = {"field": "type", "value": kind, "correction": True}
            named = {"field": "description", "value": words}
            return tuple(SetRelationship.model_validate({**fix, **each}) for each in (right, named))
        place = {"segment_id": segment.id, "type": kind, "quote": words}
        stated = SetRelationship.model_validate({**place, "field": field, "value": value})
        return (stated, SetRelationship.model_validate({**place, "field": "description", "value": words}))

    choices = [Choice(value=kind, label=TYPE_CHOICES[kind]) for kind in kinds]
    return Doubt(
        ask=Ask(
            kind="clarify",
            topic="established" if field == "established" else "expected",
            segment_id=segment.id,
            types=kinds,
            choices=(*choices, Choice(value="none", label="None of these, keep my words")),
        ),
        lines=(Line(key=key, values={"words": words, "segment": segment.name}),),
        options=(*(Option(value=kind, edits=edits(kind)) for kind in kinds), Option(value="none", edits=edits(None))),
    )


def gainsays(edits: Sequence[Edit], canvas: Canvas) -> bool:
    """Say whether edits refuse a type that the segment was just said to want: the same message can't mean both."""
    refused = [
        edit
        for edit in edits
        if isinstance(edit, SetRelationship) and edit.type and edit.field == "expected" and edit.value is False
    ]
    standing = (of_type(canvas.segment(edit.segment_id), edit.type) for edit in refused)
    return any(relationship is not None and relationship.expected is True for relationship in standing)


def which_value(topic: Topic, segment: Segment, words: str, means: Mapping[_Value, Sequence[Edit]]) -> Doubt:
    """Ask which of the topic's own choices words mean; `means` has what each would write, "none" writes nothing."""
    labels = {choice.value: choice.label for choice in topics()[topic].choices}
    choices = [Choice(value=value, label=labels[value]) for value in means]
    return Doubt(
        ask=Ask(
            kind="clarify",
            topic=topic,
            segment_id=segment.id,
            choices=(*choices, Choice(value="none", label="None of these")),
        ),
        lines=(Line(key=f"clarify.{topic}", values={"words": words.strip(" .,;:!"), "segment": segment.name}),),
        options=(*(Option(value=value, edits=tuple(edits)) for value, edits in means.items()), Option(value="none")),
    )


def which_relationship(mention: CostMention, segment: Segment) -> Doubt:
    """Ask which of several relationships a cost belongs to."""
    found, cost = candidates(segment, ()), cost_of(mention)
    return Doubt(
        ask=Ask(
            kind="clarify",
            topic="cost",
            segment_id=segment.id,
            types=tuple(r.type for r in found if r.type),
            choices=tuple(Choice(value=r.id, label=thing(r)) for r in found),
        ),
        lines=(Line(key="clarify.which_cost", values={"cost": money(cost), "segment": segment.name}),),
        options=tuple(
            Option(value=r.id, edits=(cost_edit(segment.id, f"#{r.id}", cost, mention.quote),)) for r in found
        ),
    )


def which_segment(canvas: Canvas, words: str, options: tuple[Option, ...]) -> Doubt:
    """Ask which segment the words are about; `options` are one per segment."""
    return Doubt(
        ask=Ask(kind="clarify", choices=tuple(Choice(value=s.id, label=s.name) for s in canvas.segments)),
        lines=(Line(key="clarify.segment", values={"words": words.strip(" .,;:!")}),),
        options=options,
    )


def agreed_sum(mention: CostMention, segment_id: str, target: str) -> Doubt:
    """Say a sum aloud and ask whether to note its result; the share of each customer comes along where it is known."""
    cost = cost_of(mention).model_copy(update={"drivers": ()})
    edit = cost_edit(segment_id, target, cost, mention.quote).model_copy(update={"origin": "calculated"})
    values = {"inputs": mention.inputs or "", "cost": money(cost)}
    line = Line(key="confirm.sum", values=values)
    if mention.customers and cost.amount_high and cost.per != "customer":
        share = round(cost.amount_high / mention.customers, 2)
        each = money(Cost(amount_low=share, amount_high=share, currency=cost.currency, period=cost.period))
        line = Line(key="confirm.sum_each", values={**values, "each": each, "customers": str(mention.customers)})
    return Doubt(
        ask=Ask(kind="confirm", topic="cost", segment_id=segment_id, choices=YES_NO),
        lines=(line,),
        options=(Option(value="yes", edits=(edit,)), Option(value="no")),
    )


def cost_of(mention: CostMention) -> Cost:
    """Return the cost that a mention states."""
    return Cost.model_validate({name: getattr(mention, name) for name in Cost.model_fields})


def cost_edit(segment_id: str, target: str, cost: Cost, quote: str) -> SetRelationship:
    """Return the edit that writes a cost on a target (see `relationship_edit`)."""
    return relationship_edit(segment_id, target, "cost", cost, quote)


def relationship_edit(segment_id: str, target: str, field: str, value: object, quote: str) -> SetRelationship:
    """Return an edit of a relationship: `target` is "#" and its id, "=" and a type, or "" for the untyped one."""
    place = {"#": "relationship_id", "=": "type"}.get(target[:1])
    where = {place: target[1:]} if place else {}
    return SetRelationship.model_validate(
        {"segment_id": segment_id, **where, "field": field, "value": value, "quote": quote}
    )
