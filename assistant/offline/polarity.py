"""Whether words inside a clause are meant or denied."""

from __future__ import annotations

from typing import Literal, NamedTuple

from assistant.offline.cues import Cue, Marked, listed

Side = Literal["affirmed", "refused", "unsure"]

_LIST = frozenset({"or", "nor"})
_JOINS = frozenset({",", "and", "or", "nor"})
# A "not" that stands further before the words than this is more likely about something else.
_REACH = 9
# Between the words and a denial behind them ("a forum, no, ...") there is little else.
_REACH_AFTER = 4
# Parts of a list ("a forum, an app or points") are this short.
_ITEM = 5


class Denial(NamedTuple):
    """How words are meant. `contrast`: something else is set against them; `gone`: they were there once."""

    side: Side
    contrast: bool = False
    gone: bool = False


class _Reaching(NamedTuple):
    """A cue that reaches the words, and whether it surely does."""

    cue: Cue
    sure: bool


def denial(text: Marked, first: int, last: int) -> Denial:
    """Return how the words `first` up to `last` are meant; unsure where two readings are likely."""
    cues = text.of("polarity")
    near = (cue for cue in cues if cue.first < first and first - cue.last <= 2 * _REACH)
    before = [reaching for cue in near if (reaching := _before(text, cue, first))]
    doubts = [cue for cue in cues if cue.value == "maybe" and 0 <= cue.first - last <= _REACH_AFTER]
    behind = _apart([cue for cue in cues if cue.first >= last and _behind(text, cue, last)])
    denying = _nearest(text, [item for item in before if item.cue.value not in ("keeps", "unsure", "maybe")])
    gone = any(item.cue.value == "gone" for item in before)
    doubted = bool(doubts) or any(item.cue.value in ("unsure", "maybe") for item in before)
    if any(cue.value == "verdict" for cue in behind) and not denying:
        return Denial("refused", gone=gone)
    if doubted or len(denying) + len(behind) > 1 or not all(item.sure for item in denying):
        return Denial("unsure", gone=gone)
    if not denying and not behind:
        return Denial("affirmed")
    if any(item.cue.value == "keeps" for item in before):
        return Denial("unsure", gone=gone)
    return Denial("refused", contrast=bool(denying) and _contrast(text, denying[0].cue, first), gone=gone)


def overruled(text: Marked) -> bool:
    """Whether a clause denies what was said before it: "that's over", "no one turned up"."""
    return any(cue.value == "verdict" for cue in text.of("polarity"))


def _before(text: Marked, cue: Cue, first: int) -> _Reaching | None:
    """Return the cue where it reaches as far as `first`."""
    if cue.value in ("after", "verdict"):
        return None
    if cue.last > first:
        # "Not just a sale" denies the sale, although "not just" alone denies nothing.
        return _Reaching(cue._replace(value="not"), True) if cue.value == "keeps" else None
    between = [word.text for word in text.words[cue.last : first]]
    if listed("barriers").intersection(between) or (cue.value in ("unsure", "maybe") and "," in between):
        return None
    if "," in between and not _in_list(text, cue.last, first):
        return None
    verb = _second_verb(text, cue, first)
    if verb and cue.value == "contrast":
        return None
    sure = first - cue.last <= _REACH and not verb and not listed("doubtful").intersection(between)
    return _Reaching(cue, sure)


def _second_verb(text: Marked, cue: Cue, first: int) -> bool:
    """Whether a verb of having or wanting stands between, other than the denied one and its infinitive."""
    for verb in text.of("status"):
        if not (cue.last < verb.first and verb.last <= first and verb.value in ("expected", "established")):
            continue
        before = text.words[verb.first - 1].text
        if before in listed("subjects"):
            # "We don't think they want" denies the wanting.
            return not listed("opinions").intersection(word.text for word in text.words[cue.last : verb.first])
        if verb.first > cue.last + 1 and before not in ("to", "that", ","):
            return True
    return False


def _in_list(text: Marked, start: int, first: int) -> bool:
    """Whether the words from `start` on are a list joined by "or" that goes as far as `first`."""
    row = [word.text for word in text.words[start : first + 2 * _ITEM]]
    joined = next((at for at, word in enumerate(row) if word in _LIST), None)
    if joined is None:
        return False
    size = 0
    for word in row[: max(first - start, joined)]:
        size = 0 if word in _JOINS else size + 1
        if size > _ITEM:
            return False
    return True


def _behind(text: Marked, cue: Cue, last: int) -> bool:
    """Whether the cue denies what stands before it: "a forum isn't needed", "points, no"."""
    if cue.value == "verdict":
        return True
    if cue.value not in ("after", "not") or cue.first - last > _REACH_AFTER:
        return False
    between = [word.text for word in text.words[last : cue.first]]
    if {"but", "and", "so", "because", "then", "or"}.intersection(between):
        return False
    if cue.value == "after":
        return between.count(",") <= 1
    follows = text.words[cue.last].text if cue.last < len(text.words) else ""
    return between[-1:] in ([","], [":"]) and follows in ("", ",", "!", "we", "they", "i")


def _apart(cues: list[Cue]) -> list[Cue]:
    """Leave out denials that share words with one before them."""
    found: list[Cue] = []
    for cue in cues:
        if not found or cue.first >= found[-1].last:
            found.append(cue)
    return found


def _nearest(text: Marked, denying: list[_Reaching]) -> list[_Reaching]:
    """Keep the nearest denial and those that it stands under; "no forum and no app" are two statements."""
    if not denying:
        return []
    nearest = denying[-1]
    if text.words[nearest.cue.first].text == "nor":
        return [nearest]
    above = [
        item
        for item in denying[:-1]
        if item.cue.last <= nearest.cue.first
        and _JOINS.isdisjoint(word.text for word in text.words[item.cue.last : nearest.cue.first])
    ]
    return [nearest, *above]


def _contrast(text: Marked, cue: Cue, first: int) -> bool:
    """Whether the denial only sets the words against others: "a community, not a mechanic", "instead of an app"."""
    if cue.value == "contrast":
        return True
    between = {word.text for word in text.words[cue.last : first]}
    return text.words[cue.first].text == "not" and cue.last <= first and between <= listed("lead")
