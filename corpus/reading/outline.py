"""The outline of plain text: titles that nothing marks, lists, rows of tables that lost their lines, pieces of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.reading.furniture import clear, is_furniture

Trail = tuple[str, ...]

# A line of more words is no title.
_LONGEST_TITLE = 9
# What follows a title that no blank line sets apart has at least so many words.
_BODY = 12
# A shorter cell of an HTML table says nothing by itself.
_SHORTEST_CELL = 40
# A list item of at most so many words is the title of the items below it.
_LONGEST_ITEM_TITLE = 6
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_ITEM = re.compile(r"^(\s*)(?:[•*\-+❶]|\d+[.)])\s+(?=\S)")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]{0,80})?/?>")
_BOLD = re.compile(r"<(?:b|strong|th|h[1-6])\b", re.IGNORECASE)
# "Self-ServiceCustomers serve themselves": two cells of a row that were run together.
_RUN_TOGETHER = re.compile(r"^([A-Z][\w’-]*(?:[ -][A-Z]?[\w’-]*){0,3}?[a-z])(?=[A-Z][a-z]+ (?:\w+[ ,-]+){2})")
# Names that are written so, and are no cells.
_CAMEL = re.compile(r"^[A-Z][a-z]+(?: ?[A-Z][a-z]+)?(?:Tube|Kline|Book|Pal|Point|Press|Force|Soft|Script|Hub)\b")


@dataclass(frozen=True)
class Stretch:
    """A paragraph, list item or row at `start` to `end` of a text, under the titles of its trail.

    `own` counts the last titles of the trail that are list items or cells of the table it stands in.
    """

    trail: Trail
    start: int
    end: int
    own: int = 0


@dataclass
class _Reader:
    """Goes through the lines of a text and keeps the titles that hold at each of them."""

    text: str
    found: list[Stretch] = field(default_factory=list)
    marked: list[tuple[int, str]] = field(default_factory=list)
    title: str | None = None
    items: list[tuple[int, str]] = field(default_factory=list)

    @property
    def trail(self) -> Trail:
        """Return the titles that hold here."""
        return (*(title for _, title in self.marked), *([self.title] if self.title else []))

    def add(self, own: Trail, start: int, end: int) -> None:
        """Keep a stretch with titles of its own, without the furniture in it."""
        trail = (*self.trail, *own)
        self.found += [Stretch(trail, first, last, len(own)) for first, last in clear(self.text, start, end)]


def outline(text: str) -> list[Stretch]:
    """Return the stretches of a text in order; titles and furniture are in none of them."""
    reader = _Reader(text)
    rows: list[tuple[int, str]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        rows.append((at, line.rstrip("\r\n")))
        at += len(line)
    for place, (start, line) in enumerate(rows):
        bare = line.strip()
        if not bare or is_furniture(bare):
            continue
        before = place == 0 or not rows[place - 1][1].strip() or is_furniture(rows[place - 1][1])
        following = next((other.strip() for _, other in rows[place + 1 :] if other.strip()), "")
        after = place + 1 >= len(rows) or not rows[place + 1][1].strip()
        opens = before and len(following.split()) >= _BODY
        leads = opens or not following or bool(_ITEM.match(following)) or "\t" in following or _heads(following)
        if not _heading(reader, bare, apart=before and after and leads, opens=opens):
            _body(reader, start, line)
    return reader.found


def _heading(reader: _Reader, bare: str, *, apart: bool, opens: bool) -> bool:
    """Take a line for a title if it is one."""
    marked = _HEADING.fullmatch(bare)
    if marked:
        level = len(marked[1])
        reader.marked = [*(step for step in reader.marked if step[0] < level), (level, marked[2].strip("# "))]
        reader.title, reader.items = None, []
        return True
    if (apart and _asks(bare)) or ((apart or opens) and _titles(bare)):
        reader.title, reader.items = bare.strip("* "), []
        return True
    return False


def _titles(bare: str) -> bool:
    words = bare.split()
    capitals = sum(word[:1].isupper() or word[:1].isdigit() for word in words)
    dated = re.search(r"\b(?:19|20)\d\d$", bare)
    plain = not dated and len(words) <= _LONGEST_TITLE and bare[0].isalnum() and "\t" not in bare and "<" not in bare
    return plain and not bare.endswith((".", ";", ",", ":", "?", "!")) and 2 * capitals >= len(words)


def _heads(bare: str) -> bool:
    """Say whether a line may follow a title: another title, or a sentence."""
    return bool(_HEADING.fullmatch(bare)) or bare.endswith((".", "!", ":")) or (_titles(bare) and bare[0].isalpha())


def _asks(bare: str) -> bool:
    return bare.endswith("?") and len(bare.split()) <= 2 * _LONGEST_TITLE and bare[0].isalnum() and "<" not in bare


def _body(reader: _Reader, start: int, line: str) -> None:
    item = _ITEM.match(line)
    bare = line.strip()
    begin = start + line.index(bare)
    if _TAG.search(line):
        _markup(reader, start, line)
    elif item:
        depth = len(item[1])
        reader.items = [held for held in reader.items if held[0] < depth]
        reader.add(tuple(title for _, title in reader.items), start + item.end(), start + len(line.rstrip()))
        said = line[item.end() :].strip()
        if len(said.split()) <= _LONGEST_ITEM_TITLE:
            reader.items.append((depth, said.strip("*: ")))
    else:
        reader.items = []
        cell = _cell(bare)
        reader.add((cell,) if cell else (), begin, begin + len(bare))


def _cell(bare: str) -> str | None:
    """Return the first cell of a line that is a row of a table, or None."""
    first, tab, rest = bare.partition("\t")
    if tab and rest.strip() and len(first.split()) <= _LONGEST_ITEM_TITLE:
        return first.strip()
    together = None if _CAMEL.match(bare) else _RUN_TOGETHER.match(bare)
    return together[1] if together else None


def _markup(reader: _Reader, start: int, line: str) -> None:
    """Add what stands between the tags of a line; bold words are the titles of what follows."""
    title: str | None = None
    bold, cell, last = False, False, 0
    for tag in [*_TAG.finditer(line), None]:
        said = line[last : tag.start() if tag else len(line)]
        bare = said.strip()
        if bare and bold:
            title = bare
        elif bare:
            begin = start + last + said.index(bare)
            if not cell or len(bare) >= _SHORTEST_CELL:
                reader.add((title,) if title else (), begin, begin + len(bare))
        if tag:
            bold, last = _BOLD.match(tag.group()) is not None, tag.end()
            cell = tag.group().lower().startswith("<td") or (cell and bold)


def joined(text: str, found: Sequence[Stretch], most: int) -> Iterator[Stretch]:
    """Yield the stretches, neighbours of one kind joined up to `most` characters, under the titles that they share.

    Nothing is joined over furniture or over a tag, so that what is joined stands in the text as it is.
    """
    held: Stretch | None = None
    for each in found:
        if held and each.end - held.start <= most and _kin(held, each) and _near(text, held.end, each.start):
            trail = _shared(held.trail, each.trail)
            own = max(0, len(trail) - len(held.trail) + held.own)
            held = Stretch(trail, held.start, each.end, own)
            continue
        if held:
            yield held
        held = each
    if held:
        yield held


def _kin(first: Stretch, second: Stretch) -> bool:
    """Say whether two stretches stand under one title, or one under the title that leads to the other's."""
    above, below = (each.trail[: len(each.trail) - each.own] for each in (first, second))
    shorter = min(len(above), len(below))
    return above[:shorter] == below[:shorter] and (shorter > 0 or above == below)


def _shared(first: Trail, second: Trail) -> Trail:
    same = 0
    while same < min(len(first), len(second)) and first[same] == second[same]:
        same += 1
    return first[:same]


def _near(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return "<" not in gap and not any(
        line.strip() and is_furniture(line) and line.strip(" •*-+❶\t") for line in gap.split("\n")
    )
