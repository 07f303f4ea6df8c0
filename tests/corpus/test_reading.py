from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.reading import LARGEST, files_in, read, sections


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("latin.md", "Größe".encode("latin-1"), "save it as UTF-8"),
        ("wide.md", "# Ties\n\nA text".encode("utf-16-le"), "save it as UTF-8"),
        ("picture.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "save it as UTF-8"),
        ("zeros.txt", b"text\0text", "binary"),
        ("sheet.xlsx", b"PK", "give a Markdown (.md) or text (.txt) file"),
        ("dump.txt", b"x" * (LARGEST + 1), "split it"),
    ],
)
def test_a_file_that_is_no_text_is_named_in_one_sentence_that_says_what_to_do(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    path = written(tmp_path, name, content)
    with pytest.raises(CorpusError) as refused:
        read(path, name)
    assert str(path) in str(refused.value)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_missing_file_and_a_folder_in_its_place_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="does not exist"):
        read(tmp_path / "gone.md", "gone.md")
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(CorpusError, match="cannot be read"):
        read(tmp_path / "folder.md", "folder.md")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_with_or_without_a_byte_order_mark_reads_the_same(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "note.md", "# Größe\r\n\r\nÜber Räder".encode(encoding))
    assert read(path, "note.md").text == "# Größe\n\nÜber Räder"


def test_the_hash_follows_the_text_and_not_the_line_ends(tmp_path: Path) -> None:
    first = read(written(tmp_path, "a.txt", "one\ntwo"), "a.txt")
    assert read(written(tmp_path, "a.txt", "one\r\ntwo"), "a.txt").hash == first.hash
    assert read(written(tmp_path, "a.txt", "one\nthree"), "a.txt").hash != first.hash


def found(tmp_path: Path, name: str, text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    document = read(written(tmp_path, name, text), name)
    return [(s.heading, document.text[s.start : s.end], s.sources) for s in sections(document)]


def test_a_section_has_its_heading_path_its_sources_and_its_text_without_the_marker(tmp_path: Path) -> None:
    text = "# Ties\n\n## Short\n<!-- sources: 000 001 -->\nA tie.\n\nMore.\n\n## Long\n<!-- sources: 004 -->\nA bond.\n"
    assert found(tmp_path, "ties.md", text) == [
        ("Ties > Short", "A tie.\n\nMore.", ("000", "001")),
        ("Ties > Long", "A bond.", ("004",)),
    ]


def test_text_before_any_heading_stands_under_the_name_of_the_file(tmp_path: Path) -> None:
    text = "First.\n\n# Title\nSecond."
    assert found(tmp_path, "plan.md", text) == [("plan", "First.", ()), ("Title", "Second.", ())]


def test_a_text_file_without_titles_stands_under_its_name(tmp_path: Path) -> None:
    assert found(tmp_path, "log.txt", "some text\nand more\n") == [("log", "some text\nand more", ())]


def test_deeper_headings_go_below_the_ones_above_them(tmp_path: Path) -> None:
    text = "# A\na\n## B\nb\n### C\nc\n## D\nd\n# E\ne\n"
    assert [heading for heading, _, _ in found(tmp_path, "deep.md", text)] == ["A", "A > B", "A > B > C", "A > D", "E"]


def test_a_hash_in_a_code_block_opens_no_section_and_front_matter_is_no_text(tmp_path: Path) -> None:
    text = "---\ntags: [x]\n---\n# A\n```\n# comment\n```\nafter\n"
    assert found(tmp_path, "code.md", text) == [("A", "```\n# comment\n```\nafter", ())]


def test_marks_that_close_a_heading_are_no_part_of_it(tmp_path: Path) -> None:
    assert found(tmp_path, "closed.md", f"# A  b ##\na\n## {'#' * 50_000} c\nb")[0] == ("A b", "a", ())


def test_what_is_no_markdown_file_names_no_sources_and_has_no_front_matter(tmp_path: Path) -> None:
    text = "---\n&lt;!-- sources: 001 --&gt;\n---"
    assert found(tmp_path, "page.html", f"<h1>A</h1><pre>{text}</pre>") == [
        ("A", "```\n---\n<!-- sources: 001 -->\n---\n```", ())
    ]


def test_a_heading_without_text_is_no_section(tmp_path: Path) -> None:
    assert found(tmp_path, "empty.md", "# A\n\n## B\n<!-- sources: 001 -->\n\n## C\nc") == [("A > C", "c", ())]
    assert found(tmp_path, "blank.md", " \n") == []


def test_a_folder_gives_its_documents_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "c.pdf", "d.png", ".hidden.md"):
        written(tmp_path, name, "x")
    (tmp_path / ".git").mkdir()
    written(tmp_path / ".git", "d.md", "x")
    (tmp_path / "sub").mkdir()
    written(tmp_path / "sub", "e.MD", "x")
    names = [path.relative_to(tmp_path).as_posix() for path in files_in(tmp_path)]
    assert names == ["a.txt", "b.md", "c.pdf", "sub/e.MD"]
