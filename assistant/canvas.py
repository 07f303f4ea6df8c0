"""The relationships canvas: frozen values, one shape for the model, the JSON export and every answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = "rapport.canvas/1"
# The title of a canvas that was begun without one, until the business gives it a better one.
UNTITLED = "Untitled canvas"
CREDIT = (
    "Based on the Business Model Canvas by Strategyzer AG (strategyzer.com), licensed under CC BY-SA 3.0 "
    "(https://creativecommons.org/licenses/by-sa/3.0/)."
)

RelationshipType = Literal[
    "transactional",
    "self_service",
    "automated_service",
    "personal_assistance",
    "dedicated_personal_assistance",
    "community",
    "co_creation",
    "loyalty_program",
]
Motivation = Literal["acquisition", "retention", "upselling"]
Block = Literal[
    "key_partners",
    "key_activities",
    "key_resources",
    "value_propositions",
    "channels",
    "customer_segments",
    "cost_structure",
    "revenue_streams",
]
Phase = Literal["awareness", "consideration", "purchase", "post_purchase", "loyalty"]
Topic = Literal[
    "business", "segments", "motivation", "expected", "established", "cost", "integration", "switching_costs"
]
Status = Literal["not_asked", "stated", "unknown", "not_applicable", "parked"]
Origin = Literal["stated", "edited", "calculated", "accepted", "imported"]
Established = Literal["established", "planned", "absent"]
Level = Literal["low", "medium", "high"]
Period = Literal["one_off", "day", "week", "month", "quarter", "year"]
Per = Literal["total", "customer", "transaction"]
SwitchingKind = Literal["money", "time", "effort", "data", "lost_benefits"]
Stage = Literal["idea", "startup", "growing", "established"]

CANVAS_TOPICS: tuple[Topic, ...] = ("business", "segments")
SEGMENT_TOPICS: tuple[Topic, ...] = (
    "motivation",
    "expected",
    "established",
    "cost",
    "integration",
    "switching_costs",
)

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217 code")]
Amount = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]


class Value(BaseModel):
    """A frozen part of the canvas; fields that this version does not know are kept."""

    model_config = ConfigDict(frozen=True, extra="allow")


class Evidence(Value):
    """Says where one written value comes from.

    `field` is the name of the value on its owner (`cost` for any part of the cost). A `stated` value
    quotes the message of turn `turn` character for character.
    """

    field: str
    origin: Origin
    turn: int | None = None
    quote: str | None = None


class Cost(Value):
    """What a relationship costs to keep up; amounts in `currency` per `period`, for `per`."""

    level: Level | None = None
    amount_low: Amount | None = None
    amount_high: Amount | None = None
    currency: Currency | None = None
    period: Period | None = None
    per: Per | None = None
    drivers: tuple[str, ...] = ()


class Link(Value):
    """Ties a relationship to another block of the canvas."""

    block: Block
    note: str | None = None


class Relationship(Value):
    """One tie between the business and a segment.

    `type` is None while the user has described it but not yet said (or agreed) which type it is.
    `expected`: wanted by the segment, refused (False), or not known (None).
    """

    id: str
    type: RelationshipType | None = None
    expected: bool | None = None
    established: Established | None = None
    description: str | None = None
    touchpoints: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()
    cost: Cost = Cost()
    links: tuple[Link, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class SwitchingCosts(Value):
    """What it costs a customer of the segment to change provider."""

    level: Level | None = None
    kinds: tuple[SwitchingKind, ...] = ()
    note: str | None = None


def _unasked() -> dict[Topic, Status]:
    return {topic: "not_asked" for topic in SEGMENT_TOPICS}


class Segment(Value):
    """One customer segment with its answers and its relationships."""

    id: str
    name: str
    description: str | None = None
    motivations: tuple[Motivation, ...] = ()
    answers: dict[Topic, Status] = Field(default_factory=_unasked)
    relationships: tuple[Relationship, ...] = ()
    switching_costs: SwitchingCosts = SwitchingCosts()
    evidence: tuple[Evidence, ...] = ()


class Business(Value):
    """The business that the canvas is about, in the user's words."""

    name: str | None = None
    offering: str | None = None
    stage: Stage | None = None
    evidence: tuple[Evidence, ...] = ()


class FindingCitation(Value):
    """The handbook sentence that a finding rests on."""

    document: str
    section: str
    quote: str


class Finding(Value):
    """Something that a rule notices in the canvas; computed, never stored as a fact."""

    rule: str
    segment_id: str | None = None
    relationship_id: str | None = None
    text: str
    citations: tuple[FindingCitation, ...] = ()


class OpenTopic(Value):
    """A question that still waits for an answer; `segment_id` is None for questions about the whole business."""

    segment_id: str | None = None
    topic: Topic
    status: Status


class Progress(Value):
    """How many questions are answered (stated, unknown or not applicable), and which are open."""

    answered: int = 0
    total: int = 0
    open: tuple[OpenTopic, ...] = ()


class Canvas(Value):
    """The Customer Relationships canvas of one business at one revision."""

    schema_: str = Field(default=SCHEMA, alias="schema")
    id: str
    title: str
    created_at: str
    updated_at: str
    revision: int = 0
    business: Business = Business()
    answers: dict[Topic, Status] = Field(
        default_factory=lambda: dict[Topic, Status]({topic: "not_asked" for topic in CANVAS_TOPICS})
    )
    segments: tuple[Segment, ...] = ()
    findings: tuple[Finding, ...] = ()
    progress: Progress = Progress()
    credit: str = CREDIT

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True, serialize_by_alias=True)

    def segment(self, segment_id: str | None) -> Segment | None:
        """Return the segment with this id, or None."""
        return next((s for s in self.segments if s.id == segment_id), None)


def progress_of(canvas: Canvas) -> Progress:
    """Count the answered questions of a canvas and list the open ones in the order of the agenda."""
    slots = [OpenTopic(topic=topic, status=canvas.answers.get(topic, "not_asked")) for topic in CANVAS_TOPICS]
    slots += [
        OpenTopic(segment_id=segment.id, topic=topic, status=segment.answers.get(topic, "not_asked"))
        for segment in canvas.segments
        for topic in SEGMENT_TOPICS
    ]
    waiting = tuple(slot for slot in slots if slot.status in ("not_asked", "parked"))
    return Progress(answered=len(slots) - len(waiting), total=len(slots), open=waiting)
