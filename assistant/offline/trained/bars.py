"""How likely a thing must be before it is written, and before it is asked about. `make reader` chooses them on data."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.errors import ReaderDamaged
from assistant.reading import Decision

CARD = "card.json"


class Bar(BaseModel):
    """From `write` on a thing is written, from `ask` on it is asked about, below it is let be."""

    model_config = ConfigDict(frozen=True)

    write: float = 0.85
    ask: float = 0.4

    def decision(self, probability: float) -> Decision:
        """Return what to do with something this likely."""
        return "write" if probability >= self.write else "clarify" if probability >= self.ask else "ignore"


class Bars(BaseModel):
    """The bars of the artefact: for types by side and type, for the rest by head."""

    model_config = ConfigDict(frozen=True)

    types: dict[str, Bar] = {}
    motivation: Bar = Bar(write=0.5, ask=0.5)
    link: Bar = Bar(write=0.5, ask=0.5)
    switching: Bar = Bar(write=0.5, ask=0.5)
    cost: Bar = Bar(write=0.5, ask=0.2)
    # How sure a level must be among the three, to be written without a question.
    switching_level: Bar = Bar(write=0.6, ask=0.0)
    cost_level: Bar = Bar(write=0.6, ask=0.0)
    act: Bar = Bar(write=0.5, ask=0.3)
    # A message that sounds less like a statement than this writes nothing; its types are asked about.
    stating: float = 0.8
    value: Bar = Bar(write=0.5, ask=0.5)
    segment: Bar = Bar(write=0.3, ask=0.05)

    def of_type(self, side: str, kind: str) -> Bar:
        """Return the bar of a type on one side, wanted ("+") or refused ("-")."""
        return self.types.get(f"type:{side}:{kind}", Bar())


class Card(BaseModel):
    """What is known of an artefact: what it was trained on, what it reached, and its bars."""

    model_config = ConfigDict(frozen=True)

    data: str = ""
    commit: str = ""
    recipe: dict[str, float] = {}
    figures: dict[str, float] = {}
    # The logits of a message are divided by this, so that "0.9" is right nine times of ten.
    temperature: float = 1.0
    bars: Bars = Bars()

    @classmethod
    def read(cls, folder: Path) -> Card:
        """Return the card in a folder."""
        return cls.model_validate_json((folder / CARD).read_text(encoding="utf-8"))

    def write(self, folder: Path) -> None:
        """Keep this card in a folder."""
        (folder / CARD).write_text(self.model_dump_json(indent=1) + "\n", encoding="utf-8")


def card(folder: Path) -> Card:
    """Return the card of the artefact in a folder. Raises `ReaderDamaged` where it cannot be read."""
    try:
        return Card.read(folder)
    except (OSError, ValueError) as error:
        raise ReaderDamaged(folder) from error
