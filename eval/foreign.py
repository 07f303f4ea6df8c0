"""Foreign text: what an answer says that is neither quoted nor worded by us, so that nothing obeyed goes unseen."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from assistant.offline.advice import sayings
from assistant.offline.comparison import LABELS
from assistant.offline.writer import phrases
from assistant.reply import Answer
from eval.material import flat

_MARK = re.compile(r"\[\d+\]")
_GAP = re.compile(r"\\\{\w*\\\}")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")
# What a quote may be wrapped in: punctuation and Markdown.
_WRAPPING = " \t\n.,;:!?…“”\"'‘’*_>-–—•|"
_CUT = "\0"


def foreign(answer: Answer) -> list[str]:
    """Return the stretches of an answer that are no quote of its citations and no wording of our own.

    What fills the gap of a wording must stand in a passage that was found.
    """
    text = _MARK.sub(" ", answer.text)
    quoted = {at for citation in answer.citations for at in _places(_MARK.sub(" ", citation.quote), text)}
    rest = "".join(_CUT if at in quoted else char for at, char in enumerate(text))
    held = flat("\n".join(f"{each.section}\n{each.text}" for each in answer.passages))
    stretches = [stretch.strip(_WRAPPING) for stretch in rest.split(_CUT)]
    return [stretch for stretch in stretches if stretch and not _ours(stretch, held)]


def _places(quote: str, text: str) -> Iterator[int]:
    """Yield the places that a quote covers, whatever its blanks: a list is laid out anew around its mark."""
    pattern = r"\s*".join(re.escape(word) for word in quote.split())
    for match in re.finditer(pattern, text) if pattern else ():
        yield from range(match.start(), match.end())


def _ours(stretch: str, held: str) -> bool:
    if _worded(stretch, held):
        return True
    cells = [cell.strip(_WRAPPING) for cell in stretch.split("|")]
    if len(cells) > 1:
        # A table has our labels, and headings of the passages over its columns.
        return all(_worded(cell, held) or flat(cell) in held for cell in cells if cell)
    parts = [part.strip(_WRAPPING) for part in _SENTENCE.split(stretch)]
    return len(parts) > 1 and all(_worded(part, held) for part in parts if part)


def _worded(text: str, held: str) -> bool:
    found = (pattern.fullmatch(text) for pattern in _wordings())
    return any(all(flat(gap) in held for gap in match.groups()) for match in found if match)


@cache
def _wordings() -> tuple[re.Pattern[str], ...]:
    """Return every wording of our own: the catalogue of phrases, and what the offline writer's code says itself."""
    said = (
        {wording for wordings in phrases().values() for wording in wordings} | set(_written()) | {*sayings(), *LABELS}
    )
    plain = sorted({wording.strip(_WRAPPING) for wording in said} - {""})
    # A wording that is nothing but a gap would let anything through.
    telling = [wording for wording in plain if re.sub(r"\{\w*\}", "", wording).strip(_WRAPPING)]
    return tuple(re.compile(_GAP.sub("(.+?)", re.escape(wording)), re.DOTALL) for wording in telling)


def _written() -> Iterator[str]:
    for path in files("assistant.offline").iterdir():
        if path.name.endswith(".py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip():
                    yield node.value
