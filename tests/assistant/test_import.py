"""A file is a canvas, or it is refused in one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from assistant import Coach
from assistant.canvas import CREDIT, SCHEMA, Canvas, Evidence, progress_of
from assistant.errors import ImportRefused
from assistant.export import export
from assistant.imports import MAX_ITEMS, MIGRATIONS, parse
from tests.assistant.strategies import canvases

SAMPLE = Path(__file__).with_name("pedal-and-post.json")


def sample(**changed: Any) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    return held | changed


def origins(canvas: Canvas) -> dict[str, str]:
    return {each.field: each.origin for each in canvas.segments[0].relationships[0].evidence}


@pytest.mark.parametrize("data", [SAMPLE.read_bytes(), SAMPLE.read_text(encoding="utf-8"), sample()])
def test_a_canvas_is_read_from_bytes_text_or_a_dictionary(data: bytes | str | dict[str, Any]) -> None:
    canvas = parse(data)
    assert canvas.title == "Pedal & Post"
    assert canvas.segments[0].relationships[0].cost.amount_high == 173.33
    assert canvas.segments[1].name == "Commuters"


def test_a_byte_order_mark_in_front_does_no_harm() -> None:
    assert parse(b"\xef\xbb\xbf" + SAMPLE.read_bytes()) == parse(SAMPLE.read_bytes())


def test_fields_that_this_version_does_not_know_survive() -> None:
    written = json.loads(export(parse(SAMPLE.read_bytes())).content)
    assert written["business"]["founded"] == 2024
    assert written["segments"][0]["mood"] == {"colour": "green"}


def test_known_origins_are_kept_and_values_without_one_are_marked_imported() -> None:
    canvas = parse(SAMPLE.read_bytes())
    assert origins(canvas) == {
        "expected": "stated",
        "type": "stated",
        "established": "imported",
        "description": "imported",
        "touchpoints": "imported",
        "phases": "imported",
        "cost": "imported",
        "links": "imported",
    }
    assert canvas.business.evidence[1:] == (
        Evidence(field="name", origin="imported"),
        Evidence(field="stage", origin="imported"),
    )
    assert [each.field for each in canvas.segments[1].evidence] == ["name"]


def test_a_refused_relationship_is_a_value_too() -> None:
    refused = parse(SAMPLE.read_bytes()).segments[0].relationships[1]
    assert [each.field for each in refused.evidence] == ["type", "expected", "established"]


def test_reading_an_export_again_adds_no_second_origin() -> None:
    once = parse(SAMPLE.read_bytes())
    assert parse(export(once).content) == once


@settings(max_examples=60, deadline=None)
@given(canvases())
def test_a_canvas_comes_back_from_its_own_export(canvas: Canvas) -> None:
    back = parse(export(canvas).content)
    assert values(back) == values(canvas)
    assert parse(export(back).content) == back


def values(canvas: Canvas) -> Any:
    """The canvas without what an import adds: origins, and the questions that were not asked."""

    def without(held: Any) -> Any:
        if isinstance(held, dict):
            return {k: without(v) for k, v in held.items() if k not in ("evidence", "progress", "answers")}
        return [without(each) for each in held] if isinstance(held, list) else held

    return without(canvas.model_dump(mode="json"))


def test_the_coach_begins_a_canvas_of_its_own_with_a_file(new_coach: Callable[[], Coach]) -> None:
    coach = new_coach()
    begun = coach.import_canvas(SAMPLE.read_bytes())
    given = parse(SAMPLE.read_bytes())
    assert begun.id != given.id
    assert (begun.business, begun.segments, begun.answers) == (given.business, given.segments, given.answers)
    assert begun.findings
    assert parse(coach.export(begun.id).content).segments == given.segments


@pytest.mark.parametrize("data", [b"{}", sample(segments=[{"id": "s1", "name": "a"}, {"id": "s1", "name": "b"}])])
def test_a_refused_file_begins_nothing(new_coach: Callable[[], Coach], data: bytes | dict[str, Any]) -> None:
    coach = new_coach()
    kept = coach.new_canvas("Kept").id
    with pytest.raises(ImportRefused):
        coach.import_canvas(data)
    assert [each.id for each in coach.canvases()] == [kept]


def test_questions_that_the_file_leaves_out_were_not_asked() -> None:
    assert set(parse(SAMPLE.read_bytes()).segments[1].answers.values()) == {"not_asked"}
    partial = sample(answers={"business": "unknown"})
    assert parse(partial).answers == {"business": "unknown", "segments": "not_asked"}


def test_what_is_computed_is_not_believed() -> None:
    boast = sample(findings="all is well", progress={"answered": 99, "total": 99}, credit="all mine")
    canvas = parse(boast)
    assert canvas.findings == ()
    assert canvas.progress == progress_of(canvas)
    assert canvas.credit == CREDIT


def test_id_and_times_may_be_missing_because_an_import_gets_new_ones() -> None:
    held = sample()
    for name in ("id", "created_at", "updated_at", "revision"):
        del held[name]
    assert parse(held).title == "Pedal & Post"


def wrong(place: list[str | int], value: Any) -> str:
    held = deepcopy(sample())
    inner: Any = held
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return json.dumps(held)


RELATIONSHIP: list[str | int] = ["segments", 0, "relationships", 0]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("", r"is no JSON \(line 1, column 1\)"),
        ("# My canvas", "is no JSON"),
        (b"\x89PNG\r\n\x1a\n", "not text in UTF-8"),
        ('{"schema": "rapport.canvas/1"}'.encode("utf-16"), "not text in UTF-8"),
        ("[1, 2]", "is JSON, but no canvas"),
        ("null", "is JSON, but no canvas"),
        ('{"key_partners": []}', "all nine blocks can be imported in a later version"),
        (wrong(["schema"], "someone.else/1"), "not marked as a canvas of Rapport"),
        (wrong(["schema"], 1), "not marked as a canvas of Rapport"),
        (wrong(["schema"], "rapport.canvas/0"), "not marked as a canvas of Rapport"),
        (wrong(["schema"], "rapport.canvas/2"), "reads up to rapport.canvas/1; update Rapport"),
        (wrong(["title"], "x" * 10_000_000), "larger than 5,000,000 bytes"),
        (wrong(["title"], "x" * 100_001), "title is longer than 100,000 characters"),
        (wrong(["title"], None), "title is wrong: input should be a valid string"),
        (wrong(["title"], "\x00"), "title holds a character that no text can hold"),
        ('{"schema": "rapport.canvas/1", "title": "\\ud83d"}', "title holds a character that no text can hold"),
        ('{"\\ud83d": 1}', "a key in the canvas holds a character"),
        ("[" * 100_000, "nested deeper than 50 levels"),
        ('{"a": ' + "[" * 60 + "]" * 60 + "}", "nested deeper than 50 levels"),
        ('{"schema": "rapport.canvas/1", "schema": "x"}', "the key 'schema' stands twice"),
        ('{"schema": "rapport.canvas/1", "n": NaN}', "NaN, which is no number"),
        ('{"schema": "rapport.canvas/1", "n": -Infinity}', "-Infinity, which is no number"),
        ('{"schema": "rapport.canvas/1", "n": 1e999}', "n is a number too large"),
        ('{"n": ' + "9" * 5_000 + "}", "thousands of digits"),
        (wrong(["segments"], [{}] * (MAX_ITEMS + 1)), "segments holds more than 1000 entries"),
        (wrong(["segments"], "none"), "segments is wrong"),
        (wrong(["segments", 1, "id"], "s1"), r"segments\[1\]\.id is 's1' like an earlier one"),
        (wrong(["segments", 1, "id"], "a b"), r"segments\[1\]\.id is no id"),
        (wrong(["segments", 1, "id"], ""), r"segments\[1\]\.id is no id"),
        (wrong(["segments", 1, "id"], "x" * 65), r"segments\[1\]\.id is no id"),
        (
            wrong(["segments", 0, "relationships", 1, "id"], "r1"),
            r"segments\[0\]\.relationships\[1\]\.id is 'r1' like an earlier one",
        ),
        (
            wrong([*RELATIONSHIP, "type"], "friendship"),
            r"segments\[0\]\.relationships\[0\]\.type is wrong: input",
        ),
        (wrong([*RELATIONSHIP, "expected"], "yes"), r"segments\[0\]\.relationships\[0\]\.expected is wrong"),
        (
            wrong([*RELATIONSHIP, "cost", "amount_low"], "12"),
            r"cost\.amount_low is wrong: input should be a",
        ),
        (wrong([*RELATIONSHIP, "cost", "amount_low"], -1), r"cost\.amount_low is wrong: .* greater than or equal to 0"),
        (wrong([*RELATIONSHIP, "cost", "currency"], "euro"), r"cost\.currency is wrong"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_no_canvas_is_refused_with_the_place_and_the_reason(data: bytes | str, sentence: str) -> None:
    with pytest.raises(ImportRefused, match=f"^Nothing was imported: .*{sentence}") as refused:
        parse(data)
    assert len(str(refused.value)) < 400
    assert "\n" not in str(refused.value)


def test_a_dictionary_that_no_file_could_hold_is_refused() -> None:
    endless = sample()
    endless["segments"] = [endless]
    for held in (endless, sample(when=object()), sample(n=float("nan")), sample(title="\ud83d")):
        with pytest.raises(ImportRefused):
            parse(held)


def test_the_limit_of_the_size_can_be_set() -> None:
    size = len(SAMPLE.read_bytes())
    assert parse(SAMPLE.read_bytes(), max_bytes=size).title == "Pedal & Post"
    with pytest.raises(ImportRefused, match="larger than"):
        parse(SAMPLE.read_bytes(), max_bytes=size - 1)


def test_a_file_of_an_older_schema_is_migrated_step_by_step() -> None:
    def second(old: dict[str, Any]) -> dict[str, Any]:
        return old | {"title": f"{old['title']}, Ltd"}

    def third(old: dict[str, Any]) -> dict[str, Any]:
        return old | {"title": f"{old['title']}, London"}

    old = parse(sample(), migrations=(second, third))
    assert (old.title, old.schema_) == ("Pedal & Post, Ltd, London", "rapport.canvas/3")
    newer = parse(sample(schema="rapport.canvas/2"), migrations=(second, third))
    assert newer.title == "Pedal & Post, London"


def test_the_migrations_end_at_the_schema_that_is_written() -> None:
    assert f"rapport.canvas/{len(MIGRATIONS) + 1}" == SCHEMA
