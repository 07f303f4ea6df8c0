"""The report: every figure of reading and simulated founders as Markdown with a plot, stamped with its origin."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.offline.trained.bars import Card
from eval.figures import Figure
from eval.play import Played
from eval.reading import Read, measured, milliseconds
from eval.transcript import table

# What was promised for each figure; None where nothing was.
TARGETS: dict[str, str] = {
    "types": "0.80",
    "segments": "0.92",
    "written": "0.95",
    "choices": "0.95",
    "refused_as_affirmed": "at most 0.01",
    "acts": "0.95",
    "idle_writes": "at most 0.01",
    "motivations": "0.85",
    "blocks": "0.85",
    "cost_amount": "0.95",
    "cost_currency": "0.95",
    "cost_period": "0.95",
    "cost_per": "0.95",
}
CURVE = "bars.png"


def report(
    reads: Mapping[str, Sequence[Read]], plays: Mapping[str, Sequence[Played]], card: Card, folder: Path
) -> Path:
    """Write the report and its plot into a folder and return the path of the Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    figures = {split: measured(rows) for split, rows in reads.items()}
    _plot(reads, card, folder / CURVE)
    parts = [
        "# Figures\n",
        f"Commit {commit()}; reader trained on data {card.data} at commit {card.commit}. Intervals of 95 %.\n",
        "## Reading\n",
        _reading(figures),
        *(f"{split}: {len(rows)} messages, median {milliseconds(rows):.1f} ms each." for split, rows in reads.items()),
        f"\n![How sure a type must be: precision and recall of what is written]({CURVE})\n",
        "## Simulated founders\n",
        *(f"### {split}\n\n```\n{table(list(rows))}\n```\n" for split, rows in plays.items()),
    ]
    path = folder / "report.md"
    path.write_text("\n".join(parts), encoding="utf-8")
    return path


def _reading(figures: dict[str, tuple[Figure, ...]]) -> str:
    splits = list(figures)
    lines = [f"| figure | target | {' | '.join(splits)} |", f"|---|---|{'---|' * len(splits)}"]
    for row in zip(*figures.values(), strict=True):
        cells = (f"{each.value:.3f} [{each.low:.3f}, {each.high:.3f}] of {each.of}" for each in row)
        lines.append(f"| {row[0].name} | {TARGETS.get(row[0].name, '')} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _plot(reads: Mapping[str, Sequence[Read]], card: Card, path: Path) -> None:
    # Loaded late: only the report draws, and loading it takes a second.
    import matplotlib as mpl  # noqa: PLC0415

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    figure, axes = plt.subplots(figsize=(7, 4))
    for split, rows in reads.items():
        bars = [step / 50 for step in range(5, 50)]
        curve = [_at(rows, bar) for bar in bars]
        (line,) = axes.plot(bars, [precision for precision, _ in curve], label=f"precision, {split}")
        axes.plot(bars, [recall for _, recall in curve], "--", color=line.get_color(), label=f"recall, {split}")
    bar = card.bars.of_type("+", "community")
    for place, name in ((bar.ask, "asked from here"), (bar.write, "written from here")):
        axes.axvline(place, color="grey", linewidth=0.8)
        axes.text(place, 0.02, f" {name}", rotation=90, fontsize=7, color="grey")
    axes.set(xlabel="how likely a wanted type must be", ylabel="share of messages' types", ylim=(0, 1.02))
    axes.legend(fontsize=7, loc="lower left")
    figure.tight_layout()
    figure.savefig(path, dpi=130)
    plt.close(figure)


def _at(rows: Sequence[Read], bar: float) -> tuple[float, float]:
    """Return precision and recall of the wanted types that are at least this likely."""
    right = wrong = missed = 0
    for each in rows:
        said = {t.type for t in each.utterance.types if t.polarity == "affirmed" and not t.unsure}
        perhaps = {*each.utterance.also_ok, *each.utterance.ambiguous}
        heard = {m.type for m in each.reading.types if m.polarity == "affirmed" and m.probability >= bar}
        right, missed = right + len(said & heard), missed + len(said - heard)
        wrong += len(heard - said - perhaps)
    return right / max(1, right + wrong), right / max(1, right + missed)


def commit() -> str:
    """Return the commit that figures are of."""
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"
