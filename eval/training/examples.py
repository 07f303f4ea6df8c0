"""Labelled utterances as numbers: token ids, and what each head should say of the message and of each token."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from assistant.offline.trained.heads import MESSAGE, SPANS, STATUSES, TOKEN, setting
from eval.utterance import Span, Utterance

Floats = NDArray[np.float32]

# Longer messages are read in pieces of at most this many tokens.
LENGTH = 128
# A type that the words may mean, or that a careful reader could add: neither right nor wrong.
_PERHAPS = 0.5
# A value is a whole name or nothing, so its tokens count more than those that only point at the words of a label.
SPAN_WEIGHT = 4.0
# Links, motivations and the like stand in few messages, so that each of them counts more.
RARE_WEIGHT = 2.0
_RARE = ("link:", "motivation:", "switching", "cost", "per:", "period:")
_AT_MESSAGE = {label: place for place, label in enumerate(MESSAGE)}
_AT_TOKEN = {label: place for place, label in enumerate(TOKEN)}
_SPANS = [_AT_TOKEN[label] for label in SPANS]
_STATUS = slice(_AT_TOKEN[f"status:{STATUSES[0]}"], _AT_TOKEN[f"status:{STATUSES[-1]}"] + 1)


@dataclass(frozen=True)
class Example:
    """One utterance. `message` has a target for each label of `MESSAGE`, `tokens` a row of targets for each token.

    The weights are 0 where a label says nothing (a status outside a type's words, a token of the setting).
    """

    ids: tuple[int, ...]
    kinds: tuple[int, ...]
    message: Floats
    message_weights: Floats
    tokens: Floats
    token_weights: Floats


def example(utterance: Utterance, tokenizer: Tokenizer, *, bare: bool = False) -> Example:
    """Return an utterance as numbers; a `bare` one is read without its setting."""
    context = utterance.context
    told = setting(None, None) if bare else setting(context.topic, context.focus)
    encoded = tokenizer.encode(told, utterance.text)
    own = [sequence == 1 for sequence in encoded.sequence_ids]
    tokens = np.zeros((len(encoded.ids), len(TOKEN)), dtype=np.float32)
    weights = np.zeros_like(tokens)
    weights[own] = 1.0
    weights[np.ix_(own, _SPANS)] = SPAN_WEIGHT
    weights[:, _STATUS] = 0.0
    for label, span in _labelled(utterance):
        inside = [mine and a < span.end and b > span.start for mine, (a, b) in zip(own, encoded.offsets, strict=True)]
        tokens[inside, _AT_TOKEN[label]] = 1.0
        if label.startswith("status:"):
            weights[inside, _STATUS] = 1.0
        if label == "segment" and any(inside):
            tokens[inside.index(True), _AT_TOKEN["segment:begin"]] = 1.0
    message, message_weights = _message(utterance, bare=bare)
    return Example(tuple(encoded.ids), tuple(encoded.type_ids), message, message_weights, tokens, weights)


def _labelled(utterance: Utterance) -> Iterator[tuple[str, Span]]:
    """Yield the token labels with the stretches that they mark."""
    for said in utterance.types:
        yield f"type:{_side(said.polarity)}:{said.type}", said
        if said.status:
            yield f"status:{said.status}", said
    for reason in utterance.motivations:
        yield f"motivation:{reason.motivation}", reason
    for link in utterance.links:
        yield f"link:{link.block}", link
    for label, spans in _plain(utterance):
        for span in spans:
            yield label, span
    for business in utterance.business:
        yield business.field, business


def _plain(utterance: Utterance) -> tuple[tuple[str, Sequence[Span]], ...]:
    return (
        ("cost", utterance.costs),
        ("switching", utterance.switching),
        ("segment", utterance.segments),
        ("touchpoint", utterance.touchpoints),
        ("driver", utterance.drivers),
        ("withdrawn", utterance.withdrawn),
    )


def _message(utterance: Utterance, *, bare: bool) -> tuple[Floats, Floats]:
    target = np.zeros(len(MESSAGE), dtype=np.float32)
    weights = np.array([_weight(label) for label in MESSAGE], dtype=np.float32)
    for label in said(utterance):
        target[_AT_MESSAGE[label]] = 1.0
    for kind in utterance.ambiguous:
        target[_AT_MESSAGE[f"type:+:{kind}"]] = _PERHAPS
    for kind in utterance.also_ok:
        if not target[_AT_MESSAGE[f"type:+:{kind}"]]:
            weights[_AT_MESSAGE[f"type:+:{kind}"]] = 0.0
    if bare and utterance.context.topic:
        # Without its question a short answer may be an answer to anything.
        weights[[place for label, place in _AT_MESSAGE.items() if label.startswith(("link", "switching", "cost"))]] = 0
    return target, weights


def said(utterance: Utterance) -> set[str]:
    """Return the message labels that are plainly true of an utterance."""
    found = {f"act:{act}" for act in utterance.acts}
    found |= {f"type:{_side(each.polarity)}:{each.type}" for each in utterance.types if not each.unsure}
    found |= {f"motivation:{_side(each.polarity)}:{each.motivation}" for each in utterance.motivations}
    found |= {f"link:{each.block}" for each in utterance.links}
    for cost in utterance.costs:
        found |= {"cost", *([f"cost:{cost.level}"] if cost.level else [])}
        if cost.amount_low is not None:
            found |= {f"per:{cost.per or 'total'}", *([f"period:{cost.period}"] if cost.period else [])}
    for switching in utterance.switching:
        found |= {"switching", *(f"switching:{kind}" for kind in switching.kinds)}
        found |= {f"switching:{switching.level}"} if switching.level else set()
    return found


def _weight(label: str) -> float:
    return RARE_WEIGHT if label.startswith(_RARE) else 1.0


def _side(polarity: str) -> str:
    return "+" if polarity == "affirmed" else "-"


def batches(examples: Sequence[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """Return the examples in batches of like length, in an order of chance."""
    order = sorted(examples, key=lambda one: len(one.ids) + chance.random() * 4)
    found = [order[first : first + size] for first in range(0, len(order), size)]
    chance.shuffle(found)
    return found
