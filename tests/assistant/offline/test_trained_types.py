"""From what the network hears to types: which words, which status, whose, and whether to write, ask or let be."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistant.offline.clauses import clauses
from assistant.offline.trained.bars import Bar, Bars
from assistant.offline.trained.types import called, types
from assistant.reading import TypeMention
from tests.assistant.offline.ears import heard

BARS = Bars(types={f"type:{side}:community": Bar(write=0.9, ask=0.5) for side in "+-"})


def read(
    text: str, said: Mapping[str, float], marked: Mapping[str, str | tuple[str, ...]], names: tuple[str, ...] = ()
) -> tuple[TypeMention, ...]:
    return types(text, heard(text, said, marked), clauses(text), names, BARS)


def told(mentions: tuple[TypeMention, ...]) -> list[tuple[str, str, str | None, str, str]]:
    return [(m.type, m.polarity, m.status, m.quote, m.decision) for m in mentions]


def test_a_sure_type_is_written_with_the_words_that_say_so() -> None:
    text = "our players swap strings on Thursdays, it just happened"
    marked = {"type:+:community": "swap strings on Thursdays", "status:established": "swap strings on Thursdays"}
    found = read(text, {"type:+:community": 0.97}, marked)
    assert told(found) == [("community", "affirmed", "established", "swap strings on Thursdays", "write")]
    assert text[found[0].start : found[0].end] == found[0].quote


def test_between_the_bars_it_asks_with_likely_types_as_choices() -> None:
    said = {"type:+:community": 0.6, "type:+:co_creation": 0.45}
    marked = {"type:+:community": "feedback", "type:+:co_creation": "feedback"}
    let_be, asked = sorted(read("they love feedback", said, marked), key=lambda m: m.probability)
    assert (asked.decision, asked.type, asked.alternatives[0]) == ("clarify", "community", "co_creation")
    assert 2 <= len({asked.type, *asked.alternatives}) <= 3
    assert let_be.decision == "ignore"


def test_below_both_bars_nothing_is_asked() -> None:
    found = read("nice people", {"type:+:community": 0.3}, {"type:+:community": "nice people"})
    assert [m.decision for m in found] == ["ignore"]


def test_a_doubt_about_words_that_are_settled_is_let_be() -> None:
    said = {"type:+:community": 0.95, "type:+:personal_assistance": 0.6}
    marked = {"type:+:community": "help one another", "type:+:personal_assistance": "help one another"}
    assert sorted(m.decision for m in read("they help one another", said, marked)) == ["ignore", "write"]


def test_what_is_refused_is_never_in_place() -> None:
    marked = {"type:-:community": "no forum", "status:established": "no forum"}
    found = read("we have no forum", {"type:-:community": 0.95}, marked)
    assert told(found) == [("community", "refused", "absent", "no forum", "write")]


def test_of_the_same_words_wanted_and_refused_the_likelier_stands() -> None:
    said = {"type:-:community": 0.95, "type:+:community": 0.4}
    marked = {"type:-:community": "forum", "type:+:community": "forum"}
    assert [(m.polarity, m.decision) for m in read("no forum", said, marked)] == [("refused", "write")]


def test_each_of_two_segments_gets_the_type_of_its_clause() -> None:
    text = "Commuters want to swap tips, couriers want one mechanic"
    said = {"type:+:community": 0.95, "type:+:dedicated_personal_assistance": 0.95}
    marked = {"type:+:community": "swap tips", "type:+:dedicated_personal_assistance": "one mechanic"}
    found = read(text, said, marked, ("commuters", "couriers"))
    assert {m.type: m.segments for m in found} == {
        "community": ("commuters",),
        "dedicated_personal_assistance": ("couriers",),
    }


def test_where_no_words_stand_out_the_longest_clause_is_the_quote() -> None:
    found = read("well, and they all meet on Fridays", {"type:+:community": 0.95}, {})
    assert [m.quote for m in found] == ["well, and they all meet on Fridays"]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ({"type:+:community": 0.3}, [("community", "affirmed")]),
        ({"type:+:community": 0.2, "type:-:community": 0.6}, [("community", "refused")]),
        ({"type:+:community": 0.12, "type:-:community": 0.3}, [("community", "affirmed")]),
        ({"type:+:community": 0.05}, []),
    ],
)
def test_a_type_that_is_named_is_written_where_it_is_heard_as_it_is_heard(
    said: Mapping[str, float], written: list[tuple[str, str]]
) -> None:
    text = "a forum? eleven noes"
    found = called(text, heard(text, said, {}), clauses(text), (), ())
    assert [(m.type, m.polarity) for m in found if m.decision == "write"] == written


def test_a_name_is_refused_with_a_denial_also_where_that_is_hardly_heard() -> None:
    text = "the park people have no forum"
    found = called(text, heard(text, {"type:+:community": 0.05, "type:-:community": 0.2}, {}), clauses(text), (), ())
    assert [(m.type, m.polarity) for m in found] == [("community", "refused")]
