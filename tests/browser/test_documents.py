"""A user's own documents in a browser: added, cited, read at the cited words, removed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from assistant import Coach, Settings
from tests.browser.conftest import served
from tests.browser.visitor import Visitor
from ui.serve import create_app

Visit = Callable[[str], Visitor]
LARGEST = 50_000
PLAN = """# Plan

## Zebrafish workshop
The zebrafish workshop opens on Thursdays and costs nine euros a seat.

## Later
Something else.
"""


@pytest.fixture(scope="module")
def coach(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Coach]:
    data = tmp_path_factory.mktemp("data")
    shutil.copytree(built, data / "index")
    with Coach(Settings(data_dir=data, max_document_bytes=LARGEST)) as coach:
        yield coach


@pytest.fixture(scope="module")
def url(coach: Coach) -> Iterator[str]:
    with served(create_app(coach, Settings(max_document_bytes=LARGEST))) as url:
        yield url


@pytest.fixture
def visitor(visit: Visit, url: str, coach: Coach) -> Visitor:
    return visit(f"{url}/?canvas={coach.new_canvas().id}")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "plan.md").write_text(PLAN)
    return tmp_path / "plan.md"


def desk(visitor: Visitor) -> Locator:
    visitor.button("Documents").click()
    return visitor.page.get_by_role("dialog", name="Your documents")


def add(sheet: Locator, *files: Path) -> None:
    sheet.get_by_label("Add documents").set_input_files(files)


def test_a_document_is_added_cited_and_opened_at_the_cited_words(visitor: Visitor, plan: Path, pictures: Path) -> None:
    sheet = desk(visitor)
    expect(sheet).to_contain_text("There is no document yet")
    add(sheet, plan)
    expect(sheet.get_by_role("status")).to_have_text("plan.md added.")
    expect(sheet.get_by_role("listitem")).to_contain_text("plan.md2 passagesRemove")
    expect(sheet.get_by_label("Add documents")).to_be_focused()
    visitor.page.screenshot(path=pictures / "documents-1280.png")
    visitor.page.keyboard.press("Escape")
    assert "nine euros" in visitor.say("What does the zebrafish workshop cost?")
    visitor.page.reload()
    visitor.page.get_by_role("button", name="Open source 1: plan.md").click()
    source = visitor.page.get_by_role("dialog", name="plan.md")
    expect(source.locator("mark")).to_contain_text("nine euros a seat")
    expect(source.locator("mark")).to_be_in_viewport()
    expect(source).to_contain_text("Your document, Plan › Zebrafish workshop")
    expect(source).to_contain_text("Something else.")
    visitor.page.screenshot(path=pictures / "source-1280.png")


def test_a_citation_of_the_handbook_opens_the_chapter_at_the_cited_words(visitor: Visitor, pictures: Path) -> None:
    visitor.say("what is co-creation?")
    visitor.page.get_by_role("button", name="Open source 1").click()
    source = visitor.page.get_by_role("dialog")
    expect(source).to_contain_text("Shared source")
    expect(source.locator("mark")).to_be_in_viewport()
    assert len(source.locator(".document").inner_text()) > 1_000
    visitor.page.screenshot(path=pictures / "source-handbook-1280.png")


def test_another_canvas_does_not_see_it(visit: Visit, url: str, coach: Coach) -> None:
    one, two = coach.new_canvas().id, coach.new_canvas().id
    coach.add_document(one, "plan.md", PLAN.encode())
    other = visit(f"{url}/?canvas={two}")
    assert "nine euros" not in other.say("What does the zebrafish workshop cost?")
    expect(desk(other)).to_contain_text("There is no document yet")


def test_a_document_is_removed_by_the_keyboard_and_is_cited_no_more(visitor: Visitor, plan: Path) -> None:
    sheet = desk(visitor)
    add(sheet, plan)
    sheet.get_by_role("button", name="Remove plan.md").focus()
    visitor.page.keyboard.press("Enter")
    expect(sheet.get_by_role("status")).to_have_text("plan.md removed.")
    expect(sheet).to_contain_text("There is no document yet")
    visitor.page.keyboard.press("Escape")
    assert "nine euros" not in visitor.say("What does the zebrafish workshop cost?")


def test_what_cannot_be_read_is_one_sentence_each_and_keeps_nothing_else_back(
    visitor: Visitor, plan: Path, tmp_path: Path, pictures: Path
) -> None:
    wrong = {
        "photo.png": (b"\x89PNG", "photo.png is not a kind of file that can be read; give a Markdown"),
        "empty.txt": (b"", "empty.txt is empty; save it with text in it."),
        "damaged.pdf": (b"%PDF-1.4 nonsense", "damaged.pdf "),
        "large.txt": (b"a" * (LARGEST + 1), "large.txt is larger than 0.05 MB; split it"),
    }
    for name, (data, _) in wrong.items():
        (tmp_path / name).write_bytes(data)
    sheet = desk(visitor)
    add(sheet, *(tmp_path / name for name in wrong), plan)
    expect(sheet.get_by_role("status")).to_have_text("1 document added.")
    told = sheet.locator("#desk-wrong li").all_inner_texts()
    assert len(told) == len(wrong)
    for sentence, (_, expected) in zip(told, wrong.values(), strict=True):
        assert expected in sentence
        assert "/tmp" not in sentence
    visitor.page.screenshot(path=pictures / "documents-refused-1280.png")


def test_a_lost_connection_is_told_and_nothing_was_added(visitor: Visitor, plan: Path, context: BrowserContext) -> None:
    sheet = desk(visitor)
    context.route("**/documents?*", lambda route: route.abort())
    add(sheet, plan)
    expect(sheet.locator("#desk-wrong")).to_contain_text("the coach cannot be reached")
    context.unroute("**/documents?*")
    expect(sheet).to_contain_text("There is no document yet")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_documents_fit_in_light_and_dark(
    visitor: Visitor, coach: Coach, pictures: Path, scheme: str
) -> None:
    coach.add_document(visitor.canvas_id, f"{'a rather long name ' * 6}.md", PLAN.encode())
    coach.add_document(visitor.canvas_id, "prices.csv", b"seat,euros\nadult,nine\n")
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.page.evaluate(f"document.body.classList.toggle('dark', {str(scheme == 'dark').lower()})")
    # One row, once the buttons have taken their new size.
    tops = "new Set([...document.querySelectorAll('#top button')].map(b => b.getBoundingClientRect().top)).size"
    visitor.page.wait_for_function(f"{tops} === 1")
    sheet = desk(visitor)
    expect(sheet.get_by_role("listitem")).to_have_count(2)
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert sheet.evaluate("e => e.scrollWidth <= e.clientWidth")
    visitor.page.screenshot(path=pictures / f"documents-390-{scheme}.png")
    visitor.page.keyboard.press("Escape")
    visitor.say("What does the zebrafish workshop cost?")
    visitor.page.get_by_role("button", name="Open source 1").click()
    expect(visitor.page.get_by_role("dialog").locator("mark")).to_be_in_viewport()
    visitor.page.screenshot(path=pictures / f"source-390-{scheme}.png")
