"""The utterances that the reader is trained and measured with keep what their description promises."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import get_args

import pytest

from assistant.canvas import Block, Motivation, RelationshipType
from assistant.reading import Act
from eval.agreement import agreement, second_readings
from eval.utterance import CASES, Utterance, utterances

SPLITS = {split: utterances(split) for split in ("train", "test")}
ALL = [each for rows in SPLITS.values() for each in rows]


def test_no_business_stands_on_both_sides() -> None:
    train, test = ({each.industry for each in rows} for rows in SPLITS.values())
    assert not train & test
    assert len(train | test) >= 60


def test_ids_are_unique_and_hardly_any_text_of_more_than_two_words_comes_twice() -> None:
    assert len({each.id for each in ALL}) == len(ALL)
    texts = Counter(re.sub(r"\W+", " ", each.text.lower()).strip() for each in ALL)
    assert len([text for text, count in texts.items() if count > 1 and len(text.split()) > 2]) <= len(ALL) / 5000


def test_no_text_of_more_than_three_words_is_trained_on_and_measured_with() -> None:
    train, test, blind = ({each.text.lower() for each in utterances(split)} for split in ("train", "test", "blind"))
    assert not [text for text in train & (test | blind) if len(text.split()) > 3]


def test_the_blind_set_is_large_enough_and_its_industries_stand_nowhere_else() -> None:
    blind = utterances("blind")
    assert len(blind) >= 400
    assert len({each.industry for each in blind} & {each.industry for each in ALL}) <= len(blind) / 20


@pytest.mark.parametrize("kind", get_args(RelationshipType))
def test_every_type_is_affirmed_often_in_both_splits(kind: str) -> None:
    for split, least in (("train", 150), ("test", 25)):
        found = [t for each in SPLITS[split] for t in each.types if (t.type, t.polarity) == (kind, "affirmed")]
        assert len(found) >= least, split


@pytest.mark.parametrize("act", get_args(Act))
def test_every_act_is_there(act: str) -> None:
    assert sum(act in each.acts for each in ALL) >= 15


@pytest.mark.parametrize("block", get_args(Block))
def test_every_block_is_linked_to(block: str) -> None:
    assert sum(link.block == block for each in ALL for link in each.links) >= 40


@pytest.mark.parametrize("motivation", get_args(Motivation))
def test_every_motivation_is_stated(motivation: str) -> None:
    assert sum(m.motivation == motivation for each in ALL for m in each.motivations) >= 100


def test_what_is_absent_is_never_affirmed() -> None:
    assert not [t for each in ALL for t in each.types if t.status == "absent" and t.polarity == "affirmed"]


def test_the_focus_and_every_named_segment_are_known_or_new() -> None:
    for each in ALL:
        known = {name.lower() for name in (*each.context.segments, *(s.name for s in each.segments))}
        assert each.context.focus is None or each.context.focus.lower() in known, each.id
        for label in (*each.types, *each.motivations, *each.costs, *each.links, *each.switching):
            assert {name.lower() for name in label.segments} <= known, each.id


def test_a_quote_that_does_not_stand_in_the_text_is_refused() -> None:
    good = next(each for each in ALL if each.types)
    moved = good.model_dump()
    moved["types"][0]["start"] += 1
    with pytest.raises(ValueError, match="do not stand where they say"):
        Utterance.model_validate(moved)


def test_a_second_reader_agrees_on_a_tenth_of_the_labels() -> None:
    found = agreement(ALL, second_readings())
    assert found.utterances >= len(ALL) / 10
    assert found.acts >= 0.95 and found.cost >= 0.95
    assert min(found.types, found.status, found.motivations, found.links) >= 0.85


def test_disagreement_lowers_the_agreement() -> None:
    readings = second_readings()
    blank = [each.model_copy(update={"types": (), "acts": ("chat",)}) for each in readings]
    assert agreement(ALL, blank).types == 0.0 and agreement(ALL, blank).acts < 0.1


def test_corrections_that_wait_are_about_labels_of_the_training_split() -> None:
    train = {each.id: each for each in utterances("train")}
    lines = (CASES / "corrections.jsonl").read_text(encoding="utf-8").splitlines()
    for each in map(json.loads, lines):
        said = train[each["id"]]
        assert set(each) <= {"id", "drop", "add", "ok"} and set(each) > {"id"}
        assert all(number < len(said.types) for number in each.get("drop", ()))
        assert all(label.partition("|")[2] in said.text for label in each.get("add", ()))


def test_utterances_that_wait_for_the_next_training_are_whole_and_of_no_blind_industry() -> None:
    lines = (CASES / "later.jsonl").read_text(encoding="utf-8").splitlines()
    later = [Utterance.model_validate_json(line) for line in lines]
    assert len({each.id for each in (*later, *ALL)}) == len(later) + len(ALL)
    assert {each.industry for each in later}.isdisjoint(each.industry for each in utterances("blind"))
