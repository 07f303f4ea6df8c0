"""Figures over utterances: what was read against what was said, as counts that add up."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.reading import Act, Reading, TypeMention
from eval.utterance import Utterance

# Of these acts a message may state something.
_STATING: frozenset[Act] = frozenset({"set", "correct", "what_if", "accept"})
_COST = ("amount", "currency", "period", "per")
_WORD_EDGE = " \t\n.,;:!?\"'“”"


@dataclass(frozen=True)
class Figure:
    """A share with its 95 % interval from resampled messages; `of` is how many things it counts."""

    name: str
    value: float
    low: float
    high: float
    of: int


Counts = Counter[str]


def counted(utterance: Utterance, reading: Reading) -> Counts:
    """Return the counts of one message; keys are "figure.part"."""
    counts: Counts = Counter()
    for count in (_types, _choices, _acts, _writes, _spans, _costs, _sets):
        count(utterance, reading, counts)
    return counts


def _stated(reading: Reading) -> list[TypeMention]:
    return [m for m in reading.types if m.decision != "ignore" and not m.withdrawn]


def _types(utterance: Utterance, reading: Reading, counts: Counts) -> None:
    gold = {(t.type, t.polarity) for t in utterance.types if not t.unsure}
    perhaps = {*utterance.also_ok, *utterance.ambiguous}
    for polarity, name in (("affirmed", "types"), ("refused", "refused_types")):
        said = {kind for kind, side in gold if side == polarity}
        heard = {m.type for m in _stated(reading) if m.polarity == polarity}
        _overlap(counts, name, said, heard, perhaps if polarity == "affirmed" else set())
    written = {(m.type, m.polarity) for m in _stated(reading) if m.decision == "write"}
    for kind, side in written:
        right = (kind, side) in gold or (side == "affirmed" and kind in utterance.also_ok)
        counts[f"written.{'right' if right else 'wrong'}"] += 1
    for kind, side in gold:
        if side == "refused" and (kind, "affirmed") not in gold:
            counts[f"refused_as_affirmed.{'right' if (kind, 'affirmed') in written else 'wrong'}"] += 1
    for t in utterance.types:
        same = [m for m in _stated(reading) if m.type == t.type and m.polarity == t.polarity]
        if same and t.status:
            counts[f"status.{'right' if any(m.status == t.status for m in same) else 'wrong'}"] += 1


def _choices(utterance: Utterance, reading: Reading, counts: Counts) -> None:
    meant = {t.type for t in utterance.types} | {*utterance.ambiguous, *utterance.also_ok}
    for mention in _stated(reading):
        if mention.decision == "clarify" and meant:
            offered = {mention.type, *mention.alternatives}
            counts[f"choices.{'right' if offered & meant else 'wrong'}"] += 1
        elif mention.decision == "clarify":
            counts["asked_of_nothing"] += 1


def _acts(utterance: Utterance, reading: Reading, counts: Counts) -> None:
    said, heard = _plain(utterance.acts), _plain(reading.acts)
    counts[f"acts.{'right' if said == heard else 'wrong'}"] += 1
    if not said & {"set"}:
        counts[f"commands.{'right' if said == heard else 'wrong'}"] += 1


def _plain(acts: Iterable[Act]) -> set[str]:
    """A correction states something too, so the two count as one act."""
    found: set[str] = set(acts)
    return (found - {"set"}) if "correct" in found else found


def _writes(utterance: Utterance, reading: Reading, counts: Counts) -> None:
    if _STATING & set(utterance.acts):
        return
    groups = (reading.types, reading.motivations, reading.costs, reading.links, reading.segments, reading.switching)
    wrote = any(m.decision == "write" for group in groups for m in group)
    counts[f"idle_writes.{'right' if wrote and 'what_if' not in reading.acts else 'wrong'}"] += 1


def _spans(utterance: Utterance, reading: Reading, counts: Counts) -> None:
    if _STATING & set(utterance.acts):
        said = {normal(s.name) for s in utterance.segments}
        heard = {normal(s.name) for s in reading.segments if s.decision != "ignore"}
        _overlap(counts, "segments", said, heard, set())
        for field in ("name", "offering"):
            offers = {normal(b.quote) for b in utterance.business if b.field == field}
            found = {normal(b.value) for b in reading.business if b.field == field}
            _overlap(counts, f"business_{field}", offers, found, set())


def normal(name: str) -> str:
    """Return a name as names are compared: in small letters, without its article and plural endings."""
    words = name.lower().strip(_WORD_EDGE).split()
    while words and words[0] in ("the", "a", "an", "our", "some", "few", "mostly"):
        words = words[1:]
    return " ".join(word.rstrip("s") for word in words)


def _costs(utterance: Utterance, reading: Reading, counts: Counts) -> None:
    amounts = [c for c in utterance.costs if c.amount_low is not None]
    for label in amounts:
        near = [m for m in reading.costs if m.amount_low == label.amount_low and m.decision != "ignore"]
        heard = near[0] if near else next((m for m in reading.costs if m.decision != "ignore"), None)
        for part in _COST:
            said = (label.amount_low, label.amount_high) if part == "amount" else getattr(label, part)
            got = heard and ((heard.amount_low, heard.amount_high) if part == "amount" else getattr(heard, part))
            if part == "per":
                said, got = said or "total", (got or "total") if heard else None
            counts[f"cost_{part}.{'right' if said == got else 'wrong'}"] += 1
    levels = {c.level for c in utterance.costs if c.level}
    heard_levels = {m.level for m in reading.costs if m.level and m.decision != "ignore"}
    _overlap(counts, "cost_level", levels, heard_levels, set())


def _sets(utterance: Utterance, reading: Reading, counts: Counts) -> None:
    wanted = {(m.motivation, m.polarity) for m in utterance.motivations}
    heard = {(m.motivation, m.polarity) for m in reading.motivations if m.decision != "ignore"}
    _overlap(counts, "motivations", wanted, heard, set())
    blocks = {m.block for m in reading.links if m.decision != "ignore"}
    tied = {link.block for link in utterance.links}
    _overlap(counts, "blocks", tied, blocks, set())
    levels = {s.level for s in utterance.switching if s.level}
    _overlap(counts, "switching_level", levels, {s.level for s in reading.switching if s.level}, set())
    for m in reading.motivations:
        if m.decision == "write":
            counts[f"written_aims.{'right' if (m.motivation, m.polarity) in wanted else 'wrong'}"] += 1
    for link in reading.links:
        if link.decision == "write":
            counts[f"written_blocks.{'right' if link.block in tied else 'wrong'}"] += 1
    for leaving in reading.switching if levels else ():
        if leaving.decision == "write":
            counts[f"written_levels.{'right' if leaving.level in levels else 'wrong'}"] += 1


def _overlap(counts: Counts, name: str, said: set, heard: set, perhaps: set) -> None:  # type: ignore[type-arg]
    counts[f"{name}.tp"] += len(said & heard)
    counts[f"{name}.fn"] += len(said - heard)
    counts[f"{name}.fp"] += len(heard - said - perhaps)


def f1(counts: Counts, name: str) -> tuple[float, int]:
    """Return the micro-F1 of a figure and how many things it counts."""
    tp, fp, fn = (counts[f"{name}.{part}"] for part in ("tp", "fp", "fn"))
    return (2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 1.0), tp + fn


def share(counts: Counts, name: str) -> tuple[float, int]:
    """Return the share of right ones and how many there are."""
    right, wrong = counts[f"{name}.right"], counts[f"{name}.wrong"]
    return (right / (right + wrong) if right + wrong else 1.0), right + wrong


F1S = ("types", "refused_types", "segments", "business_name", "business_offering", "motivations", "blocks",
       "switching_level", "cost_level")  # fmt: skip
SHARES = ("written", "written_aims", "written_blocks", "written_levels",
          "choices", "refused_as_affirmed", "status", "acts", "commands", "idle_writes",
          *(f"cost_{part}" for part in _COST))  # fmt: skip


def figures(rows: Sequence[Counts], draws: int = 200) -> tuple[Figure, ...]:
    """Return every figure with its interval."""
    chance = random.Random(1)
    resampled = [_sum(chance.choices(rows, k=len(rows))) for _ in range(draws)]
    total = _sum(rows)
    kinds: list[tuple[str, Callable[[Counts, str], tuple[float, int]]]] = [(name, f1) for name in F1S]
    kinds += [(name, share) for name in SHARES]
    return tuple(_figure(name, measure, total, resampled) for name, measure in kinds)


def _figure(
    name: str, measure: Callable[[Counts, str], tuple[float, int]], total: Counts, resampled: Sequence[Counts]
) -> Figure:
    value, of = measure(total, name)
    drawn = sorted(measure(counts, name)[0] for counts in resampled)
    return Figure(name, value, drawn[int(len(drawn) * 0.025)], drawn[int(len(drawn) * 0.975) - 1], of)


def _sum(rows: Sequence[Counts]) -> Counts:
    total: Counts = Counter()
    for row in rows:
        total.update(row)
    return total
