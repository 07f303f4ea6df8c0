"""`rapport doctor`: what works on this computer, what does not, and how to mend it."""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import PackageNotFoundError, requires
from importlib.metadata import version as version_of

import typer

from assistant.cli.screen import visible
from assistant.errors import RapportError
from assistant.settings import Settings, load_settings
from corpus.errors import CorpusError

PACKAGE = "rapport-canvas"
OLDEST_PYTHON = (3, 11)
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^;\s]+)$")


def doctor() -> None:
    """Check the installation; say what is missing and how to mend it."""
    passed = [_passes(name, check) for name, check in _checks()]
    if not all(passed):
        raise typer.Exit(1)


def _checks() -> Iterator[tuple[str, Callable[[], str]]]:
    yield "Python", python
    yield "packages", packages
    yield "reader", reader
    yield "judge", judge
    try:
        settings = load_settings()
    except RapportError as wrong:
        yield "settings", partial(_refused, wrong)
        return
    yield "data folder", partial(data_folder, settings)
    yield "store", partial(store, settings)
    yield "index", partial(index, settings)


def _passes(name: str, check: Callable[[], str]) -> bool:
    try:
        found, passed = check(), True
    except (RapportError, CorpusError) as wrong:
        found, passed = str(wrong), False
    except ImportError as wrong:
        found, passed = f"{wrong.name or wrong} cannot be loaded; mend the packages first.", False
    typer.echo(f"{'ok  ' if passed else 'FAIL'}  {name}: {visible(' '.join(found.split()))}")
    return passed


def _refused(wrong: RapportError) -> str:
    raise wrong


def python(running: tuple[int, ...] = sys.version_info[:3]) -> str:
    """Check that Python is new enough."""
    shown = ".".join(str(part) for part in running)
    if running < OLDEST_PYTHON:
        raise RapportError(f"{shown} is too old; install Python 3.11 or newer and Rapport in it.")
    return shown


def packages(package: str = PACKAGE) -> str:
    """Check that every required package is there, in the version that was tested."""
    try:
        needed = [pin.groups() for line in requires(package) or () if (pin := PINNED.match(line))]
    except PackageNotFoundError:
        raise RapportError(f"{package} is not installed in this Python; run `make setup`, or pip install it.") from None
    missing, other = [], []
    for name, wanted in needed:
        try:
            found = version_of(name).partition("+")[0]
        except PackageNotFoundError:
            missing.append(f"{name}=={wanted}")
            continue
        if found != wanted:
            other.append(f"{name} {found} (tested with {wanted})")
    if missing:
        raise RapportError(f"missing {', '.join(missing)}; mend it with: pip install {' '.join(missing)}")
    return f"{len(needed)} there" + (f"; other versions: {', '.join(other)}" if other else "")


def reader() -> str:
    """Check that the trained reader opens and reads."""
    # Loads onnxruntime, which may be what is missing.
    from assistant.offline.reader import shipped  # noqa: PLC0415
    from assistant.offline.trained.bars import card  # noqa: PLC0415
    from assistant.offline.trained.network import ARTEFACT  # noqa: PLC0415
    from assistant.reading import Context  # noqa: PLC0415

    shipped().read("our guy rings them on Fridays", Context())
    return f"trained on data {card(ARTEFACT).data}"


def judge() -> str:
    """Check that the trained judge opens and judges."""
    # Loads onnxruntime, which may be what is missing.
    from assistant.offline.judging.judge import ARTEFACT, Network  # noqa: PLC0415

    Network().judge("Who rings them?", [("Service", "Our guy rings them on Fridays.")])
    return f"trained on data {json.loads((ARTEFACT / 'card.json').read_text(encoding='utf-8'))['data']}"


def data_folder(settings: Settings) -> str:
    """Check that the data folder can be made and written."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data_dir) as probe:
            probe.write(b"rapport")
    except OSError as wrong:
        raise RapportError(
            f"{settings.data_dir} cannot be written ({wrong.strerror}); set RAPPORT_DATA_DIR to a folder of yours."
        ) from wrong
    return str(settings.data_dir)


def store(settings: Settings) -> str:
    """Check that the store opens and can be read."""
    from assistant.store import Store  # noqa: PLC0415 - loads SQLAlchemy, which may be what is missing

    opened = Store(settings.store_url)
    try:
        count = len(opened.canvases(1_000_000))
    finally:
        opened.close()
    return "1 canvas" if count == 1 else f"{count} canvases"


def index(settings: Settings) -> str:
    """Check that the index is there, fits the encoder, and finds something."""
    from corpus.encoder import DEFAULT_MODEL  # noqa: PLC0415
    from corpus.opening import open_index  # noqa: PLC0415

    folder = settings.index_dir
    if not (folder / "stamp.json").exists():
        raise RapportError(f"there is none in {folder}; run `rapport index`.")
    opened = open_index(folder, settings.embedding_model or DEFAULT_MODEL)
    try:
        documents, found = opened.documents(), opened.search("What are customer relationships?", 1)
    finally:
        opened.close()
    if not found:
        raise RapportError("it holds no passages; run `rapport index --rebuild`.")
    return f"{len(documents)} documents, {opened.encoder}"
