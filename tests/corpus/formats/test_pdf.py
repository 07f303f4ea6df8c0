from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from tests.corpus import made
from tests.corpus.formats.conftest import Told

BODY = [(f"Line {name} says how a customer is called back", 11) for name in ("one", "two", "three", "four")]


def test_larger_lines_are_headings_by_their_size(text_of: Told) -> None:
    page = [("Customer ties", 20), ("Größe – naïve", 11), *BODY, ("Personal", 15), ("help", 15), ("By (phone)", 11)]
    assert text_of("plan.pdf", made.pages([made.said(page)])) == (
        "# Customer ties\n\nGröße – naïve\n"
        + "\n".join(line for line, _ in BODY)
        + "\n\n## Personal help\n\nBy (phone)"
    )


def test_a_line_that_looks_like_a_heading_is_none(text_of: Told) -> None:
    assert text_of("hash.pdf", made.pages([made.said([("# one of many", 11), *BODY])])).startswith("\\# one of many\n")


def test_lines_that_frame_every_page_and_page_numbers_are_left_out(text_of: Told) -> None:
    names = ("Ann", "Bob", "Cem", "Dot", "Eve")
    contents = [
        made.said(
            [
                ("Annual plan", 9),
                *[(f"{name} asks about {thing}", 11) for thing in ("tea", "rent", "help", "us")],
                (f"Page {number} of 5", 9),
            ]
        )
        for number, name in enumerate(names, start=1)
    ]
    text = text_of("framed.pdf", made.pages(contents))
    assert "Annual plan" not in text
    assert "Page" not in text
    assert [line for line in text.split("\n") if "tea" in line] == [f"{name} asks about tea" for name in names]


def locked(user: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(made.pages([made.said(BODY)]))))
    writer.encrypt(user, owner, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_that_only_forbids_changes_is_read(text_of: Told) -> None:
    assert "Line one" in text_of("owned.pdf", locked("", "owner"))


SCAN = made.pages(
    [b"/I Do"], [made.stream(b"x", b"/Type/XObject/Subtype/Image/Width 9/Height 9")], b"/XObject<</I 4 0 R>>"
)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (locked("secret", "owner"), "is protected with a password; save it without one"),
        (SCAN, "holds only pictures of pages (a scan); run text recognition"),
        (made.pages([b""]), "holds no text"),
        (made.pages([]), "has no pages"),
        (b"%PDF-1.7\nnothing more", "is damaged, or is not what its name says"),
        (made.word(), "is a zip archive, not a PDF"),
        (b"\x89PNG\r\n\x1a\n", "is a picture, not a PDF"),
        (b"plain words", "is something else, not a PDF"),
        (b"", "is empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_pdf_that_cannot_be_read_says_why(refusal_of: Told, content: bytes, why: str) -> None:
    assert why in refusal_of("plan.pdf", content)
