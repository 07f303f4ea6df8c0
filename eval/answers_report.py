"""The report of finding and answering: every figure on both corpora and both parts with plots, stamped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from eval.inquest import Answers, Finds, answering_table, finding_table, kinds_table
from eval.plots import finding_bars, trade_curve
from eval.question import Part
from eval.report import commit

NAME = "answers.md"


def answers_report(made: Sequence[tuple[Finds, Answers]], questions: str, folder: Path) -> Path:
    """Write the report and its plots into a folder and return the path of the Markdown.

    `questions` is the hash of the questions that were asked.
    """
    folder.mkdir(parents=True, exist_ok=True)
    parts = [
        "# Finding and answering",
        f"Commit {commit()}; questions {questions}. Intervals of 95 %, from resampled questions. Bars and weights "
        "are chosen on the part `choose`; the part `report` is only told of.",
    ]
    for part in get_args(Part):
        parts.append(f"## Part `{part}`")
        for found, asked in made:
            parts += [
                finding_table(found.of(part)),
                kinds_table(found.of(part)),
                answering_table(asked.of(part)),
            ]
    parts.append("## Pictures (part `report`)")
    for found, asked in made:
        bars, curve = f"finding-{found.corpus}.png", f"answering-{found.corpus}.png"
        finding_bars(found.of("report"), folder / bars)
        trade_curve(asked.of("report"), folder / curve)
        parts += [f"![hit@5, MRR and nDCG by variant, {found.corpus}]({bars})"]
        parts += [f"![False answers against false refusals over bars of support, {found.corpus}]({curve})"]
    path = folder / NAME
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return path
