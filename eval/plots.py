"""Plots of finding and answering."""

from __future__ import annotations

from pathlib import Path

from eval import answering, finding
from eval.inquest import Answers, Finds

_DRAWN = ("hit@5", "MRR", "nDCG@10")
_DPI = 130


def finding_bars(made: Finds, path: Path) -> None:
    """Draw hit@5, MRR and nDCG of every way to search, with their intervals."""
    # Loaded late: only reports draw, and loading it takes a second.
    import matplotlib as mpl  # noqa: PLC0415

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    picture, axes = plt.subplots(figsize=(10, 4))
    width = 0.8 / len(made.found)
    for place, (name, found) in enumerate(made.found.items()):
        figures = [figure for figure in finding.measured(found) if figure.name in _DRAWN]
        left = [at + place * width for at in range(len(figures))]
        below = [max(0.0, figure.value - figure.low) for figure in figures]
        above = [max(0.0, figure.high - figure.value) for figure in figures]
        axes.bar(left, [figure.value for figure in figures], width, yerr=(below, above), capsize=2, label=name)
    middle = (len(made.found) - 1) * width / 2
    axes.set_xticks([at + middle for at in range(len(_DRAWN))], _DRAWN)
    axes.set(ylim=(0, 1.02), title=f"Finding, {made.corpus}")
    axes.legend(fontsize=7, loc="lower right")
    picture.tight_layout()
    picture.savefig(path, dpi=_DPI)
    plt.close(picture)


def trade_curve(made: Answers, path: Path) -> None:
    """Draw false answers against false refusals over the bar that support must reach; a dot is what is shipped."""
    # Loaded late, as above.
    import matplotlib as mpl  # noqa: PLC0415

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    picture, axes = plt.subplots(figsize=(5, 5))
    for name, asked in made.asked.items():
        points = answering.trade(asked)
        figures = {figure.name: figure.value for figure in answering.measured(asked)}
        (line,) = axes.plot([refused for _, _, refused in points], [told for _, told, _ in points], label=name)
        axes.plot(figures["false refusals"], figures["false answers"], "o", color=line.get_color())
    axes.set(
        xlabel="answerable questions refused",
        ylabel="unanswerable questions answered",
        title=f"Answering, {made.corpus}",
    )
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
    axes.legend(fontsize=7)
    picture.tight_layout()
    picture.savefig(path, dpi=_DPI)
    plt.close(picture)
