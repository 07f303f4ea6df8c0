"""Reading the labelled utterances: what the reader makes of each, how long it takes, and where it errs."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from assistant.ports import Reader
from assistant.reading import Context, Reading
from eval.figures import Counts, Figure, counted, figures
from eval.utterance import Utterance


@dataclass(frozen=True)
class Read:
    """One utterance as it was read; `seconds` is the time that took."""

    utterance: Utterance
    reading: Reading
    counts: Counts
    seconds: float


def read(reader: Reader, utterances: Sequence[Utterance]) -> tuple[Read, ...]:
    """Read every utterance against the question that it answers."""
    return tuple(_read(reader, utterance) for utterance in utterances)


def _read(reader: Reader, utterance: Utterance) -> Read:
    asked = utterance.context
    context = Context(topic=asked.topic, segments=asked.segments, focus=asked.focus)
    began = time.perf_counter()
    reading = reader.read(utterance.text, context)
    seconds = time.perf_counter() - began
    return Read(utterance, reading, counted(utterance, reading), seconds)


def measured(reads: Sequence[Read]) -> tuple[Figure, ...]:
    """Return the figures of what was read."""
    return figures([each.counts for each in reads])


def milliseconds(reads: Sequence[Read]) -> float:
    """Return the median time of one message."""
    return median(each.seconds for each in reads) * 1000


def errors(reads: Sequence[Read]) -> Iterator[str]:
    """Yield a line for each message with a wrong type, act or segment: what was said, what was read."""
    for each in reads:
        wrong = [key for key, count in each.counts.items() if count and key.endswith((".fp", ".fn", ".wrong"))]
        wrong = [key for key in wrong if not key.startswith("idle_writes")]
        if wrong:
            said = [f"{t.type}{'+' if t.polarity == 'affirmed' else '-'}" for t in each.utterance.types]
            heard = [
                f"{m.type}{'+' if m.polarity == 'affirmed' else '-'} {m.probability:.2f} {m.decision}"
                for m in each.reading.types
                if m.decision != "ignore"
            ]
            yield (
                f"{each.utterance.id} [{each.utterance.context.topic}] {each.utterance.text!r}\n"
                f"    {', '.join(wrong)}\n    said {said} {each.utterance.acts}\n    read {heard} {each.reading.acts}"
            )
