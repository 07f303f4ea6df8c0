"""Apart: what the process that parses one document does, from its limits to its answer."""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import resource
import sys
import warnings
import zlib
from zipfile import BadZipFile

from corpus.formats import answer as answers
from corpus.formats import container, letters, signature
from corpus.formats.refusal import Refusal, damaged, no_text, too_large, too_much_text

# Calls, deep enough for what the guards let through; the readers of pages and tables walk nested elements by recursion.
_DEEPEST_CALLS = 8_000


def answer(handle: int, form: str, file_bytes: int, text_bytes: int, cpu_seconds: int, memory_bytes: int) -> None:
    """Read the document behind the handle and write the answer to standard output, which nobody else writes to."""
    _limit(cpu_seconds, memory_bytes)
    out = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(_DEEPEST_CALLS)
    with os.fdopen(handle, "rb") as file, os.fdopen(out, "wb") as pipe:
        pipe.write(_answer(file.read(file_bytes + 1), form, file_bytes, text_bytes))
    # Nothing of what the libraries left is worth the time to tear it down.
    os._exit(0)


def _limit(cpu_seconds: int, memory_bytes: int) -> None:
    # Address space, not the data segment: it counts every kind of memory, and the libraries map little (some 50 MB).
    # macOS knows the limit and refuses to set it; there the limit of computing time has to do.
    with contextlib.suppress(ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def _answer(data: bytes, form: str, file_bytes: int, text_bytes: int) -> bytes:
    try:
        if len(data) > file_bytes:
            raise too_large(file_bytes)
        text = text_of(data, form, text_bytes)
        return answers.written(answers.TEXT, text)
    except Refusal as refusal:
        return answers.written(answers.REFUSED, str(refusal))
    except MemoryError:
        reason = "needs more memory to read than a document may take; split it, or save it as a simpler one."
        return answers.written(answers.REFUSED, reason)
    except RecursionError:
        reason = "is nested too deeply to read; save it as a simpler document."
        return answers.written(answers.REFUSED, reason)
    except (BadZipFile, zlib.error, EOFError):
        return answers.written(answers.REFUSED, str(damaged()))
    except Exception as error:  # The last resort: whatever a library raises, the document is at fault.
        reason = f"cannot be understood ({type(error).__name__}); open it in the program that made it, save it anew."
        return answers.written(answers.REFUSED, reason)


def text_of(data: bytes, form: str, most_bytes: int) -> str:
    """Return the clean Markdown in a document; the guards look at the bytes before any library does."""
    if not data.strip():
        raise Refusal("is empty; remove it, or save it with text in it.")
    signature.check(data, form)
    if form in container.FORMS:
        container.check(data, form)
    reader = importlib.import_module(f"corpus.formats.{form}")
    text = letters.clean(reader.text(data, most_bytes))
    if not text.strip():
        raise no_text()
    if len(text.encode()) > most_bytes:
        raise too_much_text(most_bytes)
    return text
