"""`python -m eval.training`: trains the reader from the data and writes its artefact with a card (`make reader`)."""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from assistant.offline.trained.bars import Card
from assistant.offline.trained.network import ARTEFACT
from assistant.offline.trained.network import Network as Served
from corpus.encoder import DEFAULT_MODEL, model_folder
from eval.training.choosing import chosen, temperature
from eval.training.data import fingerprint, halves
from eval.training.examples import LENGTH, Example, example
from eval.training.export import export
from eval.training.fit import Recipe, fit, seeded
from eval.training.network import Network
from eval.utterance import Utterance

# One utterance in so many is shown without its question and focus, so that both are a help and no crutch.
BARE = 0.25


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, export, choose the bars, write the card; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.training", description=__doc__)
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--part", type=float, default=1.0, help="train on this share of the data, for a learning curve")
    parser.add_argument("--out", type=Path, default=ARTEFACT)
    parser.add_argument("--bars", action="store_true", help="only choose the bars anew, for the network that is there")
    given = parser.parse_args(arguments)
    began = time.monotonic()
    train, kept = halves()
    random.Random(5).shuffle(train)
    train = train[: round(len(train) * given.part)]
    recipe = Recipe(epochs=given.epochs)
    _say(f"{len(train)} utterances to fit on, {len(kept)} to choose the bars on")
    if not given.bars:
        network, tokenizer = trained(train, recipe)
        export(network, tokenizer, given.out)
        minutes = round((time.monotonic() - began) / 60, 1)
    else:
        minutes = Card.read(given.out).figures.get("minutes", 0.0)
    heat = temperature(Served(given.out), kept)
    bars, figures = chosen(Served(given.out, heat), kept)
    card = Card(
        data=fingerprint(),
        commit=_commit(),
        recipe={"utterances": len(train), "epochs": recipe.epochs, "batch": recipe.batch, "seed": recipe.seed},
        figures={**figures, "minutes": minutes},
        temperature=heat,
        bars=bars,
    )
    card.write(given.out)
    _say(card.model_dump_json(indent=1))
    return 0


def trained(train: Sequence[Utterance], recipe: Recipe) -> tuple[Network, Tokenizer]:
    """Return a network fitted on utterances, and its tokenizer."""
    torch.set_num_threads(2)
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LENGTH)
    tokenizer.no_padding()
    chance = seeded(recipe.seed)
    network = Network(folder)
    full = [example(utterance, tokenizer) for utterance in train]
    bare = [example(utterance, tokenizer, bare=True) for utterance in train]
    epochs: list[list[Example]] = [
        [without if chance.random() < BARE else whole for whole, without in zip(full, bare, strict=True)]
        for _ in range(recipe.epochs)
    ]
    fit(network, epochs, recipe, _say)
    return network, tokenizer


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
