"""The network that comes along: what it hears, and what is said where it cannot be opened."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ReaderDamaged
from assistant.offline.trained.bars import card
from assistant.offline.trained.heads import MESSAGE, TOKEN
from assistant.offline.trained.network import ARTEFACT, Network
from assistant.reading import Context
from tests.fakes import reader


def test_every_label_of_the_message_and_of_each_token_gets_a_probability() -> None:
    heard = Network(ARTEFACT).hear("our guy rings them on Fridays", "established", "bakeries")
    assert heard.message.shape == (len(MESSAGE),)
    assert heard.tokens.shape == (len(heard.places), len(TOKEN))
    assert float(heard.tokens.min()) >= 0 and float(heard.message.max()) <= 1
    assert heard.of("type:+:dedicated_personal_assistance") > 0.5


def test_places_are_those_of_the_text_also_behind_half_a_character_and_in_later_pieces() -> None:
    text = "\ud800 " + "we ring them. " * 60 + "couriers"
    heard = Network(ARTEFACT).hear(text)
    start, end = heard.places[-1]
    assert end == len(text) and text[start:end] in "couriers"
    assert list(heard.places) == sorted(heard.places)


def test_the_temperature_makes_it_less_sure_and_changes_no_order() -> None:
    text = "they want one person who knows them"
    hot, cold = (Network(ARTEFACT, by).hear(text, "expected").message for by in (2.0, 1.0))
    assert float(hot.max()) < float(cold.max())
    assert np.array_equal(np.argsort(hot, kind="stable")[-3:], np.argsort(cold, kind="stable")[-3:])


def test_a_damaged_artefact_is_told_with_what_to_do(tmp_path: Path) -> None:
    for opened in (Network, card):
        with pytest.raises(ReaderDamaged, match="make reader"):
            opened(tmp_path)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("our guy calls every big client on Fridays", "dedicated_personal_assistance"),
        ("they all swap tips in the car park after training", "community"),
        ("every tenth wash is on the house", "loyalty_program"),
        ("the app nudges them when the filter is due", "automated_service"),
        ("readers vote on the next cover and half the recipes are theirs", "co_creation"),
    ],
)
def test_oblique_wordings_are_read_or_offered(text: str, kind: str) -> None:
    read = reader().read(text, Context(topic="established", segments=("clients",), focus="clients"))
    heard = [m for m in read.types if m.decision in ("write", "clarify")]
    assert kind in {each for m in heard for each in (m.type, *m.alternatives)}
