"""The process that parses one document: started for it, held to limits, and gone when it has answered."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus.formats.answer import MOST_REASON, understood
from corpus.formats.refusal import Refusal, too_much_text
from corpus.reading.limits import Limits

_ROOT = Path(__file__).parents[2]
_SCRIPT = "import json, sys; task = json.loads(sys.argv[1]); sys.path[:] = task.pop('path'); "
_SCRIPT += "from corpus.formats.apart import answer; answer(**task)"
_CHUNK = 1 << 16

_SIMPLER = "split it into smaller documents, or save it as a simpler one."


def parsed(handle: int, form: str, limits: Limits) -> str:
    """Return the text of an opened file of one of our formats.

    Raises `Refusal` where the process refuses the file, dies, takes more than the limits or answers with anything but
    text; no such process is left behind.
    """
    with tempfile.TemporaryDirectory(prefix="rapport-") as folder:
        process = _started(handle, form, limits, folder)
        try:
            raw = _drained(process, limits.wall_seconds, limits.text_bytes)
            code = process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            raise Refusal(f"takes longer than {limits.wall_seconds:g} seconds to read; {_SIMPLER}") from None
        finally:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()
    if code != 0:
        raise _death(code, limits)
    return understood(raw, limits.text_bytes)


def _started(handle: int, form: str, limits: Limits, folder: str) -> subprocess.Popen[bytes]:
    """Start the process: it is isolated, so it is told where the modules lie that this one uses."""
    known = [str(Path(entry).absolute()) for entry in sys.path if entry]
    task = {
        "path": [str(_ROOT), *(entry for entry in known if entry != str(_ROOT))],
        "handle": handle,
        "form": form,
        **limits.model_dump(exclude={"wall_seconds"}),
    }
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        return subprocess.Popen(
            [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", _SCRIPT, json.dumps(task)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=(handle,),
            env={"LC_ALL": "C.UTF-8", "TMPDIR": folder},
            cwd=folder,
        )
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise Refusal(f"cannot be read, as no process could be started ({reason}); try again.") from None


def _drained(process: subprocess.Popen[bytes], seconds: float, most_bytes: int) -> bytes:
    """Return what the process writes until it closes its pipe; more than so much text ends it early."""
    assert process.stdout
    until = time.monotonic() + seconds
    found = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while len(found) <= most_bytes + MOST_REASON:
            left = until - time.monotonic()
            if left <= 0:
                raise subprocess.TimeoutExpired(process.args, seconds)
            if not selector.select(left):
                continue
            chunk = os.read(process.stdout.fileno(), _CHUNK)
            if not chunk:
                return bytes(found)
            found += chunk
    raise too_much_text(most_bytes)


def _death(code: int, limits: Limits) -> Refusal:
    if code == -signal.SIGXCPU:
        return Refusal(f"takes more than {limits.cpu_seconds} seconds of computing to read; {_SIMPLER}")
    how = f"signal {-code}" if code < 0 else f"exit {code}"
    return Refusal(f"makes its reader crash ({how}); open it in the program that made it and save it anew.")
