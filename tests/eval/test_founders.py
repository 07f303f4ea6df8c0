"""The founders' sheets keep what their README promises."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from assistant.canvas import Block, Level, Motivation, RelationshipType
from eval.faults import faults
from eval.founder import CASES, Founder, Kind, Place, Was, founder, founders

IDS = sorted(path.stem for path in CASES.glob("*.toml"))
ALL = founders()
GOOD = founder("kayak-hire")


@pytest.mark.parametrize("name", IDS)
def test_a_sheet_has_no_faults(name: str) -> None:
    assert list(faults(founder(name))) == []


def test_there_are_as_many_to_tune_with_as_to_report_with() -> None:
    assert Counter(each.split for each in ALL) == {"tune": 24, "held": 24}
    assert {len(each.segments) for each in ALL} == {1, 2, 3, 4}


@pytest.mark.parametrize("split", ["tune", "held"])
def test_both_splits_hold_every_type_aim_block_level_and_kind_of_interjection(split: str) -> None:
    chosen = [each for each in ALL if each.split == split]
    groups = [group for each in chosen for group in each.segments]
    ties = [tie for group in groups for tie in group.relationships]
    assert {tie.type for tie in ties} == set(get_args(RelationshipType))
    assert {block for tie in ties for block in tie.links} == set(get_args(Block))
    assert {aim for group in groups for aim in group.motivations} == set(get_args(Motivation))
    assert {group.switching for group in groups} == set(get_args(Level))
    assert {tie.established for tie in ties if tie.expected} == {"established", "planned", "absent"}
    assert any(not tie.expected for tie in ties) and any(tie.expected and not tie.cost for tie in ties)
    assert {each.kind for one in chosen for each in one.interjections} == set(get_args(Kind))


def test_no_wording_of_more_than_four_words_comes_twice() -> None:
    said = Counter(text.lower() for each in ALL for text in first_wordings(each) if len(text.split()) > 4)
    assert [text for text, times in said.items() if times > 1] == []


def test_every_founder_interjects_once_to_four_times() -> None:
    assert all(1 <= len(each.interjections) <= 4 for each in ALL)


def test_a_name_on_the_canvas_is_matched_exactly_by_another_name_or_by_most_of_its_words() -> None:
    names = [GOOD.group(name) for name in ("The Schools", "stag parties in June", "plumbers", None)]
    assert [group and group.name for group in names] == ["schools", "stag parties", None, None]


def test_before_its_correction_a_founder_holds_the_old_value_for_true() -> None:
    correction = next(each for each in GOOD.interjections if each.kind == "correction")
    before, after = (each.segments[1].relationships[0].cost for each in (GOOD.before((correction,)), GOOD))
    assert before is not None and after is not None
    assert (before.amount, after.amount) == (120, 140)


def test_a_corrected_type_was_another() -> None:
    hay = founder("hay-dealer")
    pending = tuple(each for each in hay.interjections if each.was == Was(type="dedicated_personal_assistance"))
    assert pending and hay.before(pending).segments[1].relationships[0].type == "dedicated_personal_assistance"
    assert hay.segments[1].relationships[0].type == "automated_service"


@pytest.mark.parametrize(
    ("part", "change", "fault"),
    [
        ("business", {"offering": "submarines"}, "never said"),
        ("business", {"segments": ("who knows", "whoever"), "says": ("we rent kayaks", "kayaks")}, "does not name"),
        ("relationship", {"words": "a loyalty card"}, "nobody says"),
        ("relationship", {"links": {"channels": "by pigeon"}}, "nobody says"),
        ("relationship", {"says": {}}, "has no words for"),
    ],
)
def test_a_broken_sheet_is_found_out(part: str, change: dict[str, object], fault: str) -> None:
    if part == "business":
        broken = GOOD.model_copy(update={"business": GOOD.business.model_copy(update=change)})
    else:
        group = GOOD.segments[0]
        tie = group.relationships[0].model_copy(update=change)
        first = group.model_copy(update={"relationships": (tie,)})
        broken = GOOD.model_copy(update={"segments": (first, *GOOD.segments[1:])})
    assert any(fault in each for each in faults(broken))


def test_an_unknown_field_is_refused(tmp_path: Path) -> None:
    text = (CASES / "kayak-hire.toml").read_text(encoding="utf-8")
    (tmp_path / "odd.toml").write_text(f'colour = "blue"\n{text}', encoding="utf-8")
    with pytest.raises(ValueError, match="colour"):
        founder("odd", tmp_path)


def test_a_place_covers_its_relationships() -> None:
    wide, narrow = (Place.model_validate(text) for text in ("schools/cost", "schools/cost/community"))
    assert wide.covers(narrow) and not narrow.covers(wide)


def first_wordings(each: Founder) -> list[str]:
    says = [each.business.says[0]]
    for group in each.segments:
        says += [wordings[0] for wordings in group.says.values()]
        says += [wordings[0] for tie in group.relationships for wordings in tie.says.values()]
    return says
