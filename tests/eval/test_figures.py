"""Each figure of reading moves when what it watches is broken."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.reading import (
    CostMention,
    LinkMention,
    MotivationMention,
    Reading,
    SegmentMention,
    TypeMention,
)
from eval.figures import counted, f1, figures, share
from eval.utterance import Utterance

TEXT = "couriers swap tips, no forum, to keep them; 4 € a month for each, needs the app"


def span(quote: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {"quote": quote, "start": start, "end": start + len(quote), **more}


SAID = Utterance.model_validate(
    {
        "id": "one",
        "industry": "bike-repair",
        "style": "plain",
        "context": {"topic": "expected"},
        "text": TEXT,
        "acts": ["set"],
        "types": [
            span("swap tips", type="community", polarity="affirmed", status="established"),
            span("no forum", type="co_creation", polarity="refused", status="absent"),
        ],
        "motivations": [span("keep them", motivation="retention", polarity="affirmed")],
        "links": [span("the app", block="key_resources")],
        "segments": [span("couriers", name="couriers")],
        "costs": [
            span("4 € a month for each", amount_low=4, amount_high=4, currency="EUR", period="month", per="customer")
        ],
    }
)
HEARD = Reading(
    acts=("set",),
    types=(
        TypeMention(type="community", quote="swap tips", status="established"),
        TypeMention(type="co_creation", quote="no forum", polarity="refused", status="absent"),
    ),
    motivations=(MotivationMention(motivation="retention", quote="keep them"),),
    links=(LinkMention(block="key_resources", quote="the app"),),
    segments=(SegmentMention(name="Couriers", quote="couriers"),),
    costs=(CostMention(quote="4 €", amount_low=4, amount_high=4, currency="EUR", period="month", per="customer"),),
)
BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("types", {"types": ()}),
    ("types", {"types": (*HEARD.types, TypeMention(type="self_service", quote="swap"))}),
    ("segments", {"segments": ()}),
    ("motivations", {"motivations": ()}),
    ("blocks", {"links": (LinkMention(block="channels", quote="the app"),)}),
    ("acts", {"acts": ("knowledge",)}),
    ("written", {"types": (TypeMention(type="self_service", quote="swap tips"),)}),
    ("status", {"types": (HEARD.types[0].model_copy(update={"status": "planned"}), HEARD.types[1])}),
    ("cost_amount", {"costs": (HEARD.costs[0].model_copy(update={"amount_high": 5.0}),)}),
    ("cost_per", {"costs": (HEARD.costs[0].model_copy(update={"per": "total"}),)}),
]


def value(name: str, reading: Reading) -> float:
    counts = counted(SAID, reading)
    shares = ("acts", "written", "status", "cost_amount", "cost_per", "refused_as_affirmed", "choices")
    return (share if name in shares else f1)(counts, name)[0]


@pytest.mark.parametrize(("name", "change"), BROKEN)
def test_a_figure_falls_when_what_it_watches_is_wrong(name: str, change: dict[str, Any]) -> None:
    assert value(name, HEARD) == 1.0
    assert value(name, HEARD.model_copy(update=change)) < 1.0


def test_a_refused_type_that_is_written_as_wanted_is_counted() -> None:
    turned = HEARD.model_copy(update={"types": (TypeMention(type="co_creation", quote="no forum"),)})
    assert share(counted(SAID, HEARD), "refused_as_affirmed") == (0.0, 1)
    assert share(counted(SAID, turned), "refused_as_affirmed") == (1.0, 1)


def test_what_is_only_asked_about_is_found_but_not_written() -> None:
    asked = HEARD.types[0].model_copy(update={"decision": "clarify", "alternatives": ("self_service",)})
    counts = counted(SAID, HEARD.model_copy(update={"types": (asked, HEARD.types[1])}))
    assert f1(counts, "types")[0] == 1.0
    assert share(counts, "written") == (1.0, 1)
    assert share(counts, "choices") == (1.0, 1)


def test_a_question_that_writes_is_counted() -> None:
    question = SAID.model_copy(update={"acts": ("knowledge",)})
    assert share(counted(question, HEARD), "idle_writes") == (1.0, 1)
    assert share(counted(question, Reading(acts=("knowledge",))), "idle_writes") == (0.0, 1)


def test_intervals_hold_the_value_and_are_the_same_each_time() -> None:
    rows = [counted(SAID, HEARD)] * 5 + [counted(SAID, Reading(acts=("set",)))] * 5
    for one, other in zip(figures(rows, 50), figures(rows, 50), strict=True):
        assert one == other
        assert one.low <= one.value <= one.high
