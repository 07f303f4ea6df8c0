"""Hostile PDFs."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from tests.corpus import made
from tests.corpus.bombs_office import noise

SAYS = made.said([("A text that can be read", 12)])
CATALOG, KIDS = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>"


def single(content: bytes, *extra: bytes, resources: bytes = b"") -> bytes:
    """Return a PDF of one page with this stream as it stands; `extra` objects are numbered from 6."""
    return made.pdf([CATALOG, KIDS % (1, b"4 0 R"), made.FONT, made.page(5, resources), content, *extra])


def shared(count: int) -> bytes:
    stream = made.packed(SAYS * 8_000)
    refs = b" ".join(b"%d 0 R" % (5 + n) for n in range(count))
    return made.pdf([CATALOG, KIDS % (count, refs), made.FONT, stream, *[made.page(4)] * count])


def many_pages(count: int) -> bytes:
    return made.pdf([CATALOG, KIDS % (count, b"5 0 R " * count), made.FONT, made.packed(SAYS), made.page(4)])


def tree(levels: int, width: int) -> bytes:
    """Return a page tree where each node names the next one many times."""
    nodes = [KIDS % (1, b"%d 0 R " % (3 + n) * width) for n in range(levels)]
    return made.pdf([CATALOG, *nodes, made.page(levels + 3), made.packed(SAYS)])


def loop() -> bytes:
    """Return a PDF whose table of objects goes on with itself."""
    raw = single(made.packed(SAYS))
    at = raw.rindex(b"xref\n0")
    return raw.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev %d>>" % at)


def forms(levels: int, width: int) -> bytes:
    """Return a PDF where each form draws the next one many times."""
    drawn = [
        made.packed(
            b"/X Do " * width + SAYS, b"/Type/XObject/Subtype/Form/Resources<</XObject<</X %d 0 R>>>>" % (7 + n)
        )
        for n in range(levels)
    ]
    last = made.packed(SAYS, b"/Type/XObject/Subtype/Form")
    return single(made.packed(b"/X Do " * width), *drawn, last, resources=b"/XObject<</X 6 0 R>>")


def objects_in_stream(count: int) -> bytes:
    """Return a PDF whose pages lie in a packed stream that claims very many objects and extends itself."""
    inside = b"".join(b"%d %d " % (100 + n, n * 5) for n in range(count)) + b"null " * count
    packed = made.packed(inside, b"/Type/ObjStm/N %d/First 10/Extends 6 0 R" % (count * 1000))
    return single(made.packed(SAYS), packed)


def from_stream() -> bytes:
    """Return a PDF whose table of objects is a packed stream of two billion entries."""
    raw = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    table = zlib.compress(bytes(60_000_000), 9)
    head = b"/Type/XRef/Root 1 0 R/W[1 2 1]/Size 2000000000/Index[0 2000000000]/Filter/FlateDecode"
    return raw + b"9 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (made.stream(table, head), len(raw))


def letters() -> bytes:
    """Return a PDF with a font that maps a billion codes to letters."""
    ranges = b"".join(b"<%08x> <%08x> <0041>\n" % (n << 20, (n << 20) + 0xFFFFF) for n in range(100))
    table = b"/CIDInit begincmap\n100 beginbfrange\n%sendbfrange\nendcmap" % ranges
    font = b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[]/ToUnicode 6 0 R>>"
    return made.pdf([CATALOG, KIDS % (1, b"4 0 R"), font, made.page(5), made.packed(SAYS), made.packed(table)])


def predicted() -> bytes:
    parameters = b"/DecodeParms<</Predictor 15/Columns 2147483647/Colors 32/BitsPerComponent 16>>"
    return single(made.packed(bytes(100_000), parameters))


def protected() -> bytes:
    locked = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)
    return made.pdf([CATALOG, KIDS % (1, b"4 0 R"), made.FONT, made.page(5), made.packed(SAYS)], locked)


BOMBS: dict[str, Callable[[], bytes]] = {
    "shared-stream.pdf": lambda: shared(200),
    "three-thousand-pages.pdf": lambda: many_pages(3_000),
    "tree-of-itself.pdf": lambda: made.pdf([CATALOG, KIDS % (1, b"2 0 R")]),
    "wide-tree.pdf": lambda: tree(20, 10),
    "deep-tree.pdf": lambda: tree(20_000, 1),
    "loop.pdf": loop,
    "chain.pdf": lambda: single(made.packed(SAYS + b" " * 30_000_000, times=12)),
    "inflating.pdf": lambda: single(made.packed(SAYS + b" " * 200_000_000)),
    "run-length.pdf": lambda: single(made.stream(b"\x81 " * 400_000, b"/Filter/RunLengthDecode")),
    "inline-image.pdf": lambda: single(
        made.packed(b"BI /W 9999999 /H 9999999 /BPC 8 /CS /RGB ID " + noise(9_000_000) + b" EI " + SAYS)
    ),
    "forms-in-forms.pdf": lambda: forms(9, 10),
    "form-of-itself.pdf": lambda: single(
        made.packed(b"/X Do " + SAYS),
        made.packed(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/Resources<</XObject<</X 6 0 R>>>>"),
        resources=b"/XObject<</X 6 0 R>>",
    ),
    "objects-in-stream.pdf": lambda: objects_in_stream(200_000),
    "table-in-stream.pdf": from_stream,
    "letters.pdf": letters,
    "predicted.pdf": predicted,
    "arrays-in-arrays.pdf": lambda: single(made.packed(b"[" * 2_000_000 + SAYS)),
    "arrays-in-catalog.pdf": lambda: made.pdf([b"[" * 500_000]),
    "pixels.pdf": lambda: single(
        made.packed(b"/I Do"),
        made.packed(bytes(1000), b"/Type/XObject/Subtype/Image/Width 2000000/Height 2000000/BitsPerComponent 8"),
        resources=b"/XObject<</I 6 0 R>>",
    ),
    "protected.pdf": protected,
    "truncated.pdf": lambda: single(made.packed(SAYS * 100))[:600],
    "random.pdf": lambda: b"%PDF-1.7\n" + noise(300_000),
}
