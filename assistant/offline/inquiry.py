"""What a question is after: its kind, its content words, and the two things that it compares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from assistant.offline.stems import parts, stem, stems

Kind = Literal["difference", "why", "examples", "date", "number", "when", "definition", "other"]

# Tried in this order: "what is the difference" is no definition, and "why" asks for the reason whatever follows.
_KINDS: dict[Kind, str] = {
    "difference": r"differ(?:s|ent|ence|ences)?|vs|versus|compared? (?:to|with)|compare|distinguish",
    "why": r"why|what for|reasons?|how come|what(?:'s| is) the (?:point|purpose|use|benefit)|matters?",
    "examples": r"examples?|for instance|which compan\w+|who (?:uses|does)|cases?",
    "date": r"(?:which|what) year|when (?:was|were|did)|how long ago",
    "number": r"(?<!\bon )(?<!\bof )(?<!\bor )(?<!\bby )how (?:many|much)|"
    r"(?:what|which) (?:percentage|share|number)|how (?:old|tall|big|often)",
    "when": r"when|suits?|fits?|appropriate|make sense",
    "definition": r"what(?:'s|s)?|define|explain|describe|about|mean(?:s|ing)?|definition|stands? for",
}
_COMPARED = (
    r"between (?P<a>.+?) (?:and|or) (?P<b>.+)",
    r"how (?:do|does|is|are) (?P<a>.+?) and (?P<b>.+?) (?:differ(?:ent)?|compare)",
    r"^(?P<a>.+?) (?:or|and) (?P<b>.+?)[:,;?-]+ *(?:what(?:'s| is)|how|where|is there).*\bdiffer",
    r"how (?:do|does|is|are) (?P<a>.+?) (?:differ(?:s|ent)?|compared?) (?:from|to|with|than) (?P<b>.+)",
    r"(?:compare )?(?P<a>.+?) (?:vs\.?|versus|compared (?:to|with)|different from) (?P<b>.+)",
    r"(?:compare|distinguish) (?P<a>.+?) (?:and|with|to|from) (?P<b>.+)",
)
# What follows the second thing is no part of its name.
_BESIDE = re.compile(r"[,;:.?!]| (?:for|in|when|if|as|with regard to|regarding|from|please)\b")
# Words that hold a question together and say nothing about what is asked.
_FUNCTION = """
a an the of to in on at by for with from as is are was were be been being am do does did done doing have has had having
can could may might must shall should will would not no nor and or but if then than so such too very just only also even
still yet again what which who whom whose when where why how that this these those there here it its i me my mine we us
our you your they them their he she his her one ones some any all each every both either other others another more most
much many few less least own same up out off over under into onto about between among through during before after now
please tell give show explain describe define compare vs versus example examples instance difference differences differ
different mean means meaning idea thing things something anything everything somebody
someone anyone
"""
# Words of every subject: a passage that holds the answer often puts them in other words, so that their absence proves
# nothing, while their presence still helps to tell passages apart.
_GENERAL = """
say said make makes made take takes use uses used using need needs let want wants get gets got put set keep come comes
came go goes went going run runs look looks looking like likes see seen find found try change become gain form offer
offers start begin beginning focus separate split happen happens think know help helps work works working ever never
always often usually really mostly maybe quite rather together alone away back at once first last next today good better
best bad fine right wrong hard easy quick quickly big small able possible real exactly simply main way ways bit case
cases part parts kind kinds sort sorts type types
fact exist exists stand stands suit suits fit fits name question questions answer answers lot
"""
_GENERAL_WEIGHT = 0.4
_TOGETHER = 0.3
# Said of nearly everything here: finding them proves little.
_COMMON = "customer client company firm business organisation relationship person user"
_COMMON_WEIGHT = 0.4
_COUNTED = re.compile(r"\bhow many (?:different )?(?!(?:of|do|does|are|is|did|were|can|should)\b)([^\W\d_]+)")
_NUMBERS = (
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|half|percent|"
    r"first|second|third|fourth)\b"
)
_DATES = r"\b(?:1[0-9]|20)\d\d\b|\bcentury\b|\b(?:january|february|march|april|june|july|august|september|october)\b"


@dataclass(frozen=True)
class Inquiry:
    """A question taken apart, in stems: `content` and `general` words, what it counts and what it compares.

    `sides` are the two things compared in the question's own words.
    """

    kind: Kind
    content: tuple[str, ...]
    general: tuple[str, ...] = ()
    counted: str | None = None
    compared: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    sides: tuple[str, ...] = ()

    def coverage(self, text: str) -> float:
        """Return the share of the content words that stand in a text, from 0 to 1; 0 where there are none."""
        return share(self.content, text)

    def nearness(self, text: str) -> float:
        """Return the share of all its words that stand in a text, the general ones counting less.

        Words that stand side by side in the question and in the text count more, so that it may exceed 1.
        """
        row = stems(text)
        held, couples = frozenset(row), frozenset(pairwise(row))
        found = sum(word in held for word in self.content)
        found_general = sum(word in held for word in self.general)
        together = sum(couple in couples for couple in pairwise(self.content))
        total = len(self.content) + _GENERAL_WEIGHT * len(self.general)
        return (found + _GENERAL_WEIGHT * found_general + _TOGETHER * together) / total if total else 0.0

    def satisfied(self, text: str) -> bool:
        """Say whether a text can hold what is asked for: a number of the things counted, a date."""
        if self.kind == "number":
            counted = self.counted is None or self.counted in stems(text)
            return counted and bool(re.search(_NUMBERS, text, re.IGNORECASE))
        return self.kind != "date" or bool(re.search(_DATES, text, re.IGNORECASE))


def inquiry(question: str) -> Inquiry:
    """Return what a question is after."""
    plain = " ".join(question.casefold().replace("’", "'").split()).rstrip("?!. ")
    kind: Kind = next((kind for kind, words in _KINDS.items() if re.search(rf"\b(?:{words})\b", plain)), "other")
    words = tuple(dict.fromkeys(word for word in parts(plain) if word not in _known(_FUNCTION)))
    sides = _pair(plain) if kind == "difference" else ()
    return Inquiry(
        kind=kind,
        content=tuple(word for word in words if word not in _known(_GENERAL)),
        general=tuple(word for word in words if word in _known(_GENERAL)),
        counted=stem(count[1]) if (count := _COUNTED.search(plain)) else None,
        compared=(_telling(sides[0]), _telling(sides[1])) if sides else None,
        sides=sides,
    )


def share(wanted: tuple[str, ...], text: str) -> float:
    """Return the share of these stems that stand in a text, words that stand everywhere counting less."""
    held = frozenset(stems(text))
    weights = {word: _COMMON_WEIGHT if word in _known(_COMMON) else 1.0 for word in wanted}
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in held) / total if total else 0.0


def _pair(plain: str) -> tuple[str, ...]:
    """Return the words for the two things that are compared; none unless both say something."""
    match = next((match for pattern in _COMPARED if (match := re.search(pattern, plain))), None)
    found = (match["a"], _BESIDE.split(match["b"])[0]) if match else ()
    return found if all(_telling(side) for side in found) else ()


def _telling(words: str) -> tuple[str, ...]:
    idle = _known(_FUNCTION) | _known(_GENERAL)
    return tuple(word for word in parts(words) if word not in idle)


@cache
def _known(words: str) -> frozenset[str]:
    return frozenset(parts(words))
