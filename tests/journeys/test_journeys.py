"""Two whole journeys, word for word, with the canvas after each turn."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from assistant import Coach
from tests.journeys.transcript import HERE, messages, played

JOURNEYS = sorted(path.name for path in HERE.glob("*.txt"))


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_journey_goes_as_it_was_written_down(name: str, new_coach: Callable[[], Coach]) -> None:
    transcript = (HERE / name).read_text(encoding="utf-8")
    assert played(new_coach(), messages(transcript)) == transcript


@pytest.mark.parametrize("name", JOURNEYS)
def test_in_a_journey_no_sentence_of_the_coach_comes_twice(name: str) -> None:
    spoken = [
        sentence.strip()
        for line in (HERE / name).read_text(encoding="utf-8").splitlines()
        if line.startswith("COACH: ") and not re.match(r"COACH: \d+\.", line)
        for sentence in re.split(r"(?<=[.!?])\s+", line.removeprefix("COACH: "))
    ]
    twice = {sentence for sentence in spoken if spoken.count(sentence) > 1 and len(sentence.split()) > 2}
    assert not twice


@pytest.mark.parametrize("name", JOURNEYS)
def test_in_a_journey_no_reply_is_longer_than_120_words(name: str) -> None:
    replies = re.split(r"^(?:USER|    \[)", (HERE / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    for reply in replies:
        words = " ".join(line.removeprefix("COACH: ") for line in reply.splitlines() if line.startswith("COACH: "))
        assert len(words.split()) <= 120, words


def test_there_are_two_journeys() -> None:
    assert len(JOURNEYS) >= 2
