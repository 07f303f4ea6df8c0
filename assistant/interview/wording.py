"""How the next ask is worded: keys of the phrase catalogue and what fills their gaps."""

from __future__ import annotations

from assistant.agenda import place_of, status_of, topics
from assistant.canvas import Canvas
from assistant.interview.step import Wording
from assistant.interview.targets import of_type
from assistant.reply import Ask, Line
from assistant.terms import listed, thing

_BY_THING = ("established", "cost", "integration")


def asking(ask: Ask, canvas: Canvas, wording: Wording, *, parked: bool = False) -> tuple[Line, ...]:
    """Return the lines that put an agenda question: a lead-in where it was parked, why where wanted, the question."""
    segment = canvas.segment(ask.segment_id)
    topic = ask.topic or "business"
    called = [thing(r) for kind in ask.types if (r := of_type(segment, kind))]
    values = {"segment": segment.name if segment else "", "thing": listed(called), "topic": topics()[topic].label}
    lead = (Line(key="ask.parked", values=values),) if parked else ()
    if wording == "why":
        lead = (*lead, Line(key=f"why.{topic}", values=values))
    place = place_of(ask)
    if wording == "ask" and place and status_of(canvas, place) == "stated":
        standing = {**values, "value": "what stands on the board"}
        return (*lead, Line(key="ask.revise", values=standing))
    return (*lead, Line(key=f"ask.{topic}.{_form(topic, called, wording)}", values=values))


def _form(topic: str, called: list[str], wording: Wording) -> str:
    if wording in ("again", "why"):
        return "again"
    if wording != "ask":
        return wording
    if topic in _BY_THING:
        several = topic == "established" and len(called) > 1
        return "several" if several else "one" if called else "open"
    return "ask"
