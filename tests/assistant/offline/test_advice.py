"""Advice by rule: which type a described business points to, and when there is nothing to advise."""

from __future__ import annotations

import pytest

from assistant.offline.advice import advice


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("We look after 8 wealthy families. Which kind of relationship suits them?", "dedicated personal assistance"),
        ("Three key accounts bring half of our turnover, who should look after them?", "dedicated personal assistance"),
        ("We have 25,000 users and hardly any staff, how can we serve them?", "self-service"),
        ("2 million viewers, we know their tastes. What type of relationship fits?", "automated services"),
        ("Our players swap tips all day. What kind of relationship should it be?", "communities"),
        ("Customers send us ideas for new flavours, what relationship would you recommend?", "co-creation"),
        ("How do I keep guests coming back, which type fits?", "loyalty programs"),
        ("Should we give each of our 30k subscribers a personal adviser?", "dedicated personal assistance"),
        ("Tourists walk past and never return. What type of relationship is right?", "transactional relationships"),
        ("My patients want to talk to a human. What should I offer, any advice?", "personal assistance"),
    ],
)
def test_a_described_business_points_to_a_type(question: str, about: str) -> None:
    found = advice(question)
    assert found is not None and found.about == about


@pytest.mark.parametrize(
    "question",
    [
        "What is co-creation?",
        "How many members has the alli community?",
        "Which type of relationship fits?",
        "We have 8 wealthy families.",
        "What did the 12 companies in the study say?",
        "",
    ],
)
def test_nothing_is_advised_where_nothing_is_asked_or_described(question: str) -> None:
    assert advice(question) is None


def test_sums_of_money_and_time_count_no_people() -> None:
    assert advice("At 5,000 € a year, 12 months, which type of relationship fits?") is None


def test_more_than_one_person_can_serve_is_told_as_a_limit() -> None:
    found = advice("Would it make sense to give 200,000 readers a real person each?")
    assert found is not None and "hard to keep up" in found.says
