"""Apply edits to a canvas: each becomes an event, a refusal with its reason, or nothing where it changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.acts.answers import clear_all, clear_topic, set_status
from assistant.acts.business import set_business, set_title
from assistant.acts.merging import merge_segments, split_segment
from assistant.acts.relationships import remove_relationship, set_relationship
from assistant.acts.segments import add_segment, remove_segment, rename_segment, set_segment
from assistant.acts.step import UNFIT, Step
from assistant.acts.values import Unfit
from assistant.canvas import Canvas, Evidence
from assistant.edits import Edit, Event, Refusal
from assistant.history import diff, ids

OWN_WORDS = "I only write down what you say yourself; tell me in your own words and I will add it."
# A handler takes (canvas, edit, proof, ids that are taken) and gives a step or the reason why there is none.
_HANDLERS: dict[str, Callable[[Canvas, Any, Evidence, frozenset[str]], Step | str]] = {
    "set_business": set_business,
    "add_segment": add_segment,
    "rename_segment": rename_segment,
    "remove_segment": remove_segment,
    "merge_segments": merge_segments,
    "split_segment": split_segment,
    "set_segment": set_segment,
    "set_relationship": set_relationship,
    "remove_relationship": remove_relationship,
    "clear_topic": clear_topic,
    "set_status": set_status,
    "set_title": set_title,
    "clear_all": clear_all,
}


class Outcome(BaseModel):
    """The canvas after the edits, the events that lead to it, and the edits that were refused."""

    model_config = ConfigDict(frozen=True)

    canvas: Canvas
    events: tuple[Event, ...] = ()
    refused: tuple[Refusal, ...] = ()


def apply(canvas: Canvas, edits: Sequence[Edit], turn: int, at: str, taken: frozenset[str] = frozenset()) -> Outcome:
    """Return what the edits make of the canvas, one after the other; a refused edit leaves it as it was.

    `taken` holds ids that must not be given again: those of everything that ever stood on the canvas, as
    `history.ids` finds them. `at` is the time of the events.
    """
    events: list[Event] = []
    refused: list[Refusal] = []
    for edit in edits:
        step = _step(canvas, edit, turn, taken)
        if isinstance(step, str):
            refused.append(Refusal(edit=edit, reason=step))
            continue
        changes = diff(canvas, step.canvas)
        if not changes:
            continue
        event = Event(
            **{name: value for name, value in step._asdict().items() if name != "canvas"},
            revision=canvas.revision + 1,
            turn=turn,
            at=at,
            origin=edit.origin,
            quote=edit.quote,
            changes=changes,
        )
        canvas = _stamped(step.canvas, event)
        taken |= ids([event])
        events.append(event)
    return Outcome(canvas=canvas, events=tuple(events), refused=tuple(refused))


def restored(canvas: Canvas, earlier: Canvas, turn: int, at: str, undoes: int) -> Outcome:
    """Return the canvas as it was earlier, at a new revision, with the one event that leads there."""
    changes = diff(canvas, earlier)
    if not changes:
        return Outcome(canvas=canvas)
    event = Event(revision=canvas.revision + 1, turn=turn, at=at, act="undo", undoes=undoes, changes=changes)
    return Outcome(canvas=_stamped(earlier, event), events=(event,))


def _stamped(canvas: Canvas, event: Event) -> Canvas:
    return canvas.model_copy(update={"revision": event.revision, "updated_at": event.at})


def _step(canvas: Canvas, edit: Edit, turn: int, taken: frozenset[str]) -> Step | str:
    if edit.origin == "stated" and _writes(edit) and not (edit.quote or "").strip():
        return OWN_WORDS
    proof = Evidence(field="", origin=edit.origin, turn=turn, quote=edit.quote)
    try:
        return _HANDLERS[edit.kind](canvas, edit, proof, taken)
    except Unfit:
        return UNFIT


def _writes(edit: Edit) -> bool:
    """Say whether an edit puts a value on the canvas that words must speak for."""
    if edit.kind in ("set_business", "set_segment", "set_relationship"):
        return edit.value not in (None, "", ())
    return edit.kind in ("add_segment", "rename_segment", "split_segment") or (
        edit.kind == "merge_segments" and edit.name is not None
    )
