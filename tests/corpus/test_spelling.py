"""Misspelt questions: the passages show what was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spelling import doubtful, mended

TEXTS = (
    "Channels\nThe channels have five phases. Personal assistance is human help in a niche market.",
    "Nice customers of the community involve themselves: bonding and creation please advertisers.",
    "Amazon: reviews\nAmazon invites reviews. Starbucks offers membership, at the same time online and offline.",
)
RIGHT = """
what is the five of time market do it in how phases a an are help all them idea come members nice should be large
rate for me can
"""
KNOWN = frozenset(RIGHT.split())


def knows(word: str) -> bool:
    return word in KNOWN


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what are the chanels", "what are the channels"),
        ("persnal asistance", "personal assistance"),
        ("amzon revews help who", "amazon reviews help who"),
        ("nieche market", "niche market"),
        # Letters that changed places, and a letter that is missing, before any other slip.
        ("what tiem", "what time"),
        ("the membershp", "the membership"),
        # How people chat.
        ("wat is it 4 u n me", "what is it 4 you and me"),
        ("y do ppl come", "why do people come"),
        ("plz explane the diffrence", "please explain the difference"),
        ("what r the phases", "what are the phases"),
        # Letters doubled and left out, a vowel for another, a key beside the right one.
        ("comunitty in a nice merket", "community in a nice market"),
        ("custoners", "customers"),
    ],
)
def test_what_was_meant_is_read(typed: str, meant: str) -> None:
    assert mended(typed, knows, TEXTS) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "What are the five phases?",
        # Names, and what is written as part of something else.
        "the alli community",
        "what is the x and y axis",
        "is plan r an idea",
        "do it in r",
        "n = 5",
        "Is it IKEA or Amazn?",
        "R&D and e-mail, y'all",
        'how do you say "scone"',
        # A form of a word that is known, and one that resembles nothing here.
        "helps helping helper",
        "what is a zyzzyva",
        # Right words that resemble others.
        "invoice bundling curation",
        "can it advertise",
        "should n be large",
        "rate y for me",
    ],
)
def test_what_is_right_or_a_name_stays(typed: str) -> None:
    assert mended(typed, knows, TEXTS) == typed


def test_only_doubtful_questions_are_looked_into() -> None:
    assert not doubtful("what are the phases", knows)
    assert doubtful("what are the phsaes", knows)
    assert doubtful("what r the phases", knows)


@given(st.text(max_size=60))
def test_whatever_is_typed_keeps_its_lines_and_marks(typed: str) -> None:
    found = mended(typed, knows, TEXTS)
    assert [c for c in found if not c.isalpha() and c != " "] == [c for c in typed if not c.isalpha() and c != " "]
