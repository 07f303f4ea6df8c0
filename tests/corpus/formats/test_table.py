from __future__ import annotations

import pytest

from tests.corpus.formats.conftest import Told

ROWS = "Name | City | Note\nName: Ann | City: 東京 | Note: a; b, c\nName: Bob | Note: two lines"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_each_row_is_one_line_with_the_names_of_its_columns(text_of: Told, mark: str, encoding: str) -> None:
    lines = ("Name,City,Note", 'Ann,東京,"a; b, c"', "", 'Bob,,"two\nlines"')
    content = "\r\n".join(lines).replace(",", mark).replace(f"a; b{mark} c", "a; b, c")
    assert text_of("people.csv", content.encode(encoding)) == ROWS


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"one\ntwo\n", "one\none: two"),
        (b"a,b\n1,2,3\n", "a | b\na: 1 | b: 2 | 3"),
        (b"MZ,b\n1,2\n", "MZ | b\nMZ: 1 | b: 2"),
        (b'a,b\n"# no heading",2', "a | b\na: # no heading | b: 2"),
    ],
    ids=["one column", "ragged", "letters", "hash"],
)
def test_odd_tables_are_read(text_of: Told, content: bytes, text: str) -> None:
    assert text_of("odd.csv", content) == text


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("Größe,1".encode("latin-1"), "is not text in UTF-8; save it as UTF-8"),
        (b"a,\0", "zero bytes"),
        (b",,\n,,", "holds no text"),
        (b"\n", "is empty"),
        (b"%PDF-1.7", "is a PDF, not a table"),
        (b"MZ\x90\0", "is a program, not a table"),
        (b"a," * 1001, "has more than 1,000 columns"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_table_that_cannot_be_read_says_why(refusal_of: Told, content: bytes, why: str) -> None:
    assert why in refusal_of("people.csv", content)
