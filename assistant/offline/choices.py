"""Which of the offered choices a message picks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

# A pick is short; a longer message says something of its own.
LONGEST_PICK = 12
SAME_LABEL = 90

_ORDINALS = {
    "first": 1, "1st": 1, "one": 1, "former": 1, "second": 2, "2nd": 2, "two": 2, "third": 3, "3rd": 3, "three": 3,
    "fourth": 4, "4th": 4, "four": 4, "fifth": 5, "5th": 5, "sixth": 6, "seventh": 7, "eighth": 8,
}  # fmt: skip
_ORDINAL = re.compile(
    r"^(?:(?:i'?d |i would )?(?:take|say|pick|choose|go for|accept|mean)?\s*)?"
    r"(?:the |number |no\.? |option |choice |#)?(?P<which>\w+)(?: one| option| choice)?$"
)
_DIGITS = re.compile(r"^(?:number |no\.? |option |choice |#)?(?P<which>\d{1,2})[.)]?$")
_ALL = re.compile(
    r"^(?:both|all|all (?:of )?(?:them|these|those|three|two|four)|both (?:of )?(?:them|these|those)?|"
    r"each of them|everything)$"
)
_NONE = re.compile(
    r"^(?:none|neither|none of (?:these|those|them|the above)|nothing|something else|"
    r"not (?:these|any of (?:these|those|them)))$"
)


_LEAD = re.compile(
    r"^(?:the|a|an|it'?s|that'?s|i mean[t]?|i'?d say|i would say|i think|i guess|probably|maybe|for|only|just)\s+"
    r"(?:the\s+)?"
)
_TAIL = re.compile(r",?\s+(?:i(?:'?d| would)? (?:say|think|guess|suppose|reckon)|maybe|probably|please|then)$")


def picked(message: str, choices: Sequence[tuple[str, str]], *, numbers: bool = True) -> tuple[str, ...]:
    """Return the values of the choices that the message picks, by label, value, number, order, "both" or "none".

    `choices` are (value, label) pairs. With `numbers` False a bare number is not a pick (it answers "how much?").
    """
    said = re.sub(r"[.!,?]+$", "", message.strip().lower())
    if not choices or not said or len(said.split()) > LONGEST_PICK:
        return ()
    return _by_place(said, choices, numbers) or _by_label(said, choices)


def _by_place(said: str, choices: Sequence[tuple[str, str]], numbers: bool) -> tuple[str, ...]:
    real = [value for value, _ in choices if value not in ("none", "all")]
    if _ALL.match(said):
        return ("all",) if any(value == "all" for value, _ in choices) else tuple(real)
    if _NONE.match(said):
        return tuple(value for value, _ in choices if value == "none")
    digits = _DIGITS.match(said)
    if digits:
        place = int(digits["which"]) if numbers or not said.isdigit() else 0
    elif said in ("last", "the last", "the last one", "the latter", "latter"):
        place = len(real)
    else:
        ordinal = _ORDINAL.match(said)
        place = _ORDINALS.get(ordinal["which"], 0) if ordinal else 0
    return (choices[place - 1][0],) if 0 < place <= len(choices) else ()


def _forms(label: str) -> tuple[str, str]:
    return label.lower(), re.sub(r"\s*\(.*\)$", "", label.lower())


def _by_label(said: str, choices: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    exact = [value for value, label in choices if said in (value, label.lower(), value.replace("_", " "))]
    if exact:
        return tuple(exact)
    bare = _TAIL.sub("", _LEAD.sub("", said))
    named = [value for value, label in choices if max(fuzz.ratio(bare, form) for form in _forms(label)) >= SAME_LABEL]
    if named:
        return tuple(named)
    parts = [part for part in re.split(r"\s*(?:,|\band\b|\+|&)\s*", bare) if part]
    by_part = [
        next((v for v, label in choices if fuzz.ratio(part, label.lower()) >= SAME_LABEL), None) for part in parts
    ]
    return tuple(value for value in by_part if value) if len(parts) > 1 and all(by_part) else ()
