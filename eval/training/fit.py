"""Fitting the network: fixed seeds, batches of like length, the processor alone."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from eval.training.examples import Example, batches
from eval.training.network import Network

Say = Callable[[str], None]


@dataclass(frozen=True)
class Recipe:
    """How a network is fitted; the defaults are what measured best."""

    epochs: int = 9
    batch: int = 32
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warm: float = 0.06
    token_share: float = 1.0
    seed: int = 7


def seeded(seed: int) -> random.Random:
    """Fix every source of chance and return one for the order of the batches."""
    torch.manual_seed(seed)
    np.random.seed(seed)
    return random.Random(seed)


def fit(network: Network, epochs: Sequence[Sequence[Example]], recipe: Recipe, say: Say) -> None:
    """Fit the network; `epochs` has the examples of each epoch, which may differ in what setting they show."""
    chance = seeded(recipe.seed)
    steps = sum(-(-len(examples) // recipe.batch) for examples in epochs)
    inner = list(network.encoder.parameters())
    known = {id(each) for each in inner}
    outer = [each for each in network.parameters() if id(each) not in known]
    groups = [{"params": inner, "lr": recipe.encoder_rate}, {"params": outer, "lr": recipe.head_rate}]
    optimizer, schedule = optimised(groups, steps, recipe.warm, recipe.decay)
    began = time.monotonic()
    network.train()
    short = torch.cpu._is_avx512_bf16_supported()
    for number, examples in enumerate(epochs, 1):
        total = 0.0
        for batch in batches(examples, recipe.batch, chance):
            # Numbers of two bytes halve the time where the processor has them; the weights stay whole.
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=short):
                loss = _loss(network, batch, recipe)
            stepped(network, loss, optimizer)
            schedule.step()
            total += loss.item() * len(batch)
        say(f"epoch {number} of {len(epochs)}: loss {total / len(examples):.3f}, {time.monotonic() - began:.0f} s")
    network.eval()


def optimised(
    groups: list[dict[str, Any]], steps: int, warm: float, decay: float
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """Return an optimizer of groups with rates of their own, which rise for a `warm` share of the steps, then fall."""
    optimizer = torch.optim.AdamW(groups, weight_decay=decay, fused=True)

    def rate(step: int) -> float:
        rising = step / max(1.0, steps * warm)
        return min(rising, max(0.02, (steps - step) / (steps * (1 - warm))))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def stepped(network: nn.Module, loss: Tensor, optimizer: torch.optim.Optimizer) -> None:
    """Take one step against a loss."""
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()


def _loss(network: Network, batch: Sequence[Example], recipe: Recipe) -> Tensor:
    message, tokens = network(*tensors(batch))
    length = tokens.shape[1]
    wanted = torch.from_numpy(np.stack([one.message for one in batch]))
    weights = torch.from_numpy(np.stack([one.message_weights for one in batch]))
    losses = nn.functional.binary_cross_entropy_with_logits(message, wanted, weights, reduction="sum") / len(batch)
    marks = torch.from_numpy(np.stack([_padded(one.tokens, length) for one in batch]))
    counted = torch.from_numpy(np.stack([_padded(one.token_weights, length) for one in batch]))
    share = nn.functional.binary_cross_entropy_with_logits(tokens, marks, counted, reduction="sum")
    own = counted[:, :, 0].sum().clamp(min=1.0)
    return losses + recipe.token_share * share / own


def tensors(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Return token ids, attention mask and token kinds, padded to the longest of the batch."""
    length = max(len(one.ids) for one in batch)
    ids = torch.tensor([[*one.ids, *[0] * (length - len(one.ids))] for one in batch])
    kinds = torch.tensor([[*one.kinds, *[0] * (length - len(one.kinds))] for one in batch])
    mask = torch.tensor([[1] * len(one.ids) + [0] * (length - len(one.ids)) for one in batch])
    return ids, mask, kinds


def _padded(rows: np.ndarray, length: int) -> np.ndarray:
    return np.pad(rows, ((0, length - len(rows)), (0, 0)))
