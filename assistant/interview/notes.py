"""What was written, as lines to say: the user hears what the board now shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from assistant.agenda import topics
from assistant.canvas import UNTITLED, Canvas, Cost, Relationship, Segment
from assistant.edits import Event, Refusal
from assistant.reply import Line
from assistant.terms import BLOCKS, ESTABLISHED, MOTIVATIONS, TYPES, listed, money, thing

# More than this would be a list read aloud; the board shows the rest.
MOST_NOTES = 3


def notes(events: Sequence[Event], refused: Sequence[Refusal], before: Canvas, after: Canvas) -> tuple[Line, ...]:
    """Return what to say about the events of a turn, the telling ones first, then what was refused and why."""
    lines = list(_lines(events, before, after))
    shown = lines[:MOST_NOTES]
    if len(lines) > MOST_NOTES:
        shown.append(Line(key="noted.several", values={"count": str(len(lines) - MOST_NOTES)}))
    return (*shown, *(Line(key="note.refused", values={"reason": refusal.reason}) for refusal in refused[:2]))


def _lines(events: Sequence[Event], before: Canvas, after: Canvas) -> Iterator[Line]:
    added = [str(e.after) for e in events if e.act == "add_segment"]
    described = {(e.segment_id, e.relationship_id) for e in events if e.field in ("expected", "established", "type")}
    for event in events:
        if event.field == "description" and (event.segment_id, event.relationship_id) in described:
            continue
        if event.act == "add_segment":
            if added:
                yield Line(key="noted.segments", values={"names": listed(added)})
                added = []
        else:
            yield from _line(event, before, after)


def _line(event: Event, before: Canvas, after: Canvas) -> Iterator[Line]:
    was, now = before.segment(event.segment_id), after.segment(event.segment_id)
    name = now.name if now else was.name if was else ""
    if event.act == "rename":
        yield Line(key="noted.renamed", values={"before": str(event.before), "after": str(event.after)})
    elif event.act == "merge":
        yield Line(key="noted.merged", values={"names": _names(event.before), "after": name})
    elif event.act == "split":
        yield Line(key="noted.split", values={"before": was.name if was else "", "names": _names(event.after)})
    elif event.act == "remove":
        yield Line(key="noted.removed", values={"what": _removed(event, was)})
    elif event.act == "clear_all":
        yield Line(key="noted.emptied")
    elif event.act == "title" and before.title != UNTITLED:
        yield Line(key="noted.title", values={"value": str(event.after)})
    elif event.act == "correct" and event.before is not None:
        yield Line(
            key="noted.changed",
            values={
                "what": _what(event, name),
                "before": said(event.field, event.before),
                "after": said(event.field, event.after),
            },
        )
    elif event.act in ("set", "correct"):
        yield from _set(event, name, now)


def _set(event: Event, name: str, segment: Segment | None) -> Iterator[Line]:
    relationship = _relationship(segment, event.relationship_id)
    called = thing(relationship) if relationship else ""
    value = said(event.field, _news(event))
    values = {"segment": name, "thing": called, "value": value}
    if event.segment_id is None:
        key = {"offering": "business", "name": "name", "stage": "stage"}.get(event.field or "", "business")
        yield Line(key=f"noted.{key}", values=values)
    elif event.field == "expected":
        yield Line(key="noted.expected" if event.after else "noted.not_expected", values=values)
    elif event.field == "established" and event.after:
        yield Line(key=f"noted.{event.after}", values=values)
    elif event.field in (
        "motivations",
        "cost",
        "links",
        "switching_costs",
        "description",
        "touchpoints",
        "phases",
        "type",
    ):
        key = {"phases": "touchpoints", "type": "description"}.get(event.field, event.field)
        yield Line(key=f"noted.{key}", values=values)


def _news(event: Event) -> object:
    """Of a list that grew, only what is new is worth saying."""
    if isinstance(event.after, list | tuple) and isinstance(event.before, list | tuple):
        return [item for item in event.after if item not in event.before] or event.after
    return event.after


def _relationship(segment: Segment | None, relationship_id: str | None) -> Relationship | None:
    return next((r for r in segment.relationships if r.id == relationship_id), None) if segment else None


def _removed(event: Event, was: Segment | None) -> str:
    if event.relationship_id is None:
        return was.name if was else "it"
    relationship = _relationship(was, event.relationship_id)
    return thing(relationship) if relationship else "it"


def _what(event: Event, name: str) -> str:
    labels = {"type": "expected", "motivations": "motivation", "links": "integration"}
    field = event.field or ""
    topic = labels.get(field, field)
    label = next((entry.label for key, entry in topics().items() if key == topic), field)
    return f"{name}: {label}" if name else label


def said(field: str | None, value: object) -> str:
    """Say a value of the canvas in words."""
    if value is None or value in ((), [], {}):
        return "nothing"
    return _SAYINGS.get(field or "", _plain)(value)


def _plain(value: object) -> str:
    return listed([str(v) for v in value]) if isinstance(value, list | tuple) else str(value)


def _motivations(value: object) -> str:
    return listed([_term(MOTIVATIONS, v) for v in value]) if isinstance(value, list | tuple) else _plain(value)


def _links(value: object) -> str:
    return listed([_link(v) for v in value]) if isinstance(value, list | tuple) else _plain(value)


def _link(value: object) -> str:
    data = value if isinstance(value, dict) else {}
    block = _term(BLOCKS, data.get("block"))
    return f"{block} ({data['note']})" if data.get("note") else block


def _switching(value: object) -> str:
    data = value if isinstance(value, dict) else {}
    parts = [data.get("level"), *(str(kind).replace("_", " ") for kind in data.get("kinds") or ())]
    return ", ".join(part for part in parts if part) or str(data.get("note") or "noted")


def _term(terms: Mapping[Any, str], value: object) -> str:
    return terms.get(value, str(value))


_SAYINGS: dict[str, Callable[[object], str]] = {
    "type": lambda value: _term(TYPES, value),
    "expected": lambda value: "wanted" if value else "not wanted",
    "established": lambda value: _term(ESTABLISHED, value),
    "cost": lambda value: money(Cost.model_validate(value)),
    "motivations": _motivations,
    "links": _links,
    "switching_costs": _switching,
    "phases": lambda value: _plain(value).replace("_", " "),
}


def _names(value: object) -> str:
    if isinstance(value, list | tuple):
        return listed([str(v.get("name", v)) if isinstance(v, dict) else str(v) for v in value])
    return str(value)


def undone(events: Sequence[Event], canvas: Canvas) -> str:
    """Say what an undo took back: which group and which of its answers, or the group itself."""
    paths = [change.path for event in events if event.act == "undo" for change in event.changes]
    said = [_place(path, canvas) for path in paths if not {"evidence", "answers", "#order"} & set(path)]
    return listed(list(dict.fromkeys(said))[:MOST_NOTES]) or "the last change"


def _place(path: tuple[str, ...], canvas: Canvas) -> str:
    if path[0] != "segments" or len(path) < 2:
        return topics()["business"].label if path[0] == "business" else "the last change"
    segment = canvas.segment(path[1])
    if len(path) == 2 or segment is None:
        return f"the group {segment.name}" if segment else "the group that was added"
    fields = {"motivations": "motivation", "switching_costs": "switching_costs", "cost": "cost", "links": "integration"}
    fields["established"] = "established"
    topic = next((fields[step] for step in path[2:] if step in fields), "expected")
    label = next((entry.label for key, entry in topics().items() if key == topic), "the last change")
    return f"{label} ({segment.name})"
