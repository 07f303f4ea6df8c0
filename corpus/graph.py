"""A graph on the disk, with its weights in a file of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnx


def save(model: onnx.ModelProto, graph: Path) -> None:
    """Write a graph with its weights beside it: mapped into memory they take no room before they are used."""
    import onnx  # noqa: PLC0415

    weights = graph.with_suffix(".weights")
    weights.unlink(missing_ok=True)
    onnx.save_model(model, graph, save_as_external_data=True, location=weights.name)
    # The writer of the weights allows its own user alone, unlike all other files here.
    weights.chmod(graph.stat().st_mode)
