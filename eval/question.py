"""Questions with what answers them: data to measure finding and answering with.

The files are described in `eval/cases/questions/README.md`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

CASES = Path(__file__).parent / "cases" / "questions"
# The raw documents lie beside the checkout, where they are at all.
SOURCES = Path(__file__).parents[2] / "shared" / "sources"

Kind = Literal[
    "definition", "meaning", "fact", "example", "comparison", "advice", "yes_no", "two_documents",
    "follow_up", "typo", "near", "far", "injection",
]  # fmt: skip
Part = Literal["choose", "report"]
Corpus = Literal["handbook", "sources"]
CORPORA: tuple[Corpus, ...] = get_args(Corpus)
# What the sources must stay silent on.
SILENT: frozenset[Kind] = frozenset({"near", "far"})

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Quote = Annotated[str, StringConstraints(min_length=12, max_length=170, pattern=r"^\S[^\r\n]*\S$")]
Place = Annotated[str, StringConstraints(pattern=r"^\d{3}:\d+-\d+$")]
Wording = Annotated[str, StringConstraints(min_length=2, to_lower=True, strip_whitespace=True)]
Piece = Annotated[tuple[Quote, ...], Field(min_length=1)]
Point = Annotated[tuple[Wording, ...], Field(min_length=1)]


class Question(BaseModel):
    """One question. Each piece of evidence and each point of an answer is a list of alternatives; any one will do.

    `history` holds the questions before it, oldest first. Where a corpus has no evidence, it has no answer. The raw
    documents are not ours to print, so `places` say where their evidence stands ("004:120-180": file, first and last
    character); `sources` holds the words at those places where the documents are at hand.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z]\d{3}$")
    kind: Kind
    text: Text
    history: tuple[Text, ...] = ()
    handbook: tuple[Piece, ...] = ()
    places: tuple[Annotated[tuple[Place, ...], Field(min_length=1)], ...] = ()
    sources: tuple[Piece, ...] = ()
    points: tuple[Point, ...] = ()

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        told = bool(self.handbook or self.places)
        if told and self.kind in SILENT:
            raise ValueError(f"{self.id}: a {self.kind} question has no evidence")
        if not told and self.kind not in SILENT | {"injection"}:
            raise ValueError(f"{self.id}: a {self.kind} question needs evidence")
        if told != bool(self.points):
            raise ValueError(f"{self.id}: evidence and points come together")
        if self.kind == "follow_up" and not self.history:
            raise ValueError(f"{self.id}: a follow-up needs the question before it")
        return self

    @property
    def part(self) -> Part:
        """The half of this question, by its id: thresholds are chosen on one, figures are told of the other."""
        odd = int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % 2 == 1
        return "choose" if odd else "report"

    def evidence(self, corpus: Corpus) -> tuple[Piece, ...]:
        """Return what an answer from this corpus rests on; nothing where it has none."""
        return self.handbook if corpus == "handbook" else self.sources


def together(question: str, history: Sequence[str]) -> str:
    """Return a question with those before it, as one that can be looked up by itself."""
    return " ".join((*history, question))


def questions(part: Part | None = None, folder: Path = CASES, sources: Path = SOURCES) -> list[Question]:
    """Return the questions of a part, or all, by file and line; with the raw documents' words where they are there.

    Raises `ValueError` (pydantic's among them) where a line is broken or two questions have one id or one wording.
    """
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    raw = {path.name[:3]: path.read_text("utf-8") for path in sources.glob("*.txt")} if sources.is_dir() else {}
    every = [_told(Question.model_validate_json(line), raw) for line in lines if line.strip()]
    for names in ([each.id for each in every], [together(each.text, each.history) for each in every]):
        twice = [name for name, count in Counter(names).items() if count > 1]
        if twice:
            raise ValueError(f"these stand twice: {twice}")
    return [each for each in every if part in (None, each.part)]


def _told(question: Question, raw: Mapping[str, str]) -> Question:
    """Return a question with the words that stand at its places."""
    if not raw:
        return question
    return question.model_copy(
        update={"sources": tuple(tuple(_at(place, raw) for place in piece) for piece in question.places)}
    )


def _at(place: str, raw: Mapping[str, str]) -> str:
    file, _, span = place.partition(":")
    first, _, last = span.partition("-")
    return raw.get(file, "")[int(first) : int(last)]


def digest(asked: Sequence[Question]) -> str:
    """Return a short hash of the questions, to stamp figures with."""
    lines = "\n".join(each.model_dump_json(exclude={"sources"}) for each in asked)
    return hashlib.sha256(lines.encode()).hexdigest()[:8]
