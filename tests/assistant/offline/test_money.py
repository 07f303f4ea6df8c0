"""What people write about money: what is a cost of theirs, and above all what is not."""

from __future__ import annotations

import pytest

from assistant.offline.money import costs, share
from assistant.reading import CostMention

Row = tuple[str, str, float | None, float | None, str | None, str | None, str | None]

# The message, then what is read: quote, lowest, highest, currency, period, per.
AMOUNTS: list[Row] = [
    ("it costs us about 4 € each a month", "about 4 € each a month", 4, 4, "EUR", "month", "customer"),
    ("€4 a month", "€4 a month", 4, 4, "EUR", "month", None),
    ("we pay $25 a year for it", "$25 a year", 25, 25, "USD", "year", None),
    ("£300 pm", "£300 pm", 300, 300, "GBP", "month", None),
    ("£300 p.m.", "£300 p.m.", 300, 300, "GBP", "month", None),
    ("£40 p.a.", "£40 p.a.", 40, 40, "GBP", "year", None),
    ("Rs 20,000 per month", "Rs 20,000 per month", 20_000, 20_000, "INR", "month", None),
    ("Rs. 5 lakh a year", "Rs. 5 lakh a year", 500_000, 500_000, "INR", "year", None),
    ("₹2 crore a year", "₹2 crore a year", 20_000_000, 20_000_000, "INR", "year", None),
    ("20,00,000 rupees annually", "20,00,000 rupees annually", 2_000_000, 2_000_000, "INR", "year", None),
    ("It costs us roughly 1.2k a month", "roughly 1.2k a month", 1200, 1200, None, "month", None),
    ("2.5m EUR a year", "2.5m EUR a year", 2_500_000, 2_500_000, "EUR", "year", None),
    ("$4k a month", "$4k a month", 4000, 4000, "USD", "month", None),
    ("40-60 euros", "40-60 euros", 40, 60, "EUR", None, None),
    ("We spend 40-60 euros on each client", "40-60 euros on each client", 40, 60, "EUR", None, "customer"),
    ("between 40 and 60 dollars a month", "between 40 and 60 dollars a month", 40, 60, "USD", "month", None),
    ("40 to 60 €", "40 to 60 €", 40, 60, "EUR", None, None),
    ("€40–€60 a week", "€40–€60 a week", 40, 60, "EUR", "week", None),
    ("four or five euros each", "four or five euros each", 4, 5, "EUR", None, "customer"),
    ("2-3k a month", "2-3k a month", 2000, 3000, None, "month", None),
    ("EUR 1.200,50 a year", "EUR 1.200,50 a year", 1200.5, 1200.5, "EUR", "year", None),
    ("it runs us 1,200.50 a quarter", "1,200.50 a quarter", 1200.5, 1200.5, None, "quarter", None),
    ("5 000 € per month", "5 000 € per month", 5000, 5000, "EUR", "month", None),
    ("5'000 CHF per month", "5'000 CHF per month", 5000, 5000, "CHF", "month", None),
    ("twenty euros a week", "twenty euros a week", 20, 20, "EUR", "week", None),
    ("a hundred dollars a month", "a hundred dollars a month", 100, 100, "USD", "month", None),
    ("two hundred and fifty euros a day", "two hundred and fifty euros a day", 250, 250, "EUR", "day", None),
    ("5 quid per order", "5 quid per order", 5, 5, "GBP", None, "transaction"),
    ("50 bucks a head", "50 bucks a head", 50, 50, "USD", None, "customer"),
    ("CHF 80 per visit", "CHF 80 per visit", 80, 80, "CHF", None, "transaction"),
    ("A$30 a month", "A$30 a month", 30, 30, "AUD", "month", None),
    ("C$ 25 weekly", "C$ 25 weekly", 25, 25, "CAD", "week", None),
    ("US$ 12 per ticket", "US$ 12 per ticket", 12, 12, "USD", None, "transaction"),
    ("80 kr per month", "80 kr per month", 80, 80, "SEK", "month", None),
    ("for our Norwegian shop, the hotline costs 80 kr a day", "80 kr a day", 80, 80, "NOK", "day", None),
    ("30 zł a day", "30 zł a day", 30, 30, "PLN", "day", None),
    ("the bot costs us ¥5000 a month", "¥5000 a month", 5000, 5000, "JPY", "month", None),
    ("our bot in China costs us ¥5000 a month", "¥5000 a month", 5000, 5000, "CNY", "month", None),
    ("80 cents per order", "80 cents per order", 0.8, 0.8, None, None, "transaction"),
    ("it's 50p per transaction", "50p per transaction", 0.5, 0.5, "GBP", None, "transaction"),
    ("up to 50 € a month", "up to 50 € a month", None, 50, "EUR", "month", None),
    ("the hotline costs at least 200 € a month", "at least 200 € a month", 200, None, "EUR", "month", None),
    ("less than 10 € a month", "less than 10 € a month", None, 10, "EUR", "month", None),
    ("over 100 dollars a year", "over 100 dollars a year", 100, None, "USD", "year", None),
    ("we don't spend more than 50 € a month on it", "more than 50 € a month", None, 50, "EUR", "month", None),
    ("20 € or less", "20 € or less", None, 20, "EUR", None, None),
    ("20+ € a month", "20+ € a month", 20, None, "EUR", "month", None),
    ("costs us nothing", "costs us nothing", 0, 0, None, None, None),
    ("it doesn't cost us anything", "doesn't cost us anything", 0, 0, None, None, None),
    ("the newsletter is free for us", "free for us", 0, 0, None, None, None),
    ("$4/mo", "$4/mo", 4, 4, "USD", "month", None),
    ("€20/year", "€20/year", 20, 20, "EUR", "year", None),
    ("it's about 4€/month/customer", "about 4€/month/customer", 4, 4, "EUR", "month", "customer"),
    ("5,000 per annum", "5,000 per annum", 5000, 5000, None, "year", None),
    ("300 pcm", "300 pcm", 300, 300, None, "month", None),
    ("500 € upfront", "500 € upfront", 500, 500, "EUR", "one_off", None),
    ("one-off 500 €", "one-off 500 €", 500, 500, "EUR", "one_off", None),
    ("a one-off cost of 500 €", "a one-off cost of 500 €", 500, 500, "EUR", "one_off", None),
    ("300 € once", "300 € once", 300, 300, "EUR", "one_off", None),
    ("it costs 300 € once we count the petrol", "300 €", 300, 300, "EUR", None, None),
    ("300 € once a month", "300 € once a month", 300, 300, "EUR", "month", None),
    ("it costs us 500 € every two weeks", "500 €", 500, 500, "EUR", None, None),
    ("4 € for every courier", "4 € for every courier", 4, 4, "EUR", None, "customer"),
    ("5 € per bike courier a month", "5 € per bike courier a month", 5, 5, "EUR", "month", "customer"),
    (
        "maybe 20 euros per courier and month",
        "maybe 20 euros per courier and month",
        20,
        20,
        "EUR",
        "month",
        "customer",
    ),
    ("about 500 € a month for all of them", "about 500 € a month for all of them", 500, 500, "EUR", "month", "total"),
    ("about 500 in total a month", "about 500 in total a month", 500, 500, None, "month", "total"),
    ("per order it's about 3 €", "per order it's about 3 €", 3, 3, "EUR", None, "transaction"),
    ("per customer per month: 4 €", "per customer per month: 4 €", 4, 4, "EUR", "month", "customer"),
    ("Each courier costs us 4 € a month", "Each courier costs us 4 € a month", 4, 4, "EUR", "month", "customer"),
    ("every month we spend 500 € on it", "every month we spend 500 €", 500, 500, "EUR", "month", None),
    ("we spend 500 on support every month", "500 on support every month", 500, 500, None, "month", None),
    ("our yearly budget is 2,000 €", "yearly budget is 2,000 €", 2000, 2000, "EUR", "year", None),
    ("the cost per customer is 12 dollars", "per customer is 12 dollars", 12, 12, "USD", None, "customer"),
    ("cost: 500 € / month", "500 € / month", 500, 500, "EUR", "month", None),
    ("keeping them happy costs around 300 € a month", "around 300 € a month", 300, 300, "EUR", "month", None),
    ("hosting 200 € a month", "200 € a month", 200, 200, "EUR", "month", None),
    ("they charge us 20 € a month", "20 € a month", 20, 20, "EUR", "month", None),
    ("we're charged 15 € per seat", "15 € per seat", 15, 15, "EUR", None, "customer"),
    ("her salary is 2,400 a month", "2,400 a month", 2400, 2400, None, "month", None),
    ("500 € is what it costs us", "500 €", 500, 500, "EUR", None, None),
    ("I pay 600 a month for hosting, is that too much", "600 a month", 600, 600, None, "month", None),
    ("we charge 30 € and it costs us 12 € each", "12 € each", 12, 12, "EUR", None, "customer"),
    ("it costs us 12 € of the 30 € they pay", "12 €", 12, 12, "EUR", None, None),
    ("Sorry, it's 6 € a month, not 4 €", "6 € a month", 6, 6, "EUR", "month", None),
    ("£2.50 a time", "£2.50 a time", 2.5, 2.5, "GBP", None, "transaction"),
    ("4.33 per courier", "4.33 per courier", 4.33, 4.33, None, None, "customer"),
    ("I'd guess 15-20 € per bakery and month", "15-20 € per bakery and month", 15, 20, "EUR", "month", "customer"),
    ("Hosting is 40 a month, the rest is my time", "40 a month", 40, 40, None, "month", None),
    ("we have a budget of 1,000 € for it", "1,000 €", 1000, 1000, "EUR", None, None),
    ("no, 6 € each", "6 € each", 6, 6, "EUR", None, "customer"),
    ("They want a named mechanic. It costs us 9 € each.", "9 € each", 9, 9, "EUR", None, "customer"),
]

LEVELS = [
    ("low", "low", "low"),
    ("hmm, medium", "medium", "medium"),
    ("Very expensive.", "expensive", "high"),
    ("Not cheap!", "Not cheap", "high"),
    ("not much", "not much", "low"),
    ("a lot", "a lot", "high"),
    ("our costs are high", "costs are high", "high"),
    ("the costs are moderate", "costs are moderate", "medium"),
    ("it's a low cost for us", "low cost", "low"),
    ("the cost is average", "cost is average", "medium"),
    ("our hotline is pretty expensive", "hotline is pretty expensive", "high"),
    ("it isn't cheap", "it isn't cheap", "high"),
    ("it is pricey to run", "it is pricey", "high"),
    ("the hotline costs a fortune", "costs a fortune", "high"),
    ("we spend a lot on it", "spend a lot", "high"),
    ("it costs next to nothing", "costs next to nothing", "low"),
    ("it costs hardly anything", "costs hardly anything", "low"),
    ("way too expensive", "way too expensive", "high"),
    ("it's getting expensive", "it's getting expensive", "high"),
    ("It's practically free", "practically free", "low"),
    ("It is low, since they do everything themselves", "low", "low"),
    ("it doesn't cost much", "doesn't cost much", "low"),
]

NOTHING = [
    # What the business charges, earns or sells for.
    "we charge 30 € a month",
    "they pay 9.99",
    "customers pay us 50 € a month",
    "our price is 12.90 per seat per month",
    "the subscription is 30 € a month",
    "membership costs 30 € a year",
    "Our premium plan costs $49 a month",
    "our revenue is 5,000 € a month",
    "turnover of 2 million euros",
    "we make 500 € a month with it",
    "profit of 300 € a month",
    "each customer is worth 300 € a year",
    "we sold it for 400 €",
    "our lathe costs 400k, of course",
    "A tattoo is 200 € and they come once",
    "9 euros and you're in",
    "we bill 2 hours at 60 € an hour",
    "clients pay 60 € an hour for 3 hours",
    "Passport photo, four minutes, nine euros, next please.",
    "Shops at 19 a month get tooltips and a search box",
    # Discounts, gifts, thresholds.
    "15% off",
    "they get 5 euro off the next box",
    "a voucher worth 5 €",
    "spending over 2000 gets a gift",
    "orders above $50",
    "a free coffee after ten visits",
    "Haircut number ten costs nothing",
    "delivery is free",
    "it's free for customers",
    # Other money.
    "rent went up to 600 € a month",
    "The community centre is our landlord, they want 600 a month",
    "we need 40k for the second truck",
    "we raised 2m EUR",
    "it saves us 200 € a month",
    "we can't afford 500 € a month",
    # What it costs the customer.
    "it costs the customer 30 €",
    "it costs them 10 € to leave",
    "it costs them a lot to leave",
    "switching costs are high",
    "our clients' costs are high",
    "it costs them nothing",
    # Denied, past, asked.
    "it doesn't cost us 50 €",
    "it is not 50 €",
    "we don't pay 300 a month",
    "it used to cost 50 €",
    "does it cost 50 € a month?",
    "is it expensive?",
    "I don't know what it costs",
    "it shouldn't cost more than 500 € a month",
    "I hope it costs less than 50 € a month",
    "if it cost 50 € a month we'd stop",
    "they'd pay 500 a month for that",
    "I'd pay 500 a month for that",
    # Numbers that are no money.
    "since 1998",
    "on 12.05.2024",
    "call 0170 1234567",
    "open 24/7",
    "they call at 2 am",
    "come at 3",
    "three segments",
    "40 couriers",
    "twenty golf members",
    "80% of them",
    "version 2.5",
    "two hours a week",
    "20 € an hour",
    "5 pounds of coffee",
    "10% of revenue",
    "3 kg a week",
    "4.5 stars",
    # Levels of something else.
    "we have very low prices",
    "Our strategy is to be cheaper than Siemens",
    "Cheap tricks",
    "we expect high loyalty",
    "they expect a lot",
    "it's not expensive for them",
    "free for members",
    "the cost is medium to high",
    "nothing established yet",
    "feel free to ask",
    "",
]


def only(message: str) -> CostMention:
    """Return the one cost of a message."""
    found = costs(message)
    assert len(found) == 1, found
    return found[0]


def test_the_tables_are_wide_enough_to_trust() -> None:
    assert len(AMOUNTS) + len(LEVELS) + len(NOTHING) >= 120
    assert len(NOTHING) >= 40


@pytest.mark.parametrize("row", AMOUNTS, ids=lambda row: row[0])
def test_a_stated_cost_is_read_with_its_terms(row: Row) -> None:
    message, *expected = row
    found = only(message)
    assert message[found.start : found.end] == found.quote
    read = [found.quote, found.amount_low, found.amount_high, found.currency, found.period, found.per]
    assert read == expected
    assert (found.level, found.drivers, found.inputs, found.decision) == (None, (), None, "write")


@pytest.mark.parametrize(("message", "quote", "level"), LEVELS)
def test_a_cost_that_is_only_called_something_has_a_level_and_no_amount(message: str, quote: str, level: str) -> None:
    found = only(message)
    assert (found.quote, found.level, found.amount_low, found.amount_high) == (quote, level, None, None)


@pytest.mark.parametrize("message", NOTHING)
def test_what_is_no_cost_of_the_business_gives_nothing(message: str) -> None:
    assert costs(message) == ()


@pytest.mark.parametrize("message", ["low", "nothing", "it's free", "pretty high"])
def test_a_bare_level_says_that_only_the_question_gives_it_sense(message: str) -> None:
    assert only(message).probability == 0.5


@pytest.mark.parametrize(
    "message", ["the course costs 99 € a month", "Our box costs 25 € a month", "Couriers: 4 € each."]
)
def test_what_may_as_well_be_a_price_is_to_be_clarified(message: str) -> None:
    assert only(message).decision == "clarify"


def test_a_level_and_the_amount_beside_it_are_one_cost() -> None:
    for message in (
        "It's cheap, about 4 € each a month",
        "the costs are low, 4 € each a month",
        "low: 4 € each a month",
    ):
        found = only(message)
        assert (found.level, found.amount_low, found.per, found.period) == ("low", 4, "customer", "month")


def test_two_costs_in_one_message_are_two() -> None:
    first, second = costs("the hotline costs us 300 € a month and 50 € for each order")
    assert (first.quote, first.period, first.per) == ("300 € a month", "month", None)
    assert (second.quote, second.period, second.per) == ("50 € for each order", None, "transaction")


def test_levels_for_two_segments_are_two() -> None:
    read = [(found.quote, found.level) for found in costs("low for commuters, high for couriers")]
    assert read == [("low for commuters", "low"), ("high for couriers", "high")]


@pytest.mark.parametrize(
    ("message", "drivers"),
    [
        ("it costs 500 a month, driven by the hosting", ("the hosting",)),
        ("500 a month because of the travel", ("the travel",)),
        ("about 500 euros a month, mostly because of hosting and support", ("hosting", "support")),
        ("it's quite expensive, mostly staff time", ("staff time",)),
        ("It costs 500 a month. Mainly travel.", ("travel",)),
        ("mostly staff time, about 500 € a month", ("staff time",)),
        ("Our costs are mostly servers and two interns", ("servers", "two interns")),
        ("it costs us two hours a week", ("two hours a week",)),
    ],
)
def test_what_drives_a_cost_is_kept_in_the_words_of_the_message(message: str, drivers: tuple[str, ...]) -> None:
    found = only(message)
    assert found.drivers == drivers
    assert all(driver in found.quote for driver in drivers)


def test_a_driver_without_a_cost_is_none() -> None:
    assert costs("they come mostly because of the mechanic") == ()


@pytest.mark.parametrize(
    ("message", "per", "customers"),
    [
        ("4 € a month for each of our 40 couriers", "customer", 40),
        ("160 € a month for 40 customers", "total", 40),
        ("160 € a month for all forty of them", "total", 40),
        ("it costs us 500 € for 3 months", None, None),
    ],
)
def test_a_stated_number_of_customers_is_kept(message: str, per: str | None, customers: int | None) -> None:
    found = only(message)
    assert (found.per, found.customers) == (per, customers)


def test_a_cost_is_shared_among_customers_to_the_cent() -> None:
    assert share(only("2 hours a week at 20 €"), 40) == 4.33
    assert share(only("100 to 200 € a month"), 10) == 15
    assert share(only("4 € each a month"), 40) == 4
    for message, customers in (("3 € per order", 40), ("low", 40), ("160 € a month", 0)):
        with pytest.raises(ValueError, match="at least one customer"):
            share(only(message), customers)
