"""What a founder says next: the answer to what is asked, by the sheet, or something that nobody asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.canvas import Canvas, Topic
from assistant.reply import Ask, Turn
from eval.choosing import agreed, chosen
from eval.founder import Founder, Group, Interjection, Place, Tie
from eval.slots import Slot, names, told_at

NOT_KNOWN = "I don't know"
# So often a question is answered; asked once more, the founder gives up on it.
PATIENCE = 2

Asked = tuple[str, ...]


class Said(NamedTuple):
    """A message, what it tells, and which places it is about (None: it may change anything)."""

    text: str
    tells: tuple[Place, ...] = ()
    about: tuple[Place, ...] | None = ()


@dataclass
class Speaker:
    """One founder in one conversation; says what the sheet holds and nothing else.

    `slots` is all that was told so far, `asked` how often each question was put, `given_up` how often the founder no
    longer answered.
    """

    sheet: Founder
    slots: set[Slot] = field(default_factory=set)
    asked: Counter[Asked] = field(default_factory=Counter)
    given_up: int = 0
    _told: dict[Place, int] = field(default_factory=dict)
    _waiting: list[Interjection] = field(default_factory=list)
    _denials: Counter[str] = field(default_factory=Counter)
    _queue: list[Said] = field(default_factory=list)
    _last: Said = field(default_factory=lambda: Said(""))
    _count: int = 0

    def __post_init__(self) -> None:
        self._waiting = list(self.sheet.interjections)

    @property
    def truth(self) -> Founder:
        """Return what the founder holds for true by now."""
        return self.sheet.before(tuple(each for each in self._waiting if each.kind == "correction"))

    @property
    def worn(self) -> int:
        """Return how many questions were put more than twice."""
        return sum(count > PATIENCE for count in self.asked.values())

    def next(self, turn: Turn, canvas: Canvas) -> Said | None:
        """Return the next message to a turn of the coach, or None where everything is said."""
        said = self._queue.pop(0) if self._queue else self._interjected(turn, canvas) or self._answer(turn, canvas)
        if said is None:
            return None
        self._count += 1
        for place in said.tells:
            self._told.setdefault(place, self._count)
            self.slots |= told_at(place, self.truth)
        if said.tells:
            self._last = said
        return said

    def _interjected(self, turn: Turn, canvas: Canvas) -> Said | None:
        ask = turn.asks
        if ask is not None and ask.kind != "question":
            return None
        here = self._place(ask, canvas)
        due = next((each for each in self._waiting if self._is_due(each, here)), None)
        if due is None:
            return None
        self._waiting.remove(due)
        if due.kind == "undo" and not turn.events:
            return self._interjected(turn, canvas)  # Nothing was written, so there is nothing to take back.
        *first, last = due.say
        about = None if due.kind == "undo" else due.tells
        messages = [*(Said(text, (), about) for text in first), Said(last, due.tells, due.tells)]
        self._queue = messages[1:]
        return messages[0]

    def _is_due(self, each: Interjection, here: Place | None) -> bool:
        if each.at is not None:
            return here is not None and each.at.covers(here)
        told = [at for place, at in self._told.items() if each.after and each.after.covers(place)]
        return bool(told) and (here is None or self._count - told[0] + 1 >= each.wait)

    def _place(self, ask: Ask | None, canvas: Canvas) -> Place | None:
        """Return the question that is open, its segment called as on the sheet; None where nothing is asked."""
        if ask is None or ask.topic is None:
            return None
        group = names(canvas, self.sheet).get(ask.segment_id or "")
        return Place(segment=group.name if group else None, topic=ask.topic)

    def _answer(self, turn: Turn, canvas: Canvas) -> Said | None:
        ask = turn.asks
        if ask is None:
            return None
        # Whatever the coach makes of it, the founder still speaks of what they spoke of last.
        last = self._last
        if ask.kind == "confirm":
            return Said("yes" if agreed(turn, self._group(ask, canvas)) else "no", (), last.about)
        if ask.kind == "clarify":
            corrected = any(self._corrected(place) for place in last.tells)
            return Said(chosen(turn, canvas, self.truth, last.tells, self._count, corrected), (), last.about)
        return self._worded(ask, canvas)

    def _group(self, ask: Ask, canvas: Canvas) -> Group | None:
        owner = names(canvas, self.sheet).get(ask.segment_id or "")
        return next((group for group in self.truth.segments if owner and group.name == owner.name), None)

    def _worded(self, ask: Ask, canvas: Canvas) -> Said:
        """Answer a question of the agenda: in own words, then plainly, then no more."""
        topic = ask.topic or "business"
        key = (ask.segment_id or "", topic, *ask.types)
        turn = self.asked[key]
        self.asked[key] += 1
        group, place = self._group(ask, canvas), self._place(ask, canvas)
        if turn >= PATIENCE:
            self.given_up += 1
            return Said(NOT_KNOWN, (), (place,) if place else ())
        if topic == "segments" and canvas.segments:
            return self._others(canvas)
        if topic in ("business", "segments"):
            return self._introduced(topic, turn)
        if group is None:
            return self._denied(ask, canvas)
        if topic in ("motivation", "expected", "switching_costs"):
            return self._told_again([(Place(segment=group.name, topic=topic), group.says[topic])], turn)
        ties = self._meant(ask, group)
        if topic in ("established", "cost", "integration"):
            wordings = [(Place(segment=group.name, topic=topic, type=tie.type), tie.says[topic]) for tie in ties]
            return self._told_again(wordings, turn)
        raise AssertionError(topic)

    def _denied(self, ask: Ask, canvas: Canvas) -> Said:
        """Refuse to speak of a segment that the founder does not have: say who the customers are, then remove it."""
        segment = canvas.segment(ask.segment_id)
        self._denials[ask.segment_id or ""] += 1
        times = self._denials[ask.segment_id or ""]
        if segment is None or times > PATIENCE:
            return Said(NOT_KNOWN)
        if times == PATIENCE:
            return Said(f"remove {segment.name}")
        segments = Place(topic="segments")
        text = f"{segment.name} is not a customer group of ours. {self.sheet.business.segments[1]}"
        return Said(text, (segments,), (segments,))

    def _introduced(self, topic: Topic, turn: int) -> Said:
        firm, segments = self.sheet.business, Place(topic="segments")
        if topic == "segments":
            return Said(firm.segments[turn], (segments,), (segments,))
        tells = (Place(topic="business"), *([segments] if self.sheet.opens == "one" and turn == 0 else []))
        return Said(firm.says[turn], tells, tells)

    def _others(self, canvas: Canvas) -> Said:
        """Say who else there is: those of the sheet whom the coach does not have, or nobody."""
        had, segments = names(canvas, self.sheet).values(), Place(topic="segments")
        missing = [group.name for group in self.sheet.segments if group not in had]
        if missing:
            return Said(f"yes, {' and '.join(missing)}", (segments,), (segments,))
        return Said("no, that's all of them", (), (segments,))

    def _meant(self, ask: Ask, group: Group) -> list[Tie]:
        """Return the relationships that are asked about: those named, else one that was not told of yet."""
        spoken = [tie for tie in group.relationships if tie.says]
        named = [tie for tie in spoken if tie.type in ask.types]
        topic = ask.topic or "established"
        new = [tie for tie in spoken if Place(segment=group.name, topic=topic, type=tie.type) not in self._told]
        return named or (new or spoken)[:1]

    def _told_again(self, wordings: list[tuple[Place, tuple[str, str]]], turn: int) -> Said:
        places = tuple(place for place, _ in wordings)
        texts = [self._corrected(place) or says[turn] for place, says in wordings]
        return Said("; ".join(texts), places, places)

    def _corrected(self, place: Place) -> str | None:
        """Return the words of a correction that was made already; the sheet's wordings say what was before."""
        made = [each for each in self.sheet.interjections if each.kind == "correction" and each not in self._waiting]
        return next((each.say[-1] for each in made if place in each.tells), None)
