from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.reading import SUFFIXES, read, sections
from corpus.reading.kinds import FORMATS
from tests.corpus import made

WHOLE = {
    ".csv": b"Name,City\nAnn,Bern\n",
    ".docx": made.word(),
    ".html": b"<title>Ties</title><h1>Ties</h1><ul><li>call<li>write</ul>",
    ".pdf": made.pages([made.said([("A text that can be read", 12)])]),
    ".pptx": made.slides(),
}


@st.composite
def nearly_whole(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a good document with some bytes changed, cut out or put in."""
    suffix = draw(st.sampled_from(sorted(WHOLE)))
    content = WHOLE[suffix]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        gone = draw(st.integers(0, 30))
        content = content[:at] + draw(st.binary(max_size=30)) + content[at + gone :]
    return suffix, content


ANY = st.tuples(st.sampled_from(SUFFIXES), st.binary(max_size=2_000))
HEADED = st.tuples(
    st.sampled_from(sorted(FORMATS)),
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"a,b\n"]),
    st.binary(max_size=500),
).map(lambda parts: (parts[0], parts[1] + parts[2]))


@given(document=st.one_of(ANY, HEADED, nearly_whole()))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_text_or_one_error(tmp_path: Path, document: tuple[str, bytes]) -> None:
    """A .md or .txt file may be blank: it is text already, and a folder with an empty note in it is no error."""
    suffix, content = document
    path = tmp_path / f"any{suffix}"
    path.write_bytes(content)
    try:
        found = read(path, path.name)
    except CorpusError as error:
        assert str(error).startswith(f"{path} ")
        assert "\n" not in str(error)
    else:
        assert found.text.strip() or suffix in (".md", ".txt")
        for section in sections(found):
            assert found.text[section.start : section.end].strip()


@pytest.mark.parametrize("suffix", sorted(WHOLE))
def test_the_documents_that_are_changed_were_whole(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(WHOLE[suffix])
    assert read(path, path.name).text.strip()
