from __future__ import annotations

import pytest

from assistant.offline.inquiry import inquiry
from assistant.offline.questions import asked_apart
from assistant.offline.stems import stem, stems


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What is co-creation?", "definition"),
        ("what does upselling mean", "definition"),
        ("Explain key account managers", "definition"),
        ("What is the difference between self-service and automated services?", "difference"),
        ("community vs co-creation?", "difference"),
        ("How do B2B relationships differ from B2C?", "difference"),
        ("Give me examples of self-service", "examples"),
        ("Why is do-it-yourself spreading?", "why"),
        ("What is the purpose of a loyalty program?", "why"),
        ("When does personal assistance make sense?", "when"),
        ("When was Lego founded?", "date"),
        ("How many types are there?", "number"),
        ("How do I choose?", "other"),
        ("", "other"),
    ],
)
def test_a_question_has_a_kind(question: str, kind: str) -> None:
    assert inquiry(question).kind == kind


def test_the_two_sides_of_a_comparison_are_found() -> None:
    assert inquiry("What is the difference between self-service and automated services?").compared == (
        ("self", "servic"),
        ("automat", "servic"),
    )
    assert inquiry("How does a community differ from co-creation?").compared == (("commun",), ("co", "creat"))
    assert inquiry("What is the difference?").compared is None


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("How does a community differ from co-creation?", ("a community", "co-creation")),
        ("How do self-service and automated services differ?", ("self-service", "automated services")),
        ("Self-service or automated services: what is the difference?", ("self-service", "automated services")),
        ("Compare self-service and automated services in a table", ("self-service", "automated services")),
        ("self-service vs automated services for a bakery", ("self-service", "automated services")),
    ],
)
def test_the_two_sides_keep_the_words_of_the_question(question: str, sides: tuple[str, str]) -> None:
    assert inquiry(question).sides == sides


def test_words_that_say_nothing_do_not_count() -> None:
    asked = inquiry("What could you please tell me about the net promoter score?")
    assert asked.coverage("a net for fish") == pytest.approx(1 / 3)
    assert inquiry("What about that?").content == ()
    assert inquiry("What about that?").coverage("that") == 0


def test_words_that_stand_everywhere_count_less_than_others() -> None:
    asked = inquiry("Do customers like gamification?")
    assert asked.coverage("Customers come back.") < 0.5 < asked.coverage("Gamification is a fashion.")


def test_words_side_by_side_bring_a_text_nearer_than_the_same_words_apart() -> None:
    asked = inquiry("What are partner channels?")
    assert asked.nearness("Partner channels are indirect.") > asked.nearness("Channels are run by a partner.")


@pytest.mark.parametrize(
    ("question", "text", "answered"),
    [
        ("How many types are there?", "There are eight types.", True),
        ("How many types are there?", "There are many types.", False),
        ("How many members does it have?", "There are eight types.", False),
        ("When was it founded?", "It was founded in 1932.", True),
        ("When was it founded?", "It was founded by two brothers.", False),
        ("Who founded it?", "Nobody.", True),
    ],
)
def test_a_number_is_answered_by_a_number_of_the_things_counted_and_a_date_by_a_date(
    question: str, text: str, answered: bool
) -> None:
    assert inquiry(question).satisfied(text) is answered


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("companies", "company"),
        ("partnerships", "partner"),
        ("co-creating", "co-creation"),
        ("startup", "start-up"),
        ("programmes", "program"),
        ("organizations", "organisation"),
        ("upselling", "upsell"),
        ("choice", "choose"),
        ("customer's", "customers"),
        ("Café", "cafe"),
    ],
)
def test_forms_of_a_word_meet_in_one_stem(one: str, other: str) -> None:
    assert set(stems(one)) & set(stems(other))


def test_different_words_keep_different_stems() -> None:
    words = [
        "retention",
        "acquisition",
        "community",
        "self",
        "service",
        "channel",
        "cost",
        "segment",
        "loyalty",
        "bank",
    ]
    assert len({stem(word) for word in words}) == len(words)


@pytest.mark.parametrize(
    "question",
    ["What is it called if prices depend on a list or on how many units are ordered?", "How many of them are there?"],
)
def test_a_number_of_things_is_only_asked_for_where_it_is_the_question(question: str) -> None:
    assert inquiry(question).satisfied("They are called three list prices.")


def test_questions_that_can_be_asked_apart() -> None:
    assert asked_apart("We sell tea. What is a niche market, and which firms serve one?") == (
        "What is a niche market",
        "which firms serve one?",
    )
    assert asked_apart("What is a niche market?") == ()
    assert asked_apart("One question asks for the type. And what are the other three?") == ()
