"""Documents that the tests make themselves, with the libraries or byte by byte."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pptx

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a PDF's stream as it stands."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def packed(content: bytes, entries: bytes = b"", times: int = 1) -> bytes:
    """Return a PDF's stream, packed once or more."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, entries + b"/Filter[" + b"/FlateDecode" * times + b"]")


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, numbered from one; the first is the catalog."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def pages(contents: Sequence[bytes], extra: Sequence[bytes] = (), resources: bytes = b"") -> bytes:
    """Return a PDF with a page for each content stream; `extra` objects are numbered from 4."""
    first = 4 + len(extra)
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(contents)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(contents), kids), FONT]
    objects += extra
    for at, content in enumerate(contents):
        objects += [page(first + 2 * at + 1, resources), packed(content)]
    return pdf(objects)


def page(contents: int, resources: bytes = b"", parent: int = 2) -> bytes:
    """Return a PDF's page; its font is object 3."""
    return b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>%s>>>>" % (
        parent,
        contents,
        resources,
    )


def said(lines: Sequence[tuple[str, int]]) -> bytes:
    """Return a content stream that shows each line in its size, from top to bottom."""
    out = [b"BT 1 0 0 1 50 780 Tm"]
    for text, size in lines:
        shown = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        out.append(b"/F %d Tf 0 -%d Td (%s) Tj" % (size, size + 6, shown))
    return b"\n".join([*out, b"ET"])


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a zip archive of these parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_parts(document: bytes, parts: dict[str, bytes]) -> bytes:
    """Return an Office document with some parts put in or in place of others."""
    with ZipFile(BytesIO(document)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    return zipped(held | parts)


def word(text: str = "A text") -> bytes:
    """Return a Word document of one paragraph."""
    document = docx.Document()
    document.add_paragraph(text)
    return saved(document)


def slides(text: str = "A title") -> bytes:
    """Return a presentation of one slide."""
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = text
    return saved(presentation)


def saved(document: object) -> bytes:
    """Return what a library writes, as bytes."""
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()
