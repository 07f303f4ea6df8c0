"""Plays as text: the conversation with what it lost on the way, and a table of many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from eval.play import Played, total
from eval.score import Score
from eval.slots import Slot

_HEAD = "turns  precision  recall  heard     F1  joint  invented  collateral  worn  unfinished"


def shown(played: Played) -> str:
    """Return a play word for word, then the slots missed and the wrong ones."""
    lost = {number: [slot for turn, slot in played.lost if turn == number] for number, _ in played.lost}
    lines = []
    for number, exchange in enumerate(played.exchanges, start=1):
        lines += [f"[{number}] FOUNDER: {exchange.said.text}", f"    COACH: {_indented(exchange.turn.text)}"]
        lines += [f"    {mark} {_slot(slot)}" for mark, slot in _changes(exchange.moment.before, exchange.moment.after)]
        lines += [f"    ! lost: {_slot(slot)}" for slot in lost.get(number, [])]
    true, written = played.truth, played.written
    lines += [
        "",
        *_listed("missed", true & played.said - written),
        *_listed("never told", true - played.said - written),
    ]
    lines += [*_listed("wrong", written - true), "", f"{'':20}{_HEAD}", row(played.founder.id, played.score)]
    return "\n".join(lines)


def table(plays: Sequence[Played]) -> str:
    """Return one line a play and one for all of them."""
    rows = [row(played.founder.id, played.score) for played in plays]
    return "\n".join([f"{'':20}{_HEAD}", *rows, row("all", total(plays))])


def row(name: str, score: Score) -> str:
    """Return a score as a line of the table."""
    shares = (score.precision, score.recall, score.heard, score.f1, score.joint, score.invention)
    precision, recall, heard, f1, joint, invention = (f"{100 * each:.1f}" for each in shares)
    figures = f"{score.turns:5}  {precision:>9}  {recall:>6}  {heard:>5}  {f1:>5}  {joint:>5}  {invention:>8}"
    return f"{name:20}{figures}  {score.collateral:10}  {score.worn:4}  {score.unfinished:10}"


def _changes(before: frozenset[Slot], after: frozenset[Slot]) -> Iterator[tuple[str, Slot]]:
    yield from (("-", slot) for slot in sorted(before - after, key=str))
    yield from (("+", slot) for slot in sorted(after - before, key=str))


def _listed(title: str, slots: Iterable[Slot]) -> list[str]:
    return [f"{title}: {_slot(slot)}" for slot in sorted(slots, key=str)]


def _slot(slot: Slot) -> str:
    return f"{slot.segment or 'business'} · {slot.field}{f' of {slot.type}' if slot.type else ''} = {slot.value}"


def _indented(text: str) -> str:
    return text.replace("\n", "\n      ")
