"""Rules notice what does not fit together on a canvas, and keep quiet where it does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import corpus
from assistant.canvas import Cost, Evidence, Finding, Link, Relationship, Segment, SwitchingCosts
from assistant.findings import HOUR, MINUTES, RULES, findings
from assistant.grounds import GROUNDS
from assistant.history import empty
from assistant.signs import sign_of_a_mass
from corpus.reading import read, sections
from tests.assistant.strategies import AT

HANDBOOK = Path(corpus.__file__).parent / "handbook"
LINK = (Link(block="key_resources"),)
CHEAP = Cost(amount_low=4, amount_high=4, currency="EUR", period="month", per="customer")
FAIR = CHEAP.model_copy(update={"amount_low": 12, "amount_high": 12})


def tie(kind: Any, **fields: Any) -> Relationship:
    return Relationship(id="r1", type=kind, **fields)


def mechanic(**fields: Any) -> Relationship:
    return tie("dedicated_personal_assistance", description="a named mechanic", **fields)


def segment(*ties: Relationship, statuses: dict[str, str] | None = None, **fields: Any) -> Segment:
    answers = {"motivation": "stated", **(statuses or {})}
    numbered = tuple(held.model_copy(update={"id": f"r{n}"}) for n, held in enumerate(ties, 1))
    return Segment(**{"id": "s1", "name": "Couriers", "answers": answers, "relationships": numbered, **fields})


def said(field: str, quote: str, origin: Any = "stated") -> tuple[Evidence, ...]:
    return (Evidence(field=field, origin=origin, turn=1, quote=quote),)


def noticed(held: Segment) -> tuple[Finding, ...]:
    return findings(empty("cnv_1", "Pedal & Post", AT).model_copy(update={"segments": (held,)}))


HARD = SwitchingCosts(level="high")
FORM = SwitchingCosts(level="high", kinds=("effort", "data"), note="two months notice, and a form to fill in")
EMPTY_ANSWERS: dict[str, Any] = {"answers": {}}

FIRES: list[tuple[str, Segment, str]] = [
    (
        "expected_not_established",
        segment(mechanic(expected=True, established="planned")),
        "Expected by Couriers, but planned so far: a named mechanic.",
    ),
    (
        "expected_not_established",
        segment(tie("community", expected=True, established="absent")),
        "Expected by Couriers, but not there so far: a community.",
    ),
    (
        "expected_not_established",
        segment(mechanic(expected=True), statuses={"established": "stated"}),
        "Expected by Couriers, but nothing says that it exists: a named mechanic.",
    ),
    (
        "established_not_expected",
        segment(tie("personal_assistance", expected=False, established="established")),
        "In place for Couriers, though they do not want it: personal assistance.",
    ),
    (
        "established_not_expected",
        segment(tie("community", established="established"), statuses={"expected": "stated"}),
        "In place for Couriers, though nothing says that they expect it: a community.",
    ),
    (
        "cost_unknown",
        segment(mechanic(established="established"), statuses={"cost": "unknown"}),
        "In place for Couriers, at a cost that is not known: a named mechanic.",
    ),
    (
        "cost_unknown",
        segment(mechanic(established="established", cost=Cost(drivers=("wages",))), **EMPTY_ANSWERS),
        "In place for Couriers, at a cost that is not known: a named mechanic.",
    ),
    (
        "dedicated_on_mass",
        segment(mechanic(expected=True), evidence=said("name", "we have 5,000 active couriers in town")),
        "A named mechanic for each of them is hard to keep up where a segment is as large as Couriers "
        '("5,000 active couriers").',
    ),
    (
        "one_off_for_retention",
        segment(tie("transactional", established="established"), motivations=("retention", "upselling")),
        "The aim for Couriers is keeping the ones you have and selling more to them, but every tie with them is a "
        "one-off.",
    ),
    (
        "no_link",
        segment(mechanic(expected=True), statuses={"integration": "parked"}),
        "Not linked to any other block yet, for Couriers: a named mechanic.",
    ),
    (
        "help_below_time_price",
        segment(mechanic(expected=True, cost=CHEAP)),
        "Dedicated personal assistance (a named mechanic) for Couriers is down at 4 EUR a month for each customer. "
        "With an hour of somebody's time at 20 EUR, that pays for about 12 minutes a month.",
    ),
    (
        "artificial_switching_costs",
        segment(switching_costs=FORM),
        "Leaving is hard for Couriers, and not only for what they would lose: notice and form.",
    ),
    (
        "artificial_switching_costs",
        segment(switching_costs=HARD),
        "Leaving is hard for Couriers, and no benefit or data that they would lose explains it.",
    ),
    (
        "conflicting_types",
        segment(mechanic(expected=True), tie("transactional", established="established")),
        "Couriers may be two segments: a named mechanic and a purely transactional relationship seldom suit the same "
        "customers.",
    ),
    (
        "conflicting_types",
        segment(mechanic(expected=True), tie("self_service", expected=True, description="an app")),
        "Couriers may be two segments: a named mechanic and an app seldom suit the same customers.",
    ),
]

QUIET: list[tuple[str, Segment]] = [
    ("expected_not_established", segment(mechanic(expected=True, established="established"))),
    ("expected_not_established", segment(mechanic(expected=True))),
    ("expected_not_established", segment(mechanic(expected=False, established="absent"))),
    ("established_not_expected", segment(mechanic(expected=True, established="established"))),
    ("established_not_expected", segment(mechanic(established="established"))),
    ("established_not_expected", segment(mechanic(established="established"), statuses={"expected": "unknown"})),
    ("established_not_expected", segment(mechanic(expected=False, established="planned"))),
    ("cost_unknown", segment(mechanic(established="established"))),
    ("cost_unknown", segment(mechanic(established="established"), statuses={"cost": "not_applicable"})),
    ("cost_unknown", segment(mechanic(established="planned"), statuses={"cost": "unknown"})),
    ("cost_unknown", segment(mechanic(established="established", cost=Cost(level="low")), statuses={"cost": "stated"})),
    ("dedicated_on_mass", segment(mechanic(expected=True), evidence=said("name", "we have 12 couriers"))),
    ("dedicated_on_mass", segment(mechanic(expected=False), name="Everyone")),
    ("dedicated_on_mass", segment(tie("self_service", expected=True), name="Everyone")),
    ("one_off_for_retention", segment(tie("transactional"), motivations=("acquisition",))),
    ("one_off_for_retention", segment(tie("transactional"), tie("loyalty_program"), motivations=("retention",))),
    ("one_off_for_retention", segment(motivations=("retention",))),
    ("no_link", segment(mechanic(expected=True, links=LINK), statuses={"integration": "stated"})),
    ("no_link", segment(mechanic(expected=True))),
    ("no_link", segment(mechanic(expected=False), statuses={"integration": "stated"})),
    ("help_below_time_price", segment(mechanic(cost=FAIR))),
    ("help_below_time_price", segment(tie("personal_assistance", cost=CHEAP.model_copy(update={"amount_high": 6})))),
    ("help_below_time_price", segment(mechanic(cost=CHEAP.model_copy(update={"period": "week"})))),
    ("help_below_time_price", segment(mechanic(cost=CHEAP.model_copy(update={"per": "transaction"})))),
    ("help_below_time_price", segment(mechanic(cost=CHEAP.model_copy(update={"currency": "JPY"})))),
    ("help_below_time_price", segment(mechanic(cost=CHEAP.model_copy(update={"period": None})))),
    ("help_below_time_price", segment(mechanic(cost=CHEAP, expected=False))),
    ("help_below_time_price", segment(mechanic(cost=CHEAP, evidence=said("cost", "yes", "calculated")))),
    ("help_below_time_price", segment(tie("automated_service", cost=CHEAP))),
    ("artificial_switching_costs", segment(switching_costs=SwitchingCosts(level="high", kinds=("data", "time")))),
    ("artificial_switching_costs", segment(switching_costs=FORM.model_copy(update={"level": "medium"}))),
    ("artificial_switching_costs", segment(switching_costs=FORM.model_copy(update={"kinds": ("lost_benefits",)}))),
    ("conflicting_types", segment(mechanic(expected=True), tie("transactional", expected=False))),
    ("conflicting_types", segment(mechanic(), tie("self_service", expected=True, established="established"))),
    ("conflicting_types", segment(tie("personal_assistance", expected=True), tie("transactional"))),
]


@pytest.mark.parametrize(("rule", "held", "text"), FIRES, ids=[f"{n}-{case[0]}" for n, case in enumerate(FIRES)])
def test_a_rule_says_what_it_notices_in_the_users_own_nouns_and_cites_the_handbook(
    rule: str, held: Segment, text: str
) -> None:
    (finding,) = (finding for finding in noticed(held) if finding.rule == rule)
    assert finding.text == text
    assert (finding.segment_id, finding.citations) == ("s1", (GROUNDS[rule],))


@pytest.mark.parametrize(("rule", "held"), QUIET, ids=[f"{n}-{case[0]}" for n, case in enumerate(QUIET)])
def test_a_rule_keeps_quiet_where_things_fit_or_are_still_to_be_asked(rule: str, held: Segment) -> None:
    assert [finding for finding in noticed(held) if finding.rule == rule] == []


def test_every_rule_has_a_case_that_fires_and_one_that_does_not() -> None:
    assert set(RULES) == set(GROUNDS) == {case[0] for case in FIRES} == {case[0] for case in QUIET}
    assert len(RULES) == 9


@pytest.mark.parametrize("rule", RULES)
def test_every_citation_stands_word_for_word_in_its_section_of_the_handbook(rule: str) -> None:
    cited = GROUNDS[rule]
    document = read(HANDBOOK / cited.document, cited.document)
    (section,) = (section for section in sections(document) if section.heading == cited.section)
    assert cited.quote in document.text[section.start : section.end]


def test_a_finding_names_the_relationship_that_it_is_about() -> None:
    held = segment(tie("self_service", established="established", links=LINK), mechanic(cost=CHEAP, links=LINK))
    assert [(f.rule, f.relationship_id) for f in noticed(held)] == [("help_below_time_price", "r2")]


def test_an_empty_canvas_and_a_segment_without_answers_give_no_findings() -> None:
    assert findings(empty("cnv_1", "Pedal & Post", AT)) == ()
    assert noticed(Segment(id="s1", name="Couriers")) == ()


def test_a_long_description_gives_way_to_the_name_of_the_type() -> None:
    held = segment(tie("community", description="a place " * 20, expected=True, established="absent"))
    assert noticed(held)[0].text == "Expected by Couriers, but not there so far: a community."


@pytest.mark.parametrize("kind", MINUTES)
def test_help_is_too_cheap_just_below_the_price_of_its_time_and_not_at_it(kind: str) -> None:
    price = HOUR["EUR"] * MINUTES[kind] / 60
    for amount, fired in ((price, False), (price - 0.01, True)):
        cost = Cost(amount_low=amount, currency="EUR", period="month", per="customer")
        rules = [finding.rule for finding in noticed(segment(tie(kind, cost=cost)))]
        assert ("help_below_time_price" in rules) is fired


@pytest.mark.parametrize(
    ("period", "amount", "fired"),
    [
        ("day", 0.3, True),
        ("day", 0.4, False),
        ("week", 2.3, True),
        ("week", 2.4, False),
        ("quarter", 29, True),
        ("quarter", 31, False),
        ("year", 119, True),
        ("year", 121, False),
    ],
)
def test_a_cost_is_judged_by_what_it_comes_to_in_a_month(period: Any, amount: float, fired: bool) -> None:
    cost = Cost(amount_low=amount, currency="EUR", period=period, per="customer")
    assert ("help_below_time_price" in [f.rule for f in noticed(segment(mechanic(cost=cost)))]) is fired


@pytest.mark.parametrize(
    ("name", "quote", "sign"),
    [
        ("Couriers", "5,000 couriers", "5,000 couriers"),
        ("Couriers", "about 20 000 monthly active users", "20 000 monthly active users"),
        ("Couriers", "12k riders, all customers", None),
        ("Couriers", "12k customers", "12k customers"),
        ("Couriers", "2 million people", "2 million people"),
        ("Couriers", "there are 3000 of them", "3000 of them"),
        ("Couriers", "thousands each day", "thousands"),
        ("Couriers", "the mass market", "mass market"),
        ("Everyone in town", "x", "Everyone"),
        ("Couriers", "everyone gets a mechanic", None),
        ("Couriers", "not thousands, twelve", None),
        ("Couriers", "999 couriers", None),
        ("Couriers", "it costs 5000 euros for customers", None),
        ("Couriers", "€5,000 customers", None),
        ("Couriers", "1,200 orders a month", None),
        ("Couriers", f"1{',000' * 2000} couriers", None),
    ],
)
def test_a_mass_is_told_by_the_users_words(name: str, quote: str, sign: str | None) -> None:
    assert sign_of_a_mass(segment(name=name, evidence=said("name", quote))) == sign
    assert sign_of_a_mass(segment(mechanic(evidence=said("expected", quote)), name=name)) == sign
