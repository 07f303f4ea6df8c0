"""A canvas with one of everything, and text that tries to be more than text."""

from __future__ import annotations

from assistant.canvas import (
    SEGMENT_TOPICS,
    Business,
    Canvas,
    Cost,
    Evidence,
    Finding,
    FindingCitation,
    Link,
    Relationship,
    Segment,
    Status,
    SwitchingCosts,
    Topic,
)
from assistant.reply import Ask, Choice, Citation

AT = "2025-03-01T10:00:00Z"
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><b onmouseover="alert(1)">',
    "</details></section></div><h1>mine",
    "' autofocus onfocus='alert(1)",
    "${alert(1)} {{alert(1)}} `alert(1)`",
    "[click](javascript:alert(1)) ![x](http://example.org/x.png) $$x^2$$",
    "&lt;b&gt; &#60;b&#62; &amp;",
    "a\x00b\x1b[31mc\x7f\u202e",
)


def answers(**known: Status) -> dict[Topic, Status]:
    """Return a segment's answers, not asked but for those given."""
    return {topic: known.get(topic, "not_asked") for topic in SEGMENT_TOPICS}


def stated(field: str, quote: str, turn: int) -> Evidence:
    return Evidence(field=field, origin="stated", turn=turn, quote=quote)


MECHANIC = Relationship(
    id="r1",
    type="dedicated_personal_assistance",
    expected=True,
    established="planned",
    description="a named mechanic",
    touchpoints=("phone",),
    phases=("post_purchase",),
    cost=Cost(
        level="medium",
        amount_low=160,
        amount_high=173.33,
        currency="EUR",
        period="month",
        per="total",
        drivers=("2 h",),
    ),
    links=(Link(block="key_resources", note="two trained mechanics"), Link(block="channels")),
    evidence=(
        stated("expected", "couriers want one mechanic who knows their bike", 4),
        Evidence(field="cost", origin="calculated", turn=6),
    ),
)
GROUP = Relationship(id="r2", type="community", established="established")
CALLS = Relationship(id="r3", type="personal_assistance", expected=False, established="absent")
FINDING = Finding(
    rule="expected_not_established",
    segment_id="s1",
    relationship_id="r1",
    text="Couriers expect a named mechanic; it is only planned.",
    citations=(FindingCitation(document="key-questions", section="Questions > Expected", quote="two answers"),),
)
COURIERS = Segment(
    id="s1",
    name="Bike couriers",
    motivations=("retention",),
    answers=answers(motivation="stated", expected="stated", established="stated", cost="unknown", integration="parked"),
    relationships=(MECHANIC, GROUP),
    switching_costs=SwitchingCosts(level="low", kinds=("time", "data")),
    evidence=(stated("motivations", "we want them to stay", 2),),
)
COMMUTERS = Segment(
    id="s2", name="Commuters", answers=answers(motivation="not_applicable", expected="stated"), relationships=(CALLS,)
)
CANVAS = Canvas(
    id="cnv_1",
    title="Pedal & Post",
    created_at=AT,
    updated_at=AT,
    business=Business(name="Pedal & Post", offering="bike repair", stage="startup"),
    segments=(COURIERS, COMMUTERS),
    findings=(FINDING,),
)
CITED = Citation(
    number=1, document="co-creation", section="Co-creation > What it is", quote="help to make", passage_id="p1"
)
ASKED = Ask(
    kind="question",
    topic="expected",
    segment_id="s2",
    choices=(Choice(value="self_service", label="Self-service"), Choice(value="unknown", label="I don't know")),
)
