"""The coach's voice: every key has its wordings, no sentence comes twice, and none reads like a form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from string import Formatter

import numpy as np
import pytest
from rapidfuzz import fuzz, process

from assistant.canvas import CANVAS_TOPICS, SEGMENT_TOPICS
from assistant.offline.writer import OfflineWriter, phrases
from assistant.reply import Line, Plan

# Each key with its gaps; a gap with a question mark may be left out of a wording, every other gap is in all of them.
KEYS = {
    "opening.hello": "",
    "opening.back": "answered total parked?",
    **{f"ask.{topic}.ask": "" for topic in CANVAS_TOPICS},
    **{f"ask.{topic}.ask": "segment" for topic in ("motivation", "expected", "switching_costs")},
    **{f"ask.{topic}.one": "segment thing" for topic in ("established", "cost", "integration")},
    **{f"ask.{topic}.open": "segment" for topic in ("established", "cost", "integration")},
    "ask.established.several": "segment thing",
    "ask.segments.others": "segment",
    **{
        f"ask.{topic}.{form}": "segment" if topic in SEGMENT_TOPICS else ""
        for topic in (*CANVAS_TOPICS, *SEGMENT_TOPICS)
        for form in ("again", "other_words", "example", "choices", "meaning")
    },
    "ask.parked": "topic",
    "ask.revise": "topic value",
    **{f"why.{topic}": "" for topic in CANVAS_TOPICS},
    **{f"why.{topic}": "segment" for topic in SEGMENT_TOPICS},
    **{f"find_out.{topic}": "" for topic in CANVAS_TOPICS},
    **{f"find_out.{topic}": "segment" for topic in SEGMENT_TOPICS},
    **{f"probe.{topic}": "words" for topic in SEGMENT_TOPICS},
    **{f"suggest.{topic}": "segment" for topic in SEGMENT_TOPICS if topic != "established"},
    "note.unknown": "topic segment?",
    "note.not_applicable": "topic segment?",
    "note.parked": "topic segment?",
    "note.parked_again": "topic segment?",
    "note.parked_stuck": "",
    "note.nothing_open": "",
    "note.chat": "",
    "note.left": "",
    "note.no_segments": "",
    "note.clear_what": "",
    "note.cleared": "topic segment",
    "note.nothing_to_clear": "topic",
    "note.remove_what": "words",
    "note.same_as_what": "",
    "note.only_you": "",
    "note.not_understood_done": "",
    "note.empty": "",
    "note.too_long": "limit",
    "note.not_read": "",
    "note.nothing_to_undo": "",
    "note.undone": "what",
    "note.refused": "reason",
    "note.no_change": "",
    "clarify.type": "words segment?",
    "clarify.refused": "words segment?",
    "clarify.segment": "words",
    **{f"clarify.{topic}": "words? segment?" for topic in ("motivation", "integration", "switching_costs", "cost")},
    "clarify.which_cost": "cost segment?",
    "clarify.cancel": "",
    "confirm.sum": "inputs cost",
    "confirm.sum_each": "inputs cost each customers",
    "confirm.everything": "",
    "confirm.what_if": "change effect",
    "noted.business": "value",
    "noted.name": "value",
    "noted.stage": "value",
    "noted.segments": "names",
    "noted.motivations": "segment value",
    "noted.expected": "segment thing",
    "noted.not_expected": "segment thing",
    "noted.established": "segment thing",
    "noted.planned": "segment thing",
    "noted.absent": "segment thing",
    "noted.description": "segment thing",
    "noted.cost": "segment thing value",
    "noted.links": "segment value",
    "noted.switching_costs": "segment value",
    "noted.touchpoints": "segment value",
    "noted.changed": "what before after",
    "noted.removed": "what",
    "noted.renamed": "before after",
    "noted.merged": "names",
    "noted.split": "before names",
    "noted.title": "value",
    "noted.emptied": "",
    "noted.several": "count",
    "show.summary": "answered total segments",
    "show.open": "open",
    "show.parked": "parked",
    "show.nothing_open": "",
    "history.line": "count",
    "close.summary": "segments count answered total",
    "close.open": "open",
    "close.nothing_open": "",
    "close.risk": "risk",
    "close.no_risk": "",
    "close.next": "next",
    "close.export": "",
    "risk.unconfirmed": "segment thing",
    "risk.no_type": "segment",
    "review.none": "",
    "review.also": "risk",
    "review.more": "count",
    "next.ask_customers": "segment thing",
    "next.fill": "topic segment",
    "next.mend": "",
    "finding.lead": "",
    "insight.lead": "",
    "detour.back": "",
    "probe.quiz": "words",
    **{f"quiz.{key}": "" for key in ("begin", "shown", "passed", "stopped", "not_begun", "put_off")},
    **{f"quiz.{key}": "question" for key in ("ask", "again")},
    **{f"quiz.{key}": "words" for key in ("right", "mistaken")},
    "quiz.part": "words missing?",
    "quiz.wrong": "missing?",
    "quiz.hint": "hint",
    "quiz.score": "score",
}
EVERY_WORDING = [(key, wording) for key, wordings in phrases().items() for wording in wordings]
ASKING = ("ask.", "probe.", "suggest.", "clarify.", "confirm.")
# Lead-ins are followed by something else; `ask.parked` by the question that comes back.
NO_QUESTION = ("ask.parked",)
# What fills these is one whole sentence, so it stands by itself.
WHOLE_SENTENCES = ("reason", "risk", "next", "question", "hint")

MOST_WORDS = 30
MOST_WORDS_NOTED = 14
OFTEN_SAID = ("ask.", "noted.", "insight.", "finding.", "note.chat", "note.unknown", "note.parked")
SELDOM_SAID = ("note.parked_again", "note.parked_stuck")
FEWEST_OFTEN, FEWEST = 8, 5
# Two wordings that share more than this many of a hundred letters are one wording with a word changed.
ALIKE = 85

JARGON = (
    r"segments?|slots?|entit(?:y|ies)|relationship types?|touchpoints?|stakeholders?|acquisition|retention|upsell\w*|"
    r"value propositions?|revenue streams?|key resources|cost structure|leverage|synerg\w+|utili[sz]e|optimi[sz]e"
)
FLATTERY = r"great|awesome|excellent|perfect|fantastic|amazing|wonderful|brilliant|well done|good question|as an ai|!"
AMERICAN = (
    r"\w*(?:color|favor|behavior|honor|neighbor|labor|flavor|humor)\w*|center\w*|theaters?|programs?|gotten|canceled|"
    r"traveler\w*|fulfill|enroll|catalog|\w+(?:nalyz|ecogniz|rganiz|ealiz|ummariz|ersonaliz|ustomiz|pologiz)\w*"
)
# A name may be singular or plural, so behind these words only a verb that suits both can follow it.
BEFORE_A_VERB = r"what|where|how|when|that|whether|if|as|once|but|so|then|because|since|while|who|which|suppose|means"
SUITS_BOTH = r"would|can|could|should|might|may|will|were|came|went|wrote|got|last|ever|\w+ed"

HOSTILE = ["", "  ", "{segment}", "{0}", "}{", "%s %(x)s", "**b** [a](javascript:b) `c`", "<b>&amp;</b>", "\\", "“”"]


def gaps(wording: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(wording) if name is not None}


def bare(wording: str) -> str:
    """The wording without its gaps."""
    return re.sub(r"\{\w+\}", "", wording)


def sentences(wording: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?])\s+", wording) if bare(part).strip(" “”.")]


def words(wording: str) -> int:
    return sum(1 for word in wording.split() if word != "–")


def opening(wording: str, count: int) -> str:
    return " ".join(re.findall(r"[\w']+", wording.lower())[:count])


def offending(pattern: str) -> list[str]:
    found = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    return [f"{key}: {wording}" for key, wording in EVERY_WORDING if found.search(bare(wording))]


def asks(key: str) -> bool:
    return key.startswith(ASKING) and key not in NO_QUESTION


def said(key: str, values: dict[str, str], times: int) -> Iterator[str]:
    """What the coach says when the same line comes up again and again in one conversation."""
    writer, used = OfflineWriter(), dict[str, int]()
    for _ in range(times):
        draft = writer.write(Plan(noted=(Line(key=key, values=values),), used=used))
        used = draft.used
        yield draft.text


def test_the_catalogue_holds_every_key_and_no_other() -> None:
    assert sorted(phrases()) == sorted(KEYS)


def test_every_wording_has_the_gaps_of_its_key() -> None:
    wrong = []
    for key, wording in EVERY_WORDING:
        allowed = {gap.rstrip("?") for gap in KEYS[key].split()}
        needed = {gap for gap in KEYS[key].split() if not gap.endswith("?")}
        if not needed <= gaps(wording) <= allowed:
            wrong.append((key, wording))
    assert wrong == []


def test_what_may_lack_a_name_can_be_said_without_one() -> None:
    optional = [key for key, wanted in KEYS.items() if "?" in wanted]
    assert [k for k in optional if not any(gaps(w) <= set(KEYS[k].split()) for w in phrases()[k])] == []


def test_there_are_enough_wordings() -> None:
    fewest = {key: FEWEST_OFTEN if key.startswith(OFTEN_SAID) and key not in SELDOM_SAID else FEWEST for key in KEYS}
    assert {key: len(wordings) for key, wordings in phrases().items() if len(wordings) < fewest[key]} == {}


def test_no_sentence_stands_twice_in_the_catalogue() -> None:
    counted = Counter(sentence.lower() for _, wording in EVERY_WORDING for sentence in sentences(wording))
    assert [sentence for sentence, count in counted.items() if count > 1] == []


def test_no_two_wordings_are_nearly_alike() -> None:
    texts = [wording for _, wording in EVERY_WORDING]
    likeness = np.triu(process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=ALIKE), k=1)
    assert [(texts[a], texts[b]) for a, b in np.argwhere(likeness)] == []


def test_wordings_of_a_key_open_in_different_ways() -> None:
    same = []
    for key, wordings in phrases().items():
        counted = Counter(opening(wording, 2) for wording in wordings)
        same += [(key, start) for start, count in counted.items() if count > 1]
        same += [(key, a) for a, b in pairwise(opening(wording, 1) for wording in wordings) if a == b]
    assert same == []


@pytest.mark.parametrize("column", range(FEWEST_OFTEN))
def test_the_questions_of_one_group_open_in_different_ways(column: int) -> None:
    first = {t: "one" if t in ("established", "cost", "integration") else "ask" for t in SEGMENT_TOPICS}
    asked = [opening(phrases()[f"ask.{topic}.{form}"][column], 1) for topic, form in first.items()]
    assert len(set(asked)) == len(asked), asked


def test_what_asks_has_one_question_mark_at_its_end_and_what_tells_has_none() -> None:
    marks = {(key, w): (w.count("?"), w.endswith("?")) for key, w in EVERY_WORDING}
    wrong = {w for (key, w), mark in marks.items() if mark != ((1, True) if asks(key) else (0, False))}
    assert wrong == set()


def test_what_tells_ends_like_a_sentence() -> None:
    ends = (".", ":", " –", *(f"{{{gap}}}" for gap in WHOLE_SENTENCES))
    assert [w for key, w in EVERY_WORDING if not asks(key) and not w.endswith(ends)] == []


def test_lead_ins_end_open() -> None:
    assert [w for w in phrases()["insight.lead"] if not w.endswith(":")] == []
    assert [w for w in phrases()["finding.lead"] if not w.endswith((":", " –"))] == []


def test_wordings_are_short() -> None:
    limit = {key: MOST_WORDS_NOTED if key.startswith("noted.") else MOST_WORDS for key in KEYS}
    assert [(words(w), w) for key, w in EVERY_WORDING if words(w) > limit[key]] == []


def test_a_sentence_does_not_begin_with_what_the_user_typed() -> None:
    own = "|".join(WHOLE_SENTENCES)
    begun = re.compile(rf"(?:^|[.?]\s+)“?\{{(?!(?:{own})\}})")
    assert [w for _, w in EVERY_WORDING if begun.search(w)] == []


def test_a_users_phrase_is_set_off() -> None:
    """In quotes or behind a colon any fragment can stand."""
    loose = re.compile(r"(?<![“:])(?<!: )\{(?:thing|words)\}")
    assert [w for key, w in EVERY_WORDING if key != "ask.established.several" and loose.search(w)] == []
    assert [w for w in phrases()["ask.established.several"] if not re.search(r"[:,] (?:\w+ )*\{thing\}\?$", w)] == []


def test_no_verb_leans_on_a_name() -> None:
    before = re.compile(r"\b(?:do|does|are|has|have|was|were) \{segment\}", re.IGNORECASE)
    behind = re.compile(rf"\b(?:{BEFORE_A_VERB}) \{{segment\}} (?!(?:{SUITS_BOTH})\b)\w", re.IGNORECASE)
    assert [w for _, w in EVERY_WORDING if before.search(w) or behind.search(w)] == []


@pytest.mark.parametrize("pattern", [JARGON, FLATTERY, AMERICAN], ids=["jargon", "flattery", "American spelling"])
def test_the_voice_stays_plain_and_british(pattern: str) -> None:
    assert offending(pattern) == []


def test_apostrophes_and_quotes_are_of_one_kind() -> None:
    assert [w for _, w in EVERY_WORDING if re.search('[’‘"]|--|—', w) or w.count("“") != w.count("”")] == []
    assert [w for _, w in EVERY_WORDING if w != " ".join(w.split())] == []


def test_one_conversation_hears_every_wording_before_one_comes_again() -> None:
    for key, wordings in phrases().items():
        heard = list(said(key, dict.fromkeys(gaps("".join(wordings)), "x"), len(wordings) + 1))
        assert len(set(heard)) == len(wordings)
        assert heard[-1] == heard[0]


@pytest.mark.parametrize("value", HOSTILE)
def test_whatever_the_user_typed_fits_the_gaps(value: str) -> None:
    marked = f"«{value}»"
    for key, wordings in phrases().items():
        named = gaps("".join(wordings))
        for text, wording in zip(said(key, dict.fromkeys(named, marked), len(wordings)), wordings, strict=True):
            assert text.count("«") == text.count("»") == wording.count("{")
