"""Types by their own names, and the things that only share the name."""

from __future__ import annotations

import pytest

from assistant.offline.plainly import named


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("couriers want a community", [("community", "a community")]),
        ("Commuters want self-service", [("self_service", "self-service")]),
        ("no loyalty programme for them", [("loyalty_program", "loyalty programme")]),
        ("we don't have a forum", [("community", "a forum")]),
        ("a named mechanic", [("dedicated_personal_assistance", "a named mechanic")]),
        ("dedicated personal assistance", [("dedicated_personal_assistance", "dedicated personal assistance")]),
        ("not by phone. Self service", [("self_service", "Self service")]),
        ("the community college next door", []),
        ("a firm named after my dog", []),
        ("our guy rings them", []),
    ],
)
def test_a_type_is_known_by_its_name(text: str, found: list[tuple[str, str]]) -> None:
    assert [(each.type, text[each.start : each.end]) for each in named(text)] == found
