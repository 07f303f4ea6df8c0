"""On utterances that the lexicon was not tuned on, what is written is right and what is refused stays refused.

Reads the labelled utterances that lie beside the repository, and is skipped where there are none.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.offline.clauses import clauses
from assistant.offline.types import types

SEED = Path(__file__).parents[4] / "shared" / "data" / "reading-seed.tsv"
# The lexicon was tuned on the utterances before these.
TUNED = 600

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="no labelled utterances beside the repository")


def unseen() -> list[tuple[str, set[str], set[str]]]:
    rows = [line.split("\t") for line in SEED.read_text().splitlines()[1 + TUNED :]]
    return [(row[0], labels(row, 1), labels(row, 2)) for row in rows]


def labels(row: list[str], column: int) -> set[str]:
    return set(row[column].split(",")) - {""} if len(row) > column else set()


def written(utterance: str, polarity: str) -> set[str]:
    mentions = types(clauses(utterance), (), None, "expected")
    return {m.type for m in mentions if m.decision == "write" and m.polarity == polarity}


def test_nine_of_ten_written_types_are_right() -> None:
    read = [(written(utterance, "affirmed"), affirmed) for utterance, affirmed, _ in unseen()]
    right = sum(len(got & meant) for got, meant in read)
    assert right >= 100
    assert right / sum(len(got) for got, _ in read) >= 0.9


def test_eight_of_ten_written_refusals_are_right_and_hardly_any_is_read_as_wanted() -> None:
    read = [(written(utterance, "refused"), refused) for utterance, _, refused in unseen()]
    right = sum(len(got & meant) for got, meant in read)
    assert right / sum(len(got) for got, _ in read) >= 0.8
    turned = sum(len(written(utterance, "affirmed") & refused) for utterance, _, refused in unseen())
    assert turned / sum(len(refused) for _, _, refused in unseen()) <= 0.1
