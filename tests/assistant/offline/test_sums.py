"""Sums in words: the code does the arithmetic and keeps what was stated."""

from __future__ import annotations

import pytest

from assistant.offline.money import costs
from assistant.reading import CostMention

Row = tuple[str, float, float, str | None, str | None, str | None, str | None, str | None]

# The message, then what is read: lowest, highest, currency, period, per, the formula, the driver.
SUMS: list[Row] = [
    (
        "2 hours a week at 20 €",
        173.33,
        173.33,
        "EUR",
        "month",
        None,
        "2 hours a week × 20 EUR × 52/12 weeks",
        "2 hours a week",
    ),
    (
        "two hours a week × 20 €/h",
        173.33,
        173.33,
        "EUR",
        "month",
        None,
        "two hours a week × 20 EUR × 52/12 weeks",
        "two hours a week",
    ),
    ("2h/week at 20€/h", 173.33, 173.33, "EUR", "month", None, "2h/week × 20 EUR × 52/12 weeks", "2h/week"),
    (
        "every week two hours at 20 €",
        173.33,
        173.33,
        "EUR",
        "month",
        None,
        "every week two hours × 20 EUR × 52/12 weeks",
        "every week two hours",
    ),
    (
        "20 € an hour, 2 hours a week",
        173.33,
        173.33,
        "EUR",
        "month",
        None,
        "2 hours a week × 20 EUR × 52/12 weeks",
        "2 hours a week",
    ),
    (
        "2 to 3 hours a week at 20 to 25 € an hour",
        173.33,
        325,
        "EUR",
        "month",
        None,
        "2 to 3 hours a week × 20 to 25 EUR × 52/12 weeks",
        "2 to 3 hours a week",
    ),
    (
        "half an hour a week at 30 €/h",
        65,
        65,
        "EUR",
        "month",
        None,
        "half an hour a week × 30 EUR × 52/12 weeks",
        "half an hour a week",
    ),
    (
        "an hour and a half a month at 30 €/h",
        45,
        45,
        "EUR",
        "month",
        None,
        "an hour and a half a month × 30 EUR",
        "an hour and a half a month",
    ),
    (
        "a half-day a month of a mechanic at €30 an hour",
        120,
        120,
        "EUR",
        "month",
        None,
        "a half-day a month of a mechanic (8 hours a day) × 30 EUR an hour",
        "a half-day a month of a mechanic",
    ),
    (
        "half a day per week at 200 € a day",
        433.33,
        433.33,
        "EUR",
        "month",
        None,
        "half a day per week × 200 EUR a day × 52/12 weeks",
        "half a day per week",
    ),
    (
        "10 minutes per order at 18 an hour",
        3,
        3,
        None,
        None,
        "transaction",
        "10 minutes per order × 18 an hour",
        "10 minutes per order",
    ),
    (
        "30 minutes per customer a month at 20 € an hour",
        10,
        10,
        "EUR",
        "month",
        "customer",
        "30 minutes per customer a month × 20 EUR an hour",
        "30 minutes per customer a month",
    ),
    (
        "15 minutes a day at 24 € an hour",
        6,
        6,
        "EUR",
        "day",
        None,
        "15 minutes a day × 24 EUR an hour",
        "15 minutes a day",
    ),
    (
        "3 calls a week of 20 minutes at $25 an hour",
        108.33,
        108.33,
        "USD",
        "month",
        None,
        "3 calls a week of 20 minutes × 25 USD an hour × 52/12 weeks",
        "3 calls a week of 20 minutes",
    ),
    (
        "2 hours a week of a mechanic, an hour costs us 20 €",
        173.33,
        173.33,
        "EUR",
        "month",
        None,
        "2 hours a week of a mechanic × 20 EUR × 52/12 weeks",
        "2 hours a week of a mechanic",
    ),
    (
        "it takes Anna 3 hours a month and we pay her 22 € an hour",
        66,
        66,
        "EUR",
        "month",
        None,
        "3 hours a month × 22 EUR",
        "3 hours a month",
    ),
    ("2 people at 2500 each a month", 5000, 5000, None, "month", None, "2 people × 2,500", "2 people"),
    ("two agents on 2,800 € a month", 5600, 5600, "EUR", "month", None, "two agents × 2,800 EUR", "two agents"),
    ("half a person at 3000 a month", 1500, 1500, None, "month", None, "half a person × 3,000", "half a person"),
    ("one person full time at 3,000 a month", 3000, 3000, None, "month", None, None, "one person full time"),
    (
        "3 visits a week at 50 €",
        650,
        650,
        "EUR",
        "month",
        None,
        "3 visits a week × 50 EUR × 52/12 weeks",
        "3 visits a week",
    ),
    ("40 customers at 4 € each", 160, 160, "EUR", None, "total", "40 customers × 4 EUR", "40 customers"),
]


def only(message: str) -> CostMention:
    """Return the one cost of a message."""
    found = costs(message)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("row", SUMS, ids=lambda row: row[0])
def test_a_sum_in_words_is_worked_out_and_its_inputs_kept(row: Row) -> None:
    message, low, high, currency, period, per, inputs, driver = row
    found = only(message)
    assert (found.amount_low, found.amount_high, found.currency) == (low, high, currency)
    assert (found.period, found.per, found.inputs) == (period, per, inputs)
    assert found.drivers == (driver,)
    assert found.quote == message[found.start : found.end]
    assert driver in found.quote


def test_the_quote_of_a_sum_holds_all_that_is_multiplied() -> None:
    found = only("I think it takes 2 hours a week of a mechanic at about 20 € an hour, roughly")
    assert found.quote == "2 hours a week of a mechanic at about 20 € an hour"


def test_a_sum_for_each_of_a_number_of_customers_keeps_the_number() -> None:
    each = only("2 hours a week at 20 € for each of our 40 couriers")
    assert (each.amount_low, each.per, each.customers) == (173.33, "customer", 40)
    crowd = only("40 customers at 4 € each a month")
    assert (crowd.amount_low, crowd.per, crowd.customers, crowd.period) == (160, "total", 40, "month")
    shared = only("2 people at 2500 each a month for our 40 couriers")
    assert (shared.amount_low, shared.per, shared.customers) == (5000, "total", 40)


@pytest.mark.parametrize(
    "message",
    [
        "we bill 2 hours a week at 60 € an hour",
        "clients pay us for 2 hours a week at 60 € an hour",
        "is it 2 hours a week at 20 €?",
        "two hours, 20 €, gone",
        "2 hours a week",
        "a mechanic at 30 € an hour",
    ],
)
def test_what_others_pay_or_nobody_multiplies_is_no_sum(message: str) -> None:
    assert costs(message) == ()
