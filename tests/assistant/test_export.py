"""A canvas leaves as a file that is valid, complete and safe to open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.canvas import CREDIT, Canvas, Finding, FindingCitation
from assistant.errors import RapportError
from assistant.export import FORMATS, Format, canvas_schema, export
from assistant.imports import parse

SAMPLE = Path(__file__).with_name("pedal-and-post.json")
NASTY = (
    '<img src=x onerror=alert(1)> | [a](javascript:b) `c` **d** # _e_ $f$ ~~g~~ & "h" \\ ![i](j)\n\n- k\r\n> l\u202e'
)
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@pytest.fixture
def canvas() -> Canvas:
    finding = Finding(
        rule="expected_not_established",
        segment_id="s1",
        relationship_id="r1",
        text="Bike couriers expect a named mechanic; it is only planned.",
        citations=(FindingCitation(document="motivations", section="Expectations", quote="Expectations rise."),),
    )
    return parse(SAMPLE.read_bytes()).model_copy(update={"findings": (finding,)})


def titled(title: str) -> Canvas:
    return Canvas(id="c", title=title, created_at="", updated_at="")


def nasty(held: Any) -> Any:
    """Put markup into every free text of a canvas."""
    if isinstance(held, dict):
        free = ("title", "name", "description", "quote", "note", "text", "offering", "document", "section")
        return {k: NASTY if k in free and isinstance(v, str) else nasty(v) for k, v in held.items()}
    if isinstance(held, list):
        return [NASTY if each in ("phone", "2 hours of a mechanic a week") else nasty(each) for each in held]
    return held


def tokens(text: str) -> list[Token]:
    blocks = MARKDOWN.parse(text)
    return [inner for block in blocks for inner in (block, *(block.children or []))]


def test_the_json_is_valid_against_the_published_schema(canvas: Canvas) -> None:
    schema = canvas_schema()
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(json.loads(export(canvas).content))) == []


def test_the_schema_turns_down_what_is_no_canvas(canvas: Canvas) -> None:
    check = Draft202012Validator(canvas_schema())
    held = json.loads(export(canvas).content)
    for wrong in ({"schema": "rapport.canvas/9"}, {"title": 1}, {"segments": [{"id": "s1"}]}):
        assert not check.is_valid(held | wrong)


def test_the_json_has_the_order_of_the_contract_and_ends_with_the_credit(canvas: Canvas) -> None:
    written = json.loads(export(canvas).content)
    assert list(written) == [
        *("schema", "id", "title", "created_at", "updated_at", "revision"),
        *("business", "answers", "segments", "findings", "progress", "credit"),
    ]
    assert written["credit"] == CREDIT


def test_the_json_is_readable_text_in_utf_8() -> None:
    held = export(titled("Café 漢字 🚲"))
    assert 'title": "Café 漢字 🚲"' in held.content.decode()
    assert held.content.decode().splitlines()[1].startswith('  "schema"')


def test_the_page_shows_what_the_canvas_holds(canvas: Canvas) -> None:
    page = export(canvas, "markdown").content.decode()
    for part in (
        "# Pedal &amp; Post",
        "- **What it offers:** bike repair by subscription",
        "## Customer segment: Bike couriers",
        "**Aims:** keeping the ones you have",
        "**dedicated personal assistance**; a named mechanic; phone, post purchase",
        "| yes | planned | 160–173.33 EUR a month in total (medium); 2 hours of a mechanic a week |",
        "| key resources: two trained mechanics |",
        "| **a community** | no, not wanted | not there |",
        "**Switching costs:** low; time, data; their service history",
        "> “couriers want one mechanic who knows their bike” (expected, type; turn 4)",
        "- Bike couriers expect a named mechanic; it is only planned.",
        "  - “Expectations rise.” (motivations: Expectations)",
        "- Bike couriers: how it ties into the rest of your model (parked)",
        "- Commuters: what it costs you (not asked yet)",
    ):
        assert part in page
    assert page.endswith(f"---\n\n{CREDIT}\n")


def test_an_empty_canvas_is_a_page_too() -> None:
    assert export(titled("New"), "markdown").content.decode() == (
        f"# New\n\n*Customer relationships, revision 0*\n\n---\n\n{CREDIT}\n"
    )


def test_user_text_cannot_become_markup(canvas: Canvas) -> None:
    plain = tokens(export(canvas, "markdown").content.decode())
    held = Canvas.model_validate(nasty(canvas.model_dump(mode="json")))
    page = export(held, "markdown").content.decode()
    assert [token.type for token in tokens(page) if token.type != "text_special"] != []
    assert shape(tokens(page)) == shape(plain)
    shown = next(token for token in MARKDOWN.parse(page) if token.type == "inline")
    literal = "".join(token.content for token in shown.children or [])
    assert literal == " ".join(NASTY.replace("\u202e", "").split())


def shape(found: list[Token]) -> list[str]:
    """What a reader makes of a page, apart from the words."""
    return [token.type for token in found if token.type not in ("text", "text_special")]


@pytest.mark.parametrize("text", ["1. first", "- item", "+ item", "===", "--- x", "2) second"])
def test_a_text_that_opens_a_line_starts_no_list_or_rule(text: str) -> None:
    canvas = titled("t")
    segment = {"id": "s1", "name": "n", "description": text}
    page = export(Canvas.model_validate(canvas.model_dump() | {"segments": [segment]}), "markdown").content.decode()
    assert "paragraph_open" in [token.type for token in MARKDOWN.parse(page)]
    assert text in [
        "".join(inner.content for inner in token.children or []) for token in MARKDOWN.parse(page) if token.children
    ]


@pytest.mark.parametrize(
    ("cost", "cell"),
    [
        ({}, "–"),
        ({"level": "high"}, "high"),
        ({"drivers": ["a | b"]}, "a \\| b"),
        ({"amount_high": 1234.5, "currency": "GBP", "period": "one_off"}, "up to 1,234.50 GBP once"),
    ],
)
def test_a_cost_shows_what_is_known_of_it(cost: dict[str, Any], cell: str) -> None:
    relationship = {"id": "r1", "type": "community", "cost": cost}
    segment = {"id": "s1", "name": "n", "relationships": [relationship]}
    page = export(Canvas.model_validate(titled("t").model_dump() | {"segments": [segment]}), "markdown")
    assert f"| **a community** | – | – | {cell} | – |" in page.content.decode()


@pytest.mark.parametrize(
    ("title", "filename"),
    [
        ("Pedal & Post", "pedal-post-canvas.json"),
        ("My canvas", "my-canvas.json"),
        ("../../etc/passwd", "etc-passwd-canvas.json"),
        ('a"b\r\nSet-Cookie: c', "a-b-set-cookie-c-canvas.json"),
        ("CON", "con-canvas.json"),
        ("🚲", "canvas.json"),
        ("", "canvas.json"),
        ("漢字", "漢字-canvas.json"),
        ("x" * 500, "x" * 60 + "-canvas.json"),
    ],
)
def test_a_file_name_is_safe_whatever_the_title(title: str, filename: str) -> None:
    assert export(titled(title)).filename == filename


def test_an_unknown_format_is_refused_with_the_ones_there_are(canvas: Canvas) -> None:
    with pytest.raises(RapportError, match=r"no export format 'pdf'; choose one of: json, markdown\."):
        export(canvas, "pdf")


def test_another_format_is_one_more_entry(canvas: Canvas) -> None:
    title = Format(write=lambda held: held.title, media_type="text/plain", suffix=".txt")
    written = export(canvas, "title", formats={**FORMATS, "title": title})
    assert (written.content, written.filename) == (b"Pedal & Post", "pedal-post-canvas.txt")
