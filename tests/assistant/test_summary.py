"""What is said of a whole board: its weak points."""

from __future__ import annotations

import pytest

from assistant.canvas import Finding
from assistant.interview.summary import reviewed
from tests.assistant.saying import EMPTY


@pytest.mark.parametrize(
    ("count", "keys"),
    [
        (0, ["review.none"]),
        (1, ["close.risk"]),
        (2, ["close.risk", "review.also"]),
        (4, ["close.risk", "review.also", "review.more"]),
    ],
)
def test_the_first_two_findings_are_told_and_the_rest_counted(count: int, keys: list[str]) -> None:
    found = [
        Finding(rule=f"r{number}", segment_id="s1", text=f"Point {number}.", citations=()) for number in range(count)
    ]
    lines = reviewed(EMPTY, found)
    assert [line.key for line in lines][: len(keys)] == keys
    told = [line.values["risk"] for line in lines if "risk" in line.values]
    assert told == ["Point 0.", "Point 1."][: min(count, 2)]
    assert [line.values["count"] for line in lines if line.key == "review.more"] == ["2"] * (count == 4)
