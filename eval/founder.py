"""Founders to play: who they are, what is true of their business, and how they word it.

A sheet is one TOML file in `eval/cases/founders`; `README.md` there describes it.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.canvas import Block, Established, Level, Motivation, Per, Period, RelationshipType, Topic

CASES = Path(__file__).parent / "cases" / "founders"
Split = Literal["tune", "held"]
Kind = Literal["knowledge", "smalltalk", "progress", "skip", "volunteer", "both", "correction", "undo"]
# What these say replaces the answer to the question that they wait for; the others come after something was told.
DETOURS = frozenset({"knowledge", "smalltalk", "progress", "skip"})
# The first wording is the founder's own; the second, plainer one answers the same question asked again.
Wordings = tuple[str, str]

_SMALL = frozenset(
    [
        *("a", "an", "and", "at", "every", "for", "in", "my", "of", "on", "our", "some", "that", "the", "their", "to"),
        *("want", "wants", "who", "with"),
    ]
)


class Sheet(BaseModel):
    """A frozen part of a founder's sheet; unknown fields are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(Sheet):
    """A question of the interview, of a segment or of the whole business (no segment); written "name/topic/type"."""

    segment: str | None = None
    topic: Topic
    type: RelationshipType | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        names = ("segment", "topic", "type")
        return {name: part for name, part in zip(names, given.split("/"), strict=False) if part != "-"}

    def covers(self, other: Place) -> bool:
        """Say whether `other` is this place or one of the relationships in it."""
        same = (self.segment, self.topic) == (other.segment, other.topic)
        return same and self.type in (None, other.type)


class Price(Sheet):
    """What a relationship costs: a level, or an amount (up to `high`) in `currency` per `period`, for `per`."""

    level: Level | None = None
    amount: float | None = None
    high: float | None = None
    currency: str | None = Field(default=None, pattern="^[A-Z]{3}$")
    period: Period | None = None
    per: Per | None = None

    @model_validator(mode="after")
    def _is_a_level_or_an_amount(self) -> Self:
        if (self.level is None) == (self.amount is None) or (self.amount is None) != (self.currency is None):
            raise ValueError("a price is a level, or an amount with its currency")
        return self


class Tie(Sheet):
    """One relationship with a segment; `words` are the founder's own for it, `links` the words for each block."""

    type: RelationshipType
    expected: bool = True
    established: Established | None = None
    words: str
    cost: Price | None = None
    links: dict[Block, str] = {}
    says: dict[Literal["established", "cost", "integration"], Wordings] = {}


class Group(Sheet):
    """One customer segment; `also` are other names that mean the same."""

    name: str
    also: tuple[str, ...] = ()
    motivations: dict[Motivation, str] = Field(min_length=1)
    switching: Level | None = None
    says: dict[Literal["motivation", "expected", "switching_costs"], Wordings]
    relationships: tuple[Tie, ...] = Field(min_length=1)

    def tie(self, kind: RelationshipType | None) -> Tie | None:
        """Return the relationship of a type, or None."""
        return next((tie for tie in self.relationships if tie.type == kind), None)


class Firm(Sheet):
    """The business, and how the founder introduces it and names its segments."""

    name: str | None = None
    offering: str
    says: Wordings
    segments: Wordings


class Was(Sheet):
    """What the founder says before the correction; `type` is the relationship's earlier type."""

    motivations: tuple[Motivation, ...] | None = None
    switching: Level | None = None
    type: RelationshipType | None = None
    established: Established | None = None
    cost: Price | None = None


class Interjection(Sheet):
    """Something that the founder says without being asked for it, message by message.

    `at`: in place of the answer to that question. `after`: `wait` messages after that was told. `tells` names what it
    tells, `was` what a correction replaces.
    """

    kind: Kind
    at: Place | None = None
    after: Place | None = None
    wait: int = 1
    say: tuple[str, ...] = Field(min_length=1)
    tells: tuple[Place, ...] = ()
    was: Was | None = None


class Founder(Sheet):
    """A founder as a sheet describes them."""

    id: str
    split: Split
    style: Literal["terse", "chatty", "typo", "non_native", "british", "american", "indian", "plain"]
    opens: Literal["one", "two"]
    business: Firm
    segments: tuple[Group, ...] = Field(min_length=1, max_length=4)
    interjections: tuple[Interjection, ...] = Field(max_length=4)

    def group(self, name: str | None) -> Group | None:
        """Return the segment that a name on the canvas means, or None."""
        if name is None:
            return None
        exact = [group for group in self.segments if plain(name) in {plain(n) for n in (group.name, *group.also)}]
        return exact[0] if exact else _nearest(name, self.segments)

    def before(self, corrections: tuple[Interjection, ...]) -> Founder:
        """Return what the founder holds for true while these corrections are still to come."""
        groups = list(self.segments)
        for correction in corrections:
            for place in correction.tells:
                spot = next(index for index, group in enumerate(groups) if group.name == place.segment)
                groups[spot] = _earlier(groups[spot], place, correction.was or Was())
        return self.model_copy(update={"segments": tuple(groups)})


def founders(split: Split | None = None, folder: Path = CASES) -> list[Founder]:
    """Read the founders of a split, or all of them, by their ids; raises `ValueError` where a sheet is wrong."""
    read = [founder(path.stem, folder) for path in sorted(folder.glob("*.toml"))]
    return [each for each in read if split in (None, each.split)]


def founder(id: str, folder: Path = CASES) -> Founder:
    """Read one founder's sheet; raises `ValueError` where it is wrong and `FileNotFoundError` where there is none."""
    sheet = tomllib.loads((folder / f"{id}.toml").read_text(encoding="utf-8"))
    return Founder.model_validate({**sheet, "id": id})


def plain(name: str) -> str:
    """Return a name in the form in which names are compared."""
    words = re.findall(r"[\w'-]+", name.casefold())
    while len(words) > 1 and words[0] in _SMALL:
        words = words[1:]
    return " ".join(words)


def stems(text: str) -> frozenset[str]:
    """Return the telling words of a text, without their plural."""
    return frozenset(word.rstrip("s") for word in re.findall(r"\w+", text.casefold()) if word not in _SMALL)


def _nearest(name: str, groups: tuple[Group, ...]) -> Group | None:
    def likeness(group: Group) -> float:
        called = stems(name)
        names = [stems(each) for each in (group.name, *group.also)]
        return max(len(called & own) / max(len(called | own), 1) for own in names)

    best = max(groups, key=likeness)
    return best if likeness(best) >= 1 / 3 else None


def _earlier(group: Group, place: Place, was: Was) -> Group:
    if was.motivations is not None:
        group = group.model_copy(update={"motivations": dict.fromkeys(was.motivations, "")})
    if was.switching is not None:
        group = group.model_copy(update={"switching": was.switching})
    if was.type is None and was.established is None and was.cost is None:
        return group
    fields = {name: value for name in ("type", "established", "cost") if (value := getattr(was, name)) is not None}
    kind = place.type or group.relationships[0].type
    ties = tuple(tie.model_copy(update=fields) if tie.type == kind else tie for tie in group.relationships)
    return group.model_copy(update={"relationships": ties})
