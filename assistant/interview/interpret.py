"""From a reading to a step: the one place that decides what a message leads to."""

from __future__ import annotations

from assistant.agenda import place_of
from assistant.apply import apply
from assistant.canvas import UNTITLED, Canvas
from assistant.edits import Edit, SetRelationship, SetSegment, SetTitle
from assistant.interview.answers import anyone_else, offer_segments, stuck, unclear_who, vague
from assistant.interview.bare import bare_edits
from assistant.interview.commands import obey
from assistant.interview.quizzing import leaving, quizzed
from assistant.interview.statements import introduced, told
from assistant.interview.step import Step
from assistant.interview.targets import segment_ids
from assistant.reading import Command, Reading
from assistant.record import Doubt, Memory
from assistant.reply import Ask, Line

# A title that the business gives has at most so many characters.
LONGEST_TITLE = 50
# More than two questions about one message would wear; what else was unclear is asked in its turn.
MOST_DOUBTS = 2


def interpret(
    reading: Reading, canvas: Canvas, memory: Memory, message: str, taken: frozenset[str] = frozenset()
) -> Step:
    """Return what a message leads to, given the canvas, what was asked, and the ids that are taken.

    What is said to the quiz stays in it. A command is obeyed; a pick takes an option; statements become edits or
    doubts; a bare answer fills the slot in focus; what is left is a vague answer, or was not understood.
    """
    quiz = quizzed(reading, canvas.id, memory, message)
    if quiz is not None:
        return quiz
    if memory.quiz.open:
        memory = leaving(memory)
        return _commanded(reading, canvas, memory).model_copy(update={"quiz": memory.quiz})
    offered = _picked(reading, memory)
    if offered is not None:
        return _take(offered, reading, canvas, memory, message)
    reading = _worth_telling(reading)
    if reading.commands:
        return _commanded(reading, canvas, memory)
    if reading.types and unclear_who(reading, canvas, memory):
        return offer_segments(canvas, message.strip(" .,;:!"))
    step = _statements(reading, canvas, memory, message, taken)
    if step is not None:
        return step.model_copy(update={"question": reading.question})
    if reading.question:
        return Step(question=reading.question, stay=True, wording="again")
    return vague(reading, canvas, memory, message) if reading.vague else stuck(canvas, memory, message)


def _worth_telling(reading: Reading) -> Reading:
    """Leave out what is too faint to act on."""
    fields = ("types", "motivations", "costs", "links", "segments", "switching", "touchpoints")
    kept = {name: tuple(m for m in getattr(reading, name) if m.decision != "ignore") for name in fields}
    return reading.model_copy(update=kept)


def _commanded(reading: Reading, canvas: Canvas, memory: Memory) -> Step:
    command = reading.commands[0]
    if command.act == "same":
        return _same(command, canvas, memory)
    if command.act == "what_if":
        return Step(what_if=_supposed(reading, canvas, memory), stay=True, wording="again")
    return obey(command, canvas, memory)


def _picked(reading: Reading, memory: Memory) -> str | None:
    """Return the option of an open offer that the message takes, or None."""
    if memory.ask is None or memory.ask.kind == "question" or not memory.options:
        return None
    values = {option.value for option in memory.options}
    if reading.choice and reading.choice[0] in values:
        return reading.choice[0]
    if reading.answer and memory.ask.kind == "confirm" and reading.answer in values:
        return reading.answer
    if reading.answer == "no":
        return "none"
    named = [m.type for m in reading.types if m.decision == "write" and m.polarity == "affirmed" and m.type in values]
    return named[0] if len(named) == 1 else None


def _take(value: str, reading: Reading, canvas: Canvas, memory: Memory, message: str) -> Step:
    """Write what the taken option holds; the words that took it are its evidence."""
    held = next((option.edits for option in memory.options if option.value == value), ())
    edits = [_beside(edit, canvas) for edit in held]
    quote = message.strip()
    taken: list[Edit] = [
        edit.model_copy(update={"quote": quote, "origin": edit.origin if edit.origin == "calculated" else "accepted"})
        for edit in edits
    ]
    noted = () if taken else (Line(key="note.left"),)
    return Step(edits=tuple(taken), noted=noted, question=reading.question, drop=True)


def _beside(edit: Edit, canvas: Canvas) -> Edit:
    """Let a reason that was in doubt join those that were chosen meanwhile."""
    segment = canvas.segment(edit.segment_id) if isinstance(edit, SetSegment) else None
    if segment is None or not isinstance(edit, SetSegment) or edit.field != "motivations" or edit.correction:
        return edit
    reasons = edit.value if isinstance(edit.value, tuple) else ()
    return edit.model_copy(update={"value": tuple(dict.fromkeys((*segment.motivations, *reasons)))})


def _statements(reading: Reading, canvas: Canvas, memory: Memory, message: str, taken: frozenset[str]) -> Step | None:
    """Return what the message states, or None where it states nothing."""
    ask = memory.ask or memory.question
    first = (*introduced(reading), *_titled(reading, canvas))
    # Ids of new segments are known only after they are added; applying is pure, so look ahead.
    ahead = apply(canvas, first, turn=0, at="", taken=taken).canvas if first else canvas
    found = told(reading, ahead, _focus(ask, ahead), correcting="correct" in reading.acts)
    edits: tuple[Edit, ...] = (*first, *found.edits)
    if ask and not found.doubts and (not edits or (reading.statuses and not _says(edits, "established"))):
        edits = (*edits, *bare_edits(reading, canvas, ask, message))
    if edits or found.doubts:
        return _step(edits, found.doubts)
    if found.homeless:
        return Step(noted=(Line(key="note.no_segments"),), stay=True, wording="again")
    others = anyone_else(reading, canvas, memory)
    if others is None and reading.answer and ask and ask.topic:
        return Step(stay=True, wording="example" if reading.answer == "yes" else "choices")
    return others


def _titled(reading: Reading, canvas: Canvas) -> tuple[Edit, ...]:
    """Call a canvas that has no title yet after the business: by its name, else by what it does."""
    said = {mention.field: mention for mention in reading.business if mention.field != "stage"}
    mention = said.get("name") or said.get("offering")
    if mention is None or canvas.title != UNTITLED:
        return ()
    title = (
        mention.value if len(mention.value) <= LONGEST_TITLE else f"{mention.value[:LONGEST_TITLE].rsplit(' ', 1)[0]} …"
    )
    return (SetTitle(title=title, quote=mention.quote),)


def _says(edits: tuple[Edit, ...], field: str) -> bool:
    return any(isinstance(edit, SetRelationship) and edit.field == field for edit in edits)


def _focus(ask: Ask | None, canvas: Canvas) -> Ask | None:
    return ask if ask is None or ask.segment_id is None or canvas.segment(ask.segment_id) else None


def _step(edits: tuple[Edit, ...], doubts: tuple[Doubt, ...]) -> Step:
    if not doubts:
        return Step(edits=edits)
    first, *more = doubts[:MOST_DOUBTS]
    return Step(edits=edits, ask=first.ask, lines=first.lines, options=first.options, doubts=tuple(more))


def _same(command: Command, canvas: Canvas, memory: Memory) -> Step:
    """ "Same for the commuters": copy what was just said of another segment on the topic in focus."""
    place = place_of(memory.question)
    targets = segment_ids([command.target] if command.target else [], canvas, memory.question)
    filled = [s for s in canvas.segments if s.id not in targets and place and s.answers.get(place.topic) == "stated"]
    if command.other:
        filled = [s for s in canvas.segments if s.name == command.other] or filled
    if not targets or not filled or place is None:
        return Step(noted=(Line(key="note.same_as_what"),), stay=True, wording="again")
    model, edits = filled[-1], list[Edit]()
    for target in targets:
        if place.topic == "motivation":
            edits.append(
                SetSegment(segment_id=target, field="motivations", value=model.motivations, quote=command.quote)
            )
        elif place.topic == "switching_costs":
            edits.append(
                SetSegment(segment_id=target, field="switching_costs", value=model.switching_costs, quote=command.quote)
            )
        field = {"expected": "expected", "established": "established", "cost": "cost", "integration": "links"}.get(
            place.topic
        )
        for relationship in model.relationships if field else ():
            value = getattr(relationship, field or "")
            if relationship.type and value not in (None, ()):
                edits.append(
                    SetRelationship.model_validate(
                        {
                            "segment_id": target,
                            "type": relationship.type,
                            "field": field,
                            "value": value,
                            "quote": command.quote,
                        }
                    )
                )
    return (
        Step(edits=tuple(edits)) if edits else Step(noted=(Line(key="note.same_as_what"),), stay=True, wording="again")
    )


def _supposed(reading: Reading, canvas: Canvas, memory: Memory) -> tuple[Edit, ...]:
    """Return the edits of a supposition: a supposed type takes the place of the segment's leading one."""
    edits = []
    for mention in reading.types:
        for segment_id in segment_ids(mention.segments, canvas, memory.question):
            segment = canvas.segment(segment_id)
            typed = [r for r in segment.relationships if r.type] if segment else []
            standing = any(r.type == mention.type for r in typed)
            leading = typed[0].id if typed and not standing else None
            place = (
                {"relationship_id": leading, "field": "type", "value": mention.type}
                if leading
                else {"type": mention.type, "field": "expected", "value": True}
            )
            edits.append(
                SetRelationship.model_validate(
                    {"segment_id": segment_id, **place, "quote": mention.quote, "correction": True}
                )
            )
    found = told(reading.model_copy(update={"types": ()}), canvas, memory.question, correcting=True)
    return (*edits, *found.edits)
