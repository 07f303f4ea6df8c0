"""`python -m eval.training.judging`: trains the judge of sentences and writes its artefact (`make judge`)."""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from assistant.offline.judging.judge import ARTEFACT, LENGTH
from assistant.offline.judging.judge import Network as Served
from corpus.encoder import DEFAULT_MODEL, model_folder
from corpus.transformer import TransformerEncoder
from eval.training.data import fingerprint
from eval.training.elsewhere import elsewhere
from eval.training.export import export_judge
from eval.training.fit import optimised, seeded, stepped
from eval.training.kept import KEPT, measured
from eval.training.support import CASES, IDLE, Case, Pair, cases, idle, pairs

EPOCHS, BATCH, RATE, SEED = 3, 32, 1e-4, 7
WARM, DECAY = 0.06, 0.01
# The first layers keep what they know, which costs a third of the time; whether training them helps was not measured.
FROZEN = 2


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
    network, tokenizer, count = trained(cases(), given.epochs, idle())
    export_judge(network, tokenizer, given.out)
    card = {
        "data": fingerprint((CASES, IDLE)),
        "pairs": count,
        "epochs": given.epochs,
        "seed": SEED,
        "minutes": round((time.monotonic() - began) / 60, 1),
        "kept": measured(Served(given.out), cases(KEPT)),
    }
    (given.out / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    _say(json.dumps(card))
    return 0


def trained(found: Sequence[Case], epochs: int, nothing: Sequence[str] = ()) -> tuple[Network, Tokenizer, int]:
    """Return a network fitted on cases and lines that nothing answers, its tokenizer, and the pairs of an epoch."""
    torch.set_num_threads(2)
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LENGTH, strategy="longest_first")
    tokenizer.no_padding()
    chance = seeded(SEED)
    network = Network(folder)
    for layer in [network.encoder.embeddings, *network.encoder.encoder.layer[:FROZEN]]:
        layer.requires_grad_(False)
    near = elsewhere(found, nothing, TransformerEncoder(DEFAULT_MODEL).encode)
    drawn = [pairs(found, chance, near, nothing) for _ in range(epochs)]
    steps = sum(-(-len(each) // BATCH) for each in drawn)
    trainable = [each for each in network.parameters() if each.requires_grad]
    optimizer, schedule = optimised([{"params": trainable, "lr": RATE}], steps, WARM, DECAY)
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
            stepped(network, loss, optimizer)
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


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
