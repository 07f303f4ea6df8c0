"""Whether a clause says that something is wanted, in place, planned or missing."""

from __future__ import annotations

from typing import Literal

from assistant.offline.cues import Cue, Marked
from assistant.offline.polarity import Denial

Status = Literal["expected", "established", "planned", "absent"]

# "They will want a forum": wanting is said of them, even where it lies in the future.
_STRONG: tuple[Status, ...] = ("planned",)


def status(text: Marked, first: int, last: int, meant: Denial) -> Status | None:
    """Return what the clause says about the words `first` up to `last`, or None where it says neither.

    The verb nearest before the words governs them; "soon" or "next year" behind them turns what there is into a plan.
    """
    if meant.gone:
        return "absent"
    cues = [cue for cue in text.of("status") if cue.first <= first or cue.first >= last]
    before = [cue for cue in cues if cue.first <= first and cue.value not in ("absent", "aside")]
    behind = [cue for cue in cues if cue.first >= last and cue.value not in ("absent", "aside")]
    found = _governing(before)
    if found != "expected" and (found is None or any(cue.value in _STRONG for cue in behind)):
        found = next((cue.value for cue in behind if cue.value in _STRONG), behind[0].value if behind else found)
    if meant.side != "refused":
        return _named(found)
    if found == "expected":
        return "expected"
    missing = any(cue.value == "absent" for cue in cues)
    return "absent" if missing or found in ("established", "planned") else None


def _governing(before: list[Cue]) -> str | None:
    if not before:
        return None
    nearest = before[-1]
    if nearest.value == "established" and any(cue.value == "planned" for cue in before):
        return "planned"
    if nearest.value == "established" and len(before) > 1 and before[-2].value == "expected":
        return "expected"
    return nearest.value


def _named(value: str | None) -> Status | None:
    names: dict[str, Status] = {"expected": "expected", "established": "established", "planned": "planned"}
    return names.get(value or "")
