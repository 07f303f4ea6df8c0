"""Plain text that nobody marked: titles, lists, rows and pieces of HTML are found, furniture is left out."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.chunking import passages
from corpus.reading import Document, read
from corpus.reading.furniture import is_furniture
from corpus.reading.outline import joined, outline

LONG = "Couriers expect one named mechanic who knows their bike and can be rung at any hour of the day."
SOURCES = Path("../shared/sources")


def told(text: str) -> list[tuple[str, str]]:
    return [(" > ".join(each.trail), text[each.start : each.end]) for each in outline(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Named Mechanics\n\n{LONG}\n", [("Named Mechanics", LONG)]),
        (f"Named Mechanics\n{LONG}\n", [("Named Mechanics", LONG)]),
        (f"## Ties\n\n{LONG}\n\n### Why\n{LONG}\n", [("Ties", LONG), ("Ties > Why", LONG)]),
        (f"What holds them?\n\n{LONG}\n", [("What holds them?", LONG)]),
        (
            "  • Self Service\n    • They help themselves.\n  • Community\n    • They help each other.\n",
            [
                ("", "Self Service"),
                ("Self Service", "They help themselves."),
                ("", "Community"),
                ("Community", "They help each other."),
            ],
        ),
        (
            "Kiosk\tA machine that customers use alone.\n",
            [("Kiosk", "Kiosk\tA machine that customers use alone.")],
        ),
        (
            "Self-ServiceCustomers serve themselves without direct interaction.\n",
            [("Self-Service", "Self-ServiceCustomers serve themselves without direct interaction.")],
        ),
        (
            "<p><b>Partners</b></p> <p>Who are our partners?</p>\t<td>x</td>\n",
            [("Partners", "Who are our partners?")],
        ),
        (f"Monday, 2 May 2022\n\n{LONG}\n", [("", "Monday, 2 May 2022"), ("", LONG)]),
        (f"see <https://example.org/a>\n\n{LONG}\n", [("", "see <https://example.org/a>"), ("", LONG)]),
        ("YouTube depends entirely on its customers for its videos.\n", None),
    ],
)
def test_the_outline_of_a_text_that_nobody_marked(text: str, found: list[tuple[str, str]] | None) -> None:
    assert told(text) == (found or [("", text.strip())])


@pytest.mark.parametrize(
    "line", ["Skip Nav", "No comments:", "Privacy Policy", "Log in", "📚", "Cookie Info", "The Basics."]
)
def test_furniture_is_left_out(line: str) -> None:
    assert is_furniture(line)
    assert told(f"{LONG}\n\n{line}\n\n{LONG}\n") == [("", LONG), ("", LONG)]


def test_of_a_paragraph_only_the_sentences_that_are_furniture_are_left_out() -> None:
    text = f"{LONG} E-mail is already registered on the site. {LONG}"
    assert told(text) == [("", LONG), ("", LONG)]


def test_neighbours_are_joined_up_to_a_length_but_never_over_furniture_or_another_title() -> None:
    text = f"Ties\n\n{LONG}\n\n{LONG}\n\nCookie Info\n\n{LONG}\n\nMore Ties\n\n{LONG}\n"
    lengths = [each.end - each.start for each in joined(text, outline(text), 2 * len(LONG) + 10)]
    assert lengths == [2 * len(LONG) + 2, len(LONG), len(LONG)]


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.sampled_from("Aab.?!: \n\t•-#<p>/é🚲1"), max_size=600))
def test_whatever_the_text_stretches_stand_in_order_and_apart(text: str) -> None:
    found = outline(text)
    assert all(text[each.start : each.end].strip() for each in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    cut = passages(Document(name="a.txt", path=Path("a.txt"), text=text, hash=""))
    assert all(text[p.start : p.end] == p.text and p.text.strip() for p in cut)


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the raw source documents are not beside this checkout")
def test_the_raw_sources_lose_their_furniture_and_keep_their_tables() -> None:
    found = [p for path in sorted(SOURCES.glob("*.txt")) for p in passages(read(path, path.name))]
    text = "\n".join(p.text for p in found)
    for gone in (
        "Login form",
        "boosted job",
        "No comments",
        "Cookie Info",
        "Skip Nav",
        "<p>",
        "<b>",
        "Why we still have",
    ):
        assert gone not in text, gone
    for kept in ("Sales representatives, customer service agents", "Yield management", "Gold or Platinum", "IDIC"):
        assert kept in text, kept
    assert {"Loyalty programs", "Key questions", "Choosing the Right Relationship"} <= {p.section for p in found}
