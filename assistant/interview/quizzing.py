"""What a message leads to where it is about the quiz. Nothing here makes an edit: the canvas stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.interview.asked import Asked
from assistant.interview.step import Step
from assistant.quiz.grading import Grade, graded
from assistant.quiz.question import OUTCOMES, Outcome, Question
from assistant.quiz.round import Quiz, following
from assistant.reading import Command, Reading
from assistant.record import Memory
from assistant.reply import Ask, Line
from assistant.terms import listed

# A quiz question is an open question without a topic: what measures interviews by their topics passes it over.
QUIZ = Ask(kind="question", topic=None)

# What goes to a quiz that is not on: the interview's question again.
_NO_QUIZ = Step(stay=True, wording="again", acts=("repeat",))

# A command that is only heard, in words that no rule knows, ends a quiz where it is this likely.
SURELY = 0.8
# Nobody answers a question with these, even where they hold half of an answer: "no idea".
_GIVES_UP, _PASSES = ("unknown",), ("skip", "park")
# What asks for help with the question that is open.
_HELPS = ("ask_meaning", "recommend")
_ENDS = ("finish", "cancel")
# What moves the conversation and writes nothing by itself; a quiz gives way to it.
_MOVES = ("show", "go_to", "what_if", "ask_why")
# What would write; nothing that is said to an open quiz question may.
_WRITES = ("undo", "clear", "remove", "rename", "merge", "split", "add", "not_applicable", "cancel")
# Longer messages are no greeting.
_SHORT = 4
_ASKS = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|well|wait|sorry|please|hey)\W+)*(?:what|why|how|who|whom|which|where|when|can|could|"
    r"would|should|do|does|did|tell|explain|define|describe|compare|give)\b.*\?\s*$"
    r"|^\W*(?:what(?:['’]s| is| are| does| do| was)|how (?:do|does|is|are|can)|why (?:do|does|is|are)|who (?:is|are)|"
    r"tell me|explain|define|describe|compare)\b",
    re.IGNORECASE | re.DOTALL,
)
_ABOUT: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (
        "define",
        re.compile(r"\bdefin|\bterms?\b|\bmeaning|\bwhat (?:it|they|things) (?:is|are|means?)\b", re.IGNORECASE),
    ),
    ("explain", re.compile(r"\bwhy\b|\bexplain|\bmatter|\breasons?\b|\bimportan|\bmotiv", re.IGNORECASE)),
    ("illustrate", re.compile(r"\bexample|\bcases?\b|\billustrat|\btypes?\b|\bcompanies\b", re.IGNORECASE)),
    (
        "assess",
        re.compile(
            r"\bassess|\bblocks?\b|\beffects?\b|\baffect|\bimpact|\brest of the (?:canvas|model)", re.IGNORECASE
        ),
    ),
)


def quizzed(reading: Reading, canvas_id: str, memory: Memory, message: str) -> Step | None:
    """Return what a message leads to where it is about the quiz.

    None where no quiz is on, or where it gives way to a command; such a command writes nothing.
    """
    command, quiz = next(iter(reading.commands), None), memory.quiz
    if command and command.act == "quiz":
        return _TOLD[command.target or "start"](canvas_id, memory, message)
    question = quiz.question
    if question is None:
        return None
    said = graded(question, message).verdict
    certain = command if command and command.probability >= SURELY else None
    if certain and said in ("wrong", "part") and certain.act in (*_GIVES_UP, *_PASSES):
        return _closed(quiz, canvas_id, question, "shown" if certain.act in _GIVES_UP else "passed")
    if certain and said == "wrong":
        return _other(certain, canvas_id, memory, question, message)
    if _asks(reading, said, message):
        # What it states beside the question stays unwritten: it was said to a quiz.
        asks = reading.question or message.strip()
        return Step(question=asks, stay=True, wording="again", quiz=quiz.put_away())
    grade = graded(question, f"{quiz.so_far or ''} .\n{message}")
    return _answer(grade, quiz, canvas_id, question, message)


def leaving(memory: Memory) -> Memory:
    """Return the memory with the quiz put away and the interview's ask open again."""
    quiz = memory.quiz
    if quiz.open is None:
        return memory
    return memory.model_copy(update={"ask": quiz.behind, "lines": quiz.lines, "quiz": quiz.put_away()})


def asked(quiz: Quiz, step: Step, memory: Memory) -> Asked:
    """Return the quiz question that is open, in the step's words; the interview's question stays behind it."""
    return Asked(ask=QUIZ, lines=step.lines or _again(quiz), options=memory.options, question=memory.question)


def _start(canvas_id: str, memory: Memory, message: str) -> Step:
    about = next((outcome for outcome, words in _ABOUT if words.search(message)), None)
    quiz = memory.quiz.model_copy(update={"about": about})
    if quiz.question and about in (None, quiz.question.outcome):
        return _step(quiz)
    return _next(_behind(quiz, memory), canvas_id, noted=(Line(key="quiz.begin"),))


def _another(canvas_id: str, memory: Memory, message: str) -> Step:
    quiz = memory.quiz
    if quiz.question:
        return _closed(quiz, canvas_id, quiz.question, "passed")
    return _next(_behind(quiz, memory), canvas_id) if quiz.begun else _NO_QUIZ


def _stop(canvas_id: str, memory: Memory, message: str) -> Step:
    if memory.quiz.question is None:
        return _NO_QUIZ
    noted = (Line(key="quiz.stopped"), _score(memory.quiz))
    return Step(noted=noted, stay=True, wording="again", quiz=memory.quiz.put_away(), acts=("quiz",))


def _standing(canvas_id: str, memory: Memory, message: str) -> Step:
    line = _score(memory.quiz) if memory.quiz.begun else Line(key="quiz.not_begun")
    return Step(noted=(line,), stay=True, wording="again", acts=("quiz",))


def _hint(canvas_id: str, memory: Memory, message: str) -> Step:
    question = memory.quiz.question
    if question is None:
        return Step(stay=True, wording="example", acts=("ask_meaning",))
    return _step(memory.quiz, noted=(Line(key="quiz.hint", values={"hint": question.hint}),))


def _reveal(canvas_id: str, memory: Memory, message: str) -> Step:
    quiz = memory.quiz
    if quiz.question is None:
        return _NO_QUIZ
    return _closed(quiz, canvas_id, quiz.question, "shown")


def _enough(canvas_id: str, memory: Memory, message: str) -> Step:
    return Step(finish=True, acts=("finish",)) if memory.quiz.question is None else _stop(canvas_id, memory, message)


_TOLD: dict[str, Callable[[str, Memory, str], Step]] = {
    "start": _start,
    "another": _another,
    "stop": _stop,
    "standing": _standing,
    "hint": _hint,
    "answer": _reveal,
    "enough": _enough,
}


def _asks(reading: Reading, said: str, message: str) -> bool:
    """Say whether a message plainly asks something; "a community?" is an answer, and so is "what customers want"."""
    if _ASKS.match(message):
        return True
    return reading.question is not None and said == "wrong" and len(message.split()) > _SHORT


def _other(command: Command, canvas_id: str, memory: Memory, question: Question, message: str) -> Step | None:
    """Return what a command that is no answer leads to; None where the quiz gives way to it."""
    if command.act in _HELPS:
        return _hint(canvas_id, memory, message)
    if command.act == "repeat":
        return _step(memory.quiz)
    if command.act in _ENDS and command.target != "everything":
        return _stop(canvas_id, memory, message)
    if command.act in _MOVES:
        return None
    if command.act in _WRITES:
        noted = (Line(key="quiz.put_off"),)
        return Step(noted=noted, stay=True, wording="again", quiz=memory.quiz.put_away())
    if command.act == "chat" and len(message.split()) <= _SHORT:
        return _step(memory.quiz, noted=(Line(key="note.chat"),))
    return _answer(graded(question, message), memory.quiz, canvas_id, question, message)


def _answer(grade: Grade, quiz: Quiz, canvas_id: str, question: Question, message: str) -> Step:
    if grade.verdict == "part" and quiz.so_far is None:
        probe = Line(key="probe.quiz", values={"words": _quoted(grade.words)})
        kept = quiz.model_copy(update={"so_far": message})
        return Step(quiz=kept, lines=(probe,), stay=True, acts=("answer",))
    return _closed(quiz, canvas_id, question, grade.verdict, grade, acts=("answer",))


def _closed(
    quiz: Quiz, canvas_id: str, question: Question, verdict: str, grade: Grade | None = None, acts: tuple[str, ...] = ()
) -> Step:
    """Close the open question with a verdict, and put the next one."""
    grade = grade or Grade(verdict="wrong")
    values = {"words": _quoted(grade.words), "missing": _quoted(grade.missing)}
    done = quiz.answered(right=verdict == "right")
    step = _next(done, canvas_id, noted=(Line(key=f"quiz.{verdict}", values=values),))
    cites = None if verdict == "passed" else question.id
    return step.model_copy(update={"cites": cites, "acts": acts or ("quiz",)})


def _next(quiz: Quiz, canvas_id: str, noted: tuple[Line, ...] = ()) -> Step:
    question = following(quiz, canvas_id)
    line = Line(key="quiz.ask", values={"question": question.ask})
    return _step(quiz.put(question), noted=noted, lines=(line,))


def _step(quiz: Quiz, noted: tuple[Line, ...] = (), lines: tuple[Line, ...] = ()) -> Step:
    return Step(noted=noted, lines=lines or _again(quiz), stay=True, quiz=quiz, acts=("quiz",))


def _again(quiz: Quiz) -> tuple[Line, ...]:
    return (Line(key="quiz.again", values={"question": quiz.question.ask if quiz.question else ""}),)


def _behind(quiz: Quiz, memory: Memory) -> Quiz:
    """Keep the interview's open ask for when the quiz is put away."""
    return quiz if quiz.open else quiz.model_copy(update={"behind": memory.ask, "lines": memory.lines})


def _quoted(words: tuple[str, ...]) -> str:
    """Join words that stand in one pair of quotation marks, so that each gets its own."""
    return "” and “".join(part for part in ("”, “".join(words[:-1]), *words[-1:]) if part)


def _score(quiz: Quiz) -> Line:
    counts = [(outcome, *quiz.score(outcome)) for outcome in OUTCOMES]
    return Line(
        key="quiz.score", values={"score": listed([f"{right} of {all_} in {name}" for name, right, all_ in counts])}
    )
