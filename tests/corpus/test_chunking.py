from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.chunking import LONGEST, passages
from corpus.reading import Document, read

SENTENCE = "Couriers expect one named mechanic who knows their bike. "


def document(text: str, name: str = "note.md") -> Document:
    return Document(name=name, path=Path(name), text=text, hash="")


def test_a_short_section_is_one_passage_with_its_sources() -> None:
    (passage,) = passages(document("# Ties\n\n## Short\n<!-- sources: 000 003 -->\nA tie.\n\nAnd more of it.\n"))
    assert passage.section == "Ties > Short"
    assert passage.text == "A tie.\n\nAnd more of it."
    assert passage.sources == ("000", "003")


def test_a_long_section_is_cut_between_paragraphs_first() -> None:
    paragraph = (SENTENCE * 12).strip()
    found = passages(document("\n\n".join(["# Long", paragraph, paragraph, paragraph])))
    assert [passage.text for passage in found] == [paragraph] * 3


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    found = passages(document("# Long\n" + SENTENCE * 40))
    assert len(found) > 2
    assert all(passage.text.endswith(".") and passage.text.startswith("Couriers") for passage in found)


def test_every_passage_of_the_handbook_stands_verbatim_at_its_place() -> None:
    for path in sorted(Path("corpus/handbook").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for passage in passages(read(path, path.name)):
            assert text[passage.start : passage.end] == passage.text
            assert "<!--" not in passage.text
            assert passage.sources


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab. \né🚲"), min_size=0, max_size=4000))
def test_whatever_the_text_its_passages_are_verbatim_short_and_leave_no_word_out(text: str) -> None:
    found = passages(document(text, "note.txt"))
    assert all(text[passage.start : passage.end] == passage.text for passage in found)
    assert all(len(passage.text) <= LONGEST for passage in found)
    assert [letter for passage in found for letter in passage.text if letter.isalnum()] == [
        letter for letter in text if letter.isalnum()
    ]
    assert len({passage.id for passage in found}) == len(found)


def test_an_id_stays_while_document_section_and_text_stay() -> None:
    before = passages(document("# A\n\n## B\nsame\n\n## C\nother\n"))
    after = passages(document("# A\n\n## New\ninserted\n\n## B\nsame\n\n## C\nchanged\n"))
    assert before[0].id == after[1].id
    assert before[1].id != after[2].id
    assert before[0].id != passages(document("# A\n\n## B\nsame\n", "other.md"))[0].id


def test_the_same_text_twice_in_a_section_has_two_ids() -> None:
    found = passages(document("# A\nsame\n\n# A\nsame\n"))
    assert len({passage.id for passage in found}) == 2
