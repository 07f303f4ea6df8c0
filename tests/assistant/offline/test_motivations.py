"""Why a business wants the relationship is read from what it says it aims at, and from nowhere else."""

from __future__ import annotations

import pytest

from assistant.canvas import Topic
from assistant.offline.clauses import clauses
from assistant.offline.motivations import motivations
from assistant.reading import MotivationMention


def read(message: str, topic: Topic | None = "motivation") -> tuple[MotivationMention, ...]:
    return motivations(clauses(message), topic)


ANSWERS = [
    ("get new customers", {"acquisition"}),
    ("win them over", {"acquisition"}),
    ("we need more customers", {"acquisition"}),
    ("grow our customer base", {"acquisition"}),
    ("attract students", {"acquisition"}),
    ("acquisition", {"acquisition"}),
    ("market share, honestly", {"acquisition"}),
    ("sign up more bakeries", {"acquisition"}),
    ("keep them", {"retention"}),
    ("that they come back", {"retention"}),
    ("retention", {"retention"}),
    ("keeping the couriers we have", {"retention"}),
    ("fewer cancellations", {"retention"}),
    ("so they renew every year", {"retention"}),
    ("we don't want to lose them", {"retention"}),
    ("loyal regulars", {"retention"}),
    ("churn is our problem", {"retention"}),
    ("sell more to them", {"upselling"}),
    ("that they buy more", {"upselling"}),
    ("upselling", {"upselling"}),
    ("cross-selling", {"upselling"}),
    ("a bigger basket", {"upselling"}),
    ("get them to upgrade", {"upselling"}),
    ("more revenue per customer", {"upselling"}),
    ("raise the average order", {"upselling"}),
    ("keep them and sell them more", {"retention", "upselling"}),
    ("win new clients, then keep them", {"acquisition", "retention"}),
]

NONE = ["they are nice people", "yes", "no idea", "", "What do you mean by retention?", "quality"]

ELSEWHERE = [
    ("We want them to come back", {"retention"}),
    ("Our goal is to win new customers", {"acquisition"}),
    ("we'd like to sell more to them", {"upselling"}),
    ("They come back every month", set()),
    ("new customers get a stamp card", set()),
    ("the upgrade costs 20 euros", set()),
]


@pytest.mark.parametrize(("message", "aims"), ANSWERS)
def test_an_answer_to_why_states_its_motivations(message: str, aims: set[str]) -> None:
    mentions = read(message)
    assert {mention.motivation for mention in mentions} == aims
    assert all((m.decision, m.polarity) == ("write", "affirmed") for m in mentions)


@pytest.mark.parametrize("message", NONE)
def test_what_states_no_motivation_gives_none(message: str) -> None:
    assert read(message) == ()


@pytest.mark.parametrize(("message", "aims"), ELSEWHERE)
def test_elsewhere_only_an_aim_counts(message: str, aims: set[str]) -> None:
    assert {mention.motivation for mention in read(message, "cost")} == aims


@pytest.mark.parametrize(
    ("message", "polarities"),
    [
        ("not to win new customers", {"acquisition": "refused"}),
        ("we don't need new customers, we want to keep them", {"acquisition": "refused", "retention": "affirmed"}),
        ("retention rather than acquisition", {"retention": "affirmed", "acquisition": "refused"}),
    ],
)
def test_a_denied_motivation_is_refused(message: str, polarities: dict[str, str]) -> None:
    assert {mention.motivation: mention.polarity for mention in read(message)} == polarities


def test_a_motivation_belongs_to_the_segment_that_its_clause_names() -> None:
    found = motivations(
        clauses("keep the couriers, commuters should buy more"), "motivation", ("Couriers", "Commuters")
    )
    assert [(m.motivation, m.segments) for m in found] == [("retention", ("Couriers",)), ("upselling", ("Commuters",))]
