"""Bare numbers and counts of customers."""

from __future__ import annotations

import pytest

from assistant.offline.money import bare_number, customer_count


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("500", 500),
        ("500!", 500),
        ("1.2k", 1200),
        ("2,500", 2500),
        ("2.500", 2500),
        ("5,000,000", 5_000_000),
        ("1 000", 1000),
        ("1'200.50", 1200.5),
        ("about 500", 500),
        ("approx. 300", 300),
        ("~500", 500),
        ("roughly 1.2k", 1200),
        ("it's 500", 500),
        ("maybe 40 or so", 40),
        ("I'd say 500.", 500),
        ("well, around 1,200.50 I think", 1200.5),
        ("twenty", 20),
        ("a hundred", 100),
        ("half a million", 500_000),
        ("zero", 0),
    ],
)
def test_a_message_that_is_only_a_number_is_that_number(message: str, number: float) -> None:
    assert bare_number(message) == number


@pytest.mark.parametrize(
    "message",
    [
        "",
        "500 €",
        "500 a month",
        "40 couriers",
        "the second",
        "2nd",
        "no one",
        "ten percent",
        "40%",
        "-5",
        "2-3",
        "5 6",
        "up to 50",
        "20+",
        "24/7",
        "2 am",
        "12:30",
        "1.2.3",
        "12.05.2024",
        "0170 1234567",
        "+49 170 1234567",
        "9" * 400,
    ],
)
def test_a_message_that_says_more_or_less_than_one_number_is_none(message: str) -> None:
    assert bare_number(message) is None


@pytest.mark.parametrize(
    ("message", "count"),
    [
        ("we have 40 of them", 40),
        ("about 40 couriers", 40),
        ("for each of our 40 couriers", 40),
        ("roughly 40 bike couriers", 40),
        ("around 1.2k users", 1200),
        ("there are 12 bakeries", 12),
        ("our 12 bakeries ring us every week", 12),
        ("twenty golf members", 20),
        ("we have 3 founders and 900 users", 900),
        ("40", 40),
        ("at least forty", 40),
    ],
)
def test_a_number_of_customers_is_counted(message: str, count: int) -> None:
    assert customer_count(message) == count


@pytest.mark.parametrize(
    "message",
    [
        "",
        "hello",
        "three segments",
        "2 hours",
        "40 €",
        "40% of them",
        "30 to 40 couriers",
        "3 customers a day",
        "in 1998",
    ],
)
def test_what_counts_no_customers_is_none(message: str) -> None:
    assert customer_count(message) is None
