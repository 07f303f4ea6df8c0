"""The words that the web chat shows for the terms of the canvas."""

from __future__ import annotations

from assistant.canvas import (
    Block,
    Cost,
    Established,
    Level,
    Motivation,
    Origin,
    Per,
    Period,
    Phase,
    RelationshipType,
    Stage,
    Status,
    SwitchingKind,
    Topic,
)

TYPES: dict[RelationshipType, str] = {
    "transactional": "Transactional",
    "self_service": "Self-service",
    "automated_service": "Automated service",
    "personal_assistance": "Personal assistance",
    "dedicated_personal_assistance": "Dedicated personal assistance",
    "community": "Community",
    "co_creation": "Co-creation",
    "loyalty_program": "Loyalty program",
}
UNTYPED = "Type still open"
MOTIVATIONS: dict[Motivation, str] = {
    "acquisition": "Win customers",
    "retention": "Keep customers",
    "upselling": "Sell them more",
}
BLOCKS: dict[Block, str] = {
    "key_partners": "Key partners",
    "key_activities": "Key activities",
    "key_resources": "Key resources",
    "value_propositions": "Value propositions",
    "channels": "Channels",
    "customer_segments": "Customer segments",
    "cost_structure": "Cost structure",
    "revenue_streams": "Revenue streams",
}
PHASES: dict[Phase, str] = {
    "awareness": "awareness",
    "consideration": "consideration",
    "purchase": "purchase",
    "post_purchase": "after the purchase",
    "loyalty": "loyalty",
}
TOPICS: dict[Topic, str] = {
    "business": "Your business",
    "segments": "Customer segments",
    "motivation": "Aim",
    "expected": "What they want",
    "established": "What is in place",
    "cost": "Cost",
    "integration": "Links to other blocks",
    "switching_costs": "Switching costs",
}
STATUSES: dict[Status, str] = {
    "not_asked": "Not asked yet",
    "stated": "Answered",
    "unknown": "You don't know yet",
    "not_applicable": "Does not apply",
    "parked": "Set aside for later",
}
WANTED = {True: "Wanted", False: "Not wanted"}
ESTABLISHED: dict[Established, str] = {"established": "In place", "planned": "Planned", "absent": "Not there"}
LEVELS: dict[Level, str] = {"low": "Low", "medium": "Medium", "high": "High"}
KINDS: dict[SwitchingKind, str] = {
    "money": "money",
    "time": "time",
    "effort": "effort",
    "data": "data",
    "lost_benefits": "lost benefits",
}
STAGES: dict[Stage, str] = {
    "idea": "An idea",
    "startup": "A start-up",
    "growing": "Growing",
    "established": "Established",
}
ORIGINS: dict[Origin, str] = {
    "stated": "in your words",
    "edited": "typed on the board",
    "calculated": "worked out from your numbers",
    "accepted": "a suggestion that you took",
    "imported": "from a file",
}
FIELDS = {
    "name": "Name",
    "offering": "Offer",
    "stage": "Stage",
    "description": "Description",
    "motivations": "Aim",
    "type": "Type",
    "expected": "Wanted",
    "established": "In place",
    "touchpoints": "Where you meet",
    "phases": "When",
    "cost": "Cost",
    "links": "Links",
    "switching_costs": "Switching costs",
    "title": "Title",
}
_PERIODS: dict[Period, str] = {
    "one_off": "once",
    "day": "a day",
    "week": "a week",
    "month": "a month",
    "quarter": "a quarter",
    "year": "a year",
}
_PER: dict[Per, str] = {"total": "in total", "customer": "for each customer", "transaction": "for each purchase"}


def amount(value: float) -> str:
    """Write a number as people do: 1,200 and 4.33, without a bare ".0"."""
    return f"{value:,.2f}".removesuffix(".00")


def cost(value: Cost) -> str:
    """Write a cost as one phrase; empty where nothing is known."""
    low, high = value.amount_low, value.amount_high
    known = [amount(number) for number in (low, high) if number is not None]
    figure = "–".join(dict.fromkeys(known))
    if figure:
        unit = [value.currency, _PERIODS.get(value.period) if value.period else None]
        whom = _PER.get(value.per) if value.per else None
        figure = " ".join(filter(None, [figure, *unit, whom]))
    level = LEVELS[value.level] if value.level else ""
    return ", ".join(filter(None, [level, figure]))


def place(section: str) -> str:
    """Write a heading path as people read it."""
    return section.replace(" > ", " › ")
