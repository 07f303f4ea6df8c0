"""Where we are, and how an interview closes: counts and lists read from the canvas, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.agenda import topics
from assistant.canvas import Canvas, Finding, OpenTopic, progress_of
from assistant.reply import Line
from assistant.terms import listed, thing

# More open questions than this, or in more words, are counted, not read aloud.
MOST_OPEN, LONGEST_OPEN = 3, 22


def where_we_are(canvas: Canvas) -> tuple[Line, ...]:
    """Return the counts and what is open; the counts equal the canvas's progress."""
    progress = progress_of(canvas)
    names = listed([s.name for s in canvas.segments]) or "nobody yet"
    lines = [
        Line(
            key="show.summary",
            values={"answered": str(progress.answered), "total": str(progress.total), "segments": names},
        )
    ]
    waiting = [slot for slot in progress.open if slot.status == "not_asked"]
    parked = [slot for slot in progress.open if slot.status == "parked"]
    if waiting:
        lines.append(Line(key="show.open", values={"open": _open(canvas, waiting)}))
    if parked:
        lines.append(Line(key="show.parked", values={"parked": _open(canvas, parked)}))
    return tuple(lines) if progress.open else (*lines, Line(key="show.nothing_open"))


def closing(canvas: Canvas, findings: Sequence[Finding]) -> tuple[Line, ...]:
    """Return the close: a summary, what is open, the riskiest assumption, what to do next, how to take it away."""
    progress = progress_of(canvas)
    refused = [r for s in canvas.segments for r in s.relationships if r.expected is False and not r.established]
    count = sum(len(s.relationships) for s in canvas.segments) - len(refused)
    values = {
        "segments": listed([s.name for s in canvas.segments]) or "no customer group yet",
        "count": str(count),
        "answered": str(progress.answered),
        "total": str(progress.total),
    }
    opened = (
        Line(key="close.open", values={"open": _open(canvas, progress.open)})
        if progress.open
        else Line(key="close.nothing_open")
    )
    return (Line(key="close.summary", values=values), opened, *_risk(canvas, findings), Line(key="close.export"))


def reviewed(canvas: Canvas, found: Sequence[Finding]) -> tuple[Line, ...]:
    """Return what is weak on a board: what the rules notice, the first two by name; else the riskiest assumption."""
    first, *rest = _risk(canvas, found)
    if not found:
        return (Line(key="review.none"), first, *rest)
    if len(found) < 2:
        return (first, *rest)
    more = len(found) - 2
    also = Line(key="review.also", values={"risk": found[1].text})
    further = (Line(key="review.more", values={"count": str(more)}),) if more else ()
    return (first, also, *further, *rest)


def _risk(canvas: Canvas, findings: Sequence[Finding]) -> tuple[Line, ...]:
    """The riskiest assumption: what a rule noticed first, else the first wish that nobody has tested by building it."""
    if findings:
        return (
            Line(key="close.risk", values={"risk": findings[0].text}),
            Line(key="next.mend", values={"finding": findings[0].text}),
        )
    for segment in canvas.segments:
        for relationship in segment.relationships:
            if relationship.expected and relationship.established != "established":
                values = {"segment": segment.name, "thing": thing(relationship)}
                return (Line(key="risk.unconfirmed", values=values), Line(key="next.ask_customers", values=values))
    unsure = next(
        (
            (s, t)
            for s in canvas.segments
            for t, status in s.answers.items()
            if status in ("unknown", "not_asked", "parked")
        ),
        None,
    )
    if unsure:
        return (Line(key="next.fill", values={"topic": topics()[unsure[1]].label, "segment": unsure[0].name}),)
    return (Line(key="close.no_risk"),)


def _open(canvas: Canvas, slots: Sequence[OpenTopic]) -> str:
    said = [_slot(canvas, slot) for slot in slots[:MOST_OPEN]]
    while len(said) > 1 and len(" ".join(said).split()) > LONGEST_OPEN:
        said.pop()
    more = len(slots) - len(said)
    return listed([*said, f"{more} more"] if more > 0 else said)


def _slot(canvas: Canvas, slot: OpenTopic) -> str:
    segment = canvas.segment(slot.segment_id)
    label = topics()[slot.topic].label
    return f"{label} ({segment.name})" if segment else label
