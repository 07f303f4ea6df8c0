"""Names of segments: the words of a message that mean one of them, and those that only sound like it."""

from __future__ import annotations

import pytest

from assistant.offline.naming import known

SHOPS, FAMILIES, POOLS = "small shops doing their deliveries", "young families", "homeowners with a pool"
NAMES = (SHOPS, FAMILIES, POOLS)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("the shops want a text", (SHOPS,)),
        ("homeowners call at night, families never", (POOLS, FAMILIES)),
        ("the homeowner with a pool calls", (POOLS,)),
        ("the small ones and the young ones", (SHOPS, FAMILIES)),
        ("the famlies want more", (FAMILIES,)),
    ],
)
def test_a_name_is_known_by_its_noun_and_by_its_first_word(text: str, named: tuple[str, ...]) -> None:
    assert known(text, NAMES) == named


@pytest.mark.parametrize(
    "text",
    ["the pool builder hands us the keys", "a van for the deliveries", "the weather", "the yard behind the shop"],
)
def test_what_stands_behind_the_noun_is_no_name(text: str) -> None:
    assert known(text, NAMES) == ()


def test_a_noun_that_two_names_share_means_neither() -> None:
    assert known("the hotels call", ("hotels that buy in bulk", "hotels by the sea")) == ()


def test_a_word_in_front_of_the_noun_is_no_end_of_it() -> None:
    assert known("the agents drag lenders along", ("mobile signing agents", "banks")) == ("mobile signing agents",)
