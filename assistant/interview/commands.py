"""Commands: what the user wants done with the canvas or with the conversation."""

from __future__ import annotations

from collections.abc import Callable

from assistant.agenda import ask_for, asks_others, is_further, is_open, place_of, topics
from assistant.canvas import SEGMENT_TOPICS, Canvas, Segment, Topic
from assistant.edits import (
    AddSegment,
    ClearAll,
    ClearTopic,
    Edit,
    MergeSegments,
    RemoveRelationship,
    RemoveSegment,
    RenameSegment,
    SetStatus,
    SplitSegment,
)
from assistant.interview.doubts import YES_NO
from assistant.interview.step import Step
from assistant.interview.suggestions import suggest
from assistant.reading import Command
from assistant.record import Memory, Option, Place
from assistant.reply import Ask, Choice, Line


def obey(command: Command, canvas: Canvas, memory: Memory) -> Step:
    """Return what a command leads to."""
    return _COMMANDS[command.act](command, canvas, memory)


def _named(command: Command, canvas: Canvas) -> Segment | None:
    return next((s for s in canvas.segments if s.name == command.target), None)


def _status(command: Command, canvas: Canvas, memory: Memory) -> Step:
    place = place_of(memory.ask) or place_of(memory.question)
    if place is None:
        return Step(noted=(Line(key="note.nothing_open"),))
    status = {"unknown": "unknown", "not_applicable": "not_applicable"}.get(command.act, "parked")
    label = topics()[place.topic].label
    values = {"topic": label, "segment": _name(canvas, place.segment_id)}
    again = status == "parked" and place.key in memory.revisited
    noted = Line(key="note.parked_again" if again else f"note.{status}", values=values)
    find_out = (Line(key=f"find_out.{place.topic}", values=values),) if status == "unknown" else ()
    if is_further(canvas, place):
        return Step(passed=True, noted=find_out or (Line(key="note.left"),))
    edit = SetStatus.model_validate(
        {"segment_id": place.segment_id, "topic": place.topic, "status": status, "quote": command.quote}
    )
    return Step(edits=(edit,), noted=(noted, *find_out))


def _undo(command: Command, canvas: Canvas, memory: Memory) -> Step:
    return Step(undo=True)


def _show(command: Command, canvas: Canvas, memory: Memory) -> Step:
    review = command.target == "findings"
    return Step(show=not review, review=review, stay=True, wording="again")


def _repeat(command: Command, canvas: Canvas, memory: Memory) -> Step:
    return Step(stay=True, wording="again")


def _why(command: Command, canvas: Canvas, memory: Memory) -> Step:
    return Step(stay=True, wording="why")


def _meaning(command: Command, canvas: Canvas, memory: Memory) -> Step:
    return Step(stay=True, wording="example" if command.target == "example" else "meaning")


def _recommend(command: Command, canvas: Canvas, memory: Memory) -> Step:
    question = memory.question or memory.ask
    doubt = suggest(canvas, question) if question else None
    if doubt is None:
        return Step(noted=(Line(key="note.only_you"),), stay=True, wording="example")
    return Step(ask=doubt.ask, lines=doubt.lines, options=doubt.options)


def _finish(command: Command, canvas: Canvas, memory: Memory) -> Step:
    return Step(finish=True)


def _chat(command: Command, canvas: Canvas, memory: Memory) -> Step:
    return Step(noted=(Line(key="note.chat"),), stay=True, wording="again")


def _reject(command: Command, canvas: Canvas, memory: Memory) -> Step:
    """Leave things alone: an offer is dropped, and what the last message began to change comes back.

    To "who else is there?" it says that there is nobody.
    """
    if memory.ask and memory.ask.kind != "question":
        return Step(noted=(Line(key="note.left"),), stay=True, wording="again", drop=True)
    place = place_of(memory.question)
    if place and asks_others(canvas, place):
        return Step(passed=True)
    if memory.wrote:
        return Step(undo=True, noted=(Line(key="note.left"),))
    return Step(noted=(Line(key="note.left"),), stay=True, wording="again", drop=True)


def _go_to(command: Command, canvas: Canvas, memory: Memory) -> Step:
    segment = _named(command, canvas)
    topic = command.topic
    if topic in ("business", "segments"):
        return Step(ask=ask_for(canvas, Place(topic=topic)))
    segment = segment or canvas.segment(memory.question.segment_id if memory.question else None)
    segment = segment or (canvas.segments[0] if canvas.segments else None)
    if segment is None:
        return Step(noted=(Line(key="note.no_segments"),), stay=True, wording="again")
    return Step(ask=ask_for(canvas, Place(topic=topic or _first_open(canvas, segment), segment_id=segment.id)))


def _first_open(canvas: Canvas, segment: Segment) -> Topic:
    open_topics = [t for t in SEGMENT_TOPICS if is_open(canvas, Place(topic=t, segment_id=segment.id))]
    return open_topics[0] if open_topics else "expected"


def _clear(command: Command, canvas: Canvas, memory: Memory) -> Step:
    segment = _named(command, canvas)
    question = memory.question
    topic = command.topic or (question.topic if question else None)
    if topic is None:
        return Step(noted=(Line(key="note.clear_what"),), stay=True, wording="again")
    if topic in ("business", "segments"):
        return Step(ask=ask_for(canvas, Place(topic=topic)))
    chosen = [segment] if segment else [s for s in canvas.segments if s.answers.get(topic) == "stated"]
    if len(chosen) > 1 and question and question.segment_id:
        chosen = [s for s in chosen if s.id == question.segment_id] or chosen
    if len(chosen) == 1:
        place = Place(topic=topic, segment_id=chosen[0].id)
        edit = ClearTopic(segment_id=place.segment_id, topic=topic, quote=command.quote)
        return Step(
            edits=(edit,),
            noted=(Line(key="note.cleared", values={"topic": topics()[topic].label, "segment": chosen[0].name}),),
            ask=ask_for(canvas, place),
        )
    if not chosen:
        return Step(
            noted=(Line(key="note.nothing_to_clear", values={"topic": topics()[topic].label}),),
            stay=True,
            wording="again",
        )
    options = tuple(
        Option(value=s.id, edits=(ClearTopic(segment_id=s.id, topic=topic, quote=command.quote),)) for s in chosen
    )
    choices = tuple(Choice(value=s.id, label=s.name) for s in chosen)
    return Step(
        ask=Ask(kind="clarify", topic=topic, choices=choices),
        lines=(Line(key="clarify.segment", values={"words": command.quote}),),
        options=options,
    )


def _remove(command: Command, canvas: Canvas, memory: Memory) -> Step:
    segment = _named(command, canvas)
    if segment and (command.other is None or command.other.lower() == segment.name.lower()):
        return Step(edits=(RemoveSegment(segment_id=segment.id, quote=command.quote),))
    words = (command.other or "").lower()
    owners = [segment] if segment else list(canvas.segments)
    hits = [(s.id, r.id) for s in owners for r in s.relationships if _is_called(words, r.description, r.type)]
    if len(hits) == 1:
        return Step(edits=(RemoveRelationship(segment_id=hits[0][0], relationship_id=hits[0][1], quote=command.quote),))
    return Step(
        noted=(Line(key="note.remove_what", values={"words": command.other or command.quote}),),
        stay=True,
        wording="again",
    )


def _is_called(words: str, description: str | None, kind: str | None) -> bool:
    names = [n.lower() for n in (description, kind.replace("_", " ") if kind else None) if n]
    return any(word and any(word in name or name in word for name in names) for word in [words.replace("-", " ")])


def _rename(command: Command, canvas: Canvas, memory: Memory) -> Step:
    segment = _named(command, canvas)
    edit = RenameSegment(segment_id=segment.id, name=command.other or "", quote=command.quote) if segment else None
    return Step(edits=(edit,)) if edit else Step(stay=True, wording="again")


def _merge(command: Command, canvas: Canvas, memory: Memory) -> Step:
    names = (command.target or "").split("\n")
    ids = tuple(s.id for name in names for s in canvas.segments if s.name == name)
    return Step(edits=(MergeSegments(segment_ids=ids, name=command.other, quote=command.quote),))


def _split(command: Command, canvas: Canvas, memory: Memory) -> Step:
    segment = _named(command, canvas)
    names = tuple((command.other or "").split("\n"))
    return (
        Step(edits=(SplitSegment(segment_id=segment.id, names=names, quote=command.quote),))
        if segment
        else Step(stay=True)
    )


def _add(command: Command, canvas: Canvas, memory: Memory) -> Step:
    return Step(edits=(AddSegment(name=command.target or "", quote=command.quote),))


def _cancel(command: Command, canvas: Canvas, memory: Memory) -> Step:
    """Ask what to cancel; and before everything goes, ask once more."""
    if command.target == "everything":
        options = (Option(value="yes", edits=(ClearAll(quote=command.quote),)), Option(value="no"))
        return Step(ask=Ask(kind="confirm", choices=YES_NO), lines=(Line(key="confirm.everything"),), options=options)
    place = place_of(memory.question)
    if command.target == "question" and place:
        return _status(command.model_copy(update={"act": "skip"}), canvas, memory)
    segment = canvas.segment(place.segment_id if place else None)
    offers: list[tuple[str, str, tuple[Edit, ...]]] = []
    if place:
        parked = SetStatus(segment_id=place.segment_id, topic=place.topic, status="parked", quote=command.quote)
        offers.append(("question", "This question", (parked,)))
    if segment:
        offers.append(
            (
                "segment",
                f"Everything about {segment.name}",
                (RemoveSegment(segment_id=segment.id, quote=command.quote),),
            )
        )
    offers.append(("everything", "The whole canvas", (ClearAll(quote=command.quote),)))
    offers.append(("none", "Nothing, go on", ()))
    return Step(
        ask=Ask(kind="clarify", choices=tuple(Choice(value=value, label=label) for value, label, _ in offers)),
        lines=(Line(key="clarify.cancel"),),
        options=tuple(Option(value=value, edits=edits) for value, _, edits in offers),
    )


def _name(canvas: Canvas, segment_id: str | None) -> str:
    segment = canvas.segment(segment_id)
    return segment.name if segment else ""


_COMMANDS: dict[str, Callable[[Command, Canvas, Memory], Step]] = {
    "unknown": _status,
    "not_applicable": _status,
    "skip": _status,
    "park": _status,
    "undo": _undo,
    "show": _show,
    "repeat": _repeat,
    "ask_why": _why,
    "ask_meaning": _meaning,
    "recommend": _recommend,
    "finish": _finish,
    "chat": _chat,
    "reject": _reject,
    "go_to": _go_to,
    "clear": _clear,
    "remove": _remove,
    "rename": _rename,
    "merge": _merge,
    "split": _split,
    "add": _add,
    "cancel": _cancel,
}
