from __future__ import annotations

import pytest

from corpus.formats.container import check
from corpus.formats.refusal import Refusal
from tests.corpus import made
from tests.corpus.bombs_office import BODY, body, thin, word

XLSX = made.zipped({"[Content_Types].xml": b"<Types/>"})


@pytest.mark.parametrize(
    ("document", "form"),
    [
        (made.word(), "word"),
        (made.slides(), "slides"),
        (word({"word/embeddings/sheet.xlsx": XLSX}), "word"),
        (word({"word/media/photo.jpg": thin(6_000_000)}), "word"),
        (word({f"word/media/{n}.bin": b"" for n in range(1_900)}), "word"),
    ],
    ids=["word", "slides", "workbook", "photo", "parts"],
)
def test_ordinary_documents_pass(document: bytes, form: str) -> None:
    check(document, form)


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (word({"word/media/sheet.xlsx": XLSX}), "holds another archive"),
        (word({f"word/media/{n}.bin": b"" for n in range(2_000)}), "holds more than 2,000 parts"),
        (word({"word/media/x.bin": bytes(1_000_001)}), "more than 200 times its size"),
        (word({BODY: b"<a><b></a>"}), "its part word/document.xml is no XML"),
        (word({"word/other": b"<!DOCTYPE a><a/>"}), "declares entities or a document type"),
        (word({"word/other.xml": b'<?xml version="1.0" encoding="utf-7"?><a/>'}), "is no XML"),
        (word({"word/other.xml": b"Lo\xa7\x94\x93"}), "is no XML"),
        (body(b"<w:p>" * 201 + b"</w:p>" * 201), "is nested deeper than 200 elements"),
        (made.slides(), r"is a presentation \(\.pptx\), not a Word document"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_ordinary_document_is_refused(document: bytes, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        check(document, "word")
