"""Ties to the other blocks are read from the answer about integration, in the user's words."""

from __future__ import annotations

import pytest

from assistant.canvas import Topic
from assistant.offline.clauses import clauses
from assistant.offline.links import links
from assistant.reading import LinkMention


def read(message: str, topic: Topic | None = "integration") -> tuple[LinkMention, ...]:
    return links(clauses(message), topic)


TIES = [
    ("it needs two trained mechanics", [("key_resources", "two trained mechanics")]),
    ("we need a phone system.", [("key_resources", "a phone system")]),
    ("a good CRM", [("key_resources", "a good CRM")]),
    ("our partner Rexel delivers the parts", [("key_partners", "our partner Rexel delivers the parts")]),
    ("We depend on two suppliers", [("key_partners", "two suppliers")]),
    ("it feeds subscription revenue", [("revenue_streams", "subscription revenue")]),
    ("they pay extra for it", [("revenue_streams", "they pay extra for it")]),
    ("salaries", [("cost_structure", "salaries")]),
    ("repair data", [("key_resources", "repair data")]),
    ("Staff costs", [("cost_structure", "Staff costs")]),
    ("it runs through the app", [("channels", "the app")]),
    ("mostly via our shop", [("channels", "our shop")]),
    ("it's why they buy", [("value_propositions", "why they buy")]),
    ("part of our promise", [("value_propositions", "part of our promise")]),
    ("training the mechanics", [("key_activities", "training the mechanics")]),
    ("content production and moderation", [("key_activities", "content production"), ("key_activities", "moderation")]),
    (
        "it needs two mechanics and a workshop",
        [("key_resources", "two mechanics"), ("key_resources", "a workshop")],
    ),
    (
        "two mechanics, the app and the rent",
        [("key_resources", "two mechanics"), ("channels", "the app"), ("cost_structure", "the rent")],
    ),
    ("it helps the other group too", [("customer_segments", "the other group too")]),
]


@pytest.mark.parametrize(("message", "ties"), TIES)
def test_a_tie_names_its_block_and_keeps_the_words(message: str, ties: list[tuple[str, str]]) -> None:
    found = read(message)
    assert [(mention.block, mention.note) for mention in found] == ties
    assert all(message[m.start : m.end] == m.quote == m.note for m in found)


@pytest.mark.parametrize("message", ["no idea", "yes", "", "not at all", "no partners", "Is staff a resource?"])
def test_what_states_no_tie_gives_none(message: str) -> None:
    assert read(message) == ()


@pytest.mark.parametrize(
    ("message", "blocks"),
    [
        ("that ties into our revenue streams", ["revenue_streams"]),
        ("the forum is one of our key resources", ["key_resources"]),
        ("our mechanics call them", []),
        ("they pay by subscription in the app", []),
    ],
)
def test_elsewhere_only_a_block_called_by_its_name_counts(message: str, blocks: list[str]) -> None:
    assert [mention.block for mention in read(message, "expected")] == blocks
