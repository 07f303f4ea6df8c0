"""The words of a clause that stand for a cue: what the user calls it."""

from __future__ import annotations

from assistant.offline.cues import Marked, listed

_LONGEST_TAIL = 9


def span(text: Marked, first: int, last: int) -> tuple[int, int]:
    """Return the place, in characters, of the words `first` up to `last` with what belongs to their noun phrase."""
    row = text.words
    for verb in text.of("status"):
        if verb.first == first and verb.last < last:
            first = verb.last
    while first > 0 and row[first - 1].text in listed("lead"):
        first -= 1
    if last < len(row) and row[last].text in listed("tail"):
        end = last
        while end < len(row) and end - last < _LONGEST_TAIL and row[end].text not in listed("end"):
            end += 1
        while end > last and row[end - 1].text in listed("tail") | listed("lead"):
            end -= 1
        last = end
    return row[first].start, row[last - 1].end
