"""One customer segment as a card: wanted against in place, cost, links, and the user's words for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.canvas import (
    SEGMENT_TOPICS,
    Evidence,
    Finding,
    Relationship,
    Segment,
    Status,
    Topic,
)
from ui import words
from ui.markup import Html, icon, join, mark, tag, text

NOTHING = Html("")


def card(segment: Segment, findings: Sequence[Finding], fresh: frozenset[str]) -> Html:
    """Draw a segment; `fresh` holds the ids of what the last turn wrote."""
    return tag(
        "article",
        tag("header", tag("h3", text(segment.name)), _tools(segment)),
        tag("p", text(segment.description), class_="about") if segment.description else NOTHING,
        _aims(segment),
        _relationships(segment, fresh),
        _switching(segment),
        findings_list([finding for finding in findings if finding.segment_id == segment.id]),
        _questions(segment),
        own_words(segment.id, segment.evidence),
        class_="card" + (" fresh" if segment.id in fresh else ""),
        data_segment=segment.id,
        aria_label=segment.name,
    )


def empty(status: Status) -> Html:
    """Say why a place is empty: the four reasons look and read differently."""
    name: Status = "not_asked" if status == "stated" else status
    return mark(name, words.STATUSES[name], f"empty {name}")


def own_words(owner: str, evidence: Iterable[Evidence]) -> Html:
    """Fold away where the values of `owner` come from: each quote with its turn, or how the value came about."""
    items = [_source(item) for item in evidence]
    if not items:
        return NOTHING
    summary = tag("summary", icon("words"), text("Your words"))
    return tag("details", summary, tag("ul", *items), class_="words", data_fold=f"words-{owner}")


def findings_list(findings: Sequence[Finding]) -> Html:
    """List what the rules notice, each with the sentence of the handbook that it rests on."""
    if not findings:
        return NOTHING
    return tag("ul", *(_finding(finding) for finding in findings), class_="findings", aria_label="Worth a look")


def _source(item: Evidence) -> Html:
    field = tag("span", text(words.FIELDS.get(item.field, item.field)), class_="field")
    origin = words.ORIGINS[item.origin]
    if item.quote is None:
        return tag("li", field, tag("span", text(origin), class_="origin"))
    turn = NOTHING
    if item.turn is not None:
        label = f"turn {item.turn}"
        turn = tag("button", text(label), type="button", class_="quiet", data_goto=str(item.turn))
    note = NOTHING if item.origin == "stated" else tag("span", text(origin), class_="origin")
    return tag("li", field, tag("q", text(item.quote)), note, turn)


def _finding(finding: Finding) -> Html:
    sources = [
        tag("li", tag("q", text(cited.quote)), tag("cite", text(f"{cited.document}, {words.place(cited.section)}")))
        for cited in finding.citations
    ]
    fold = f"why-{finding.rule}-{finding.segment_id}-{finding.relationship_id}"
    why = tag("details", tag("summary", text("Why")), tag("ul", *sources), data_fold=fold) if sources else NOTHING
    return tag("li", icon("notice"), tag("div", tag("p", text(finding.text)), why))


def _aims(segment: Segment) -> Html:
    held = [tag("span", text(words.MOTIVATIONS[aim]), class_="aim") for aim in segment.motivations]
    value = tag("span", *held, class_="aims") if held else empty(segment.answers.get("motivation", "not_asked"))
    return tag("p", tag("span", text("Aim"), class_="label"), value, class_="line")


def _relationships(segment: Segment, fresh: frozenset[str]) -> Html:
    if not segment.relationships:
        asked = segment.answers.get("expected", "not_asked")
        label = tag("span", text("Relationships"), class_="label")
        return tag("p", label, empty(asked), class_="line")
    head = tag(
        "thead",
        tag("tr", *(tag("th", text(name), scope="col") for name in ("Relationship", "They want", "You have"))),
    )
    rows = [_rows(segment, relationship, fresh) for relationship in segment.relationships]
    caption = tag("caption", text(f"Relationships with {segment.name}: wanted against in place"), class_="unseen")
    return tag("table", caption, head, *rows, class_="relationships")


def _rows(segment: Segment, relationship: Relationship, fresh: frozenset[str]) -> Html:
    label = words.TYPES[relationship.type] if relationship.type else words.UNTYPED
    name = tag("th", text(label), scope="row", class_="" if relationship.type else "untyped")
    seen = tag("tr", name, tag("td", _wanted(segment, relationship)), tag("td", _in_place(segment, relationship)))
    more = tag("tr", tag("td", _details(segment, relationship), colspan="3", class_="more"))
    return tag("tbody", seen, more, class_="fresh" if relationship.id in fresh else None)


def _wanted(segment: Segment, relationship: Relationship) -> Html:
    if relationship.expected is None:
        return empty(segment.answers.get("expected", "not_asked"))
    name = "yes" if relationship.expected else "no"
    return mark(name, words.WANTED[relationship.expected], name)


def _in_place(segment: Segment, relationship: Relationship) -> Html:
    if relationship.established is None:
        return empty(segment.answers.get("established", "not_asked"))
    name = {"established": "yes", "planned": "planned", "absent": "absent"}[relationship.established]
    return mark(name, words.ESTABLISHED[relationship.established], name)


def _details(segment: Segment, relationship: Relationship) -> Html:
    answers = segment.answers
    price = words.cost(relationship.cost)
    drivers = ", ".join(relationship.cost.drivers)
    cost = text(" · ".join(filter(None, [price, drivers])) or "") or _missing(answers, "cost")
    links = _links(relationship) or _missing(answers, "integration")
    meets = ", ".join([*relationship.touchpoints, *(words.PHASES[phase] for phase in relationship.phases)])
    return join(
        [
            tag("p", text(relationship.description), class_="about") if relationship.description else NOTHING,
            _line("Cost", cost),
            _line("Links", links),
            _line("Where you meet", text(meets)) if meets else NOTHING,
            tag(
                "div",
                own_words(f"{segment.id}-{relationship.id}", relationship.evidence),
                _relationship_tools(segment, relationship),
                class_="foot",
            ),
        ]
    )


def _missing(answers: dict[Topic, Status], topic: Topic) -> Html:
    return empty(answers.get(topic, "not_asked"))


def _links(relationship: Relationship) -> Html:
    items = [
        tag("li", tag("b", text(words.BLOCKS[link.block])), text(f": {link.note}") if link.note else NOTHING)
        for link in relationship.links
    ]
    return tag("ul", *items, class_="links") if items else NOTHING


def _line(label: str, value: Html) -> Html:
    return tag("div", tag("span", text(label), class_="label"), value, class_="line")


def _switching(segment: Segment) -> Html:
    held = segment.switching_costs
    kinds = ", ".join(words.KINDS[kind] for kind in held.kinds)
    level = words.LEVELS[held.level] if held.level else ""
    said = " · ".join(filter(None, [level, kinds, held.note]))
    value = text(said) if said else empty(segment.answers.get("switching_costs", "not_asked"))
    return _line("Switching costs", value)


def _questions(segment: Segment) -> Html:
    items = [_question(topic, segment.answers.get(topic, "not_asked")) for topic in SEGMENT_TOPICS]
    return tag("ul", *items, class_="questions", aria_label=f"Questions about {segment.name}")


def _question(topic: Topic, status: Status) -> Html:
    state = tag("span", text(f": {words.STATUSES[status]}"), class_="unseen")
    hint = f"{words.TOPICS[topic]}: {words.STATUSES[status]}"
    return tag("li", icon(status), text(words.TOPICS[topic]), state, class_=status, title=hint)


def _tools(segment: Segment) -> Html:
    field = tag("input", value=segment.name, name="name", maxlength="200", aria_label="Name of the segment")
    save = tag("button", text("Save"), type="submit", class_="small")
    rename = tag("form", field, save, data_rename=segment.id)
    drop = tag("button", text("Remove segment"), type="button", class_="small quiet", data_drop_segment=segment.id)
    summary = tag("summary", text("Edit"), aria_label=f"Edit {segment.name}")
    return tag("details", summary, tag("div", rename, drop), class_="tools")


def _relationship_tools(segment: Segment, relationship: Relationship) -> Html:
    label = words.TYPES[relationship.type] if relationship.type else words.UNTYPED
    options = [tag("option", text("Not known"), value="", selected=relationship.established is None)]
    options += [
        tag("option", text(name), value=value, selected=relationship.established == value)
        for value, name in words.ESTABLISHED.items()
    ]
    owner = {"data_segment": segment.id, "data_relationship": relationship.id}
    chosen = tag("select", *options, aria_label=f"Is {label} in place?", data_established=True, **owner)
    drop = tag("button", text("Remove"), type="button", class_="small quiet", data_drop=True, **owner)
    summary = tag("summary", text("Edit"), aria_label=f"Edit {label}")
    return tag("details", summary, tag("div", chosen, drop), class_="tools")
