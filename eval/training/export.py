"""From a fitted network to the artefact: an int8 graph, its weights and a tokenizer."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]
from tokenizers import Tokenizer
from torch import nn

from corpus.graph import save

READER, JUDGE = "reader.onnx", "judge.onnx"
_GIVEN = ("input_ids", "attention_mask", "token_type_ids")


def export(network: nn.Module, tokenizer: Tokenizer, folder: Path) -> None:
    """Write the reader's graph (weights of one byte) and the tokenizer into a folder."""
    _export(network, tokenizer, folder / READER, {"message": ("text",), "tokens": ("text", "token")})


def export_judge(network: nn.Module, tokenizer: Tokenizer, folder: Path) -> None:
    """Write the judge's graph (weights of one byte) and the tokenizer into a folder."""
    _export(network, tokenizer, folder / JUDGE, {"logits": ("text",)})


def _export(network: nn.Module, tokenizer: Tokenizer, graph: Path, outputs: dict[str, Sequence[str]]) -> None:
    """Write a graph; `outputs` names what it gives, each with its open axes."""
    graph.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(graph.with_name("tokenizer.json")))
    with TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        _write(network.eval(), full, outputs)
        small = Path(scratch) / "small.onnx"
        # Scaled as a whole, some matrices lose two fifths of what they say, and the judge 0.01 of its AUROC.
        quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True)
        save(onnx.load(small), graph)


def _write(network: nn.Module, path: Path, outputs: dict[str, Sequence[str]]) -> None:
    ids = torch.tensor([[5, 6, 7, 0], [5, 6, 7, 8]])
    axes = {name: ("text", "token") for name in _GIVEN} | outputs
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        # The tracing exporter: the newer one needs one more package and makes the same graph.
        torch.onnx.export(
            network,
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            str(path),
            input_names=list(_GIVEN),
            output_names=list(outputs),
            dynamic_axes={name: dict(enumerate(open_)) for name, open_ in axes.items()},
            opset_version=17,
            dynamo=False,
        )
