"""What a browser would make of HTML: its elements, their attributes, and the text that a person reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = {"input", "br", "hr"}


@dataclass
class Element:
    """One element with its attributes, its own and its inner text."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""

    def __getitem__(self, name: str) -> str | None:
        return self.attributes[name]


@dataclass
class Seen(HTMLParser):
    """A parsed piece of HTML."""

    html: str
    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()
        assert not self.open, f"never closed: {[element.tag for element in self.open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        closed = self.open.pop()
        assert closed.tag == tag, f"</{tag}> closes <{closed.tag}>"

    def handle_data(self, data: str) -> None:
        self.text += data
        for element in self.open:
            element.text += data

    def all(self, tag: str | None = None, kind: str | None = None, **attributes: str) -> list[Element]:
        """Return the elements with this tag, this class and these attributes, in their order."""
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if tag in (None, element.tag)
            and (kind is None or kind in (element.attributes.get("class") or "").split())
            and all(element.attributes.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str | None = None, kind: str | None = None, **attributes: str) -> Element:
        """Return the one such element."""
        found = self.all(tag, kind, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} {kind} {attributes} in {self.html}"
        return found[0]
