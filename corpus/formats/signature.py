"""Signatures: the first bytes of a file tell what it really is, whatever its name says."""

from __future__ import annotations

from corpus.formats.refusal import Refusal

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_WANTED = {
    "pdf": "a PDF",
    "word": "a Word document",
    "slides": "a presentation",
    "page": "a web page",
    "table": "a table",
}
_OTHERS = (
    (b"%PDF-", "a PDF"),
    (_ZIP, "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"{\\rtf", "a rich text (.rtf)"),
)
# A PDF may begin with a little of something else.
_PDF_WITHIN = 1024


def check(data: bytes, form: str) -> None:
    """Raise `Refusal` where the bytes cannot be of this format."""
    if data.startswith(_OLD_OFFICE):
        raise Refusal(
            "is protected with a password, or in the format of Office before 2007; open it in Office and save it "
            "without a password as .docx or .pptx."
        )
    seen = next((name for mark, name in _OTHERS if data.startswith(mark)), None)
    fits = {"pdf": b"%PDF-" in data[:_PDF_WITHIN], "word": data.startswith(_ZIP), "slides": data.startswith(_ZIP)}
    if not fits.get(form, seen is None or (seen == "a program" and b"\0" not in data[:_PDF_WITHIN])):
        what = f"is {seen or 'something else'}, not {_WANTED[form]}"
        raise Refusal(f"{what} as its name says; give it the right ending, or save it anew.")
