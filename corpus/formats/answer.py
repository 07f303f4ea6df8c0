"""The answer of the process that parses: one line says what follows and how long it is, then come the bytes."""

from __future__ import annotations

import re

from corpus.formats.refusal import Refusal, no_text

TEXT, REFUSED = "text", "refused"
# Bytes of a reason with its first line; a letter takes four at most.
MOST_REASON = 1000
_FIRST_LINE = re.compile(rb"(text|refused) ([0-9]{1,12})\n")


def written(what: str, said: str) -> bytes:
    """Return an answer as bytes."""
    body = (said if what == TEXT else said[: MOST_REASON // 5]).encode("utf-8", "replace")
    return f"{what} {len(body)}\n".encode() + body


def understood(raw: bytes, most_bytes: int) -> str:
    """Return the text in an answer; raises `Refusal` with its reason, or where it is no answer at all."""
    first = _FIRST_LINE.match(raw)
    body = raw[first.end() :] if first else b""
    if first is None or len(body) != int(first[2]) or len(body) > most_bytes + MOST_REASON:
        raise Refusal("makes its reader answer with garbage; open it in the program that made it and save it anew.")
    try:
        said = body.decode()
    except UnicodeDecodeError:
        raise Refusal("makes its reader answer with garbage; save it anew in the program that made it.") from None
    if first[1] == REFUSED.encode():
        raise Refusal(" ".join(said.split()))
    if not said.strip():
        raise no_text()
    return said
