"""Web pages as Markdown: headings, lists, tables and paragraphs; what surrounds them is left out."""

from __future__ import annotations

import re
from collections import Counter

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from corpus.formats.letters import line, plain
from corpus.formats.refusal import Refusal

MOST_TAGS = 200_000
DEEPEST = 500
LONGEST_TAG = 100_000
MOST_ATTRIBUTES = 2_000
# Text in a list is written anew for each list around it; so many letters take some three seconds.
MOST_INDENTED = 20_000_000

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE)
# Other encodings are not offered by browsers, or are no encodings of text.
_ENCODINGS = re.compile(
    r"iso-?8859-?\d{1,2}|windows-?125\d|cp125\d|latin-?1|shift_jis|euc-(?:jp|kr)|gb(?:k|2312|18030)|big5|koi8-[ru]"
)
_EMBEDDED = re.compile(rb"data:[\w/+.-]{1,80};base64,[\w+/=]+")
_RAW = ("script", "style", "template", "svg", "noscript")
_TAG = re.compile(rb"<(/?)([a-zA-Z][\w:-]*)")
_FURNITURE = ("nav", "header", "footer", "aside", "button", "select", "textarea", "iframe", "object", "dialog")
_ROLES = re.compile(r"navigation|banner|contentinfo|complementary|search|menu|menubar|dialog|alert")
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
# Elements that end where the next begins, and those that hold nothing: they do not nest when they are left open.
_UNCLOSED = frozenset(
    b"p li dt dd td th tr thead tbody tfoot colgroup option optgroup rp rt area base br col embed hr img input link "
    b"meta param source track wbr html head body".split()
)
_BLOCKS = ["table", "h1", "h2", "h3", "h4", "ul", "ol"]
_ROWS = ["thead", "tbody", "tfoot", "tr", "td", "th"]
_INDENTED = ("ul", "ol", "blockquote")
_SIMPLER = "so it is no ordinary page; save only its text and try again."


class _Converter(MarkdownConverter):
    """Markdown without emphasis, links and pictures, which tell a reader of passages nothing."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return plain(text)

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        cells = [line(cell.get_text(" ")) for cell in el.find_all(["td", "th"], recursive=False)]
        return plain(" | ".join(cells)) + "\n" if any(cells) else ""

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n{text.strip()}\n\n"

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text}\n\n"


def text(data: bytes, _most_bytes: int) -> str:
    """Return the readable text of a page; its title heads it where it has no heading of its own."""
    raw = _without_raw(_EMBEDDED.sub(b"", _utf8(data)))
    _check(raw)
    soup = BeautifulSoup(raw.decode(), "lxml")
    title = line(soup.title.get_text()) if soup.title else ""
    body = soup.body or soup
    _check_tree(body)
    _strip(body)
    body = _main(body)
    headed = body.find(["h1", "h2"]) is not None
    bare = ["a", "b", "strong", "em", "i", "img"]
    converter = _Converter(heading_style="ATX", bullets="-", strip=bare, table_infer_header=True)
    found = str(converter.convert_soup(body))
    return found if headed or not title or not found.strip() else f"# {title}\n\n{found}"


def _utf8(data: bytes) -> bytes:
    """Return a page as UTF-8, read in the encoding that it declares."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    try:
        return data.decode("utf-8-sig").encode()
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
        encoding = declared[1].decode().lower() if declared else ""
    try:
        # Latin letters are what browsers take where nothing is said, too.
        return data.decode(encoding if _ENCODINGS.fullmatch(encoding) else "windows-1252", "replace").encode()
    except LookupError:
        raise Refusal(f"is written in {encoding}, which is not known here; save it as UTF-8.") from None


def _without_raw(raw: bytes) -> bytes:
    """Return a page without comments and without what is code or drawing."""
    if b"\0" in raw:
        raise Refusal("holds zero bytes, so it is no web page; give it the right ending, or save it anew.")
    raw = _cut(raw, b"<!--", b"-->")
    for name in _RAW:
        raw = _cut(raw, b"<" + name.encode(), b"</" + name.encode())
    return raw


def _cut(raw: bytes, begin: bytes, end: bytes) -> bytes:
    kept = []
    at = 0
    lower = raw.lower()
    while (start := lower.find(begin, at)) >= 0:
        kept.append(raw[at:start])
        closed = lower.find(b">", start) if end.startswith(b"</") else 0
        stop = start if closed and lower[closed - 1 : closed] == b"/" else lower.find(end, start + len(begin))
        if stop < 0:
            # A comment or script that is never closed runs to the end, as in a browser.
            return b" ".join(kept)
        closed = lower.find(b">", stop) if end.startswith(b"</") else stop + len(end) - 1
        at = closed + 1 if closed >= 0 else len(raw)
    return b" ".join([*kept, raw[at:]])


def _check(raw: bytes) -> None:
    """Raise `Refusal` where a page has too many tags, or one too long, or nests too deeply."""
    if raw.count(b"<") > MOST_TAGS:
        raise Refusal(f"holds more than {MOST_TAGS:,} tags, {_SIMPLER}")
    for piece in raw.split(b"<")[1:]:
        tag = piece.partition(b">")[0]
        crowded = len(tag) > MOST_ATTRIBUTES and len(tag.replace(b"/", b" ").split()) > MOST_ATTRIBUTES
        if len(tag) > LONGEST_TAG or crowded or tag.count(b"=") > MOST_ATTRIBUTES:
            raise Refusal(f"holds a tag of more than {LONGEST_TAG:,} letters or {MOST_ATTRIBUTES:,} words, {_SIMPLER}")
    opened: Counter[bytes] = Counter()
    depth = 0
    for closing, name in _TAG.findall(raw.lower()):
        if name in _UNCLOSED:
            continue
        if not closing:
            opened[name] += 1
            depth += 1
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
        if depth > DEEPEST:
            raise _too_deep()


def _check_tree(root: Tag) -> None:
    """Raise `Refusal` where the elements, as they were understood, nest too deeply or indent too much text."""
    queue: list[tuple[object, int, int]] = [(root, 0, 0)]
    indented = 0
    while queue:
        node, depth, indent = queue.pop()
        if isinstance(node, Tag):
            deeper = indent + (node.name in _INDENTED)
            queue += [(child, depth + 1, deeper) for child in node.children]
        else:
            indented += len(str(node)) * indent
        if depth > DEEPEST:
            raise _too_deep()
        if indented > MOST_INDENTED:
            raise Refusal(f"holds too much text in lists within lists, {_SIMPLER}")


def _main(body: Tag) -> Tag:
    """Return the part that calls itself the main one, where there is one and it holds most of the text."""
    parts = body.find_all("main")
    most = len(parts) == 1 and 2 * len(parts[0].get_text()) > len(body.get_text())
    return parts[0] if most else body


def _too_deep() -> Refusal:
    return Refusal(f"is nested deeper than {DEEPEST} elements, {_SIMPLER}")


def _strip(body: Tag) -> None:
    """Take out the furniture and what is hidden; a header inside an article or the main part is no furniture."""
    for tag in body.find_all(True):
        if tag.decomposed:
            continue
        hidden = tag.has_attr("hidden") or tag.get("aria-hidden") == "true" or _HIDDEN.search(str(tag.get("style", "")))
        role = _ROLES.fullmatch(str(tag.get("role", "")).strip().lower())
        furniture = tag.name in _FURNITURE and not (tag.name == "header" and tag.find_parent(["article", "main"]))
        if hidden or role or furniture:
            tag.decompose()
    for table in body.find_all("table"):
        if table.find(_BLOCKS):
            # A table that only lays out a page holds its parts, not rows.
            own = [tag for tag in table.find_all(_ROWS) if tag.find_parent("table") is table]
            for tag in (table, *own):
                tag.name = "div"
