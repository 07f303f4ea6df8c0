"""The handbook says what its sources say, in its own words, and nothing that they do not hold."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT / "corpus" / "handbook"
SHARED = ROOT.parent / "shared"
SHARED_FACTS = SHARED / "design" / "facts.md"
OWN_WORDS = SHARED / "tools" / "own_words.py"

MARKER = re.compile(r"<!-- sources: (\d{3}(?: \d{3})*) -->")
NUMBER = re.compile(r"(?<![A-Za-z\d])\d[\d.,]*\d|(?<![A-Za-z\d])\d")
DATES = {"2010", "26", "2017"}  # the book's year and the blog post's day: the only numbers that the sources give us


class Section(NamedTuple):
    file: str
    title: str
    sources: tuple[str, ...]
    text: str

    @property
    def name(self) -> str:
        return f"{self.file}: {self.title}"


def plain(text: str) -> str:
    return " ".join(text.split()).lower()


def sections_of(path: Path) -> list[Section]:
    _, *parts = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = []
    for part in parts:
        title, _, body = part.partition("\n")
        first, _, rest = body.partition("\n")
        marker = MARKER.fullmatch(first)
        sources = tuple(marker[1].split()) if marker else ()
        found.append(Section(path.name, title.strip(), sources, (rest if marker else body).strip()))
    return found


def table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


FILES = sorted(HANDBOOK.glob("*.md"))
SECTIONS = [section for path in FILES for section in sections_of(path)]
FACTS = table(Path(__file__).with_name("facts.toml"))
IDS: list[str] = FACTS.pop("ids")
SOURCES = {source["id"]: source for source in table(ROOT / "corpus" / "sources.toml")["source"]}


def section_of(fact: str) -> Section:
    wanted = (FACTS[fact]["file"], FACTS[fact]["section"])
    return next(section for section in SECTIONS if (section.file, section.title) == wanted)


def test_the_table_of_facts_has_every_fact_once_and_no_other() -> None:
    assert list(FACTS) == IDS
    assert len(IDS) == len(set(IDS))


@pytest.mark.skipif(not SHARED_FACTS.exists(), reason="needs ../shared/design/facts.md; the list in facts.toml stands")
def test_the_table_of_facts_agrees_with_the_list_of_facts_and_its_sources() -> None:
    """Reads ../shared; where that folder is absent, the ids frozen in facts.toml are what the tests above hold to."""
    lines = re.findall(r"^- ([A-O]\d+[a-z]?) (.*)$", SHARED_FACTS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    tags = {fact: re.findall(r"\b00\d\b", " ".join(re.findall(r"\[(.*?)\]", text))) for fact, text in lines}
    assert [fact for fact, _ in lines] == IDS
    assert {fact: sorted(set(found)) for fact, found in tags.items()} == {fact: FACTS[fact]["sources"] for fact in IDS}


def test_the_section_of_a_fact_states_it() -> None:
    unsaid = {
        fact: [phrase for phrase in FACTS[fact]["says"] if plain(phrase) not in plain(section_of(fact).text)]
        for fact in IDS
    }
    assert {fact: phrases for fact, phrases in unsaid.items() if phrases} == {}
    assert [fact for fact in IDS if not FACTS[fact]["says"]] == []


def test_the_section_of_a_fact_names_a_source_that_holds_it() -> None:
    assert [fact for fact in IDS if not set(section_of(fact).sources) & set(FACTS[fact]["sources"])] == []


def test_a_section_names_its_sources_in_the_line_after_its_title_and_they_are_known() -> None:
    assert [section.name for section in SECTIONS if not section.sources] == []
    assert [section.name for section in SECTIONS if not set(section.sources) <= set(SOURCES)] == []
    assert [section.name for section in SECTIONS if list(section.sources) != sorted(set(section.sources))] == []


def test_a_section_is_short_enough_to_quote_and_long_enough_to_help() -> None:
    words = {section.name: len(section.text.split()) for section in SECTIONS}
    assert {name: count for name, count in words.items() if not 20 <= count <= 140} == {}


def test_a_section_reads_well_alone() -> None:
    leans = re.compile(
        r"\b(?:(?:as|see|mentioned|said|described) (?:above|below|earlier)|the (?:former|latter))\b", re.I
    )
    opens_with_a_pronoun = re.compile(r"(?:It|They|This|These|That|Such|He|She|Here|There)\b")
    assert [section.name for section in SECTIONS if leans.search(section.text)] == []
    assert [section.name for section in SECTIONS if opens_with_a_pronoun.match(section.text)] == []


def test_a_file_has_one_title_and_sections_with_titles_of_their_own() -> None:
    assert FILES
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        titles = [section.title for section in SECTIONS if section.file == path.name]
        assert text.startswith("# "), path.name
        assert len(re.findall(r"^# ", text, flags=re.MULTILINE)) == 1, path.name
        assert sorted(titles) == sorted(set(titles)) != [], path.name


def test_every_source_is_described_and_used() -> None:
    wanted = {"id", "title", "kind", "covers", "author", "date", "weaknesses"}
    assert {tuple(sorted(source)) for source in SOURCES.values()} == {tuple(sorted(wanted))}
    assert {source for section in SECTIONS for source in section.sources} == set(SOURCES)


# What the sources only hint at or do not hold: a pattern, and a sentence that it has to catch.
INVENTIONS = [
    (r"\bdifferentiat\w*", "Identify, differentiate, interact, customise"),
    (r"\b(?:IDIC|QCI) (?:means|consists|has|describes)\b", "IDIC means four steps"),
    (r"\bCMAT\b|management assessment|people and organi[sz]ation", "QCI grew out of the CMAT"),
    (r"portfolio analysis|customer intimacy|network development", "It starts with customer portfolio analysis"),
    (r"manag\w+ the (?:customer )?lifecycle|lifecycle management", "and ends with managing the customer lifecycle"),
    (r"%|\bper ?cent\b|\bpercent", "Five per cent more retention"),
    (r"\bNPS\b|net promoter|\bchurn", "Churn fell"),
    (r"[€$£]|\b(?:euros?|dollars?|rupees?|cents?)\b", "The plan costs five dollars"),
    (r"\b(?:two|three|four|five|six|seven|ten|\w+teen|\w+ty|many) times\b|-fold\b|\btwice\b", "five times cheaper"),
    (r"\b(?:hundreds?|thousands?|[mb]illions?)\b", "It has millions of subscribers"),
    (r"\brazors?\b|\bblades?\b", "Gillette gives the razor away"),
    (r"\bAWS\b|Amazon Web Services|\bcloud\b|capacity|infrastructure", "Amazon sells spare server capacity"),
    (r"lifetime value[^.]*(?:=|multipl|calculated|sum of)", "Customer lifetime value is calculated from margins"),
    (r"Salesforce|HubSpot|\bZoho\b|Pipedrive|SugarCRM|Dynamics", "Use HubSpot"),
    (r"\blog ?in\b|password|\bjobs?\b(?! done)|\bChina\b|business card|privacy|cookie", "Please use the login form"),
]


@pytest.mark.parametrize(("pattern", "caught"), INVENTIONS, ids=[caught for _, caught in INVENTIONS])
def test_nothing_is_invented(pattern: str, caught: str) -> None:
    assert re.search(pattern, caught, flags=re.IGNORECASE)
    found = [section.name for section in SECTIONS if re.search(pattern, section.text, flags=re.IGNORECASE)]
    assert found == []


def test_the_handbook_has_no_number_but_the_dates_of_its_sources() -> None:
    numbers = {section.name: set(NUMBER.findall(section.text)) - DATES for section in SECTIONS}
    assert {name: found for name, found in numbers.items() if found} == {}


@pytest.mark.skipif(not OWN_WORDS.exists(), reason="needs ../shared/tools/own_words.py and the sources beside it")
def test_the_handbook_is_in_its_own_words() -> None:
    """Reads ../shared: no run of eight words is taken over from a source document."""
    command = [sys.executable, str(OWN_WORDS), "corpus"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.stdout, result.stderr, result.returncode) == ("", "", 0)
