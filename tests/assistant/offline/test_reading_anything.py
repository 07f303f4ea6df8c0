"""Whatever a message holds, reading it ends, raises nothing, and quotes it character for character."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.canvas import SEGMENT_TOPICS, Topic
from assistant.reading import Context, Mention
from tests.fakes import reader

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
    said = reader().read(message, Context(topic=topic, segments=NAMES, focus=NAMES[0]))
    for group in (said.types, said.motivations, said.links, said.switching, said.touchpoints, said.costs):
        yield from group
    yield from said.segments


@settings(max_examples=150, deadline=None)
@given(MESSAGES, st.sampled_from([None, "business", *SEGMENT_TOPICS]))
def test_every_quote_stands_in_the_message(message: str, topic: Topic | None) -> None:
    for mention in mentions(message, topic):
        assert mention.quote
        assert message[mention.start : mention.end] == mention.quote
        assert 0 < mention.probability <= 1


@settings(max_examples=50, deadline=None)
@given(MESSAGES)
def test_reading_the_same_message_twice_gives_the_same(message: str) -> None:
    assert list(mentions(message, None)) == list(mentions(message, None))


@pytest.mark.parametrize("unit", ["no phone, ", "want a forum and ", "x", " ", ", and ", "the app sends each other "])
def test_twenty_thousand_characters_are_read_to_the_end(unit: str) -> None:
    message = (unit * (20_000 // len(unit) + 1))[:19_900] + ". They want points for every purchase"
    found = reader().read(message, Context(topic="expected", segments=("couriers",), focus="couriers")).types
    assert any(m.type == "loyalty_program" and m.start > 19_000 for m in found)
