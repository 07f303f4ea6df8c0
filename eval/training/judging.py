"""`python -m eval.training.judging`: trains the judge of sentences and writes its artefact (`make judge`)."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]
from pydantic import BaseModel, ConfigDict
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from assistant.offline.judging.judge import ARTEFACT, LENGTH, worded
from assistant.offline.prose import sentences
from corpus.encoder import DEFAULT_MODEL, model_folder
from eval.training.fit import seeded

CASES = Path("eval/cases/support/train.jsonl")
EPOCHS, BATCH, RATE, SEED = 4, 32, 1e-4, 7
# Of a passage's other sentences so many stand against its question; so many against one that it does not answer.
OTHERS, NEAREST = 3, 4
# The first layers keep what they know; training them measured no better and costs a third of the time.
FROZEN = 2


class Case(BaseModel):
    """A passage, questions that it answers with the words that do, and questions that it does not answer."""

    model_config = ConfigDict(frozen=True)

    document: str = ""
    section: str = ""
    text: str
    yes: tuple[tuple[str, str], ...]
    no: tuple[str, ...]


class Pair(BaseModel):
    """A question, a sentence with its heading, and whether the one answers the other."""

    model_config = ConfigDict(frozen=True)

    question: str
    sentence: str
    answers: bool


def cases(file: Path = CASES) -> list[Case]:
    """Read the cases of a file."""
    return [Case.model_validate_json(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def pairs(found: Sequence[Case], chance: random.Random) -> list[Pair]:
    """Return the pairs of some cases; chance draws which other sentences stand against a question."""
    return [pair for case in found for pair in _pairs(case, chance)]


def _pairs(case: Case, chance: random.Random) -> Iterator[Pair]:
    title = case.section.rpartition(" > ")[2]
    every = [sentence for sentence in sentences(case.text)]
    for question, evidence in case.yes:
        at = case.text.find(evidence)
        proofs = [each for each in every if each.start < at + len(evidence) and at < each.end]
        best = max(proofs, key=lambda each: min(each.end, at + len(evidence)) - max(each.start, at), default=None)
        if best is None:
            continue
        yield Pair(question=question, sentence=worded(title, best.text), answers=True)
        others = [each for each in every if each not in proofs]
        for other in chance.sample(others, min(OTHERS, len(others))):
            yield Pair(question=question, sentence=worded(title, other.text), answers=False)
    for question in case.no:
        asked = set(question.lower().split())
        near = sorted(every, key=lambda each: -len(asked & set(each.text.lower().split())))
        for other in near[:NEAREST]:
            yield Pair(question=question, sentence=worded(title, other.text), answers=False)


class Network(nn.Module):
    """Gives one logit for a question and a sentence that are read together."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, dtype=torch.float32)
        width = self.encoder.config.hidden_size
        self.head = nn.Sequential(nn.Dropout(0.1), nn.Linear(2 * width, width), nn.GELU(), nn.Linear(width, 1))

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """Return the logits: one for each row of the batch."""
        given = {"input_ids": input_ids, "attention_mask": attention_mask, "token_type_ids": token_type_ids}
        hidden = self.encoder(**given).last_hidden_state
        shown = attention_mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * shown).sum(1) / shown.sum(1)
        found: Tensor = self.head(torch.cat([hidden[:, 0], mean], dim=1)).squeeze(1)
        return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, export, write the card; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.training.judging", description=__doc__)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--out", type=Path, default=ARTEFACT)
    given = parser.parse_args(arguments)
    began = time.monotonic()
    network, tokenizer, count = trained(cases(), given.epochs)
    export(network, tokenizer, given.out)
    card = {
        "data": hashlib.sha256(CASES.read_bytes()).hexdigest()[:16],
        "pairs": count,
        "epochs": given.epochs,
        "seed": SEED,
        "minutes": round((time.monotonic() - began) / 60, 1),
    }
    (given.out / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    _say(json.dumps(card))
    return 0


def trained(found: Sequence[Case], epochs: int) -> tuple[Network, Tokenizer, int]:
    """Return a network fitted on cases, its tokenizer, and the number of pairs of an epoch."""
    torch.set_num_threads(2)
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LENGTH, strategy="only_second")
    tokenizer.no_padding()
    chance = seeded(SEED)
    network = Network(folder)
    for layer in [network.encoder.embeddings, *network.encoder.encoder.layer[:FROZEN]]:
        layer.requires_grad_(False)
    drawn = [pairs(found, chance) for _ in range(epochs)]
    steps = sum(-(-len(each) // BATCH) for each in drawn)
    optimizer = torch.optim.AdamW([p for p in network.parameters() if p.requires_grad], lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / max(1, steps * 0.06), max(0.02, (steps - step) / (steps * 0.94)))
    )
    began = time.monotonic()
    short = torch.cpu._is_avx512_bf16_supported()
    for number, epoch in enumerate(drawn, 1):
        network.train()
        total = 0.0
        for batch in _batches(epoch, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=short):
                logits = network(*tensors(tokenizer, batch))
            wanted = torch.tensor([float(pair.answers) for pair in batch])
            loss = nn.functional.binary_cross_entropy_with_logits(logits.float(), wanted)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(batch)
        _say(f"epoch {number} of {epochs}: loss {total / len(epoch):.3f}, {time.monotonic() - began:.0f} s")
    network.eval()
    return network, tokenizer, len(drawn[0])


def _batches(every: Sequence[Pair], chance: random.Random) -> list[list[Pair]]:
    order = sorted(every, key=lambda pair: len(pair.question) + len(pair.sentence) + chance.random() * 20)
    found = [order[first : first + BATCH] for first in range(0, len(order), BATCH)]
    chance.shuffle(found)
    return found


def tensors(tokenizer: Tokenizer, batch: Sequence[Pair]) -> tuple[Tensor, Tensor, Tensor]:
    """Return token ids, attention mask and token kinds, padded to the longest of the batch."""
    encoded = tokenizer.encode_batch([(pair.question, pair.sentence) for pair in batch])
    length = max(len(each.ids) for each in encoded)
    ids = torch.tensor([[*each.ids, *[0] * (length - len(each.ids))] for each in encoded])
    mask = torch.tensor([[1] * len(each.ids) + [0] * (length - len(each.ids)) for each in encoded])
    kinds = torch.tensor([[*each.type_ids, *[0] * (length - len(each.ids))] for each in encoded])
    return ids, mask, kinds


def export(network: Network, tokenizer: Tokenizer, folder: Path) -> None:
    """Write the network, with weights of one byte, and its tokenizer into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "whole.onnx"
    given = tensors(tokenizer, [Pair(question="why", sentence="because it is so", answers=True)] * 2)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    with torch.no_grad():
        torch.onnx.export(
            network.float(),
            given,
            str(whole),
            input_names=names,
            output_names=["logits"],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in names} | {"logits": {0: "batch"}},
            dynamo=False,
        )
    quantize_dynamic(str(whole), str(folder / "judge.onnx"), weight_type=QuantType.QInt8)
    whole.unlink()
    source = model_folder(DEFAULT_MODEL)
    assert source is not None
    shutil.copyfile(source / "tokenizer.json", folder / "tokenizer.json")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
