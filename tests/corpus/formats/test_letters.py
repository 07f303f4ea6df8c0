from __future__ import annotations

import pytest

from corpus.formats.letters import clean, line, plain


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("one\r\ntwo\rthree\x0bfour", "one\ntwo\nthree\nfour"),
        ("\n\none  \n\n\n\ntwo\n", "one\n\ntwo"),
        ("a\0b\x07c\xadd\u200be\u202ef\ufeff", "abcdef"),
        ("half \ud800 pair", "half ? pair"),
        ("Größe\xa0東京 👩\u200d🔧", "Größe 東京 👩\u200d🔧"),
        ("  indented\n", "  indented"),
        (" \n\t", ""),
    ],
)
def test_what_nobody_sees_is_taken_out(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# one\n  ## two\n#three", "\\# one\n  \\## two\n#three"),
        ("```\n~~~x", "\\```\n\\~~~x"),
        ("a # b", "a # b"),
    ],
)
def test_no_line_of_a_document_reads_as_a_heading_or_a_fence(text: str, escaped: str) -> None:
    assert plain(text) == escaped


def test_a_text_on_one_line_has_single_blanks() -> None:
    assert line(" a\n\n b\tc ") == "a b c"
