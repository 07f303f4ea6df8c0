"""Edits ask for a change; events say what changed. Both are closed, frozen and pure."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.canvas import Cost, Origin, RelationshipType, Status, SwitchingCosts, Topic

Json = Any


class Change(BaseModel):
    """One value of the canvas before and after; None is "nothing there".

    `path` leads from the canvas to the value: names of fields, and ids inside `segments` and `relationships`.
    The last step `#order` stands for the order of the ids in such a list.
    """

    model_config = ConfigDict(frozen=True)

    path: tuple[str, ...]
    before: Json = None
    after: Json = None


class Event(BaseModel):
    """A change that happened: what, in which turn, from which words.

    `act` names the edit; `before` and `after` are the value of `field` for people to read, `changes` is what the
    fold applies. `undoes` names the turn that an undo takes back.
    """

    model_config = ConfigDict(frozen=True)

    revision: int
    turn: int
    at: str
    act: str
    segment_id: str | None = None
    relationship_id: str | None = None
    field: str | None = None
    before: Json = None
    after: Json = None
    origin: Origin = "stated"
    quote: str | None = None
    undoes: int | None = None
    changes: tuple[Change, ...] = ()


class _Edit(BaseModel):
    """What every edit carries: the words that it rests on and where the value comes from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quote: str | None = None
    origin: Origin = "stated"
    correction: bool = False


class SetBusiness(_Edit):
    """Set the business's name, offering or stage."""

    kind: Literal["set_business"] = "set_business"
    field: Literal["name", "offering", "stage"]
    value: str | None


class AddSegment(_Edit):
    """Add a customer segment."""

    kind: Literal["add_segment"] = "add_segment"
    name: str


class RenameSegment(_Edit):
    """Give a segment another name."""

    kind: Literal["rename_segment"] = "rename_segment"
    segment_id: str
    name: str


class RemoveSegment(_Edit):
    """Remove a segment with all that it holds."""

    kind: Literal["remove_segment"] = "remove_segment"
    segment_id: str


class MergeSegments(_Edit):
    """Fold segments into the first of them; relationships and evidence follow."""

    kind: Literal["merge_segments"] = "merge_segments"
    segment_ids: tuple[str, ...]
    name: str | None = None


class SplitSegment(_Edit):
    """Split a segment into several; the first keeps the relationships, the others start with copies."""

    kind: Literal["split_segment"] = "split_segment"
    segment_id: str
    names: tuple[str, ...]


class SetSegment(_Edit):
    """Set a segment's description, motivations or switching costs."""

    kind: Literal["set_segment"] = "set_segment"
    segment_id: str
    field: Literal["description", "motivations", "switching_costs"]
    value: str | tuple[str, ...] | SwitchingCosts | None


class SetRelationship(_Edit):
    """Set one field of a relationship, found by its id, else by its type, else added.

    With neither id nor type it is the relationship of the segment whose type is not known yet.
    `value` has the shape of the field in the canvas; links and touchpoints are added to what stands there.
    """

    kind: Literal["set_relationship"] = "set_relationship"
    segment_id: str
    relationship_id: str | None = None
    type: RelationshipType | None = None
    field: Literal["type", "expected", "established", "description", "touchpoints", "phases", "cost", "links"]
    value: Cost | bool | str | tuple[Any, ...] | None


class RemoveRelationship(_Edit):
    """Remove a relationship with all that it holds."""

    kind: Literal["remove_relationship"] = "remove_relationship"
    segment_id: str
    relationship_id: str


class ClearTopic(_Edit):
    """Empty what a segment says on one topic and ask again."""

    kind: Literal["clear_topic"] = "clear_topic"
    segment_id: str | None = None
    topic: Topic


class SetStatus(_Edit):
    """Say that a question is unknown, not applicable, parked, or open again."""

    kind: Literal["set_status"] = "set_status"
    segment_id: str | None = None
    topic: Topic
    status: Status


class SetTitle(_Edit):
    """Give the canvas another title."""

    kind: Literal["set_title"] = "set_title"
    title: str


class ClearAll(_Edit):
    """Empty the whole canvas; its history stays."""

    kind: Literal["clear_all"] = "clear_all"


Edit = Annotated[
    SetBusiness
    | AddSegment
    | RenameSegment
    | RemoveSegment
    | MergeSegments
    | SplitSegment
    | SetSegment
    | SetRelationship
    | RemoveRelationship
    | ClearTopic
    | SetStatus
    | SetTitle
    | ClearAll,
    Field(discriminator="kind"),
]


class Refusal(BaseModel):
    """An edit that could not be applied, and why, in one sentence for the user."""

    model_config = ConfigDict(frozen=True)

    edit: Edit
    reason: str
