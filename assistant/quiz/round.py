"""The quiz of one canvas: what is asked, what was answered, and which question comes next."""

from __future__ import annotations

from zlib import crc32

from assistant.quiz.question import OUTCOMES, Outcome, Question, questions
from assistant.reply import Ask, Frozen, Line

# A question that was missed comes back when so many others have been asked: two rounds of the four outcomes.
COMES_BACK_AFTER = 8


class Quiz(Frozen):
    """How far the quiz of a canvas has come.

    `open` is the id of the question that waits for an answer, `so_far` the partly right answer to it that was probed.
    `about` keeps the quiz to one outcome. `right` are the questions answered right, the longest ago first; `missed` the
    others that were put, each with the count of questions `asked` by then. `last` is the outcome asked last. `behind`
    and `lines` are the interview's open ask and its wording, which return when the quiz is put away.
    """

    open: str | None = None
    so_far: str | None = None
    about: Outcome | None = None
    right: tuple[str, ...] = ()
    missed: dict[str, int] = {}
    asked: int = 0
    last: Outcome | None = None
    behind: Ask | None = None
    lines: tuple[Line, ...] = ()

    @property
    def question(self) -> Question | None:
        """Return the question that is open, or None."""
        return questions().get(self.open or "")

    @property
    def begun(self) -> bool:
        """Say whether anything was ever asked."""
        return self.asked > 0

    def put(self, question: Question) -> Quiz:
        """Return the quiz with this question open."""
        told = {"open": question.id, "so_far": None, "asked": self.asked + 1, "last": question.outcome}
        return self.model_copy(update=told)

    def answered(self, *, right: bool) -> Quiz:
        """Return the quiz with its open question closed: answered right, or to come back later."""
        if self.open is None:
            return self
        others = tuple(each for each in self.right if each != self.open)
        missed = {each: when for each, when in self.missed.items() if each != self.open}
        return self.model_copy(
            update={
                "open": None,
                "so_far": None,
                "right": (*others, self.open) if right else others,
                "missed": missed if right else {**missed, self.open: self.asked},
            }
        )

    def put_away(self) -> Quiz:
        """Return the quiz with nothing open; what was answered is kept."""
        return self.model_copy(update={"open": None, "so_far": None, "about": None, "behind": None, "lines": ()})

    def score(self, outcome: Outcome) -> tuple[int, int]:
        """Return how many questions of an outcome were answered right at their last asking, and how many there are."""
        ids = [each.id for each in questions().values() if each.outcome == outcome]
        return sum(each in self.right for each in ids), len(ids)


def following(quiz: Quiz, canvas_id: str) -> Question:
    """Return the question that comes next, always the same for the same canvas and quiz.

    Outcomes take turns. What was missed comes back after a while, before what was never asked; when nothing else is
    left, what was missed lately, and at last what was answered right, the longest ago first.
    """
    at = OUTCOMES.index(quiz.last) + 1 if quiz.last else 0
    turns = (quiz.about,) if quiz.about else (*OUTCOMES[at:], *OUTCOMES[:at])
    pools = [_pool(quiz, outcome, canvas_id) for outcome in turns]
    for fits in (_due, _fresh, _waiting):
        found = next((each for pool in pools for each in pool if fits(each, quiz)), None)
        if found:
            return found
    return min((each for pool in pools for each in pool), key=lambda each: quiz.right.index(each.id))


def _pool(quiz: Quiz, outcome: Outcome, canvas_id: str) -> list[Question]:
    """Return the questions of an outcome but the open one: the missed ones first, the rest shuffled by the canvas."""
    pool = [each for each in questions().values() if each.outcome == outcome and each.id != quiz.open]
    return sorted(pool, key=lambda each: (quiz.missed.get(each.id, quiz.asked + 1), _lot(canvas_id, each)))


def _lot(canvas_id: str, question: Question) -> int:
    return crc32(f"{canvas_id}/{question.id}".encode())


def _due(question: Question, quiz: Quiz) -> bool:
    return quiz.asked - quiz.missed.get(question.id, quiz.asked) >= COMES_BACK_AFTER


def _fresh(question: Question, quiz: Quiz) -> bool:
    return question.id not in quiz.missed and question.id not in quiz.right


def _waiting(question: Question, quiz: Quiz) -> bool:
    return question.id in quiz.missed
