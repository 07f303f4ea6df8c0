"""Types by their own names, and the things that only share the name."""

from __future__ import annotations

import pytest

from assistant.offline.plainly import named


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("couriers want a community", [("community", "a community", False)]),
        ("Commuters want self-service", [("self_service", "self-service", False)]),
        ("no loyalty programme for them", [("loyalty_program", "loyalty programme", True)]),
        ("we don't have a forum", [("community", "a forum", True)]),
        ("a named mechanic", [("dedicated_personal_assistance", "a named mechanic", False)]),
        ("dedicated personal assistance", [("dedicated_personal_assistance", "dedicated personal assistance", False)]),
        ("not by phone. Self service", [("self_service", "Self service", False)]),
        ("the community college next door", []),
        ("a firm named after my dog", []),
        ("our guy rings them", []),
    ],
)
def test_a_type_is_known_by_its_name(text: str, found: list[tuple[str, str, bool]]) -> None:
    assert [(each.type, text[each.start : each.end], each.denied) for each in named(text)] == found
