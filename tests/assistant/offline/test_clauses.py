"""A message falls into clauses that each say one thing; what belongs together stays together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.offline.clauses import clauses

SPLIT = [
    (
        "Commuters want self-service, couriers want a named mechanic",
        ["Commuters want self-service", "couriers want a named mechanic"],
    ),
    (
        "Commuters want self-service, and couriers want a named mechanic",
        ["Commuters want self-service", "couriers want a named mechanic"],
    ),
    (
        "Commuters want self-service and couriers want a named mechanic",
        ["Commuters want self-service", "couriers want a named mechanic"],
    ),
    ("we have a forum, but no app yet", ["we have a forum", "no app yet"]),
    ("we have a forum but no app yet", ["we have a forum", "no app yet"]),
    ("They call us, while we call nobody", ["They call us", "we call nobody"]),
    ("They call us whereas students write", ["They call us", "students write"]),
    ("One forum. Two apps! Three?", ["One forum.", "Two apps!", "Three?"]),
    ("a forum; an app\npoints", ["a forum", "an app", "points"]),
    ("they would like a forum - that's all", ["they would like a forum", "that's all"]),
    ("we'd love a forum, they'd rather have an app", ["we'd love a forum", "they'd rather have an app"]),
]

WHOLE = [
    "we offer phone, email and chat",
    "phone, email and chat are what we have",
    "not only a forum but also points",
    "anything but a forum",
    "It costs 3.50 a month, e.g. for calls",
    "We call Mr. Smith",
    "a named mechanic, not an app",
    "self-service and points",
    "commuters - self-service",
]


@pytest.mark.parametrize(("message", "parts"), SPLIT)
def test_a_new_statement_begins_a_clause(message: str, parts: list[str]) -> None:
    assert [clause.text for clause in clauses(message)] == parts


@pytest.mark.parametrize("message", WHOLE)
def test_lists_and_turns_of_phrase_stay_together(message: str) -> None:
    assert [clause.text for clause in clauses(message)] == [message]


def test_clauses_of_one_sentence_share_its_number() -> None:
    numbers = [clause.sentence for clause in clauses("We have a forum, but no app. They want one.")]
    assert numbers == [numbers[0], numbers[0], numbers[0] + 1]


@given(st.text(max_size=300))
def test_a_clause_is_the_message_between_its_places(message: str) -> None:
    found = clauses(message)
    assert all(message[clause.start : clause.end] == clause.text for clause in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
