"""Relationship types that a message speaks of: wanted or refused, in place or not, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.canvas import RelationshipType, Topic
from assistant.offline.clauses import Clause
from assistant.offline.cues import marked
from assistant.offline.hearing import CLARIFY, WRITE, Heard, hear
from assistant.offline.polarity import Denial, denial, overruled
from assistant.offline.scope import owners, scopes
from assistant.offline.scoring import LexiconScorer, TypeScorer
from assistant.offline.status import Status, status
from assistant.reading import TypeMention

_QUESTION = re.compile(
    r"\W*(?:(?:and|so|but|ok|okay|or|then)\s{1,3}){0,2}(?:what|why|how|who|whom|which|when|where|is|are|do|does|did|can|could|"
    r"should|would|will|shall|may)\b",
    re.IGNORECASE,
)
_YES = re.compile(r"\W*(?:yes|yeah|yep|sure|absolutely|of course|definitely|exactly|certainly)\b", re.IGNORECASE)
_NO = re.compile(r"\b(?:no(?! idea\b| clue\b)|nope|not|never|nah|none|nobody|absurd)\b|n['’]t\b", re.IGNORECASE)
# Words that stand for a type named just before: "we already have one".
_PRONOUNS = frozenset({"one", "it", "that", "this", "them", "none", "any"})
# A longer clause has something else to say.
_SHORT = 12
# Where the open question is about something else, a type without a word of having or wanting is only mentioned.
_ABOUT_TYPES: tuple[Topic | None, ...] = (None, "expected", "established")


def types(
    clauses: Sequence[Clause],
    segments: Sequence[str] = (),
    focus: str | None = None,
    topic: Topic | None = None,
    scorer: TypeScorer | None = None,
) -> tuple[TypeMention, ...]:
    """Return the relationship types that the clauses speak of, in their order.

    `segments` are the known names. A mention holds those that its clause names or carries on; where it names none
    and only one segment is known, or none but the one in `focus` was spoken of, it stays empty for the caller to fill.
    `topic` is the open question; `scorer` says which types a clause speaks of (the lexicon, where none is given).
    """
    scorer = scorer or LexiconScorer()
    heard = [hear(clause.text, segments, scorer) for clause in clauses]
    rows = _continued(clauses, _standing_in(clauses, _overruled(clauses, _answered(clauses, heard))))
    rows = _settled(_withdrawn(clauses, rows))
    named = scopes(clauses, segments)
    return tuple(
        _mention(item if _counts(item, names, topic) else replace(item, decision="ignore"), clause, names)
        for clause, row, names in zip(clauses, rows, named, strict=True)
        for item in row
    )


def _mention(item: Heard, clause: Clause, names: tuple[str, ...]) -> TypeMention:
    end = item.end
    # A segment's name is read as "they", which ends before the name does.
    while end < len(clause.text) and clause.text[end - 1].isalnum() and clause.text[end].isalnum():
        end += 1
    return TypeMention(
        type=item.type,
        quote=clause.text[item.start : end],
        start=clause.start + item.start,
        end=clause.start + end,
        probability=item.probability,
        decision=item.decision,
        segments=owners(clause.text, item.start, names),
        polarity="refused" if item.meant.side == "refused" else "affirmed",
        status=item.status,
        alternatives=item.alternatives,
        withdrawn=item.withdrawn,
    )


def _counts(item: Heard, names: tuple[str, ...], topic: Topic | None) -> bool:
    """Whether a mention is a statement about the relationship and not part of an answer to something else."""
    if topic in ("business", "segments"):
        return item.status == "expected" or (bool(names) and item.status is not None)
    return topic in _ABOUT_TYPES or item.status is not None or item.withdrawn


def _answered(clauses: Sequence[Clause], rows: Sequence[tuple[Heard, ...]]) -> list[tuple[Heard, ...]]:
    """Read questions: the coach's to answer are no statement; "points? no, never" is a refusal."""
    found: list[tuple[Heard, ...]] = []
    for at, (clause, row) in enumerate(zip(clauses, rows, strict=True)):
        if row and clause.text.rstrip("\"'”’) ").endswith("?"):
            reply = clauses[at + 1].text if at + 1 < len(clauses) else ""
            asked = bool(_QUESTION.match(clause.text))
            found.append(tuple(replace(i, decision="ignore") if asked else _by_reply(i, reply) for i in row))
        else:
            found.append(row)
    return found


def _overruled(clauses: Sequence[Clause], rows: Sequence[tuple[Heard, ...]]) -> list[tuple[Heard, ...]]:
    """Let the next clause take back what one has said: "study groups we tried; no one turned up"."""
    found = list(rows)
    for at, (clause, row) in enumerate(zip(clauses, rows, strict=True)):
        if at and not row and overruled(marked(clause.text)):
            found[at - 1] = tuple(_denied(item) for item in found[at - 1])
    return found


def _denied(item: Heard) -> Heard:
    if item.meant.side == "refused":
        return item
    decision = "write" if item.probability >= WRITE else item.decision
    said = item.status if item.status == "expected" else "absent"
    return replace(item, meant=Denial("refused"), status=said, decision=decision)


def _by_reply(item: Heard, reply: str) -> Heard:
    if item.meant.side != "affirmed" or _YES.match(reply):
        return item
    if _NO.search(reply[:80]):
        return replace(item, meant=Denial("refused"))
    return replace(item, decision="clarify")


def _standing_in(clauses: Sequence[Clause], rows: Sequence[tuple[Heard, ...]]) -> list[tuple[Heard, ...]]:
    """Let "we already have one" and "it is planned" speak of the type that was named just before."""
    found: list[tuple[Heard, ...]] = []
    for at, row in enumerate(rows):
        before = found[-1] if found else ()
        if not row and len(before) == 1 and before[0].decision == "write":
            found.append(tuple(_again(clauses[at].text, before[0])))
        else:
            found.append(row)
    return found


def _again(clause: str, named: Heard) -> Iterator[Heard]:
    if len(clause) > 200 or clause.rstrip().endswith("?"):
        return
    text = marked(clause)
    if len(text.words) > _SHORT:
        return
    for at, word in enumerate(text.words):
        if word.text in _PRONOUNS:
            meant = denial(text, at, at + 1)
            if word.text == "none" and meant.side == "affirmed":
                meant = Denial("refused")
            said = status(text, at, at + 1, meant)
            if said and meant.side != "unsure":
                yield replace(named, start=0, end=len(clause), meant=meant, status=said, withdrawn=False)
            return


def _continued(clauses: Sequence[Clause], rows: Sequence[tuple[Heard, ...]]) -> list[tuple[Heard, ...]]:
    """Carry the verb of a sentence on to its later parts that have none: "we want X, but no Y"."""
    found: list[tuple[Heard, ...]] = []
    sentence = -1
    said: Status | None = None
    for clause, row in zip(clauses, rows, strict=True):
        if clause.sentence != sentence:
            sentence, said = clause.sentence, None
        if said and row and not marked(clause.text).of("status"):
            found.append(tuple(item if item.status else replace(item, status=_turned(said, item)) for item in row))
        else:
            found.append(row)
        said = next((item.status for item in found[-1] if item.status), said)
    return found


def _turned(said: Status, item: Heard) -> Status:
    return "absent" if item.meant.side == "refused" and said != "expected" else said


def _withdrawn(clauses: Sequence[Clause], rows: Sequence[tuple[Heard, ...]]) -> list[tuple[Heard, ...]]:
    """Mark what a sentence takes back for something else: "a community, not a mechanic"."""
    meant: dict[int, set[RelationshipType]] = {}
    for clause, row in zip(clauses, rows, strict=True):
        affirmed = {item.type for item in row if item.meant.side == "affirmed" and item.decision != "ignore"}
        meant.setdefault(clause.sentence, set()).update(affirmed)
    found: list[tuple[Heard, ...]] = []
    for clause, row in zip(clauses, rows, strict=True):
        others = meant[clause.sentence]
        kept = []
        for item in row:
            takes_back = item.meant.contrast and item.meant.side == "refused" and bool(others - {item.type})
            # Faint words count only as the other half of a contrast.
            if takes_back or item.probability >= CLARIFY:
                kept.append(replace(item, withdrawn=takes_back))
        found.append(tuple(kept))
    return found


def _settled(rows: Sequence[tuple[Heard, ...]]) -> list[tuple[Heard, ...]]:
    """Drop questions that a plain word elsewhere in the message answers, or that were asked already."""
    settled = {item.type for row in rows for item in row if item.decision == "write"}
    found: list[tuple[Heard, ...]] = []
    for row in rows:
        kept = [i for i in row if i.decision != "clarify" or settled.isdisjoint((i.type, *i.alternatives))]
        settled.update(item.type for item in kept)
        found.append(tuple(kept))
    return found
