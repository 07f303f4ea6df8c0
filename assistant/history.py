"""The history of a canvas: what differs between two of them, and what a run of events adds up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from itertools import pairwise
from typing import Any

from assistant.canvas import Canvas, Relationship, Segment, Value
from assistant.edits import Change, Event

# Computed from the rest of the canvas, or set by every event alike.
UNTOLD = frozenset({"revision", "updated_at", "findings", "progress", "credit"})
ORDER = "#order"
# An unknown field may hold null, which a Change cannot tell from a field that is not there.
NULL = "#null"
_BY_ID = frozenset({"segments", "relationships"})

Path = tuple[str, ...]
Held = Mapping[str, Segment] | Mapping[str, Relationship]


def empty(canvas_id: str, title: str, at: str) -> Canvas:
    """Return a canvas on which nothing is written yet."""
    return Canvas(id=canvas_id, title=title, created_at=at, updated_at=at)


def diff(before: Canvas, after: Canvas) -> tuple[Change, ...]:
    """Return the changes that lead from one canvas to the other, and back when before and after are swapped.

    A path names fields and, inside `segments` and `relationships`, ids. It ends in `#order` where the order of
    the ids does not follow from what was appended or taken from the end, and in `#null` for an unknown field that
    holds null. Names that begin with `#` have it doubled. Values are plain JSON.
    """
    return tuple(_fields(before, after, ()))


def fold(canvas: Canvas, events: Iterable[Event]) -> Canvas:
    """Return the canvas after the changes of all events, with the revision and the time of the last."""
    tree: dict[str, Any] = {}
    for event in events:
        tree = tree or canvas.model_dump(mode="json")
        for change in event.changes:
            _put(tree, change)
        tree["revision"], tree["updated_at"] = event.revision, event.at
    return Canvas.model_validate(tree) if tree else canvas


def ids(events: Iterable[Event]) -> frozenset[str]:
    """Return the id of every segment and relationship that the events ever touched."""
    found: set[str] = set()
    for event in events:
        for change in event.changes:
            steps = pairwise(change.path)
            found |= {_name(step) for owner, step in steps if owner in _BY_ID and step != ORDER}
            for value in (change.before, change.after):
                if len(change.path) == 2 and isinstance(value, Mapping):
                    found |= {held["id"] for held in value.get("relationships", ())}
    return frozenset(found)


def _step(name: str) -> str:
    return f"#{name}" if name.startswith("#") else name


def _name(step: str) -> str:
    return step[1:] if step.startswith("##") else step


def _plain(value: Any) -> Any:
    if isinstance(value, Value):
        return value.model_dump(mode="json")
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _fields(before: Value, after: Value, path: Path) -> Iterator[Change]:
    for name, info in type(before).model_fields.items():
        old, new = getattr(before, name), getattr(after, name)
        if old is new or old == new or (not path and name in UNTOLD):
            continue
        yield from _field(old, new, (*path, info.alias or name))
    yield from _extras(before.model_extra or {}, after.model_extra or {}, path)


def _field(old: Any, new: Any, path: Path) -> Iterator[Change]:
    if isinstance(old, Value):
        yield from _fields(old, new, path)
    elif isinstance(old, Mapping):
        for key in {**old, **new}:
            if old.get(key) != new.get(key):
                yield Change(path=(*path, key), before=old.get(key), after=new.get(key))
    elif path[-1] in _BY_ID:
        yield from _members({held.id: held for held in old}, {held.id: held for held in new}, path)
    else:
        yield Change(path=path, before=_plain(old), after=_plain(new))


def _members(old: Held, new: Held, path: Path) -> Iterator[Change]:
    removed = [key for key in old if key not in new]
    added = [key for key in new if key not in old]
    for key in removed:
        yield Change(path=(*path, _step(key)), before=_plain(old[key]))
    for key, held in new.items():
        if key not in old:
            yield Change(path=(*path, _step(key)), after=_plain(held))
        elif held is not old[key]:
            yield from _fields(old[key], held, (*path, _step(key)))
    onwards = [key for key in old if key in new] + added
    backwards = [key for key in new if key in old] + removed
    if onwards != list(new) or backwards != list(old):
        yield Change(path=(*path, ORDER), before=list(old), after=list(new))


def _extras(old: Mapping[str, Any], new: Mapping[str, Any], path: Path) -> Iterator[Change]:
    for key in {**old, **new}:
        if old.get(key) != new.get(key):
            yield Change(path=(*path, _step(key)), before=_plain(old.get(key)), after=_plain(new.get(key)))
        was, is_now = ((True if key in held and held[key] is None else None) for held in (old, new))
        if was != is_now:
            yield Change(path=(*path, _step(key), NULL), before=was, after=is_now)


def _put(tree: dict[str, Any], change: Change) -> None:
    *way, last = change.path
    if last == NULL:
        *way, name = way
        _mark(_at(tree, way), _name(name), change.after)
    elif last == ORDER:
        rank = {key: place for place, key in enumerate(change.after or ())}
        _at(tree, way).sort(key=lambda held: rank.get(held["id"], len(rank)))
    else:
        _set(_at(tree, way), _name(last), deepcopy(change.after))


def _at(tree: Any, way: Iterable[str]) -> Any:
    for step in way:
        name = _name(step)
        tree = next(held for held in tree if held["id"] == name) if isinstance(tree, list) else tree[name]
    return tree


def _mark(owner: dict[str, Any], name: str, null: bool | None) -> None:
    if null:
        owner[name] = None
    elif name in owner and owner[name] is None:
        del owner[name]


def _set(owner: Any, name: str, value: Any) -> None:
    if isinstance(owner, dict):
        owner.pop(name, None)
        if value is not None:
            owner[name] = value
        return
    place = next((n for n, held in enumerate(owner) if held["id"] == name), len(owner))
    owner[place : place + 1] = [] if value is None else [value]
