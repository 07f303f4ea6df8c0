"""Letters: bytes become text, and text becomes clean."""

from __future__ import annotations

import codecs
import re

from corpus.formats.refusal import Refusal

_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Controls, halves of surrogate pairs, soft hyphens and the marks that only steer layout or the direction of writing.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85]")
_MARKUP = re.compile(r"^([ \t]*)(#{1,6}(?=[ \t])|```|~~~)", re.MULTILINE)


def decoded(raw: bytes) -> str:
    """Return the text in these bytes, which are UTF-8, or UTF-16 with a byte order mark."""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise Refusal("is not text in UTF-8; save it as UTF-8 and try again.") from None
    if "\0" in text:
        raise Refusal(
            "holds zero bytes, so it is binary, or UTF-16 without a mark; save it as UTF-8 text or remove it."
        )
    return text


def clean(text: str) -> str:
    """Return a text without what nobody sees; no line ends with blanks, and at most one blank line stands together."""
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)).replace("\xa0", " ")
    text = text.encode("utf-8", "replace").decode()
    lines: list[str] = []
    for each in text.split("\n"):
        if each.strip() or (lines and lines[-1]):
            lines.append(each.rstrip())
    return "\n".join(lines).strip("\n")


def line(text: str) -> str:
    """Return a text on one line, with single blanks."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """Return a text of a document so that none of its own lines reads as a heading or a fence of code."""
    return _MARKUP.sub(r"\1\\\2", text)
