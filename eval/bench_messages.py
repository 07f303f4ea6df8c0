"""What a founder says while the clock runs."""

from __future__ import annotations

# Brings a canvas to two segments with relationships, in nine turns.
BEGINNING = (
    "Pedal & Post, we repair bikes by subscription",
    "Commuters want self-service, couriers want a named mechanic",
    "we want to keep the couriers and win more commuters",
    "the self-service exists already",
    "about 160 EUR a month",
    "What is co-creation?",
    "two hours of a mechanic a week at 20 EUR",
    "I don't know",
    "it depends on our two trained mechanics",
)

# Said over and over: every kind of turn, and a canvas that does not grow.
AROUND = (
    "What does self-service mean?",
    "sorry, couriers want a community, not a mechanic",
    "why do you ask?",
    "couriers want a named mechanic",
    "it costs us 4 EUR each a month",
    "where are we?",
    "I don't know",
    "undo",
    "How do loyalty programs keep customers?",
    "skip",
)


def said(turns: int) -> tuple[str, ...]:
    """Return so many messages: the beginning, then round and round."""
    after = max(0, turns - len(BEGINNING))
    rounds = AROUND * (after // len(AROUND) + 1)
    return (*BEGINNING, *rounds)[:turns]
