"""What edits do to relationships: find the one that is meant, write one field of it, take one away."""

from __future__ import annotations

from typing import Any

from assistant.acts import evidence
from assistant.acts.costs import union, written_over
from assistant.acts.standing import NOTHING, RELATIONSHIP_FIELD, RELATIONSHIP_FIELDS, emptied, holds, reopened
from assistant.acts.step import NO_SEGMENT, Step, new_ids, with_segment, with_status
from assistant.acts.values import fitting, readable
from assistant.canvas import Canvas, Evidence, Link, Relationship, RelationshipType, Segment, Topic
from assistant.edits import RemoveRelationship, SetRelationship
from assistant.terms import TYPES

NO_RELATIONSHIP = "I can't find that relationship any more; say which type you mean and I will look again."
TOPIC_OF: dict[str, Topic] = {field: topic for topic, field in RELATIONSHIP_FIELD.items()}


def set_relationship(canvas: Canvas, edit: SetRelationship, proof: Evidence, taken: frozenset[str]) -> Step | str:
    """Write one field of the relationship that the edit means, or add it."""
    segment = canvas.segment(edit.segment_id)
    if segment is None:
        return NO_SEGMENT
    value = fitting(edit.field, edit.value)
    old = _meant(segment, edit, value)
    if isinstance(old, str):
        return old
    if value is None and old is not None:
        return _clear(canvas, segment, old, edit.field)
    if value in (None, NOTHING.get(edit.field)):
        return Step(canvas, "set")
    new = old or Relationship(id=new_ids("r", canvas, taken)[0])
    kind = value if edit.field == "type" else new.type or edit.type
    if twin := _twin(segment, new, kind):
        return twin
    if edit.correction and new.type and kind != new.type:
        # The words described what it turned out not to be.
        new = emptied(new, "description")
    if kind != new.type:
        new = _write(new, "type", kind, edit, proof)
    new = _write(new, edit.field, value, edit, proof)
    after = _with_relationship(segment, new)
    if edit.field in TOPIC_OF:
        after = with_status(after, TOPIC_OF[edit.field], "stated")
    before = getattr(old, edit.field) if old else None
    corrected = edit.correction or evidence.loses(before, getattr(new, edit.field))
    return Step(
        canvas=with_segment(canvas, after),
        act="correct" if corrected else "set",
        segment_id=segment.id,
        relationship_id=new.id,
        field=edit.field,
        before=readable(before),
        after=readable(getattr(new, edit.field)),
    )


def remove_relationship(canvas: Canvas, edit: RemoveRelationship, _: Evidence, __: frozenset[str]) -> Step | str:
    """Take a relationship away with all that it holds."""
    segment = canvas.segment(edit.segment_id)
    if segment is None:
        return NO_SEGMENT
    old = _by_id(segment, edit.relationship_id)
    if old is None:
        return NO_RELATIONSHIP
    field = "type" if old.type else "description"
    kept = tuple(held for held in segment.relationships if held.id != old.id)
    after = reopened(segment, segment.model_copy(update={"relationships": kept}))
    return Step(with_segment(canvas, after), "remove", segment.id, old.id, field, readable(getattr(old, field)))


def joined_links(old: tuple[Link, ...], new: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return the old links followed by the new; a link without a note gives way to one of its block with a note."""
    links = union(old, new)
    noted = {link.block for link in links if link.note}
    return tuple(link for link in links if link.note or link.block not in noted)


def joined_words(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """Return the old words followed by the new ones that differ by more than capitals."""
    standing = {word.casefold() for word in old}
    return union(old, tuple(word for word in new if word.casefold() not in standing))


def _by_id(segment: Segment, relationship_id: str) -> Relationship | None:
    return next((held for held in segment.relationships if held.id == relationship_id), None)


def _meant(segment: Segment, edit: SetRelationship, value: Any) -> Relationship | str | None:
    if edit.relationship_id is not None:
        held = _by_id(segment, edit.relationship_id)
        if held and held.type and edit.type and held.type != edit.type:
            return (
                f"For {segment.name} that relationship is {TYPES[held.type]}, not {TYPES[edit.type]}; "
                "tell me which of the two you mean."
            )
        return held or NO_RELATIONSHIP
    same = [held for held in segment.relationships if held.type == edit.type]
    if not same and edit.field == "type":
        same = [held for held in segment.relationships if held.type == value]
    if not same and edit.type is not None:
        same = [held for held in segment.relationships if _adopts(held, edit.field, value)]
    return same[0] if len(same) == 1 or (same and edit.type and same[0].type) else None


def _adopts(held: Relationship, field: str, value: Any) -> bool:
    # What is not wanted or not there says nothing about the tie that was described without a type.
    if held.type is not None or value in (None, False, "absent"):
        return False
    return field in NOTHING or getattr(held, field) in (None, value)


def _twin(segment: Segment, held: Relationship, kind: RelationshipType | None) -> str | None:
    if kind is None or kind == held.type or all(kind != other.type for other in segment.relationships):
        return None
    return (
        f"There already is {TYPES[kind]} for {segment.name}; tell me more about that one, "
        "or remove one of the two first."
    )


def _write(held: Relationship, field: str, value: Any, edit: SetRelationship, proof: Evidence) -> Relationship:
    standing = getattr(held, field)
    whole = edit.correction
    if field == "cost":
        value = written_over(standing, value, whole)
    elif field == "links":
        value = value if whole else joined_links(standing, value)
    elif field in NOTHING:
        value = value if whole else joined_words(standing, value)
    if value == standing:
        return held
    ground = evidence.added if field in NOTHING and not evidence.loses(standing, value) else evidence.replaced
    return held.model_copy(update={field: value, "evidence": ground(held.evidence, field, proof)})


def _with_relationship(segment: Segment, new: Relationship) -> Segment:
    held = tuple(new if old.id == new.id else old for old in segment.relationships)
    if all(old.id != new.id for old in held):
        held = (*held, new)
    return segment.model_copy(update={"relationships": held})


def _clear(canvas: Canvas, segment: Segment, old: Relationship, field: str) -> Step:
    new = emptied(old, field)
    if holds(new, *RELATIONSHIP_FIELDS):
        after = _with_relationship(segment, new)
    else:
        kept = tuple(held for held in segment.relationships if held.id != old.id)
        after = segment.model_copy(update={"relationships": kept})
    before = readable(getattr(old, field))
    return Step(with_segment(canvas, reopened(segment, after)), "clear", segment.id, old.id, field, before)
