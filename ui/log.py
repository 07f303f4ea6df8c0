"""The conversation as HTML: what the user wrote, as typed, and what the coach said, with its sources."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reply import Ask, Citation, Turn
from ui.markup import Html, tag, text
from ui.prose import Prose
from ui.words import place

# What the user did without a message.
_DEEDS = {"undo": "You took the last change back", "edit": "You changed the board"}


class Log:
    """Draws turns; holds no conversation itself."""

    def __init__(self) -> None:
        self._prose = Prose()

    def html(self, turns: Sequence[Turn]) -> Html:
        """Draw turns, oldest first, with a way to the earlier ones where they do not begin with the opening."""
        lines = tag("ol", *(self._turn(turn) for turn in turns), class_="turns")
        more = _earlier(len(turns)) if turns and turns[0].number > 0 else Html("")
        heading = tag("h2", text("Conversation"), class_="unseen")
        return tag("section", heading, more, lines, class_="log", aria_label="Conversation")

    def _turn(self, turn: Turn) -> Html:
        numbers = frozenset(citation.number for citation in turn.citations)
        heard = _heard(turn.message) if turn.message is not None else _done(turn.acts)
        who = tag("span", text("Coach"), class_="who")
        spoken = tag("div", self._prose.html(turn.text, numbers), class_="spoken")
        said = tag("div", who, spoken, _sources(turn.citations), class_="said") if turn.text else Html("")
        return tag("li", heard, said, class_="turn", data_turn=str(turn.number))


def choices(ask: Ask | None) -> Html:
    """Draw a button for each choice of the open question; a click sends the label."""
    if ask is None or not ask.choices:
        return Html("")
    buttons = [
        tag("button", text(choice.label), type="button", class_="chip", data_say=choice.label) for choice in ask.choices
    ]
    return tag("div", *buttons, class_="chips", role="group", aria_label="Suggested answers")


def notice(sentence: str) -> Html:
    """Say what went wrong, as one sentence in the conversation."""
    return tag("p", text(sentence), class_="problem", role="alert")


def missing(sentence: str) -> Html:
    """Say that there is no such canvas, with a way to a new one."""
    begin = tag("button", text("New canvas"), type="button", class_="primary", data_new=True)
    return tag("div", notice(sentence), begin)


def _heard(message: str) -> Html:
    who = tag("span", text("You"), class_="who unseen")
    return tag("div", who, tag("p", text(message) if message.strip() else text("(empty)")), class_="heard")


def _done(acts: Sequence[str]) -> Html:
    said = next((_DEEDS[act] for act in acts if act in _DEEDS), "")
    return tag("p", text(said), class_="done") if said else Html("")


def _earlier(shown: int) -> Html:
    return tag("button", text("Show earlier turns"), type="button", class_="quiet earlier", data_earlier=str(shown))


def place_of(citation: Citation) -> dict[str, str | None]:
    """Return the attributes by which the page asks for the cited words in their document."""
    start, end = citation.start, citation.end
    return {
        "data_quote": citation.quote,
        "data_document": citation.document,
        "data_owner": citation.owner,
        "data_start": None if start is None else str(start),
        "data_end": None if end is None else str(end),
    }


def _sources(citations: Sequence[Citation]) -> Html:
    if not citations:
        return Html("")
    chips = [
        tag(
            "button",
            text(f"[{citation.number}] {place(citation.section or citation.document)}"),
            type="button",
            class_="cite",
            aria_label=f"Open source {citation.number}: {citation.document}, {place(citation.section)}",
            data_passage=citation.passage_id,
            **place_of(citation),
        )
        for citation in citations
    ]
    return tag("div", *chips, class_="cites", role="group", aria_label="Sources of this reply")
