"""Clauses: the parts of a message that each say one thing, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# Half a character (a lone surrogate) parts sentences, so that no clause, and no quote of one, holds any.
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)]*(?=\s|$)|;|[\r\n\u2028\u2029\ud800-\udfff]+|(?<=\s)(?:--?|[–—])(?=\s)|—")
# A full stop after these does not end a sentence.
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|mr|mrs|ms|dr|st|no|approx|incl|vs|prof|ca)|\b[a-z])$", re.IGNORECASE)
# "Commuters - self-service": a dash behind few words leads on, behind a statement it ends it.
_DASHES = "-–—"
_HEADING = 4
_VERB = (
    r"(?:wants?|needs?|expects?|prefers?|likes?|loves?|gets?|has|have|had|is|are|was|were|will|would|can|could|should|"
    r"must|does|do|did|don['’]?t|doesn['’]?t|didn['’]?t|won['’]?t|isn['’]?t|aren['’]?t|can['’]?t|hates?|uses?|pays?|"
    r"calls?|asks?|buys?|comes?|helps?|knows?|sends?|suggests?|reminds?|answers?|use|run|runs|offer|offers|plan|plans|"
    r"already|never|rather|only|just|each|mostly|really|also)"
)
_FINITE = re.compile(rf"\b{_VERB}\b|\w['’](?:re|s|d|ll|ve|m)\b", re.IGNORECASE)
# A new subject of up to five words and its verb: "couriers want", "the big bakeries have", "we'd".
_SUBJECT = (
    r"(?=(?!(?:also|then|so|because|since|who|which|that|when|if|or|to|not|never|for|with|without|by|in|on|at|from|of)\b)"
    r"(?:[^\W\d_][\w'’-]{0,30}[ \t]{1,3}){1,5}?"
    + _VERB
    + r"\b|(?:we|they|you|he|she|it|i|there|that|nobody|everybody|everyone)\b)"
)
# At most three blanks between words: a bound keeps a text of nothing but blanks linear.
_GAP = r"\s{1,3}"
_TURN = re.compile(
    rf"(?P<but>,?{_GAP}(?:but|however|though|although)\b(?!{_GAP}(?:also|even|rather)\b),?)"
    rf"|(?P<while>,?{_GAP}(?:whereas|whilst)\b|,{_GAP}while\b)"
    rf"|(?P<and>,?{_GAP}(?:and|while){_GAP}{_SUBJECT})"
    rf"|(?P<comma>,{_GAP}{_SUBJECT})",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:nothing|anything|everything|all|no one|none)$", re.IGNORECASE)
# In characters; a long sentence has 300.
LONGEST = 1000
_EDGE = " \t\r\n\f\v\u00a0,;:"
# A subject further than this from its clause's beginning is not looked for, which keeps long texts linear.
_LOOK = 400


class Clause(NamedTuple):
    """One part of a message; `text == message[start:end]`. Clauses of one sentence share its number."""

    text: str
    start: int
    end: int
    sentence: int = 0


def clauses(message: str) -> tuple[Clause, ...]:
    """Split a message at the ends of sentences and where a new subject begins; lists stay together."""
    found = []
    for number, (start, end) in enumerate(_sentences(message)):
        for first, last in _cut(message, _turns(message, start, end)):
            body = message[first:last]
            left = first + len(body) - len(body.lstrip(_EDGE))
            right = first + len(body.rstrip(_EDGE))
            if left < right:
                found.append(Clause(message[left:right], left, right, number))
    return tuple(found)


def _cut(message: str, places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Cut what is too long to be one statement at its blanks, so that reading a clause is never a long job."""
    for start, end in places:
        begin = start
        while end - begin > LONGEST:
            blank = message.rfind(" ", begin + 1, begin + LONGEST)
            stop = blank if blank > 0 else begin + LONGEST
            yield begin, stop
            begin = stop
        yield begin, end


def _sentences(message: str) -> Iterator[tuple[int, int]]:
    """Yield the places of sentences; the mark that ends one belongs to it."""
    start = 0
    for mark in _SENTENCE_END.finditer(message):
        if mark.group() == "." and _ABBREVIATION.search(message, max(start, mark.start() - 8), mark.start()):
            continue
        if mark.group()[0] in _DASHES and len(message[start : mark.start()].split()) <= _HEADING:
            continue
        yield start, mark.end() if mark.group()[0] in ".!?…" else mark.start()
        start = mark.end()
    yield start, len(message)


def _turns(message: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the places of the clauses of one sentence."""
    begin = start
    for turn in _TURN.finditer(message, start, end):
        if turn["but"] is not None:
            splits = not _WHOLE.search(message, max(begin, turn.start() - 12), turn.start())
        elif turn["while"] is not None:
            splits = True
        else:
            splits = bool(_FINITE.search(message, begin, min(turn.start(), begin + _LOOK)))
        if splits and message[begin : turn.start()].strip(_EDGE):
            yield begin, turn.start()
            begin = turn.end()
    yield begin, end
