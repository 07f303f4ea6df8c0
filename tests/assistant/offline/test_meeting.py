"""Where and when business and customers meet, in the user's words."""

from __future__ import annotations

import pytest

from assistant.offline.meeting import meeting

PLACES = [
    ("by phone and e-mail", ["phone", "e-mail"]),
    ("phone, email and live chat", ["phone", "email", "live chat"]),
    ("They come to the Shop", ["Shop"]),
    ("on WhatsApp, or in our app", ["WhatsApp", "app"]),
    ("a video call every month", ["video call"]),
    ("home visits", ["home visits"]),
    ("in the Facebook group", ["Facebook group"]),
    ("the online shop", ["online shop"]),
    ("no phone, only email", ["email"]),
    ("they don't use the app", []),
    ("they want a named mechanic", []),
    ("Is there an app?", []),
    ("the app, and again the app", ["app"]),
]
PHASES = [
    ("before they buy", "consideration"),
    ("when they order", "purchase"),
    ("after the sale", "post_purchase"),
    ("when something breaks", "post_purchase"),
    ("when they hear of us", "awareness"),
    ("when they renew", "loyalty"),
]


@pytest.mark.parametrize(("message", "places"), PLACES)
def test_touchpoints_are_named_as_the_user_names_them(message: str, places: list[str]) -> None:
    found = meeting(message, lambda _: ())
    assert [mention.touchpoint for mention in found] == places
    assert all(message[mention.start : mention.end] == mention.quote for mention in found)


@pytest.mark.parametrize(("message", "phase"), PHASES)
def test_phases_of_the_journey_are_read_from_plain_words(message: str, phase: str) -> None:
    assert [mention.phase for mention in meeting(message, lambda _: ())] == [phase]
