"""From an applied step to the reply: what to say, what to ask next, what to remember."""

from __future__ import annotations

from datetime import datetime, timedelta
from zlib import crc32

from assistant.agenda import next_ask, place_of, topics
from assistant.apply import Outcome, apply
from assistant.canvas import Canvas, Finding, progress_of
from assistant.citations import standing, verified
from assistant.findings import findings
from assistant.interview.asked import asked_next, key_of
from assistant.interview.doubts import YES_NO
from assistant.interview.notes import notes, undone
from assistant.interview.quizzing import asked as quiz_asked
from assistant.interview.quizzing import leaving
from assistant.interview.step import Step
from assistant.interview.summary import reviewed, where_we_are
from assistant.interview.wording import asking
from assistant.parts import Parts
from assistant.quiz.citing import quoted
from assistant.record import Heard, Memory, Option, Said
from assistant.reply import Answer, Ask, Citation, Line, Plan
from assistant.state import State

# After such a pause the user is told where things stand.
AWAY = timedelta(hours=8)


def opening(canvas: Canvas, at: str, parts: Parts) -> Said:
    """Return the greeting with the first question."""
    ask = next_ask(canvas, Memory())
    question = asking(ask, canvas, "ask") if ask else ()
    draft = parts.writer.write(Plan(noted=(Line(key="opening.hello"),), question=question, seed=_seed(canvas)))
    memory = _remember(Memory(), ask, ask, Step(), ()).model_copy(update={"used": draft.used})
    return Said(canvas_id=canvas.id, number=0, at=at, title=canvas.title, text=draft.text, memory=memory)


def reply_to(state: State, heard: Heard, step: Step, outcome: Outcome, parts: Parts) -> Said:
    """Return the reply to a turn: what was noted, an answer or an insight, one question."""
    canvas, quiz = outcome.canvas, step.quiz or state.memory.quiz
    memory = state.memory if quiz.open else leaving(state.memory)
    supposed = _supposed(step, canvas, heard) if step.what_if else step
    fresh = _fresh(state.canvas, canvas, memory) if heard.events else ()
    answer = _answered(step, heard.message or "", memory, canvas, parts)
    lead = (Line(key="insight.lead"),) if step.cites and answer else ()
    wrote = bool(heard.events)
    asked = quiz_asked(quiz, step, memory) if quiz.open else asked_next(supposed, canvas, memory, wrote=wrote)
    plan = Plan(
        noted=(*_welcome(state, heard), *_noted(supposed, heard, outcome, state.canvas), *lead),
        answer=answer,
        insight=_insight(fresh, parts),
        question=asked.lines,
        choices=asked.ask.choices
        if asked.ask and (asked.ask.kind != "question" or supposed.wording == "choices")
        else (),
        used=memory.used,
        seed=_seed(canvas),
    )
    draft = parts.writer.write(plan)
    known = [passage for said in (plan.answer, plan.insight) if said for passage in said.passages]
    text, citations = standing(draft.text, draft.citations, known)
    kept = _remember(memory, asked.ask, asked.question, supposed, heard.events)
    remembered = kept.model_copy(
        update={
            "used": draft.used,
            "quiz": quiz,
            "before": memory.before if quiz.open else memory.ask,
            "options": asked.options,
            "lines": asked.lines,
            "told": (
                *memory.told,
                *(key_of(finding) for finding in fresh[:1]),
                *([asked.tells] if asked.tells else []),
            ),
            "last_question": step.question or memory.last_question,
            "revisited": (*memory.revisited, asked.revisits) if asked.revisits else memory.revisited,
            "closing": (supposed.finish or memory.closing) and asked.ask is not None,
        }
    )
    return Said(
        canvas_id=heard.canvas_id,
        number=heard.number,
        turn_id=heard.turn_id,
        at=parts.now(),
        title=canvas.title,
        text=text,
        citations=citations,
        memory=remembered,
    )


def _answered(step: Step, message: str, memory: Memory, canvas: Canvas, parts: Parts) -> Answer | None:
    """Answer what the message asks, or quote what a quiz's verdict rests on."""
    if step.question:
        return parts.answer(step.question, memory.last_question, canvas.id, message)
    return quoted(step.cites, parts.library)


def _noted(step: Step, heard: Heard, outcome: Outcome, before: Canvas) -> tuple[Line, ...]:
    said = notes(heard.events, outcome.refused, before, outcome.canvas)
    if any(event.act == "undo" for event in heard.events):
        said = (Line(key="note.undone", values={"what": undone(heard.events, outcome.canvas)}), *said)
    elif step.undo:
        said = (Line(key="note.nothing_to_undo"), *said)
    elif step.edits and not (heard.events or outcome.refused or step.noted):
        said = (Line(key="note.no_change"), *said)
    shown = where_we_are(outcome.canvas) if step.show else ()
    shown = reviewed(outcome.canvas, findings(outcome.canvas)) if step.review else shown
    return (*said, *step.noted, *shown)


def _supposed(step: Step, canvas: Canvas, heard: Heard) -> Step:
    """Try a supposition on a copy and say what would change; the canvas stays as it is until the user says yes."""
    copy = apply(canvas, step.what_if, heard.number, heard.at)
    if not copy.events:
        return step.model_copy(update={"noted": (Line(key="note.no_change"),)})
    before = {key_of(f) for f in findings(canvas)}
    after = findings(copy.canvas)
    new = [f.text for f in after if key_of(f) not in before]
    gone = len(before - {key_of(f) for f in after})
    effect = new[0] if new else "one worry on the board would go" if gone else "nothing else on the board would change"
    change = "; ".join(
        line.values.get("after") or line.values.get("thing", "") for line in notes(copy.events, (), canvas, copy.canvas)
    )
    ask = Ask(kind="confirm", topic=None, segment_id=copy.events[0].segment_id, choices=YES_NO)
    lines = (Line(key="confirm.what_if", values={"change": change, "effect": effect.rstrip(".")}),)
    options = (Option(value="yes", edits=step.what_if), Option(value="no"))
    return step.model_copy(update={"ask": ask, "lines": lines, "options": options, "stay": False})


def _welcome(state: State, heard: Heard) -> tuple[Line, ...]:
    away = datetime.fromisoformat(heard.at) - datetime.fromisoformat(state.at)
    if away < AWAY or state.number == 0:
        return ()
    progress = progress_of(state.canvas)
    parked = [f"{topics()[s.topic].label}" for s in progress.open if s.status == "parked"]
    values = {
        "answered": str(progress.answered),
        "total": str(progress.total),
        "parked": ", ".join(parked) or "nothing",
    }
    return (Line(key="opening.back", values=values),)


def _fresh(before: Canvas, after: Canvas, memory: Memory) -> tuple[Finding, ...]:
    """Return what a rule notices now and did not notice before, and that was not told yet."""
    known = {key_of(finding) for finding in findings(before)} | set(memory.told)
    return tuple(f for f in findings(after) if key_of(f) not in known and f.rule in _NAMED_AT_ONCE)


# Contradictions are named when they arise; gaps that later questions will fill wait for the close.
_NAMED_AT_ONCE = frozenset(
    {
        "help_below_time_price",
        "dedicated_on_mass",
        "artificial_switching_costs",
        "conflicting_types",
        "one_off_for_retention",
    }
)


def _insight(fresh: tuple[Finding, ...], parts: Parts) -> Answer | None:
    """Say a new contradiction with the handbook's sentence, if the index really holds that sentence."""
    if not fresh:
        return None
    finding = fresh[0]
    for cited in finding.citations:
        for passage in parts.library.search(cited.quote, 3):
            citation: Citation | None = verified(cited.quote, passage)
            if citation:
                return Answer(text=finding.text, citations=(citation,), passages=(passage,))
    return Answer(text=finding.text)


def _remember(memory: Memory, ask: Ask | None, question: Ask | None, step: Step, events: tuple[object, ...]) -> Memory:
    old, new = place_of(memory.question), place_of(ask) if ask and ask.kind == "question" else None
    return memory.model_copy(
        update={
            "ask": ask,
            "question": question,
            "probed": (*memory.probed, old.key) if step.probed and old else memory.probed,
            "missed": memory.missed + 1 if step.missed else 0,
            "asked": {**memory.asked, new.full_key: memory.asked.get(new.full_key, 0) + 1} if new else memory.asked,
            "wrote": bool(events),
            "doubts": step.doubts if step.ask else memory.doubts[1:] if step.drop else (),
        }
    )


def _seed(canvas: Canvas) -> int:
    """Let conversations begin with different wordings, each canvas always with the same."""
    return crc32(canvas.id.encode()) % 1000
