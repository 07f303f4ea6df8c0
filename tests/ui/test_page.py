from __future__ import annotations

import pytest

from assistant.record import CanvasSummary
from tests.ui.samples import AT, CANVAS, HOSTILE
from tests.ui.seen import Seen
from ui import page
from ui.markup import visible


def summary(canvas_id: str, title: str, turns: int) -> CanvasSummary:
    return CanvasSummary(id=canvas_id, title=title, created_at=AT, updated_at=AT, turns=turns)


def test_the_head_names_the_canvas_or_says_that_none_is_open() -> None:
    assert Seen(page.head(CANVAS)).one("h1").text == "Pedal & Post"
    assert Seen(page.head(None)).one("h1").text == "No canvas open"


def test_canvases_are_links_and_the_open_one_is_marked() -> None:
    seen = Seen(page.canvases([summary("cnv_1", "One", 3), summary("cnv_2", "Two", 1)], "cnv_2"))
    one, two = seen.all("a")
    assert (one["href"], one["data-open"], one.text) == ("?canvas=cnv_1", "cnv_1", "One3 turns, 2025-03-01")
    assert two["aria-current"] == "page"
    assert "1 turn," in two.text


def test_canvases_in_which_nobody_wrote_are_left_out_but_for_the_open_one() -> None:
    listed = [summary("a", "A", 0), summary("b", "B", 0), summary("c", "C", 2)]
    assert [link["data-open"] for link in Seen(page.canvases(listed, "b")).all("a")] == ["b", "c"]
    assert Seen(page.canvases(listed[:1], "")).text == "Your canvasesThere is no canvas yet."


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_titles_are_text(value: str) -> None:
    listed = Seen(page.canvases([summary(value, value, 1)], ""))
    assert listed.one(kind="title").text == visible(value)
    assert listed.one("a")["data-open"] == visible(value)
