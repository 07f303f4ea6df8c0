"""From marked tokens to values: segments, the business, motivations, links, switching costs and costs."""

from __future__ import annotations

import pytest

from assistant.offline.trained import answers, values
from assistant.offline.trained.bars import Bar, Bars
from assistant.offline.trained.costs import costs
from assistant.offline.trained.network import LONGEST_PIECE, Heard, _pieces
from assistant.offline.trained.stretches import stretches
from tests.assistant.offline.ears import heard

HALF = Bar(write=0.5, ask=0.5)


def nobody(_: int) -> tuple[str, ...]:
    return ()


@pytest.mark.parametrize(
    ("text", "marked", "names", "found"),
    [
        (
            "students, teachers and their heads",
            ("students", "teachers", "heads"),
            (),
            ["students", "teachers", "heads"],
        ),
        ("mostly the tourists who walk in", ("the tourists who",), (), ["tourists"]),
        ("students (again)", ("students",), ("Students",), []),
        ("small hotels", ("small hotels",), ("hotels that buy in bulk",), ["small hotels"]),
        ("everyone", ("everyone",), (), []),
        ("skiers in winter, small shops they", ("skiers in winter", "small shops they"), (), ["skiers", "small shops"]),
        ("scouts at the first Whitsun", ("scouts at the first Whitsun",), (), ["scouts"]),
        ("\N{WRENCH} couriers!", ("couriers",), (), ["couriers"]),
    ],
)
def test_segments_are_named_without_their_small_words_and_only_once(
    text: str, marked: tuple[str, ...], names: tuple[str, ...], found: list[str]
) -> None:
    mentions = values.segments(text, heard(text, {}, {"segment": marked}), names, HALF)
    assert [m.name for m in mentions] == found
    assert all(text[m.start : m.end] == m.quote for m in mentions)


def test_members_are_a_group_only_where_the_groups_are_asked_for() -> None:
    given = heard("members", {}, {"segment": ("members",)})
    assert [m.name for m in values.segments("members", given, (), HALF, asked=True)] == ["members"]
    assert values.segments("members", given, (), HALF) == ()
    everyone = heard("everyone", {}, {"segment": ("everyone",)})
    assert values.segments("everyone", everyone, (), HALF, asked=True) == ()


def test_the_business_is_told_in_the_users_words() -> None:
    text = "Pedal & Post, we mend bikes for couriers"
    mentions = values.business(text, heard(text, {}, {"name": "Pedal & Post", "offering": "mend bikes"}), HALF)
    assert [(m.field, m.value) for m in mentions] == [("name", "Pedal & Post"), ("offering", "mend bikes")]


def test_what_the_business_offers_ends_with_a_word_that_says_something() -> None:
    text = "We make raw honey near Lyon"
    mentions = values.business(text, heard(text, {}, {"offering": "raw honey near"}), HALF)
    assert [mention.value for mention in mentions] == ["raw honey"]


def test_motivations_links_and_switching_carry_their_words() -> None:
    text = "to keep them, which takes the app; leaving means losing their maps"
    said = {"motivation:+:retention": 0.9, "link:key_resources": 0.9, "switching": 0.9, "switching:high": 0.8}
    marked = {"motivation:retention": "keep them", "link:key_resources": "the app", "switching": "losing their maps"}
    given = heard(text, {**said, "switching:data": 0.9}, marked)
    assert [(m.motivation, m.quote) for m in answers.motivations(text, given, nobody, HALF)] == [
        ("retention", "keep them")
    ]
    assert [(m.block, m.note) for m in answers.links(text, given, nobody, HALF)] == [("key_resources", "the app")]
    assert [(m.level, m.kinds, m.quote) for m in answers.switching(text, given, nobody, Bars())] == [
        ("high", ("data",), "losing their maps")
    ]


SURE = Bar(write=0.98, ask=0.3)


@pytest.mark.parametrize(
    ("text", "decision"), [("to keep them, of course", "write"), ("five years on they still ring", "clarify")]
)
def test_an_aim_in_plain_words_is_written_where_others_are_asked_about(text: str, decision: str) -> None:
    given = heard(text, {"motivation:+:retention": 0.7}, {"motivation:retention": text})
    (mention,) = answers.motivations(text, given, nobody, SURE)
    assert mention.decision == decision
    assert mention.alternatives == (() if decision == "write" else ("acquisition", "upselling"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "it's about selling them more, not keeping them",
            {("upselling", "+", "selling them more"), ("retention", "-", "keeping them")},
        ),
        (
            "rather than attract tourists we keep the ones we have",
            {("retention", "+", "keep the ones"), ("acquisition", "-", "attract")},
        ),
        ("we no longer need to attract tourists", {("acquisition", "-", "attract")}),
    ],
)
def test_a_plain_aim_is_heard_beside_another_and_turned_round_where_it_is_denied(
    text: str, wanted: set[tuple[str, str, str]]
) -> None:
    given = heard(text, {"motivation:+:retention": 0.7, "motivation:+:acquisition": 0.6}, {})
    found = answers.motivations(text, given, nobody, SURE)
    written = {
        (m.motivation, "+" if m.polarity == "affirmed" else "-", m.quote) for m in found if m.decision == "write"
    }
    assert written == wanted


@pytest.mark.parametrize(
    "text",
    [
        "We can sell no more than 20 a day, so we want to hold on to them",
        "They spend more on petrol than on us, we want them to stay",
        "We hired new people so that they come back",
    ],
)
def test_words_alone_tell_no_aim_that_is_not_heard(text: str) -> None:
    found = answers.motivations(text, heard(text, {"motivation:+:retention": 0.99}, {}), nobody, SURE)
    assert [m.motivation for m in found] == ["retention"]


def test_without_any_aim_heard_plain_words_tell_none() -> None:
    text = "they keep the ones they buy and sell more of them"
    assert answers.motivations(text, heard(text, {}, {}), nobody, SURE) == ()


def test_a_block_in_doubt_comes_with_the_next_likely_ones() -> None:
    said = {"link:channels": 0.6, "link:key_resources": 0.2, "link:key_partners": 0.1}
    (mention,) = answers.links("the app", heard("the app", said, {"link:channels": "the app"}), nobody, SURE)
    assert (mention.decision, mention.alternatives[:2]) == ("clarify", ("key_resources", "key_partners"))


@pytest.mark.parametrize(
    ("text", "likely", "level", "decision"),
    [
        ("they would lose their maps", {"switching:high": 0.9}, "high", "write"),
        ("they would lose their maps", {"switching:high": 0.5, "switching:low": 0.4}, "high", "clarify"),
        ("it is easy to go", {"switching:high": 0.9}, "low", "write"),
        ("medium, not high", {"switching:high": 0.9}, "medium", "write"),
    ],
)
def test_a_level_is_written_where_it_is_plain_or_sure(
    text: str, likely: dict[str, float], level: str, decision: str
) -> None:
    given = heard(text, {"switching": 0.9, **likely}, {"switching": text})
    (mention,) = answers.switching(text, given, nobody, Bars())
    assert (mention.level, mention.decision) == (level, decision)


def test_what_is_not_heard_is_not_told() -> None:
    text = "the app"
    given = heard(text, {"link:key_resources": 0.4}, {"link:key_resources": "the app"})
    assert answers.links(text, given, nobody, HALF) == ()
    assert answers.switching(text, given, nobody, Bars()) == ()


def cost(
    text: str, said: dict[str, float]
) -> list[tuple[float | None, float | None, str | None, str | None, str | None]]:
    mentions = costs(text, heard(text, said, {"cost": text}), nobody, Bars(), "cost")
    return [(m.amount_low, m.amount_high, m.currency, m.period, m.per) for m in mentions if m.decision == "write"]


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        ("Ken's phone, twelve quid a month", {"cost": 0.9}, [(12, 12, "GBP", "month", None)]),
        ("1.2k a month, in pounds obviously", {"cost": 0.9}, [(1200, 1200, "GBP", "month", None)]),
        ("three to four thousand euros per annum", {"cost": 0.9}, [(3000, 4000, "EUR", "year", None)]),
        ("between two and three euros", {"cost": 0.9}, [(2, 3, "EUR", None, None)]),
        ("one pound fifty per head", {"cost": 0.9}, [(1.5, 1.5, "GBP", None, "customer")]),
        ("1800 € a season", {"cost": 0.9, "period:year": 0.8}, [(1800, 1800, "EUR", "year", None)]),
        ("14 euros per phone call", {"cost": 0.9, "per:transaction": 0.9}, [(14, 14, "EUR", None, "transaction")]),
        ("they pay us 30 euros", {"cost": 0.1}, []),
    ],
)
def test_the_network_hears_costs_and_the_rules_read_the_numbers(
    text: str, said: dict[str, float], found: list[tuple[float | None, ...]]
) -> None:
    assert cost(text, said) == found


def test_a_level_without_an_amount_is_a_cost() -> None:
    text = "it eats us alive"
    mentions = costs(text, heard(text, {"cost": 0.9, "cost:high": 0.9}, {"cost": text}), nobody, Bars(), "cost")
    assert [(m.level, m.amount_low) for m in mentions] == [("high", None)]


def test_a_stretch_is_whole_words_and_ends_with_its_sentence() -> None:
    text = "a forum, really. the shop"
    given: Heard = heard(text, {}, {"type:+:community": ("forum", "shop")})
    found = stretches(text, given.places, given.along("type:+:community"), 0.5)
    assert [text[s.start : s.end] for s in found] == ["forum", "shop"]


def test_a_message_that_ends_in_a_clause_without_end_has_no_empty_piece() -> None:
    text = "x" * (2 * LONGEST_PIECE + 5)
    assert [end - start for start, end in _pieces(text)] == [LONGEST_PIECE, LONGEST_PIECE, 5]


def test_a_long_message_is_heard_in_pieces_that_lose_nothing() -> None:
    text = "We ring them. " * 200 + "x" * 1000
    pieces = list(_pieces(text))
    assert all(0 < end - start <= LONGEST_PIECE for start, end in pieces)
    assert "".join(text[start:end] for start, end in pieces).replace(" ", "") == text.replace(" ", "")
