"""Choosing the bars: from which probability on a thing is written, and from which it is asked about."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.offline.trained.answers import sureness
from assistant.offline.trained.bars import Bar, Bars
from assistant.offline.trained.heads import LEVELS, MESSAGE, TYPES
from assistant.offline.trained.network import Ears, Floats, Heard
from eval.training.examples import said
from eval.utterance import Utterance

# What is written without asking should be right in so many cases of a hundred; a little more than is promised, because
# the data it is chosen on is small.
PRECISION = 0.965
# Of the other values it is the promise itself: they are many, and each question costs a turn.
VALUES = 0.95
_STEPS = np.round(np.arange(0.10, 0.996, 0.005), 3)


def temperature(ears: Ears, kept: Sequence[Utterance]) -> float:
    """Return what to divide the logits by so that probabilities of types fit how often they are right."""
    columns = [at for at, label in enumerate(MESSAGE) if label.startswith("type:")]
    rows = [ears.hear(u.text, u.context.topic, u.context.focus).message[columns] for u in kept]
    likely = np.clip(np.stack(rows).astype(np.float64), 1e-6, 1 - 1e-6)
    logits = np.log(likely / (1 - likely))
    true = np.array([[MESSAGE[at] in said(u) for at in columns] for u in kept])

    def loss(by: float) -> float:
        return float(np.mean(np.logaddexp(0.0, np.where(true, -logits, logits) / by)))

    return float(min(np.round(np.arange(0.8, 3.01, 0.05), 2), key=loss))


def chosen(ears: Ears, kept: Sequence[Utterance]) -> tuple[Bars, dict[str, float]]:
    """Return the bars that fit utterances which nothing was trained on, and what they reach there."""
    hearings = [ears.hear(u.text, u.context.topic, u.context.focus) for u in kept]
    heard = np.stack([each.message for each in hearings])
    truth = np.zeros_like(heard)
    perhaps = np.zeros(heard.shape, dtype=bool)
    for row, utterance in enumerate(kept):
        for label in said(utterance):
            truth[row, MESSAGE.index(label)] = 1.0
        for kind in (*utterance.ambiguous, *utterance.also_ok):
            perhaps[row, MESSAGE.index(f"type:+:{kind}")] = True
    types: dict[str, Bar] = {}
    figures: dict[str, float] = {}
    for side in "+-":
        labels = [f"type:{side}:{kind}" for kind in TYPES]
        columns = [MESSAGE.index(label) for label in labels]
        likely, true, either = heard[:, columns], truth[:, columns], perhaps[:, columns]
        ask = _best(likely, true, either)
        write = max(ask, _sure(likely, true))
        types |= dict.fromkeys(labels, Bar(write=write, ask=ask))
        figures |= {
            f"types{side}f1": _f1(likely, true, either, ask),
            f"types{side}write": write,
            f"types{side}ask": ask,
        }
    heads: dict[str, Bar] = {}
    for name, start in (("motivation", "motivation:"), ("link", "link:"), ("switching", "switching"), ("cost", "cost")):
        columns = [
            at
            for at, label in enumerate(MESSAGE)
            if label == start or label.startswith(start + ("" if start.endswith(":") else ":"))
        ]
        columns = columns[:1] if name in ("switching", "cost") else columns
        likely, true = heard[:, columns], truth[:, columns]
        nothing = np.zeros(likely.shape, dtype=bool)
        bar = _best(likely, true, nothing)
        if name in ("motivation", "link"):
            heads[name] = Bar(write=max(bar, _sure(likely, true, VALUES)), ask=bar)
        else:
            heads[name] = Bar(write=bar, ask=min(bar, 0.2) if name == "cost" else bar)
        figures[f"{name}f1"] = _f1(likely, true, nothing, bar)
    bars = Bars(
        types=types,
        motivation=heads["motivation"],
        link=heads["link"],
        switching=heads["switching"],
        cost=heads["cost"],
        switching_level=_level_bar(hearings, kept, "switching"),
        cost_level=_level_bar(hearings, kept, "cost"),
    )
    return bars, {name: round(value, 4) for name, value in figures.items()}


def _f1(likely: Floats, true: Floats, either: np.ndarray, bar: float) -> float:
    fired = likely >= bar
    right = float((fired & (true > 0)).sum())
    wrong = float((fired & (true == 0) & ~either).sum())
    missed = float((~fired & (true > 0)).sum())
    return 2 * right / max(1.0, 2 * right + wrong + missed)


def _level_bar(hearings: Sequence[Heard], kept: Sequence[Utterance], head: str) -> Bar:
    """Return from where on the likeliest of three levels is right as often as is promised."""
    sure, right = [], []
    for heard, utterance in zip(hearings, kept, strict=True):
        told = [level for level in LEVELS if f"{head}:{level}" in said(utterance)]
        if len(told) == 1:
            sure.append(sureness(heard, head))
            right.append(max(LEVELS, key=lambda level: heard.of(f"{head}:{level}")) == told[0])
    return Bar(write=_sure(np.array(sure), np.array(right, dtype=np.float32), VALUES), ask=0.0)


def _best(likely: Floats, true: Floats, either: np.ndarray) -> float:
    """Return the bar with the best F1, the middle of those that are as good as the best."""
    scores = [_f1(likely, true, either, bar) for bar in _STEPS]
    good = [bar for bar, score in zip(_STEPS, scores, strict=True) if score >= max(scores) - 0.001]
    return float(good[len(good) // 2])


def _sure(likely: Floats, true: Floats, promised: float = PRECISION, least: int = 20) -> float:
    """Return the lowest bar above which the promised share is right, and stays so; 0.99 where too few are there."""
    found = 0.99
    for bar in reversed(_STEPS) if len(true) >= least else ():
        fired = likely >= bar
        if fired.sum() >= min(least, len(true) / 4) and float(true[fired].mean()) < promised:
            break
        found = float(bar)
    return found
