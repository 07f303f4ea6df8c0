"""Hypothesis strategies: canvases as files may hold them, and edits as a conversation may bring them."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from assistant.canvas import (
    CANVAS_TOPICS,
    SEGMENT_TOPICS,
    Block,
    Business,
    Canvas,
    Cost,
    Established,
    Evidence,
    Level,
    Link,
    Motivation,
    Origin,
    Per,
    Period,
    Phase,
    Relationship,
    RelationshipType,
    Segment,
    Stage,
    Status,
    SwitchingCosts,
    SwitchingKind,
    Topic,
)
from assistant.edits import (
    AddSegment,
    ClearAll,
    ClearTopic,
    Edit,
    MergeSegments,
    RemoveRelationship,
    RemoveSegment,
    RenameSegment,
    SetBusiness,
    SetRelationship,
    SetSegment,
    SetStatus,
    SetTitle,
    SplitSegment,
)

AT = "2026-03-01T09:00:00Z"
SEGMENT_IDS = ("s1", "s2", "s3")
RELATIONSHIP_IDS = ("r1", "r2", "r3", "r5", "r8")


def one_of(literal: Any) -> st.SearchStrategy[Any]:
    """Draw one of the values of a Literal."""
    return st.sampled_from(get_args(literal))


def some_of(literal: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """Draw a few different values of a Literal."""
    return st.lists(one_of(literal), max_size=3, unique=True).map(tuple)


def optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw None or a value."""
    return st.none() | strategy


words = st.sampled_from(("phone", "Phone", "the shop", "e-mail", "two mechanics", "für alle", "x"))
json = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)
extras = st.dictionaries(st.sampled_from(("owner", "since", "#null", "#order", "##")), json, max_size=2)
amounts = optional(st.integers(0, 2000).map(float))
costs = st.builds(
    Cost,
    level=optional(one_of(Level)),
    amount_low=amounts,
    amount_high=amounts,
    currency=optional(st.sampled_from(("EUR", "USD"))),
    period=optional(one_of(Period)),
    per=optional(one_of(Per)),
    drivers=st.lists(words, max_size=2).map(tuple),
)
links = st.lists(st.builds(Link, block=one_of(Block), note=optional(words)), max_size=2).map(tuple)
switching = st.builds(SwitchingCosts, level=optional(one_of(Level)), kinds=some_of(SwitchingKind), note=optional(words))
evidence = st.lists(
    st.builds(Evidence, field=words, origin=one_of(Origin), turn=optional(st.integers(0, 3)), quote=optional(words)),
    max_size=2,
).map(tuple)


@st.composite
def relationships(draw: st.DrawFn, relationship_id: str) -> Relationship:
    """Draw a relationship with this id; its fields need not agree with one another."""
    return Relationship(
        id=relationship_id,
        type=draw(optional(one_of(RelationshipType))),
        expected=draw(optional(st.booleans())),
        established=draw(optional(one_of(Established))),
        description=draw(optional(words)),
        touchpoints=draw(st.lists(words, max_size=2).map(tuple)),
        cost=draw(costs),
        links=draw(links),
        evidence=draw(evidence),
        **draw(extras),
    )


@st.composite
def segments(draw: st.DrawFn, segment_id: str) -> Segment:
    """Draw a segment with this id and up to two relationships in any order."""
    held = draw(st.lists(st.sampled_from(RELATIONSHIP_IDS), max_size=2, unique=True))
    return Segment(
        id=segment_id,
        name=draw(words),
        description=draw(optional(words)),
        motivations=draw(some_of(Motivation)),
        answers=draw(st.dictionaries(st.sampled_from(SEGMENT_TOPICS), one_of(Status))),
        relationships=tuple(draw(relationships(key)) for key in held),
        switching_costs=draw(switching),
        evidence=draw(evidence),
        **draw(extras),
    )


@st.composite
def canvases(draw: st.DrawFn) -> Canvas:
    """Draw a canvas as an imported file may hold it: any ids, any order, unknown fields."""
    held = draw(st.lists(st.sampled_from((*SEGMENT_IDS, "#order", "shops")), max_size=3, unique=True))
    business = Business(name=draw(optional(words)), stage=draw(optional(one_of(Stage))), **draw(extras))
    return Canvas(
        id="cnv_drawn",
        title=draw(words),
        created_at=AT,
        updated_at=AT,
        business=business,
        answers=draw(st.dictionaries(st.sampled_from(CANVAS_TOPICS), one_of(Status))),
        segments=tuple(draw(segments(key)) for key in held),
        **draw(extras),
    )


names = st.sampled_from(("Couriers", "couriers ", "Commuters", "Schools", "Parks", "Two  words", "Day", "Night", ""))
segment_ids = st.sampled_from(SEGMENT_IDS)
relationship_ids = st.sampled_from(RELATIONSHIP_IDS)
sources: dict[str, st.SearchStrategy[Any]] = {
    "quote": st.sampled_from(("as they said", "they ring us", "about 4 € each", "and so on", "", None)),
    "origin": st.sampled_from(("stated", "stated", "stated", *get_args(Origin))),
    "correction": st.sampled_from((False, False, True)),
}
# Few types, so that they meet.
types = st.sampled_from(("self_service", "community", "dedicated_personal_assistance"))
FIELD_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "type": types,
    "expected": st.booleans(),
    "established": one_of(Established),
    "description": words,
    "touchpoints": st.lists(words, max_size=2).map(tuple),
    "phases": some_of(Phase),
    "cost": costs,
    "links": links,
}
SEGMENT_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "description": words,
    "motivations": some_of(Motivation),
    "switching_costs": switching,
}


def odd(field: str, values: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """Draw a value for a field, now and then None or one that has the shape of another field."""
    other = st.sampled_from(tuple(values)).flatmap(values.__getitem__)
    return st.sampled_from((values[field],) * 6 + (other, st.none())).flatmap(lambda strategy: strategy)


@st.composite
def _set_relationships(draw: st.DrawFn) -> SetRelationship:
    field = draw(st.sampled_from(tuple(FIELD_VALUES)))
    return SetRelationship(
        segment_id=draw(segment_ids),
        relationship_id=draw(st.sampled_from((None, None, None, *RELATIONSHIP_IDS[:2]))),
        type=draw(optional(types)),
        field=field,
        value=draw(odd(field, FIELD_VALUES)),
        **draw(st.fixed_dictionaries(sources)),
    )


@st.composite
def _set_segments(draw: st.DrawFn) -> SetSegment:
    field = draw(st.sampled_from(tuple(SEGMENT_VALUES)))
    value = draw(odd(field, SEGMENT_VALUES))
    return SetSegment(segment_id=draw(segment_ids), field=field, value=value, **draw(st.fixed_dictionaries(sources)))


seldom: tuple[st.SearchStrategy[Any], ...] = (
    st.builds(AddSegment, name=names, **sources),
    st.builds(SetBusiness, field=st.sampled_from(("name", "offering", "stage")), value=optional(words), **sources),
    st.builds(SetBusiness, field=st.just("stage"), value=one_of(Stage), **sources),
    st.builds(RenameSegment, segment_id=segment_ids, name=names, **sources),
    st.builds(
        MergeSegments,
        segment_ids=st.lists(segment_ids, min_size=1, max_size=3).map(tuple),
        name=optional(names),
        **sources,
    ),
    st.builds(
        SplitSegment, segment_id=segment_ids, names=st.lists(names, min_size=1, max_size=3).map(tuple), **sources
    ),
    st.builds(RemoveRelationship, segment_id=segment_ids, relationship_id=relationship_ids),
    st.builds(ClearTopic, segment_id=optional(segment_ids), topic=one_of(Topic)),
    st.builds(SetStatus, segment_id=optional(segment_ids), topic=one_of(Topic), status=one_of(Status)),
    st.builds(SetTitle, title=names | words),
    # What empties the canvas leaves later edits nothing to be about, so it comes seldom.
    st.builds(RemoveSegment, segment_id=segment_ids)
    | st.sampled_from((*(SetTitle(title=str(n)) for n in range(5)), ClearAll())),
)
kinds: tuple[st.SearchStrategy[Any], ...] = ((_set_relationships(),) * 18) + ((_set_segments(),) * 5) + seldom
edits: st.SearchStrategy[Edit] = st.sampled_from(kinds).flatmap(lambda strategy: strategy)
# A conversation names its customers early; without segments most edits have nothing to be about.
conversations = st.lists(edits, min_size=8, max_size=25).map(
    lambda later: [*(AddSegment(name=name, quote="them") for name in ("Couriers", "Commuters", "Shops")), *later]
)
