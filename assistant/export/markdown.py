"""The canvas as a page to read: Markdown with the user's words, what the rules notice, and what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.agenda import topics
from assistant.canvas import Business, Canvas, Cost, Evidence, Finding, Relationship, Segment, SwitchingCosts
from assistant.export.escape import inline, quoted
from assistant.terms import BLOCKS, ESTABLISHED, MOTIVATIONS, TYPES, money

UNKNOWN = "–"
_STATUS = {"not_asked": "not asked yet", "parked": "parked"}
_WANTED = {True: "yes", False: "no, not wanted", None: UNKNOWN}


def page(canvas: Canvas) -> str:
    """Return the whole canvas as Markdown; user text is escaped, the licence line closes the page."""
    blocks = [f"# {inline(canvas.title)}", f"*Customer relationships, revision {canvas.revision}*"]
    blocks += _business(canvas.business)
    for segment in canvas.segments:
        blocks += _segment(segment)
    blocks += _findings(canvas)
    blocks += _open(canvas)
    blocks += ["---", canvas.credit]
    return "\n\n".join(blocks) + "\n"


def _business(business: Business) -> Iterator[str]:
    rows = [("Name", business.name), ("What it offers", business.offering), ("Stage", business.stage)]
    lines = [f"- **{label}:** {inline(value)}" for label, value in rows if value]
    if lines:
        yield "## The business"
        yield "\n".join(lines)
        yield from _words(business.evidence)


def _segment(segment: Segment) -> Iterator[str]:
    yield f"## Customer segment: {inline(segment.name)}"
    if segment.description:
        yield inline(segment.description)
    if segment.motivations:
        yield f"**Aims:** {', '.join(MOTIVATIONS[motivation] for motivation in segment.motivations)}"
    if segment.relationships:
        yield "\n".join(_table(segment.relationships))
    if segment.switching_costs != SwitchingCosts():
        yield f"**Switching costs:** {_switching(segment.switching_costs)}"
    yield from _words((*segment.evidence, *(e for r in segment.relationships for e in r.evidence)))


def _table(relationships: Iterable[Relationship]) -> Iterator[str]:
    yield "| Relationship | Expected | Established | Cost | Tied to |"
    yield "|---|---|---|---|---|"
    for each in relationships:
        cells = [_what(each), _WANTED[each.expected], _in_place(each), _cost(each.cost), _ties(each)]
        yield f"| {' | '.join(cells)} |"


def _what(each: Relationship) -> str:
    places = [inline(touchpoint) for touchpoint in each.touchpoints] + [_plain(phase) for phase in each.phases]
    parts = [f"**{TYPES[each.type]}**" if each.type else "", inline(each.description or ""), ", ".join(places)]
    return "; ".join(part for part in parts if part) or UNKNOWN


def _in_place(each: Relationship) -> str:
    return ESTABLISHED[each.established] if each.established else UNKNOWN


def _cost(cost: Cost) -> str:
    size = cost.model_copy(update={"drivers": ()})
    known = size.level or size.amount_low is not None or size.amount_high is not None
    parts = [money(size) if known else "", *(inline(driver) for driver in cost.drivers)]
    return "; ".join(part for part in parts if part) or UNKNOWN


def _ties(each: Relationship) -> str:
    return "; ".join(BLOCKS[k.block] + (f": {inline(k.note)}" if k.note else "") for k in each.links) or UNKNOWN


def _switching(costs: SwitchingCosts) -> str:
    parts = [costs.level or "", ", ".join(_plain(kind) for kind in costs.kinds), inline(costs.note or "")]
    return "; ".join(part for part in parts if part)


def _words(evidence: Iterable[Evidence]) -> Iterator[str]:
    """Each quote once, with everything that rests on it."""
    fields: dict[tuple[str, int | None], list[str]] = {}
    for each in evidence:
        if each.quote:
            fields.setdefault((each.quote, each.turn), []).append(_plain(each.field))
    lines = [
        f"> {quoted(quote)} ({', '.join(dict.fromkeys(inline(name) for name in names))}"
        + (f"; turn {turn})" if turn is not None else ")")
        for (quote, turn), names in fields.items()
    ]
    if lines:
        yield "In your words:"
        yield "\n>\n".join(lines)


def _findings(canvas: Canvas) -> Iterator[str]:
    if canvas.findings:
        yield "## What stands out"
        yield "\n".join(line for finding in canvas.findings for line in _finding(finding))


def _finding(finding: Finding) -> Iterator[str]:
    yield f"- {inline(finding.text)}"
    for citation in finding.citations:
        yield f"  - {quoted(citation.quote)} ({inline(citation.document)}: {inline(citation.section)})"


def _open(canvas: Canvas) -> Iterator[str]:
    if canvas.progress.open:
        yield "## Still open"
        yield "\n".join(
            f"- {_whose(canvas, slot.segment_id)}{topics()[slot.topic].label} ({_STATUS.get(slot.status, slot.status)})"
            for slot in canvas.progress.open
        )


def _whose(canvas: Canvas, segment_id: str | None) -> str:
    segment = canvas.segment(segment_id)
    return f"{inline(segment.name)}: " if segment else ""


def _plain(term: str) -> str:
    return term.replace("_", " ")
