"""The zip container of an Office document: looked through before any library unpacks it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from corpus.formats.part import Census
from corpus.formats.refusal import Refusal

# The forms that are containers, with what the list of types must name, and what such a document is called.
FORMS = {
    "word": (b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"),
    "slides": (b"presentationml.presentation.main+xml", b"presentationml.slideshow.main+xml"),
}
_NAMES = {"word": "a Word document (.docx)", "slides": "a presentation (.pptx)"}

MOST_ENTRIES = 2_000
MOST_BYTES = 100_000_000
# Text in XML packs 10 to 50 times; 200 only where the same bytes come again and again. Small entries do no harm.
MOST_RATIO, RATIO_FROM = 200, 1_000_000

_TYPES = "[Content_Types].xml"
_ENCRYPTED = 0x1
_CHUNK = 1 << 16
_XML = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0", b"\0\0", b"Lo\xa7\x94")
_XML_NAMES = (".xml", ".rels", ".vml")
# A workbook behind a chart is a zip in a zip which nobody opens here.
_EMBEDDED = ("word/embeddings/", "ppt/embeddings/", "xl/embeddings/")
_BOMB = "so it is no ordinary document; save it anew in Office, without what is embedded in it."


def check(data: bytes, form: str) -> None:
    """Raise `Refusal` where the container is damaged, hostile, protected, or holds another kind of document."""
    # Entries are counted before they are listed, as listing a million takes seconds; embedded workbooks count as well.
    if data.count(b"PK\x01\x02") > 5 * MOST_ENTRIES:
        raise _too_many()
    with ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        _check_sizes(entries)
        names = [entry.filename for entry in entries]
        if len(set(names)) != len(names):
            raise Refusal(f"holds two parts of one name, {_BOMB}")
        if _TYPES not in names:
            raise Refusal(f"is a zip archive, not {_NAMES[form]}; give it the right ending, or save it anew.")
        types = b""
        census = Census()
        for entry in entries:
            first = _look(archive, entry, census)
            types = first if entry.filename == _TYPES else types
        _check_kind(types, form)


def _check_sizes(entries: list[ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise _too_many()
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise Refusal(f"unpacks to more than {MOST_BYTES / 1_000_000:g} MB, {_BOMB}")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise Refusal("is protected with a password; save it without one.")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Refusal(f"is packed in a way that Office does not use, {_BOMB}")
        if entry.file_size > RATIO_FROM and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise Refusal(f"holds a part that unpacks to more than {MOST_RATIO} times its size, {_BOMB}")
        if entry.compress_size > entry.file_size + entry.file_size // 50 + 1000:
            raise Refusal(f"holds a part that says less than its true size, {_BOMB}")


def _look(archive: ZipFile, entry: ZipInfo, census: Census) -> bytes:
    """Return the first bytes of an entry; XML is read to its end and counted, anything else is left alone."""
    with archive.open(entry) as part:
        first = part.read(_CHUNK)
        name = entry.filename.lower()
        if first.startswith(b"PK\x03\x04") and not name.startswith(_EMBEDDED):
            raise Refusal(f"holds another archive, {_BOMB}")
        if first.lstrip().startswith(_XML) or name.endswith(_XML_NAMES):
            counted = census.part(entry.filename)
            counted.feed(first)
            while chunk := part.read(_CHUNK):
                counted.feed(chunk)
            counted.close()
    return first


def _check_kind(types: bytes, form: str) -> None:
    if any(wanted in types for wanted in FORMS[form]):
        return
    for other, wanted in FORMS.items():
        if any(each in types for each in wanted):
            raise Refusal(f"is {_NAMES[other]}, not {_NAMES[form]}; give it the right ending.")
    raise Refusal(f"is not {_NAMES[form]} but something else of Office; save it as one.")


def _too_many() -> Refusal:
    return Refusal(f"holds more than {MOST_ENTRIES:,} parts, {_BOMB}")
