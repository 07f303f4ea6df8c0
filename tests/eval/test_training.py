"""What the network is trained with says what the labels say; what is served is what was trained."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from assistant.offline.reader import shipped
from assistant.offline.trained.bars import Card
from assistant.offline.trained.heads import MESSAGE, TOKEN
from assistant.offline.trained.network import ARTEFACT
from assistant.offline.trained.network import Network as Served
from corpus.encoder import DEFAULT_MODEL, model_folder
from eval.figures import f1, share
from eval.reading import read
from eval.training.data import fingerprint, halves
from eval.training.examples import example
from eval.training.export import export
from eval.training.fit import Recipe, fit, seeded, tensors
from eval.training.network import Network
from eval.utterance import Utterance, utterances

FOLDER = model_folder(DEFAULT_MODEL)
assert FOLDER is not None


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    found.no_padding()
    found.enable_truncation(128)
    return found


def labelled() -> Utterance:
    return next(u for u in utterances("train") if len(u.types) == 1 and u.segments and u.types[0].status)


def test_an_example_marks_the_tokens_of_each_label_and_only_those(tokenizer: Tokenizer) -> None:
    utterance = labelled()
    one = example(utterance, tokenizer)
    said = utterance.types[0]
    label = f"type:{'+' if said.polarity == 'affirmed' else '-'}:{said.type}"
    assert one.message[MESSAGE.index(label)] == 1.0
    marked = tokenizer.decode([one.ids[at] for at in np.flatnonzero(one.tokens[:, TOKEN.index(label)])])
    assert marked.replace(" ", "") == said.quote.lower().replace(" ", "")
    setting = [at for at, kind in enumerate(one.kinds) if kind == 0]
    assert not one.token_weights[setting].any()


def test_an_ambiguous_type_is_neither_right_nor_wrong(tokenizer: Tokenizer) -> None:
    utterance = next(u for u in utterances("train") if u.ambiguous and not u.also_ok)
    one = example(utterance, tokenizer)
    assert {one.message[MESSAGE.index(f"type:+:{kind}")] for kind in utterance.ambiguous} <= {0.5, 1.0}


def test_the_bars_are_chosen_on_industries_that_were_not_trained_on() -> None:
    fitted, kept = halves()
    assert not {u.industry for u in fitted} & {u.industry for u in kept}
    assert not {u.industry for u in kept} & {u.industry for u in utterances("test")}


def test_fitting_learns_and_the_artefact_hears_what_the_network_does(tokenizer: Tokenizer, tmp_path: Path) -> None:
    seeded(1)
    network = Network(FOLDER, layers=1)
    some = [u for u in utterances("train") if u.types][:24]
    examples = [example(u, tokenizer) for u in some]
    told: list[str] = []
    fit(network, [examples] * 6, Recipe(batch=8, encoder_rate=1e-3), told.append)
    losses = [float(line.split("loss ")[1].split(",")[0]) for line in told]
    assert losses[-1] < 0.5 * losses[0]
    export(network, tokenizer, tmp_path)
    served = Served(tmp_path)
    with torch.no_grad():
        here = torch.sigmoid(network(*tensors(examples[:1]))[0])[0].numpy()
    there = served.hear(some[0].text, some[0].context.topic, some[0].context.focus).message
    assert np.abs(here - there).max() < 0.15


def test_the_artefact_is_small_and_was_trained_on_the_data_that_lies_here() -> None:
    assert sum(path.stat().st_size for path in ARTEFACT.iterdir()) < 30e6
    assert Card.read(ARTEFACT).data == fingerprint()


def test_the_reader_keeps_its_figures_on_the_test_split() -> None:
    reads = read(shipped(), utterances("test")[::6])
    counts = sum((each.counts for each in reads), start=type(reads[0].counts)())
    assert f1(counts, "types")[0] >= 0.80
    assert share(counts, "written")[0] >= 0.92
    assert share(counts, "acts")[0] >= 0.92
    assert f1(counts, "segments")[0] >= 0.70
