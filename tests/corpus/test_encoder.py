"""The real encoder: served without its library, it must find what the library finds."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from corpus.encoder import DEFAULT_MODEL, OnnxEncoder, Vectors, prepared
from corpus.errors import CorpusError
from corpus.opening import open_index
from corpus.shelf import Shelf
from corpus.stamp import load
from corpus.transformer import TransformerEncoder
from eval.question import questions

QUESTIONS = [each.text for each in questions("choose") if each.handbook]


@pytest.fixture(scope="module")
def library() -> TransformerEncoder:
    return TransformerEncoder(DEFAULT_MODEL)


@pytest.fixture(scope="module")
def served(built: Path) -> OnnxEncoder:
    place = next(built.glob("encoder-*"))
    card = prepared(place, DEFAULT_MODEL)
    assert card is not None
    return OnnxEncoder(place, card)


@pytest.fixture(scope="module")
def pairs(library: TransformerEncoder, served: OnnxEncoder) -> tuple[Vectors, Vectors]:
    """The vectors of the same texts, from the library and as served; questions first."""
    texts = [*QUESTIONS, "", "🚲", "word " * 2000, "日本語のテキスト"]
    return library.encode(texts), served.encode(texts)


def test_served_vectors_equal_those_of_the_library(pairs: tuple[Vectors, Vectors]) -> None:
    here, there = pairs
    assert there.dtype == np.float32
    assert np.allclose(np.linalg.norm(there, axis=1), 1, atol=1e-5)
    assert float((here * there).sum(axis=1).min()) > 0.9999


def test_served_questions_find_the_same_five_passages_in_the_same_order(
    built: Path, pairs: tuple[Vectors, Vectors]
) -> None:
    stamp = load(built)
    assert stamp is not None
    assert len(QUESTIONS) >= 60
    shelf = Shelf(built / stamp.shelf, stamp.passages, stamp.owners)
    for question, here, there in zip(QUESTIONS, *pairs, strict=False):
        assert shelf.near([there], 5) == shelf.near([here], 5), question
    shelf.close()


def test_a_text_has_one_vector_alone_and_among_others(served: OnnxEncoder) -> None:
    texts = ["Couriers expect a named mechanic.", "short", "a much longer text, " * 30]
    texts += [f"{word} " * length for length, word in enumerate(("kiosk", "rep", "forum", "stamp", "bot", "fee"), 1)]
    heard: list[tuple[int, int]] = []
    together = served.encode(texts, lambda done, total: heard.append((done, total)))
    alone = np.vstack([served.encode([text]) for text in texts])
    assert np.allclose(together, alone, atol=1e-5)
    assert heard == [(4, 9), (8, 9), (9, 9)]


def test_parts_are_read_within_their_text_whoever_encodes(library: TransformerEncoder, served: OnnxEncoder) -> None:
    text = "Loyalty cards are stamped at each visit. They are free of charge."
    parted = (text, [(0, 40), (41, len(text))])
    [here], [there] = library.encode_parts([parted]), served.encode_parts([parted])
    assert np.allclose(here, there, atol=1e-3)
    assert np.allclose(there[0], served.encode([text])[0], atol=1e-5)
    question = served.encode(["Do I pay for a loyalty card?"])[0]
    # "They" stands for the cards, which nobody knows who reads that sentence alone.
    assert there[2] @ question > served.encode(["They are free of charge."])[0] @ question + 0.2


def test_a_part_beyond_what_is_read_is_as_the_whole(served: OnnxEncoder) -> None:
    text = "Couriers expect a named mechanic. " * 60
    [rows] = served.encode_parts([(text, [(0, 33), (len(text) - 34, len(text))])])
    assert (rows[2] == rows[0]).all() and not (rows[1] == rows[0]).all()


SERVE = """
import sys
from pathlib import Path
calls = []
sys.addaudithook(lambda event, args: calls.append(event) if event.startswith("socket.") else None)
from corpus.opening import open_index
from corpus.shelf import Shelf
from corpus.stamp import load
found = open_index(Path(sys.argv[1])).search("What is co-creation?")
assert found[0].document == "co-creation.md", found
heavy = {"torch", "transformers", "sentence_transformers", "langchain_core", "onnx"} & set(sys.modules)
print(sorted(heavy), calls)
"""


def output(code: str, *arguments: Path) -> str:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_serving_loads_no_model_library_and_opens_no_socket(built: Path) -> None:
    assert output(SERVE, built) == "[] []"


def test_the_first_index_is_made_without_any_connection(built: Path) -> None:
    assert (built.parent / "calls.txt").read_text() == ""


def tiny_model(folder: Path, seed: int = 0, prompt: str = "") -> Path:
    """Make a sentence-transformers model of 40 words and 16 dimensions, with the real library."""
    torch.manual_seed(seed)
    words = ["[PAD]", "[UNK]", "couriers", "expect", "a", "named", "mechanic", "commuters", "monthly", "fee"]
    tokenizer = Tokenizer(WordLevel({word: place for place, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    config = BertConfig(vocab_size=40, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32)
    raw = folder / "raw"
    BertModel(config).save_pretrained(raw)
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]").save_pretrained(raw)
    transformer = Transformer(str(raw))
    model = SentenceTransformer(modules=[transformer, Pooling(16), Normalize()], device="cpu")
    if prompt:
        model.prompts, model.default_prompt_name = {"always": prompt}, "always"
    model.save(str(folder / "model"))
    return folder / "model"


def test_another_model_in_a_folder_is_exported_and_served_likewise(tmp_path: Path, notes: Path) -> None:
    model = str(tiny_model(tmp_path))
    first = open_index(tmp_path / "index", model)
    first.update([notes])
    second = open_index(tmp_path / "index", model)
    assert second.encoder == first.encoder
    assert isinstance(second._encoder, OnnxEncoder)
    assert [p.id for p in second.search("named mechanic")] == [p.id for p in first.search("named mechanic")]


def test_a_model_whose_files_changed_is_another_encoder(tmp_path: Path, notes: Path) -> None:
    model = tiny_model(tmp_path)
    open_index(tmp_path / "index", str(model)).update([notes])
    tiny_model(tmp_path, seed=1)
    with pytest.raises(CorpusError, match="rapport index --rebuild"):
        open_index(tmp_path / "index", str(model))


def test_a_model_that_was_installed_anew_is_the_same_encoder(tmp_path: Path, notes: Path) -> None:
    model = tiny_model(tmp_path)
    open_index(tmp_path / "index", str(model)).update([notes])
    for path in model.rglob("*"):
        path.touch()
    assert open_index(tmp_path / "index", str(model)).search("named mechanic")


def test_a_model_that_does_not_exist_is_refused_with_the_setting_to_change(tmp_path: Path) -> None:
    (tmp_path / "no-model").mkdir()
    with pytest.raises(CorpusError, match="RAPPORT_EMBEDDING_MODEL"):
        open_index(tmp_path / "index", str(tmp_path / "no-model"))


def test_a_model_whose_vectors_cannot_be_exported_is_served_by_its_library(tmp_path: Path, notes: Path) -> None:
    model = str(tiny_model(tmp_path, prompt="a monthly fee "))
    open_index(tmp_path / "index", model).update([notes])
    again = open_index(tmp_path / "index", model)
    assert isinstance(again._encoder, TransformerEncoder)
    assert again.search("named mechanic")


def test_words_that_are_spelt_right_are_known(library: TransformerEncoder, served: OnnxEncoder) -> None:
    for word, known in (("customer", True), ("relationship", True), ("relationshp", False), ("custmer", False)):
        assert served.knows(word) is library.knows(word) is known


def test_a_misspelt_question_finds_what_the_right_one_finds(built: Path) -> None:
    with closing(open_index(built)) as index:
        assert index.spelled("wat is a nieche markt") == "what is a niche market"
        assert index.search("wat is a nieche markt") == index.search("what is a niche market")
