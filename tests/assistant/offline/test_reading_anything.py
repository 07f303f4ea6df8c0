"""Whatever a message holds, reading it ends, raises nothing, and quotes it character for character."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.canvas import SEGMENT_TOPICS, Topic
from assistant.offline.clauses import clauses
from assistant.offline.links import links
from assistant.offline.motivations import motivations
from assistant.offline.switching import switching
from assistant.offline.touchpoints import touchpoints
from assistant.offline.types import types
from assistant.reading import Mention

NAMES = ("Bike couriers", "Commuters", "Small (local) bakeries", "a")
WORDS = (
    "Bike couriers|commuters|bakeries|they|we|want|don't|no|not only|never|without|instead of|neither|nor|have|plan"
    "|yet|soon|a forum|an app|points|the tenth coffee free|a named mechanic|each|every|hotline|self-service|gone"
    "|the app suggests|each other|once|keep them|sell more|new customers|partners|salaries|two mechanics|nothing"
    "|their history|hard to leave|phone|e-mail|after the sale|maybe|if|and|but|, |. |? |; |\n|: |(|)|’s|“|é|ß|İ|🙂"
    "|\x00|\u2028|\ud800|5 €|10th|=|@"
)
TELLING = st.sampled_from(WORDS.split("|"))
MESSAGES = st.one_of(st.text(max_size=200), st.lists(TELLING, max_size=30).map(" ".join))


def mentions(message: str, topic: Topic | None) -> Iterator[Mention]:
    parts = clauses(message)
    yield from types(parts, NAMES, None, topic)
    yield from motivations(parts, topic, NAMES)
    yield from links(parts, topic, NAMES)
    yield from switching(message, topic, NAMES)
    yield from touchpoints(parts, NAMES)


@settings(max_examples=300, deadline=None)
@given(MESSAGES, st.sampled_from([None, "business", *SEGMENT_TOPICS]))
def test_every_quote_stands_in_the_message(message: str, topic: Topic | None) -> None:
    for mention in mentions(message, topic):
        assert mention.quote
        assert message[mention.start : mention.end] == mention.quote
        assert 0 < mention.probability <= 1
        assert set(mention.segments) <= set(NAMES)


@given(MESSAGES)
def test_reading_the_same_message_twice_gives_the_same(message: str) -> None:
    assert list(mentions(message, None)) == list(mentions(message, None))


@pytest.mark.parametrize("unit", ["no phone, ", "want a forum and ", "x", " ", ", and ", "the app sends each other "])
def test_fifty_thousand_characters_are_read_to_the_end(unit: str) -> None:
    message = (unit * (50_000 // len(unit) + 1))[:49_990] + ". points"
    last = types(clauses(message), NAMES, None, None)[-1]
    assert last.type == "loyalty_program"
    assert last.quote == "points"
