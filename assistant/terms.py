"""What the terms of the canvas are called when we talk to people."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.canvas import Block, Cost, Established, Motivation, Relationship, RelationshipType

TYPES: dict[RelationshipType, str] = {
    "transactional": "a purely transactional relationship",
    "self_service": "self-service",
    "automated_service": "an automated service",
    "personal_assistance": "personal assistance",
    "dedicated_personal_assistance": "dedicated personal assistance",
    "community": "a community",
    "co_creation": "co-creation",
    "loyalty_program": "a loyalty programme",
}
TYPE_CHOICES: dict[RelationshipType, str] = {
    "transactional": "Buy and go, no relationship",
    "self_service": "They help themselves",
    "automated_service": "Software looks after them",
    "personal_assistance": "Somebody on the team helps",
    "dedicated_personal_assistance": "One named person for each",
    "community": "Customers among themselves",
    "co_creation": "They create with you",
    "loyalty_program": "Rewards for coming back",
}
MOTIVATIONS: dict[Motivation, str] = {
    "acquisition": "winning new customers",
    "retention": "keeping the ones you have",
    "upselling": "selling more to them",
}
ESTABLISHED: dict[Established, str] = {"established": "in place", "planned": "planned", "absent": "not there"}
BLOCKS: dict[Block, str] = {
    "key_partners": "key partners",
    "key_activities": "key activities",
    "key_resources": "key resources",
    "value_propositions": "value propositions",
    "channels": "channels",
    "customer_segments": "customer segments",
    "cost_structure": "cost structure",
    "revenue_streams": "revenue streams",
}
_PERIODS = {
    "one_off": "once",
    "day": "a day",
    "week": "a week",
    "month": "a month",
    "quarter": "a quarter",
    "year": "a year",
}
_PER = {"total": "in total", "customer": "for each customer", "transaction": "for each transaction"}


def thing(relationship: Relationship) -> str:
    """Call a relationship what the user calls it, else by its type."""
    if relationship.description:
        return relationship.description
    return TYPES[relationship.type] if relationship.type else "what you described"


def money(cost: Cost) -> str:
    """Say a cost as people write it: "160–173.33 EUR a month in total", or its level, or its drivers."""
    low, high = cost.amount_low, cost.amount_high
    if low is None and high is None:
        return cost.level or listed(cost.drivers) or "unknown"
    if low is None:
        amount = f"up to {number(high or 0)}"
    elif high is None:
        amount = f"at least {number(low)}"
    else:
        amount = number(low) if low == high else f"{number(low)}–{number(high)}"
    words = [amount, cost.currency, _PERIODS.get(cost.period or ""), _PER.get(cost.per or "")]
    return " ".join(word for word in words if word) + (f" ({cost.level})" if cost.level else "")


def number(value: float) -> str:
    """Write a number with at most two decimals and none where it is whole."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence does: "a, b and c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
