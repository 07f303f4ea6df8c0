"""The handbook sentences that findings rest on, one for each rule, as they stand in the handbook."""

from __future__ import annotations

from assistant.canvas import FindingCitation

GROUNDS: dict[str, FindingCitation] = {
    "expected_not_established": FindingCitation(
        document="choosing.md",
        section="Choosing a relationship > When customers do not get the relationship they expect",
        quote="Missing what customers expect is among the worst outcomes for a company, so it should offer the type of "
        "relationship that they expect, as far as the limits of the business allow.",
    ),
    "established_not_expected": FindingCitation(
        document="key-questions.md",
        section="Key questions for the block > A relationship that exists but that nobody expects",
        quote="For an established relationship that no segment expects, the two drivers come down to two questions: "
        "whose preference does it answer, and what is spent on it?",
    ),
    "cost_unknown": FindingCitation(
        document="key-questions.md",
        section="Key questions for the block > Cost: what does each relationship cost to maintain?",
        quote="The cost of maintaining a relationship is one of the four key questions of the block, and it is one of "
        "the two primary drivers in choosing a type.",
    ),
    "dedicated_on_mass": FindingCitation(
        document="dedicated-personal-assistance.md",
        section="Dedicated personal assistance > Limits of dedicated personal assistance",
        quote="Dedicated personal assistance is hard to reproduce in a segment that has masses of clients.",
    ),
    "one_off_for_retention": FindingCitation(
        document="motivations.md",
        section="Motivations behind customer relationships > "
        "Keeping or growing customers with one-off relationships only",
        quote="Loyalty and trust belong to the long-term end of the range of customer relationships, while a purely "
        "transactional tie stands at the other end and is hardly a relationship.",
    ),
    "no_link": FindingCitation(
        document="key-questions.md",
        section="Key questions for the block > Integration: how do relationships tie in with the other blocks?",
        quote="Relationships and the other blocks act on each other in both directions, so a relationship is to be "
        "looked at together with the blocks that it touches.",
    ),
    "help_below_time_price": FindingCitation(
        document="personal-assistance.md",
        section="Personal assistance > Personal help and the price of the time it takes",
        quote="Relationships affect both what a business spends and what it earns, so the cost of personal help "
        "belongs in the choice beside the segment's wish for it.",
    ),
    "artificial_switching_costs": FindingCitation(
        document="switching-costs.md",
        section="Switching costs > Artificially high switching costs",
        quote="Artificial and unreasonable hurdles to leaving damage a company's image, and they make clients less "
        "likely to return or to refer others.",
    ),
    "conflicting_types": FindingCitation(
        document="unbundling.md",
        section="Unbundling > When one segment might be two",
        quote="Customers belong to a segment of their own if they need a different type of relationship, so "
        "conflicting types within one segment are a sign that it might be two.",
    ),
}
