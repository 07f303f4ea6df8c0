"""Payers: whose money a word such as "costs", "pay" or "charge" speaks of."""

from __future__ import annotations

import re
from typing import Literal

from assistant.offline.fillers import FILLERS
from assistant.offline.patterns import either
from assistant.offline.terms import BUYERS

State = Literal["cost", "unclear", "earning", ""]

BUYER = rf"(?:{either(BUYERS)}|people|everyone)s?"
# What keeps up a relationship and is hardly ever what a business sells; "our app costs 5" may be a price.
UPKEEP = (
    r"(?:hotline|phone line|help ?desk|help ?cent(?:re|er)|service desk|call ?cent(?:re|er)|support|chat ?bot|bot"
    r"|live chat|newsletters?|mailings?|forum|facebook group|discord|slack|community|servers?|hosting|crm|web ?site"
    r"|meet-?ups?|loyalty|stamp cards?|points|rewards?|bonus(?:es)?|relationships?|contact|care|help|assistance"
    r"|self-service|(?:account )?managers?|mechanics?|agents?|reps?|advis[eo]rs?|consultants?|assistants?|freelancers?"
    r"|interns?|staff|team|employees?|moderat(?:ors?|ion)|training|salar(?:y|ies)|wages?|labou?r|time|travel|visits?"
    r"|maintenance|upkeep)"
)
_UPKEEP_COSTS = re.compile(rf"\b{UPKEEP}(?: (?!they|their|customers?)[\w']+){{0,3}}\s$")
_KEEPING_COSTS = re.compile(
    r"\b(?:keep|runn|maintain|answer|serv|visit|call|look|host|manag|handl|train|support|moderat|writ|send|hav|do|employ"
    r"|organis|organiz|car|shipp|print|staff|ring|talk|meet)ing\b(?: [\w']+){1,6}\s$"
)
_IT_COSTS = re.compile(
    r"(?:^|[\s,(])(?:it|this|that|these|those|which|they|everything|(?:it|this|that) all"
    r"|all (?:of )?(?:it|this|that|them)|the (?:whole )?(?:thing|lot)|each(?: one| of them)?|one)"
    r"(?: (?:\w+ly|would|will|might|may|could|can|all|just|now|already|still|also|must|about)| so far){0,3}\s$"
    r"|(?:'d|'ll)(?: \w+ly| probably)?\s$"
)
_THE_COSTS = re.compile(
    r"\b(?:total|running|monthly|yearly|annual|weekly|daily|quarterly|maintenance|staff|labou?r|estimated|average|current"
    r"|our|my|the|a|at|in|no|fixed|variable)\s$"
)
_COSTS_ARE = re.compile(
    r"(?: per \w+| (?:of|for) [^,;]{1,30}?)?"
    r"(?:\s(?:is|are|was|were|of|at|be|would be|will be|stay|come|run)\b|\s?[:=])"
)
_COSTS_US = re.compile(r"\s(?:to )?(?:us|me|the (?:company|business|team))\b")
_COSTS_THEM = re.compile(
    rf"\s(?:them\b|him\b|her\b|(?:to |for )?(?:our |the )?{BUYER}\b|(?:to )?(?:each|every|an?) {BUYER}\b)"
)
_THEIRS = re.compile(rf"\b(?:switching|their|opportunity|{BUYER}(?:'s?)?)\s$")
_EACH_BUYER_COSTS = re.compile(rf"\b(?:each|every|an?|one|the average|an average) (?:{BUYER})\s$")
_SUBJECT = re.compile(
    r"\b(?P<us>(?:we|i)(?!')|company|business|founders?|we're|i'm|we've|i've|we'll)\b"
    r"|\b(?:they|you|he|she|who|them|him|her|it|whoever|everyone|everybody|nobody|they're|they'd|they'll)\b"
    rf"|\b(?:{BUYER}|parents|tourists|visitors|council|insurance)\b"
)
_TO_US = re.compile(r"\s(?:us|me)\b")
_GETS = re.compile(r"(?:\b(?:are|is|was|were|get|gets|got|being)|'re) $")
_WE_ARE = re.compile(r"\b(?:we|i)(?:'re|'m| are| am| get| were| was) $")
# A subject further from its verb than this belongs to another clause.
_REACH = 60


def payer(verb: str, before: str, after: str, priced: bool = False) -> State:
    """Tell what a form of cost, pay, spend or charge speaks of: a cost of ours, or what others pay.

    `before` and `after` are the words around it. "unclear" where it may as well be a price ("our gym costs 30"),
    which `priced`, a word for something sold nearby, makes an earning. "" where it says nothing ("free of charge").
    """
    near = before[-_REACH:]
    if verb.startswith("charg"):
        if near.endswith("free of "):
            return ""
        return "cost" if _TO_US.match(after) or _WE_ARE.search(near) else "earning"
    return _of_cost(near, after, priced) if verb.startswith("cost") else _of_payment(verb, near, after)


def theirs(before: str) -> bool:
    """Tell whether the words before a cost make it a customer's: "their costs", "switching costs"."""
    return bool(_THEIRS.search(before))


def _of_payment(verb: str, near: str, after: str) -> State:
    if _TO_US.match(after) or near.endswith("would ") or (verb == "paid" and _GETS.search(near)):
        return "earning"
    subjects = list(_SUBJECT.finditer(near))
    if not subjects:
        return "cost" if FILLERS.fullmatch(near) else "earning"
    return "cost" if subjects[-1]["us"] else "earning"


def _of_cost(near: str, after: str, priced: bool) -> State:
    if _COSTS_US.match(after):
        return "cost"
    if _COSTS_THEM.match(after) or _THEIRS.search(near):
        return "cost" if _EACH_BUYER_COSTS.search(near) else "earning"
    if _COSTS_ARE.match(after) or FILLERS.fullmatch(near):
        return "cost"
    if any(subject.search(near) for subject in (_THE_COSTS, _IT_COSTS, _UPKEEP_COSTS, _KEEPING_COSTS)):
        return "cost"
    return "earning" if priced else "unclear"
