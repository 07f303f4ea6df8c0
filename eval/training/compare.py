"""`python -m eval.training.compare`: other ways to hear relationship types, on the same utterances as the chosen one.

Each way gets the same training utterances, chooses one threshold on the kept ones and is scored on the test split:
micro-F1 of the affirmed types over all messages.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from assistant.offline.clauses import clauses
from assistant.offline.trained.heads import MESSAGE, TYPES
from corpus.encoder import DEFAULT_MODEL, model_folder
from eval.training.__main__ import trained
from eval.training.data import halves
from eval.training.examples import example, said
from eval.training.fit import Recipe, seeded, tensors
from eval.training.network import Network
from eval.utterance import Utterance, utterances

Floats = NDArray[np.float32]
# A way takes training utterances and returns what scores utterances: a row of eight numbers for each.
Scores = Callable[[Sequence[Utterance]], Floats]
Way = Callable[[Sequence[Utterance]], Scores]

DEFINITIONS = {
    "transactional": "nothing beyond the sale: anonymous, pay and leave",
    "self_service": "customers do it themselves with means that the company provides",
    "automated_service": "machines serve or recognise each customer and act by themselves",
    "personal_assistance": "a human helps, whoever is there",
    "dedicated_personal_assistance": "one particular person looks after this customer",
    "community": "customers help and meet one another",
    "co_creation": "customers shape the product or its content",
    "loyalty_program": "coming back is rewarded with points, perks or status",
}


def truth(cases: Sequence[Utterance]) -> tuple[Floats, NDArray[np.bool_]]:
    """Return which types each utterance affirms, and which count neither for nor against."""
    true = np.array([[f"type:+:{kind}" in said(u) for kind in TYPES] for u in cases], dtype=np.float32)
    either = np.array([[kind in (*u.also_ok, *u.ambiguous) for kind in TYPES] for u in cases])
    return true, either


def f1(scores: Floats, cases: Sequence[Utterance], bar: float) -> float:
    """Return the micro-F1 of the types that score at least the bar."""
    true, either = truth(cases)
    fired = scores >= bar
    right = (fired & (true > 0)).sum()
    return float(2 * right / (2 * right + (fired & (true == 0) & ~either).sum() + (~fired & (true > 0)).sum()))


def _folder() -> Path:
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    return folder


@cache
def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(_folder() / "tokenizer.json"))
    tokenizer.enable_truncation(96)
    tokenizer.no_padding()
    return tokenizer


def _encoded(model: nn.Module, texts: Sequence[str]) -> Tensor:
    encodings = [_tokenizer().encode(text) for text in texts]
    length = max(len(e.ids) for e in encodings)
    ids = torch.tensor([[*e.ids, *[0] * (length - len(e.ids))] for e in encodings])
    mask = torch.tensor([[1] * len(e.ids) + [0] * (length - len(e.ids)) for e in encodings])
    hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state
    shown = mask.unsqueeze(-1)
    return nn.functional.normalize((hidden * shown).sum(1) / shown.sum(1), dim=1)


def _vectors(model: nn.Module, cases: Sequence[Utterance]) -> Floats:
    model.eval()
    with torch.no_grad():
        rows = [_encoded(model, [u.text for u in cases[at : at + 64]]) for at in range(0, len(cases), 64)]
    return torch.cat(rows).numpy()


def _frozen() -> nn.Module:
    model: nn.Module = AutoModel.from_pretrained(_folder(), add_pooling_layer=False, dtype=torch.float32)
    return model


def nearest(train: Sequence[Utterance]) -> Scores:
    """Ten nearest neighbours over the frozen encoder, weighted by how near they are."""
    model = _frozen()
    known, (true, _) = _vectors(model, train), truth(train)

    def scores(cases: Sequence[Utterance]) -> Floats:
        near = _vectors(model, cases) @ known.T
        best = np.argsort(-near, axis=1)[:, :10]
        weights = np.take_along_axis(near, best, axis=1) ** 4
        found: Floats = (weights[:, :, None] * true[best]).sum(1) / weights.sum(1, keepdims=True)
        return found

    return scores


def _heads(model: nn.Module, train: Sequence[Utterance]) -> Scores:
    seeded(7)
    known, true = torch.from_numpy(_vectors(model, train)), torch.from_numpy(truth(train)[0])
    head = nn.Linear(known.shape[1], len(TYPES))
    optimizer = torch.optim.AdamW(head.parameters(), lr=0.02, weight_decay=1e-3)
    for _ in range(400):
        loss = nn.functional.binary_cross_entropy_with_logits(head(known), true)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()

    def scores(cases: Sequence[Utterance]) -> Floats:
        with torch.no_grad():
            found: Floats = torch.sigmoid(head(torch.from_numpy(_vectors(model, cases)))).numpy()
            return found

    return scores


def linear(train: Sequence[Utterance]) -> Scores:
    """Linear heads on the frozen encoder."""
    return _heads(_frozen(), train)


def contrastive(train: Sequence[Utterance]) -> Scores:
    """Pull utterances of one type together first (supervised contrast within batches), then linear heads."""
    chance = seeded(7)
    model = _frozen().train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-5)
    true = truth(train)[0]
    order = list(range(len(train)))
    for _ in range(3):
        chance.shuffle(order)
        for at in range(0, len(order) - 64, 64):
            batch = order[at : at + 64]
            vectors = _encoded(model, [train[n].text for n in batch])
            alike = torch.from_numpy((true[batch] @ true[batch].T > 0).astype(np.float32)).fill_diagonal_(0)
            near = vectors @ vectors.T / 0.1 - torch.eye(len(batch)) * 1e4
            kept = alike.sum(1) > 0
            loss = -(torch.log_softmax(near, dim=1) * alike).sum(1)[kept] / alike.sum(1)[kept]
            optimizer.zero_grad()
            loss.mean().backward()  # type: ignore[no-untyped-call]
            optimizer.step()
    return _heads(model, train)


def pairs(train: Sequence[Utterance]) -> Scores:
    """Read each utterance together with the definition of a type and say whether they fit."""
    chance = seeded(7)
    model, head = _frozen().train(), nn.Linear(384, 1)
    optimizer = torch.optim.AdamW([*model.parameters(), *head.parameters()], lr=1e-4)

    def logits(rows: Sequence[tuple[Utterance, str]]) -> Tensor:
        encodings = [_tokenizer().encode(u.text, DEFINITIONS[kind]) for u, kind in rows]
        length = max(len(e.ids) for e in encodings)
        pad = [0] * length
        ids, kinds = ([[*getattr(e, f), *pad][:length] for e in encodings] for f in ("ids", "type_ids"))
        mask = [[*([1] * len(e.ids)), *pad][:length] for e in encodings]
        given = {"input_ids": ids, "token_type_ids": kinds, "attention_mask": mask}
        hidden = model(**{name: torch.tensor(rows) for name, rows in given.items()}).last_hidden_state
        found: Tensor = head(hidden[:, 0]).squeeze(1)
        return found

    for _ in range(3):
        rows = [(u, kind) for u in train for kind in _sampled(u, chance)]
        chance.shuffle(rows)
        for at in range(0, len(rows), 32):
            batch = rows[at : at + 32]
            wanted = torch.tensor([float(f"type:+:{kind}" in said(u)) for u, kind in batch])
            loss = nn.functional.binary_cross_entropy_with_logits(logits(batch), wanted)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()

    def scores(cases: Sequence[Utterance]) -> Floats:
        model.eval()
        with torch.no_grad():
            found = [torch.sigmoid(logits([(u, kind) for kind in TYPES])).numpy() for u in cases]
        return np.stack(found)

    return scores


def _sampled(utterance: Utterance, chance: random.Random) -> list[str]:
    true = [kind for kind in TYPES if f"type:+:{kind}" in said(utterance)]
    return [*true, *chance.sample([kind for kind in TYPES if kind not in true], 2)]


def whole(train: Sequence[Utterance]) -> Scores:
    """The chosen way: the encoder fine-tuned whole, heads for message and tokens."""
    network, tokenizer = trained(train, Recipe())
    return lambda cases: _network(network, tokenizer, cases)


def _network(network: Network, tokenizer: Tokenizer, cases: Sequence[Utterance]) -> Floats:
    places = [MESSAGE.index(f"type:+:{kind}") for kind in TYPES]
    examples = [example(u, tokenizer) for u in cases]
    with torch.no_grad():
        rows = [network(*tensors(examples[at : at + 32]))[0] for at in range(0, len(examples), 32)]
    found: Floats = torch.sigmoid(torch.cat(rows))[:, places].numpy()
    return found


def by_clause(train: Sequence[Utterance]) -> Scores:
    """As the chosen way, but each clause read for itself and the likeliest taken."""
    network, tokenizer = trained(train, Recipe())

    def scores(cases: Sequence[Utterance]) -> Floats:
        parts = [(n, c.text) for n, u in enumerate(cases) for c in clauses(u.text)]
        bare = [
            Utterance(id="", industry="", style="plain", context=cases[n].context, text=t, acts=("set",))
            for n, t in parts
        ]
        found = np.zeros((len(cases), len(TYPES)), dtype=np.float32)
        for (n, _), row in zip(parts, _network(network, tokenizer, bare), strict=True):
            found[n] = np.maximum(found[n], row)
        return found

    return scores


WAYS: dict[str, Way] = {
    "nearest": nearest,
    "linear": linear,
    "contrastive": contrastive,
    "pairs": pairs,
    "clauses": by_clause,
    "whole": whole,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the F1 of each way; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.training.compare", description=__doc__)
    parser.add_argument("ways", nargs="*", default=list(WAYS))
    parser.add_argument("--utterances", type=int, nargs="*", default=[4000], help="how many to train on")
    given = parser.parse_args(arguments)
    torch.set_num_threads(2)
    train, kept = halves()
    random.Random(5).shuffle(train)
    test = utterances("test")
    for name in given.ways:
        for size in given.utterances:
            began = time.monotonic()
            scores = WAYS[name](train[:size])
            bars = [round(0.05 * step, 2) for step in range(2, 18)]
            ours = scores(kept)
            bar = max(bars, key=lambda each: f1(ours, kept, each))
            seconds = time.monotonic() - began
            sys.stdout.write(
                f"{name:12} {len(train[:size]):6} F1 {f1(scores(test), test, bar):.3f} at {bar} ({seconds:.0f} s)\n"
            )
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
