"""Advice by rule: which type a described business points to, and when there is nothing to advise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.citations import verified
from assistant.offline.advice import _known, advice
from corpus.index import Index


@pytest.mark.parametrize(
    ("told", "points_to"),
    [
        ("We look after 8 wealthy families. Which kind of relationship suits them?", "dedicated personal assistance"),
        ("Three key accounts bring half of our turnover, who should look after them?", "dedicated personal assistance"),
        ("I have 12 clients. What kind of relationship should I choose?", "dedicated personal assistance"),
        ("25,000 users, hardly any staff. How can we serve them?", "self-service"),
        ("2.5 million users, hardly any staff. How can we serve them?", "self-service"),
        ("12 000 users and low prices. Which type of relationship fits?", "self-service"),
        ("10,00,000 users and low prices. Which type of relationship fits?", "self-service"),
        ("2 million viewers, and we know what they watched. What type fits?", "automated services"),
        ("Our players swap tips all day. What kind of relationship should it be?", "community"),
        ("Customers send us ideas for flavours, what would you recommend?", "co-creation"),
        ("I want guests to come back more often, which type fits?", "loyalty program"),
        ("Should we give each of our 30k subscribers a personal adviser?", "hard to keep up"),
        ("Tourists walk past, they never come back. What type of relationship is right?", "transactional"),
        ("My patients want to talk to a human. What should I offer them?", "personal assistance"),
        ("They'd rather do it by themselves and manage it all on their own. How should we serve them?", "self-service"),
    ],
)
def test_a_described_business_points_to_a_type(told: str, points_to: str) -> None:
    found = advice(told)
    assert found is not None and points_to in found.says


@pytest.mark.parametrize(
    "told",
    [
        "What is co-creation?",
        "How many members has the alli community?",
        "Which type of relationship fits?",
        "We have 8 wealthy families.",
        "How do we keep the data of thousands of customers safe?",
        "Should we hire a lawyer? We have 12 customers.",
        "Is a margin of 40 % realistic with 5,000 customers?",
        "What kind of relationship does Starbucks have with its regulars?",
        "We make yoga mats. Which type of relationship fits? Thank you!",
        "Which type of relationship fits a bakery? Any ideas?",
        "We sell ceiling fans. Which type of relationship fits us?",
        "Customers never talk to each other here. Which type of relationship fits?",
        "",
    ],
)
def test_nothing_is_advised_where_nothing_is_asked_or_described(told: str) -> None:
    assert advice(told) is None


@pytest.mark.parametrize(
    "told",
    [
        "At 5,000 euros per customer, which type of relationship fits?",
        "At $5,000 per customer, which type of relationship fits?",
        "12 months per client, which type of relationship fits?",
        "Since 2019 our clients love us. Which type of relationship fits?",
        "Since 01.02.2024 our clients ask for more, which type of relationship fits?",
        "We offer 24/7 help to customers. Which type of relationship fits?",
        "Which type of relationship fits 5..10 clients?",
        "We have 0 customers so far. Which type of relationship fits?",
        "We are 4 people with customers in Kent. Which type of relationship fits?",
    ],
)
def test_sums_dates_and_staff_count_no_customers(told: str) -> None:
    assert advice(told) is None


def test_the_count_of_customers_is_seen_behind_another_count() -> None:
    found = advice("Our 3 advisers serve 20,000 customers at low prices. Which type of relationship fits?")
    assert found is not None and "self-service" in found.says


@given(st.text(alphabet="0123456789.,kKm $customers'’ which type fits", max_size=60))
def test_any_message_is_taken(told: str) -> None:
    assert advice(f"Which type of relationship fits {told}?") is None or told


def test_every_reason_stands_in_the_handbook(library: Index) -> None:
    for rule in _known()[2]:
        assert any(verified(rule.advice.reason, each) for each in library.search(rule.advice.reason)), rule.advice
