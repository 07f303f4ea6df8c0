"""How the next ask is worded: keys of the phrase catalogue and what fills their gaps."""

from __future__ import annotations

from assistant.agenda import asks_others, is_lacking, place_of, status_of, topics
from assistant.canvas import Canvas, Cost, Segment
from assistant.interview.step import Wording
from assistant.interview.targets import of_type
from assistant.reply import Ask, Line
from assistant.terms import BLOCKS, ESTABLISHED, MOTIVATIONS, listed, money, thing

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
    if place and asks_others(canvas, place) and wording in ("ask", "again", "why"):
        return (*lead, Line(key="ask.segments.others", values={"segment": canvas.segments[0].name}))
    if wording == "ask" and place and status_of(canvas, place) == "stated" and not is_lacking(canvas, place):
        about = f"{values['topic']} ({segment.name})" if segment else values["topic"]
        revised = {"topic": about, "value": _standing(canvas, segment, topic)}
        return (*lead, Line(key="ask.revise", values=revised))
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


def _standing(canvas: Canvas, segment: Segment | None, topic: str) -> str:
    """Say what stands on the board for a topic."""
    if segment is None:
        return canvas.business.offering or "" if topic == "business" else listed([s.name for s in canvas.segments])
    held = segment.relationships
    said = {
        "motivation": [MOTIVATIONS[goal] for goal in segment.motivations],
        "expected": [thing(r) for r in held if r.expected],
        "established": [f"{thing(r)} {ESTABLISHED[r.established]}" for r in held if r.established],
        "cost": [f"{thing(r)}: {money(r.cost)}" for r in held if r.cost != Cost()],
        "integration": [BLOCKS[link.block] for r in held for link in r.links],
        "switching_costs": [segment.switching_costs.level or segment.switching_costs.note or ""],
    }
    return listed([value for value in said.get(topic, []) if value]) or "noted"
