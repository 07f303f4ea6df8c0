"""Plain words for a relationship type are written as that type, and nothing else is."""

from __future__ import annotations

import pytest

from assistant.canvas import RelationshipType, Topic
from assistant.offline.clauses import clauses
from assistant.offline.types import types
from assistant.reading import TypeMention


def read(message: str, topic: Topic | None = "expected", segments: tuple[str, ...] = ()) -> tuple[TypeMention, ...]:
    return types(clauses(message), segments, None, topic)


def written(message: str) -> set[str]:
    return {mention.type for mention in read(message) if mention.decision == "write"}


PLAIN: dict[RelationshipType, list[str]] = {
    "dedicated_personal_assistance": [
        "They want a named mechanic",
        "couriers want one mechanic who knows their bike",
        "each gets an account manager",
        "One contact person for each bakery",
        "their own adviser",
        "the same nurse every time",
        "a personal banker",
        "a single point of contact",
        "We assign a coach to every member",
        "key-account manager",
        "always the same person",
        "each school has its own coordinator",
        "one-to-one with their own tutor",
        "Dedicated personal assistance",
    ],
    "personal_assistance": [
        "They call us when something breaks",
        "a hotline",
        "our staff help them in the shop",
        "they want to talk to a human",
        "live chat with our team",
        "customer service",
        "someone at the counter",
        "a call center",
        "a call-centre",
        "our help desk answers within an hour",
        "face-to-face advice in the store",
        "they expect a real person on the phone",
        "Our team is there for them on the phone",
        "sales reps visit them",
    ],
    "self_service": [
        "self-service",
        "self service",
        "They help themselves",
        "do it yourself",
        "an FAQ",
        "a knowledge base",
        "a kiosk where they check in",
        "a vending machine",
        "They book everything online themselves",
        "Self-checkout tills",
        "FAQs and how-to videos",
        "just let them sort it out by themselves online",
    ],
    "automated_service": [
        "recommendations based on what they bought",
        "personalised emails that go out by themselves",
        "personalized recommendations",
        "automatic reminders",
        "The system reminds them when a service is due",
        "the app suggests the next course",
        "an algorithm picks the music",
        "Automated services",
        "they get automatic updates on their order",
        "the bot answers their questions automatically",
    ],
    "community": [
        "a community",
        "an online forum",
        "a user group",
        "members help each other",
        "meet-ups",
        "a Discord server",
        "a Slack group",
        "parents exchange tips with other parents",
        "a Facebook group where owners talk to one another",
        "peer support",
    ],
    "co_creation": [
        "they design with us",
        "they vote on the next flavour",
        "user-generated content",
        "they write the reviews",
        "ideas from customers",
        "co-creation",
        "cocreation",
        "we develop new recipes together with our customers",
        "customers submit their own designs",
        "crowdsourcing ideas",
    ],
    "loyalty_program": [
        "points",
        "a stamp card",
        "the tenth coffee is free",
        "every 10th ride free",
        "rewards",
        "a discount for regulars",
        "a loyalty program",
        "loyalty programmes",
        "They collect points with every purchase",
        "buy nine, get one free",
        "regulars get 10% off",
        "frequent flyer miles",
        "after ten visits they get a free haircut",
        "silver and gold status",
    ],
    "transactional": [
        "one-off",
        "buy and go",
        "no relationship",
        "just a sale",
        "they pay and leave",
        "It's a one-off purchase",
        "they come once and never come back",
        "We never see them again",
        "one-time customers",
    ],
}

NOTHING = [
    "great service",
    "good quality",
    "fast delivery and low prices",
    "loyal customers",
    "our customers are loyal",
    "personal data",
    "our personal website",
    "the community centre",
    "a dedicated server",
    "subscription tiers",
    "at this point we have three groups",
    "that's a good point",
    "word of mouth",
    "free delivery",
    "the gold price",
    "self-employed people",
    "a coach tour",
    "the instagram algorithm killed our reach",
    "an automatic door",
    "an espresso machine",
    "I don't know",
    "it costs us about 4 € each a month",
    "two hours of a mechanic a week",
    "We repair bikes",
    "low",
    "",
    "   ",
    "?!",
    "🙂🙂",
    "Wir verkaufen Brot",
]

AMBIGUOUS: list[tuple[str, set[RelationshipType]]] = [
    ("a chatbot", {"automated_service", "self_service"}),
    ("reviews", {"co_creation", "community"}),
    ("WhatsApp", {"personal_assistance", "community"}),
    ("a newsletter", {"automated_service", "personal_assistance"}),
    ("personal service", {"personal_assistance", "dedicated_personal_assistance"}),
    ("They expect personal contact", {"personal_assistance", "dedicated_personal_assistance"}),
    ("support", {"personal_assistance", "self_service", "automated_service"}),
    ("They want support", {"personal_assistance", "self_service", "automated_service"}),
    ("they want help", {"personal_assistance", "self_service", "automated_service"}),
    ("an app", {"self_service", "automated_service"}),
    ("a website", {"self_service", "automated_service"}),
    ("a customer portal", {"self_service", "automated_service", "personal_assistance"}),
    ("feedback", {"co_creation", "personal_assistance", "community"}),
    ("a club", {"loyalty_program", "community"}),
    ("They expect a good mechanic", {"personal_assistance", "dedicated_personal_assistance"}),
    ("they want more contact", {"personal_assistance", "dedicated_personal_assistance"}),
    ("a discount", {"loyalty_program", "transactional"}),
    ("a chat", {"personal_assistance", "self_service", "automated_service"}),
]


@pytest.mark.parametrize(("kind", "message"), [(kind, message) for kind, rows in PLAIN.items() for message in rows])
def test_plain_words_are_written_as_their_type_alone(kind: str, message: str) -> None:
    assert written(message) == {kind}


@pytest.mark.parametrize("message", NOTHING)
def test_what_only_looks_like_a_type_is_none(message: str) -> None:
    assert read(message) == ()


@pytest.mark.parametrize(("message", "likely"), AMBIGUOUS)
def test_words_that_could_mean_several_types_are_asked_about(message: str, likely: set[str]) -> None:
    (mention,) = read(message)
    assert mention.decision == "clarify"
    assert {mention.type, *mention.alternatives} == likely


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("a comunity for owners", "community"),
        ("a loyality card", "loyalty_program"),
        ("automtic reminders", "automated_service"),
    ],
)
def test_a_wrong_letter_does_not_hide_a_type(message: str, kind: str) -> None:
    assert written(message) == {kind}


@pytest.mark.parametrize(
    ("message", "quote"),
    [
        ("Couriers want a named mechanic.", "a named mechanic"),
        ("couriers want one mechanic who knows their bike", "one mechanic who knows their bike"),
        ("We already run a forum, of course", "a forum"),
        ("they'd like a stamp card next year", "a stamp card"),
        ("For us it's a Small online forum for owners of old bikes", "a Small online forum for owners of old bikes"),
    ],
)
def test_the_quote_is_what_the_user_calls_it(message: str, quote: str) -> None:
    (mention,) = read(message)
    assert mention.quote == quote == message[mention.start : mention.end]


def test_several_types_in_a_list_are_all_written() -> None:
    assert written("a hotline, an FAQ and a forum") == {"personal_assistance", "self_service", "community"}


def test_a_plain_word_settles_an_ambiguous_one() -> None:
    assert [m.type for m in read("Support is by phone. Our staff help them.")] == ["personal_assistance"]


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("We run a self-service laundry", "business"),
        ("Vending machines for offices", "business"),
        ("gold members and regulars with a stamp card", "segments"),
        ("the hotline eats 500 euros a month", "cost"),
        ("the forum ties into marketing", "integration"),
        ("what is co-creation?", "expected"),
        ("Do you think they want a loyalty programme?", "expected"),
    ],
)
def test_a_type_that_is_only_mentioned_is_not_written(message: str, topic: Topic) -> None:
    mentions = read(message, topic)
    assert mentions
    assert {mention.decision for mention in mentions} == {"ignore"}


def test_a_fact_out_of_order_is_still_a_fact() -> None:
    (mention,) = read("by the way, they want a forum", "cost")
    assert (mention.decision, mention.type, mention.status) == ("write", "community", "expected")


def test_another_scorer_can_take_the_lexicons_place() -> None:
    class Certain:
        def scores(self, clause: str) -> dict[RelationshipType, float]:
            return {"community": 0.97} if "yoghurt" in clause else {}

    affirmed, refused = (
        types(clauses(message), (), None, None, Certain()) for message in ("they trade yoghurt", "no yoghurt please")
    )
    assert [(m.type, m.polarity, m.quote) for m in affirmed] == [("community", "affirmed", "they trade yoghurt")]
    assert [(m.type, m.polarity) for m in refused] == [("community", "refused")]
