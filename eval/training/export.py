"""From a fitted network to the artefact: one int8 graph, a tokenizer and a card."""

from __future__ import annotations

import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]
from tokenizers import Tokenizer

from eval.training.network import Network

GRAPH = "reader.onnx"


def export(network: Network, tokenizer: Tokenizer, folder: Path) -> None:
    """Write the graph (weights of one byte) and the tokenizer into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    with TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        _write(network.eval(), full)
        quantize_dynamic(full, folder / GRAPH, weight_type=QuantType.QInt8, per_channel=True)


def _write(network: Network, path: Path) -> None:
    ids = torch.tensor([[5, 6, 7, 0], [5, 6, 7, 8]])
    names = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {name: {0: "text", 1: "token"} for name in (*names, "tokens")}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        # The tracing exporter: the newer one needs one more package and makes the same graph.
        torch.onnx.export(
            network,
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            str(path),
            input_names=names,
            output_names=["message", "tokens"],
            dynamic_axes={**axes, "message": {0: "text"}},
            opset_version=17,
            dynamo=False,
        )
