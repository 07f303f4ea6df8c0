"""A canvas from a file: checked through and through, or refused in one sentence."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NoReturn

from pydantic import ValidationError

from assistant.canvas import (
    CANVAS_TOPICS,
    SEGMENT_TOPICS,
    Canvas,
    Cost,
    Evidence,
    Segment,
    Status,
    SwitchingCosts,
    Topic,
    Value,
    progress_of,
)
from assistant.errors import ImportRefused

Json = Any
Migration = Callable[[dict[str, Json]], dict[str, Json]]

MAX_BYTES = 5_000_000
MAX_DEPTH = 50  # a canvas needs eight; deeper nesting only serves to exhaust whoever reads it
MAX_TEXT = 100_000
MAX_PLACE = 100  # a sentence names this much of where something is wrong
MAX_ITEMS = 1_000  # per list: more segments than anybody tells apart

# Append only: the function at index n turns a file of schema n + 1 into one of schema n + 2.
MIGRATIONS: tuple[Migration, ...] = ()

_NAME = "rapport.canvas/"
_ID = re.compile(r"\S{1,64}")
_COMPUTED = ("findings", "progress", "credit")
_BUSINESS = ("name", "offering", "stage")
_SEGMENT = ("name", "description", "motivations", "switching_costs")
_RELATIONSHIP = ("type", "expected", "established", "description", "touchpoints", "phases", "cost", "links")
_EMPTY = (None, (), Cost(), SwitchingCosts())


def parse(
    data: bytes | str | Mapping[str, Json], max_bytes: int = MAX_BYTES, migrations: Sequence[Migration] = MIGRATIONS
) -> Canvas:
    """Return the canvas that a file of schema `rapport.canvas/N` holds; fields that are not known here are kept.

    The id, the times and the revision are the file's own. What is computed (findings, progress, credit) is not
    taken over; a value without evidence is marked as imported. Raises `ImportRefused`.
    """
    raw = _read(_bytes(data, max_bytes))
    for place, value in _walk(raw):
        _check(place, value)
    newest = _migrate(raw, migrations)
    return _with_origins(_without_twins(_canvas({k: v for k, v in newest.items() if k not in _COMPUTED})))


def _refuse(reason: str) -> NoReturn:
    raise ImportRefused(f"Nothing was imported: {reason}.")


def _bytes(data: bytes | str | Mapping[str, Json], max_bytes: int) -> bytes:
    try:
        text = data if isinstance(data, bytes | str) else json.dumps(data, ensure_ascii=False, allow_nan=False)
        raw = text.encode() if isinstance(text, str) else text
    except UnicodeEncodeError:
        _refuse("the text holds half a character (a lone surrogate); export the canvas again")
    except (TypeError, ValueError, RecursionError):
        _refuse("only objects, lists, texts, finite numbers, true, false and null can be in a canvas")
    if len(raw) > max_bytes:
        _refuse(f"the file is larger than {max_bytes:,} bytes; a canvas is a few thousand (RAPPORT_MAX_IMPORT_BYTES)")
    return raw


def _read(raw: bytes) -> dict[str, Json]:
    try:
        held = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_constant)
    except UnicodeDecodeError:
        _refuse("the file is not text in UTF-8; save it as UTF-8, or choose the JSON that Rapport exported")
    except json.JSONDecodeError as wrong:
        _refuse(f"the file is no JSON (line {wrong.lineno}, column {wrong.colno}); choose one that Rapport exported")
    except RecursionError:
        _refuse(f"the file is nested deeper than {MAX_DEPTH} levels")
    except ValueError:  # json has no narrower one for a number with too many digits
        _refuse("the file holds a number with thousands of digits")
    if not isinstance(held, dict):
        _refuse("the file is JSON, but no canvas; choose one that Rapport exported")
    return held


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    held = dict(pairs)
    if len(held) < len(pairs):
        twin = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        _refuse(f"the key {twin[:40]!r} stands twice in one object, so it is not clear which one counts")
    return held


def _constant(name: str) -> NoReturn:
    _refuse(f"the file holds {name}, which is no number that JSON knows")


def _walk(root: Json) -> Iterator[tuple[str, Json]]:
    """Yield every value with its place, without recursion; the depth is checked on the way."""
    waiting: list[tuple[str, Json, int]] = [("", root, 1)]
    while waiting:
        place, value, depth = waiting.pop()
        if depth > MAX_DEPTH:
            _refuse(f"the file is nested deeper than {MAX_DEPTH} levels")
        yield place, value
        if isinstance(value, dict):
            for key, inner in value.items():
                _check(f"a key in {place or 'the canvas'}", key)
                waiting.append((f"{place}.{key}".lstrip(".")[:MAX_PLACE], inner, depth + 1))
        elif isinstance(value, list):
            waiting += [(f"{place}[{number}]", inner, depth + 1) for number, inner in enumerate(value)]


def _check(place: str, value: Json) -> None:
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            _refuse(f"{place} is longer than {MAX_TEXT:,} characters")
        if any(c == "\0" or "\ud800" <= c <= "\udfff" for c in value):
            _refuse(f"{place} holds a character that no text can hold (NUL or a lone surrogate)")
    elif isinstance(value, float) and not math.isfinite(value):
        _refuse(f"{place} is a number too large to keep")
    elif isinstance(value, dict | list) and len(value) > MAX_ITEMS:
        _refuse(f"{place or 'the canvas'} holds more than {MAX_ITEMS} entries")


def _migrate(raw: dict[str, Json], migrations: Sequence[Migration]) -> dict[str, Json]:
    named = raw.get("schema")
    latest = len(migrations) + 1
    if not isinstance(named, str) or not re.fullmatch(rf"{re.escape(_NAME)}[1-9][0-9]{{0,5}}", named):
        _refuse(
            f'it is not marked as a canvas of Rapport ("schema": "{_NAME}{latest}"); '
            "canvases with all nine blocks can be imported in a later version"
        )
    version = int(named.removeprefix(_NAME))
    if version > latest:
        _refuse(f"the file has schema {named}, this version reads up to {_NAME}{latest}; update Rapport")
    for migrate in migrations[version - 1 :]:
        raw = migrate(raw)
    return raw | {"schema": f"{_NAME}{latest}"}


def _canvas(raw: dict[str, Json]) -> Canvas:
    whole = {"id": "imported", "created_at": "", "updated_at": "", "revision": 0} | raw
    try:
        # Strict, from JSON: "yes" must not become true, nor "12" twelve.
        return Canvas.model_validate_json(json.dumps(whole), strict=True)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_context=False, include_input=False)[0]
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in first["loc"]).lstrip(".")
        _refuse(f"{place[:MAX_PLACE]} is wrong: {first['msg'][0].lower()}{first['msg'][1:]}"[:300])


def _without_twins(canvas: Canvas) -> Canvas:
    _distinct("segments", [segment.id for segment in canvas.segments])
    for number, segment in enumerate(canvas.segments):
        _distinct(f"segments[{number}].relationships", [each.id for each in segment.relationships])
    return canvas


def _distinct(place: str, ids: Sequence[str]) -> None:
    for number, each in enumerate(ids):
        if not _ID.fullmatch(each):
            _refuse(f"{place}[{number}].id is no id: it needs 1 to 64 characters without a space")
        if each in ids[:number]:
            _refuse(f"{place}[{number}].id is {each!r} like an earlier one; every id must be there once")


def _with_origins(canvas: Canvas) -> Canvas:
    business = canvas.business
    whole = canvas.model_copy(
        update={
            "business": business.model_copy(update={"evidence": _origins(business, business.evidence, _BUSINESS)}),
            "answers": _complete(canvas.answers, CANVAS_TOPICS),
            "segments": tuple(_segment(segment) for segment in canvas.segments),
        }
    )
    return whole.model_copy(update={"progress": progress_of(whole)})


def _segment(segment: Segment) -> Segment:
    return segment.model_copy(
        update={
            "evidence": _origins(segment, segment.evidence, _SEGMENT),
            "answers": _complete(segment.answers, SEGMENT_TOPICS),
            "relationships": tuple(
                each.model_copy(update={"evidence": _origins(each, each.evidence, _RELATIONSHIP)})
                for each in segment.relationships
            ),
        }
    )


def _complete(answers: Mapping[Topic, Status], topics: Sequence[Topic]) -> dict[Topic, Status]:
    return {topic: answers.get(topic, "not_asked") for topic in topics} | dict(answers)


def _origins(owner: Value, evidence: tuple[Evidence, ...], fields: Sequence[str]) -> tuple[Evidence, ...]:
    """Keep the evidence that is there; add to each value without any that it was imported."""
    proven = {each.field for each in evidence}
    return evidence + tuple(
        Evidence(field=field, origin="imported")
        for field in fields
        if field not in proven and getattr(owner, field) not in _EMPTY
    )
