"""The screen: what is printed, what is complained about, and a bar for what takes long."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import wraps
from types import TracebackType
from typing import NoReturn, ParamSpec, Self

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.errors import RapportError, SettingsInvalid
from assistant.settings import PREFIX, load_settings
from corpus.errors import CorpusError

P = ParamSpec("P")
PATIENCE = 1.0  # seconds without a bar


def careful(command: Callable[P, None]) -> Callable[P, None]:
    """Wrap a command so that an error becomes one line and the exit status 1."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (typer.Exit, typer.Abort, typer.BadParameter, BrokenPipeError):
            raise  # Typer ends these quietly, as it does Ctrl-C
        except (RapportError, CorpusError) as wrong:
            fail(str(wrong))
        except Exception as wrong:
            if _debug():
                raise
            reason = next(iter(str(wrong).splitlines()), "")[:200]
            kind = f"{type(wrong).__name__}: {reason}" if reason else type(wrong).__name__
            fail(f"Rapport did not expect this ({kind}); run it again with {PREFIX}DEBUG=1 to see where it happened.")

    return guarded


def fail(sentence: str) -> NoReturn:
    """Complain in one line and end with status 1."""
    complain(sentence)
    raise typer.Exit(1)


def complain(sentence: str) -> None:
    """Write one line to standard error."""
    typer.echo(f"rapport: {visible(' '.join(sentence.split()))}", err=True)


def say(text: str) -> None:
    """Write Markdown: drawn on a terminal, as it is into a file or a pipe."""
    console = Console()
    if console.is_terminal:
        console.print(Markdown(visible(text)))
    else:
        typer.echo(visible(text))


def visible(text: str) -> str:
    """Drop control characters: a title or a document must not steer the terminal."""
    return "".join(c for c in text if c in "\n\t" or c.isprintable())


def _debug() -> bool:
    try:
        return load_settings().debug
    except SettingsInvalid:
        return bool(os.environ.get(f"{PREFIX}DEBUG"))


class Bar:
    """A bar for (done, total) steps; it shows once the work has taken longer than a second, and on terminals only."""

    def __init__(self, label: str, console: Console | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._label = label
        self._console = console or Console(file=sys.stderr)
        self._clock = clock
        self._began = clock()
        self._drawn: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int) -> None:
        """Say how much is done."""
        if self._drawn is None:
            if self._clock() - self._began < PATIENCE or not self._console.is_terminal:
                return
            columns = (TextColumn(self._label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._drawn = Progress(*columns, console=self._console, transient=True)
            self._task = self._drawn.add_task("", total=total)
            self._drawn.start()
        self._drawn.update(self._task, completed=done, total=total)

    def __exit__(
        self, kind: type[BaseException] | None, wrong: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn is not None:
            self._drawn.stop()
