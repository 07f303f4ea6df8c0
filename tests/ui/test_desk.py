from __future__ import annotations

import pytest

from assistant.documents import Document, Takes
from tests.ui.samples import HOSTILE
from tests.ui.seen import Seen
from ui import desk
from ui.markup import visible

TAKES = Takes(kinds=(".md", ".pdf"), largest=20_000_000)


def test_each_document_is_named_can_be_had_and_removed() -> None:
    held = [Document(name="plan.pdf", passages=12), Document(name="prices.csv", passages=1)]
    seen = Seen(desk.html(held, "cnv_1", TAKES))
    assert [item.text for item in seen.all("li")] == ["plan.pdf12 passagesRemove", "prices.csv1 passageRemove"]
    assert seen.all("a")[0]["href"] == "api/canvases/cnv_1/originals/plan.pdf"
    assert [button["aria-label"] for button in seen.all("button")] == ["Remove plan.pdf", "Remove prices.csv"]


def test_what_can_be_added_is_said_and_chosen_from() -> None:
    seen = Seen(desk.html([], "cnv_1", TAKES))
    field = seen.one("input")
    assert (field["accept"], field["aria-describedby"]) == (".md,.pdf", "files-hint")
    assert seen.one(id="files-hint").text == "md, pdf; up to 20 MB each"
    assert seen.one("label")["for"] == field["id"]
    assert desk.NONE in seen.text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text(name: str) -> None:
    seen = Seen(desk.html([Document(name=name, passages=1)], name, TAKES))
    assert seen.one("a").text == visible(name)
    assert seen.one("button")["data-unfile"] == visible(name)
