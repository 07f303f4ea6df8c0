"""What holds for any message about money, however it is written and whoever wrote it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.offline.money import bare_number, costs, customer_count

CENTS = st.integers(min_value=0, max_value=10**9 - 1).map(lambda cents: cents / 100)
STYLES = {
    "1,234.50": lambda value: f"{value:,.2f}",
    "1.234,50": lambda value: f"{value:,.2f}".translate({44: ".", 46: ","}),
    "1 234,50": lambda value: f"{value:,.2f}".translate({44: " ", 46: ","}),
    "1\u00a0234.50": lambda value: f"{value:,.2f}".replace(",", "\u00a0"),
    "1'234.50": lambda value: f"{value:,.2f}".replace(",", "'"),
    "1234.50": lambda value: f"{value:.2f}",
    "1234,50": lambda value: f"{value:.2f}".replace(".", ","),
}
CURRENCIES = {
    "€{}": "EUR",
    "{} €": "EUR",
    "{}€": "EUR",
    "EUR {}": "EUR",
    "{} eur": "EUR",
    "{} euros": "EUR",
    "${}": "USD",
    "US${}": "USD",
    "{} dollars": "USD",
    "£{}": "GBP",
    "{} quid": "GBP",
    "Rs {}": "INR",
    "Rs. {}": "INR",
    "₹{}": "INR",
    "CHF {}": "CHF",
    "{} zł": "PLN",
    "{} kr": "SEK",
}
PERIODS = {
    "a day": "day",
    "per week": "week",
    "monthly": "month",
    "/month": "month",
    "each quarter": "quarter",
    "p.a.": "year",
    "once": "one_off",
}
# Words that the reader knows, so that rows of them reach deep into it.
PIECES = (
    "4|4 €|€|1.200,50|40-60|between|and|to|k|m|a|half|hundred|twenty|Rs.|cents|it|costs|us|them|we|pay|they|charge|each"
    "|per|customer|a month|/|an hour|at|×|2 hours|a week|of a mechanic|for each of our 40|couriers|up to|at least"
    "|or less|not|doesn't|cheap|low|mostly|the hosting|because of|free|nothing|?|.|,|;|\n|%|½|İ"
)
ROWS = st.lists(st.sampled_from(PIECES.split("|")), max_size=25).map(" ".join)
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety"


def spelt(number: int) -> str:
    """Write a number below a million in English words."""
    if number < 20:
        return UNITS.split()[number]
    if number < 100:
        return TENS.split()[number // 10 - 1] + (f"-{spelt(number % 10)}" if number % 10 else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % size
    joint = " and " if 0 < rest < 100 else " "
    return f"{spelt(number // size)} {name}" + (f"{joint}{spelt(rest)}" if rest else "")


@settings(max_examples=150, deadline=None)
@given(message=st.one_of(st.text(max_size=200), ROWS))
def test_every_quote_and_driver_stands_in_the_message_whatever_it_is(message: str) -> None:
    end = 0
    for found in costs(message):
        assert found.quote == message[found.start : found.end] != ""
        assert found.start >= end
        assert all(driver in message for driver in found.drivers)
        assert found.amount_low is None or found.amount_high is None or 0 <= found.amount_low <= found.amount_high
        end = found.end
    assert (bare_number(message) or 0) >= 0
    assert (customer_count(message) or 1) >= 1


@settings(max_examples=60, deadline=None)
@given(value=CENTS, style=st.sampled_from(sorted(STYLES)), shape=st.sampled_from(sorted(CURRENCIES)))
def test_an_amount_written_in_any_style_and_currency_is_read_back(value: float, style: str, shape: str) -> None:
    (found,) = costs(f"It costs us {shape.format(STYLES[style](value))} a month.")
    assert (found.amount_low, found.amount_high, found.currency) == (value, value, CURRENCIES[shape])


@settings(max_examples=40, deadline=None)
@given(value=CENTS, style=st.sampled_from(sorted(STYLES)))
def test_a_bare_number_in_any_style_is_read_back(value: float, style: str) -> None:
    assert bare_number(f"about {STYLES[style](value)}") == value


@settings(max_examples=40, deadline=None)
@given(number=st.integers(min_value=1, max_value=999_999))
def test_a_number_in_words_is_read_back(number: int) -> None:
    (found,) = costs(f"it costs us {spelt(number)} euros")
    assert found.amount_low == number


@settings(max_examples=40, deadline=None)
@given(
    ends=st.tuples(st.integers(1, 9999), st.integers(1, 9999)),
    joint=st.sampled_from(["{}-{} €", "{} to {} €", "{} – {} €", "between {} and {} €", "€{} or €{}"]),
    period=st.sampled_from(sorted(PERIODS)),
)
def test_a_range_with_its_period_is_read_back(ends: tuple[int, int], joint: str, period: str) -> None:
    (found,) = costs(f"it costs us {joint.format(*ends)} {period}")
    assert (found.amount_low, found.amount_high, found.period) == (min(ends), max(ends), PERIODS[period])


@settings(max_examples=30, deadline=None)
@given(before=st.text(alphabet="abc 🚲é.,!\n\u2028", max_size=60))
def test_what_stands_before_a_statement_moves_its_quote_and_changes_nothing_else(before: str) -> None:
    message = f"{before}. It costs us 4 € each a month"
    found = costs(message)[-1]
    assert (found.start, found.quote) == (len(message) - len("4 € each a month"), "4 € each a month")
    assert (found.amount_low, found.per, found.period) == (4, "customer", "month")


@pytest.mark.parametrize(
    "piece",
    ["4 € ", "1,", "1 ", "hundred ", "a-", "twenty-", ".", "? ", " ", "2 hours a week at 20 €, ", "3 calls a week of ",
     "it's cheap. ", "costs are mostly a ", "for each of our 40 ", "not ", "up to ", "x"],
)  # fmt: skip
def test_fifty_thousand_hostile_characters_are_read_in_seconds(piece: str) -> None:
    message = (piece * (50_000 // len(piece) + 1))[:49_999] + "x"
    began = time.process_time()
    costs(message), bare_number(message), customer_count(message)
    # A third of a second on an idle machine; what backtracks takes minutes.
    assert time.process_time() - began < 4
