"""Hostile Word documents and presentations."""

from __future__ import annotations

import random
import struct
import warnings
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

from tests.corpus import made

W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
P = (
    b'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TEXT = b"<w:p><w:r><w:t>A text</w:t></w:r></w:p>"
BODY, SLIDE = "word/document.xml", "ppt/slides/slide1.xml"
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
QUADRATIC = b'<!ENTITY a "%s">' % (b"a" * 50_000)
LEAF = b'<p:sp><p:nvSpPr><p:cNvPr id="%d" name="s"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>%s</p:sp>'
GROUP = b'<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
SAYS = b"<p:txBody><a:bodyPr/><a:p><a:r><a:t>A text</a:t></a:r></a:p></p:txBody>"


def noise(length: int, seed: int = 7) -> bytes:
    """Return the same random bytes each time."""
    return random.Random(seed).randbytes(length)


def body(inside: bytes, before: bytes = b"", root: bytes = b"") -> bytes:
    """Return a Word document with this body."""
    return word({BODY: b"%s<w:document %s %s><w:body>%s</w:body></w:document>" % (before, W, root, inside)})


def word(parts: dict[str, bytes]) -> bytes:
    """Return a Word document with these parts in place of its own."""
    return made.with_parts(made.word(), parts)


def slide(inside: bytes, before: bytes = b"") -> bytes:
    """Return a presentation with these shapes on its slide."""
    tree = GROUP + inside
    return made.with_parts(
        made.slides(), {SLIDE: b"%s<p:sld %s><p:cSld><p:spTree>%s</p:spTree></p:cSld></p:sld>" % (before, P, tree)}
    )


def thin(length: int) -> bytes:
    """Return bytes that pack about eighty times, so that no part stands out."""
    return b"".join(noise(60, seed) + bytes(5940) for seed in range(length // 6000))


def many_entries(count: int) -> bytes:
    return word({f"word/{n}.bin": b"" for n in range(count)})


def overlapping() -> bytes:
    """Return an archive whose directory names one large part five hundred times."""
    raw = made.zipped({"[Content_Types].xml": b"<a/>", "x.bin": thin(900_000)})
    start, end = raw.index(b"PK\x01\x02"), raw.rindex(b"PK\x05\x06")
    directory = raw[start:end]
    one = directory[directory.rindex(b"PK\x01\x02") :]
    whole = directory + b"".join(one.replace(b"x.bin", b"%05d" % n) for n in range(500))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 502, 502, len(whole), start, 0)
    return raw[:start] + whole + tail


def lying() -> bytes:
    """Return a document whose body says that it is a thousandth of its size."""
    raw = bytearray(body(TEXT + b"<w:p/>" * 100_000 + noise(40_000).hex().encode()))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        begin = 0
        while (begin := raw.find(mark, begin + 1)) >= 0:
            name = begin + (30 if at == 22 else 46)
            if raw[name:].startswith(BODY.encode()):
                raw[begin + at : begin + at + 4] = struct.pack("<L", 200)
    return bytes(raw)


def flagged() -> bytes:
    raw = bytearray(made.word())
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 8] |= 1
    return bytes(raw)


def by_bzip2() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_BZIP2) as archive:
        archive.writestr("[Content_Types].xml", bytes(5_000_000))
    return out.getvalue()


def twins() -> bytes:
    out = BytesIO(made.word())
    with ZipFile(out, "a", ZIP_DEFLATED) as archive, warnings.catch_warnings(action="ignore"):
        archive.writestr(BODY, b"<a/>")
    return out.getvalue()


def nested(levels: int) -> bytes:
    inner = bytes(100)
    for _ in range(levels):
        inner = made.zipped({"a.zip": inner, "b.zip": inner})
    return word({"word/media/a.zip": inner})


def picture(side: int) -> bytes:
    """Return a PNG that claims to be this many pixels wide and high."""
    head = struct.pack(">2L5B", side, side, 8, 6, 0, 0, 0)
    out = b"\x89PNG\r\n\x1a\n"
    for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")):
        out += struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
    return out


def boxes(levels: int) -> bytes:
    inside = TEXT
    for _ in range(levels):
        inside = b"<w:p><w:r><w:pict><w:txbxContent>%s</w:txbxContent></w:pict></w:r></w:p>" % inside
    return body(inside)


def tables(levels: int) -> bytes:
    inside = TEXT
    for _ in range(levels):
        inside = b"<w:tbl><w:tr><w:tc>%s<w:p/></w:tc></w:tr></w:tbl>" % inside
    return body(inside)


def varied(count: int) -> bytes:
    """Return empty paragraphs that pack badly."""
    return b"".join(b'<w:p w:rsidR="%s"/>' % noise(2, n).hex().encode() for n in range(count))


def one_slide_often(count: int, presentation: bytes) -> bytes:
    """Return a presentation whose list of slides names the same slide again and again."""
    with ZipFile(BytesIO(presentation)) as archive:
        main = archive.read("ppt/presentation.xml")
    begin, end = main.index(b"<p:sldId "), main.index(b"</p:sldIdLst>")
    return made.with_parts(presentation, {"ppt/presentation.xml": main[:begin] + main[begin:end] * count + main[end:]})


def relations(count: int) -> bytes:
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    ties = b"".join(
        b'<Relationship Id="x%d" Type="%s" Target="http://a/%d" TargetMode="External"/>' % (n, kind, n)
        for n in range(count)
    )
    space = b"http://schemas.openxmlformats.org/package/2006/relationships"
    return word({"word/_rels/document.xml.rels": b'<Relationships xmlns="%s">%s</Relationships>' % (space, ties)})


def noted(note: bytes, times: int) -> bytes:
    """Return a document that refers to one footnote again and again."""
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    with ZipFile(BytesIO(made.word())) as archive:
        relations = archive.read("word/_rels/document.xml.rels")
    tie = b'<Relationship Id="notes" Type="%s" Target="footnotes.xml"/></Relationships>' % kind
    notes = b'<w:footnotes %s><w:footnote w:id="2"><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:footnote></w:footnotes>'
    parts = {
        BODY: b"<w:document %s><w:body>%s</w:body></w:document>"
        % (W, b'<w:p><w:r><w:t>A text</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' * times),
        "word/footnotes.xml": notes % (W, note),
        "word/_rels/document.xml.rels": relations.replace(b"</Relationships>", tie),
    }
    return word(parts)


def styles(count: int) -> bytes:
    """Return styles of which each rests on the next, and the last on the first."""
    style = b'<w:style w:type="paragraph" w:styleId="S%d"><w:name w:val="S%d"/><w:basedOn w:val="S%d"/></w:style>'
    return b"".join(style % (n, n, (n + 1) % count) for n in range(count))


BOMBS: dict[str, Callable[[], bytes]] = {
    "many-styles.docx": lambda: word({"word/styles.xml": b"<w:styles %s>%s</w:styles>" % (W, styles(300_000))}),
    "ratio.docx": lambda: body(TEXT + b"<w:p/>" + b" " * 40_000_000),
    "entries.docx": lambda: many_entries(3_000),
    "twenty-thousand-entries.docx": lambda: many_entries(20_000),
    "small-entries.docx": lambda: word({f"word/media/{n}.bin": bytes(999_999) for n in range(110)}),
    "total.docx": lambda: word({f"word/media/{n}.bin": thin(6_000_000) for n in range(18)}),
    "overlapping.docx": overlapping,
    "lying.docx": lying,
    "nested.docx": lambda: nested(1),
    "nested-ten-deep.docx": lambda: nested(10),
    "flagged.docx": flagged,
    "bzip2.docx": by_bzip2,
    "twins.docx": twins,
    "truncated.docx": lambda: made.word()[:9_000],
    "random.docx": lambda: b"PK\x03\x04" + noise(200_000),
    "laughs.docx": lambda: body(b"<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", b"<!DOCTYPE x [%s]>" % LAUGHS),
    "laughs-utf-16.docx": lambda: word(
        {
            BODY: (b'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [%s]><x>&l9;</x>' % LAUGHS)
            .decode()
            .encode("utf-16")
        }
    ),
    "quadratic.docx": lambda: body(
        b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % (b"&a;" * 50_000), b"<!DOCTYPE x [%s]>" % QUADRATIC
    ),
    "outside.docx": lambda: body(TEXT + b"&a;", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    "laughs-in-styles.docx": lambda: word({"word/styles.xml": b"<!DOCTYPE x [%s]><x>&l9;</x>" % LAUGHS}),
    "three-million-paragraphs.docx": lambda: body(TEXT + b"<w:p/>" * 3_000_000),
    "varied-paragraphs.docx": lambda: body(TEXT + varied(250_000)),
    "deep.docx": lambda: body(b"<w:p>" * 60_000 + b"</w:p>" * 60_000),
    "tables-in-tables.docx": lambda: tables(45),
    "boxes-in-boxes.docx": lambda: boxes(40),
    "wide-cell.docx": lambda: body(
        b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>%s</w:tc></w:tr></w:tbl>' % TEXT
    ),
    "huge-attribute.docx": lambda: body(TEXT, root=b'w:x="%s"' % noise(4_000_000).hex().encode()),
    "many-attributes.docx": lambda: body(TEXT, root=b" ".join(b'x%d=""' % n for n in range(60_000))),
    "huge-cdata.docx": lambda: body(
        b"<w:p><w:r><w:t><![CDATA[%s]]></w:t></w:r></w:p>" % noise(3_000_000).hex().encode()
    ),
    "million-runs.docx": lambda: body(b"<w:p>%s</w:p>" % b"".join(b"<w:r a='%d'/>" % n for n in range(1_100_000))),
    "relations.docx": lambda: relations(200_000),
    "circling-styles.docx": lambda: word({"word/styles.xml": b"<w:styles %s>%s</w:styles>" % (W, styles(1_000))}),
    "one-note-often.docx": lambda: noted(b"A note. " * 60_000, 10_000),
    "pixels.docx": lambda: word({"word/media/image1.png": picture(200_000)}),
    "protected.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(20_000),
    "laughs.pptx": lambda: slide(b"", b"<!DOCTYPE x [%s]>" % LAUGHS),
    "quadratic.pptx": lambda: slide(b"&a;" * 50_000, b"<!DOCTYPE x [%s]>" % QUADRATIC),
    "hundred-thousand-shapes.pptx": lambda: slide(b"".join(LEAF % (n, b"") for n in range(2, 100_002))),
    "groups-in-groups.pptx": lambda: slide((b"<p:grpSp>" + GROUP) * 150 + LEAF % (2, SAYS) + b"</p:grpSp>" * 150),
    "one-slide-often.pptx": lambda: one_slide_often(20_000, made.slides()),
    "one-large-slide-often.pptx": lambda: one_slide_often(
        1_500, slide(b"".join(LEAF % (n, SAYS) for n in range(2, 9_000)))
    ),
    "pixels.pptx": lambda: made.with_parts(made.slides(), {"ppt/media/image1.png": picture(200_000)}),
}
