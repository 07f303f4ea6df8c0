"""Spending: whether an amount in a message is what the business spends, or what it charges, earns or gives away."""

from __future__ import annotations

import re
from typing import Literal

from assistant.offline.fillers import FILLERS, OPENING
from assistant.offline.payers import UPKEEP, State, payer
from assistant.offline.sentences import Sentence
from assistant.offline.terms import Statement

Verdict = Literal["cost", "unclear", "no"]

# "Earned" words make an amount no cost whatever stood before; "sold" ones only where nothing spoke of costs yet.
_CUES = {
    "verb": r"costs?|costing|pays?|paying|paid|spend|spends|spending|spent|charg(?:e|es|ed|ing)",
    "spent": (
        r"(?P<whose>our|the|my|their|total|monthly|yearly|annual|weekly) "
        r"(?:budget|spend|expenses?|outlay|expenditure|upkeep)"
        r"|(?:we|i)(?: have|'ve got) an? (?:\w+ )?budget|budgeted|expenses?|outlay|upkeep|overheads?|sets? us back"
        r"|runs? us|salar(?:y|ies)|wages?"
    ),
    "sum": (
        r"(?:that|which|this|it) makes|comes? (?:(?:out )?to|(?:out|in) at)|amounts? to|works? out (?:at|to)"
        r"|adds? up to"
    ),
    "earned": (
        r"pric(?:e|es|ed|ing)|revenues?|turnover|incomes?|sales|sells?|selling|sold|earn|earns|earned|earning|worth|profits?"
        r"|margins?|saves?|saved|saving|savings|rents?|landlord|loans?|tax|taxes|invest\w*|fund|funds|funding|funded|raised?"
        r"|donat\w+|donors?|discounts?|afford|cac|bring|brings|switching|orders? (?:above|over|of|from|worth)"
    ),
    "sold": (
        r"fees?|subscriptions?|memberships?|tickets?|plans?|tiers?|gifts?|deposits?|vouchers?|coupons?|gets?|getting"
        r"|receiv\w+|makes?|making|wins?|bought|buys?|purchase[sd]?|owes?|prizes?|refunds?|rebates?|credits?|leave|leaving"
    ),
}
_CUE = re.compile(r"\b(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _CUES.items()) + r")\b")
_DENIED = re.compile(r"(?:n't|\bnot|\bnever|\bno longer|\bused to|\bstopped)(?: (?!know|sure)\w+)?\s$")
# A wish, a limit or a thought is no cost, "more than" or not.
_WISHED = re.compile(
    r"\b(?:should|must)(?:n't| not)?\s$|\b(?:if|unless|suppose|imagine|hope|hopefully|wish)(?: [\w']+){0,3}\s$"
)
_NOT_THIS = re.compile(r"\b(?:not|never|n't)\s(?:the )?$")
_NO_COST_BEHIND = re.compile(
    r"(?:\s|-)?(?:off|discounts?|vouchers?|coupons?|credits?|refunds?|rebates?|gifts?|bonus|back|out|on top|cheaper"
    r"|less|revenues?|turnover|profits?|worth|plans?|tiers?|notes?|bills?|tickets?|customers?|clients?"
    r"|from (?:them|each|every)|in (?:sales|revenue|turnover|profit|fees)|to (?:leave|switch|change|quit|cancel)"
    r"|(?:is|are|was) (?:what (?:they|we charge|we earn|we get|customers)|our price|the price|the fee)"
    r"|(?:that |which )?(?:they|customers) (?:pay|spend)|we (?:charge|earn|get|make))\b"
)
_COST_BEHIND = re.compile(
    r"(?:\s[\w']+){0,2}\s?,?\s?(?:(?:is|are|that's|this is|'s)? ?(?:what )?(?:it|that|this|which)? ?costs? us"
    r"|(?:is|are|was) (?:our|the) (?:\w+ )?(?:costs?|budget|expense)"
    r"|(?:is|are|that's|was) what (?:it costs|we spend|we pay)"
    r"|goes? (?:to|into|on)|to (?:run|keep|maintain|serve|host|look after))\b"
)
# What may stand behind a number without a currency; any other word is what the number counts.
_END = r"\s?(?:$|[.,;:!?)\]]|-\s|"
_UNCOUNTED = re.compile(
    _END + r"(?:for|on|in|to|and|or|but|plus|because|mostly|mainly|largely|all|maybe|i|each|every|per|if|when|so|which"
    r"|with|at|as|since|though|right|now|probably|roughly|including|excluding|incl|tbh|lol|from|a|we|last|this|driven|due)\b)"
)
_PERCENT = re.compile(r"\s?(?:%|per ?cent)")
_FOLLOWS = re.compile(
    _END + r"(?:for|on|in|to|at|plus|and|but|mostly|mainly|because|driven|due|i|we|maybe|all|which|if|right|tbh)\b)"
)
_BETWEEN = re.compile(r"(?:\s[\w']+){0,4}?\s?[:=]?\s?")
_NUMBERED = re.compile(
    r"\b(?:since|in|until|till|by|version|v|step|phase|number|no\.?|page|week|year|day|for|from|q|room|segments?|type|top"
    r"|to|with|after|every|have|has)\s?$"
)
_UPKEEP_AT = re.compile(rf"\b{UPKEEP}(?: \w+)?\s?[,:=-]?\s?(?:is|are|at|for|takes?|about)?\s?$")
# "It's cheap, about 4 €": a level may open the answer.
_OPENS = re.compile(
    rf"{OPENING}(?:(?:low|minimal|tiny|small|medium|moderate|average|high|cheap|inexpensive|affordable|expensive|pricey"
    rf"|costly|(?:not )?(?:much|a lot)|not (?:very |that |so )?(?:expensive|cheap|much))\b\W{{0,4}}{OPENING})?"
)
# "Couriers: 4 € each", "for the couriers it's 160 € a month": for whom, and perhaps a price.
_LABEL = re.compile(
    r"(?:^|[,;]\s|\band )(?:[a-z][\w'-]*(?: [\w'-]+){0,2}:|for (?:the |our |my )?[a-z][\w'-]*(?: [\w'-]+){0,2}?,?"
    r"(?: (?:it's|it is|that's|about|around))?)\s$"
)
# Words further from an amount than this say nothing about it; the limit keeps long messages linear.
_LOOK_BACK, _LOOK_AHEAD = 160, 60


def verdict(text: str, said: Statement, sentence: Sentence, led: int | None = None) -> Verdict:
    """Judge whether an amount of a folded message is a cost of the business.

    "unclear" where the words may as well be a price ("our gym costs 30 a month"), "no" for all else. `led` is where
    terms that stand apart from the amount begin ("per order it's about 3 €"), if not at the amount.
    """
    before = text[max(sentence.start, said.start - _LOOK_BACK) : said.start]
    after = text[said.end : min(sentence.end, said.end + _LOOK_AHEAD)]
    if sentence.asks or said.hourly or _NO_COST_BEHIND.match(after):
        return "no"
    if not said.money and (_PERCENT.match(after) or not _UNCOUNTED.match(after)):
        return "no"
    bounded = said.low is None or said.high is None
    if not bounded and _NOT_THIS.search(before[-12:]):
        return "no"
    state, place = _state(before, bounded)
    if state == "earning":
        return "no"
    if state:
        return _behind_cue(before[place:], said, state)
    if _COST_BEHIND.match(after) or _stands_alone(text, said, sentence, led, after):
        return "cost"
    labelled = said.money and (said.period or said.per) and _LABEL.search(before) and _FOLLOWS.match(after)
    return "unclear" if labelled else "no"


def _behind_cue(between: str, said: Statement, state: State) -> Verdict:
    """Accept an amount behind a cost word; a number without currency must stand close to it."""
    if not said.money and (not _BETWEEN.fullmatch(between) or _NUMBERED.search(between)):
        return "no"
    if state == "unclear":
        return "unclear" if said.period else "no"
    return "cost"


def _state(before: str, bounded: bool) -> tuple[State, int]:
    """Return what the last cue before an amount says, and where it ends; a denied cost counts as none of ours."""
    state: State = ""
    end, sold = 0, False
    for cue in _CUE.finditer(before):
        end = cue.end()
        if cue["sold"]:
            sold, state = True, state or "earning"
        elif cue["earned"] or cue["whose"] == "their":
            state = "earning"
        elif cue["sum"]:
            state = state if state == "earning" else "cost"
        elif _unreal(before[max(0, cue.start() - 40) : cue.start()], bounded):
            state = "earning"
        elif cue["spent"]:
            state = "cost"
        else:
            state = payer(cue["verb"], before[: cue.start()], before[end:], sold) or state
    return state, end


def _unreal(before: str, bounded: bool) -> bool:
    """Tell whether a cost word is denied or only thought of; "not more than 50" denies nothing."""
    return bool(_WISHED.search(before) or (not bounded and _DENIED.search(before)))


def _stands_alone(text: str, said: Statement, sentence: Sentence, led: int | None, after: str) -> bool:
    """Tell whether an amount without any cue is an answer: nothing but fillers around it, or it opens a sentence."""
    if not said.money and not said.period and not said.per:
        return False
    first = said.start if led is None else led
    opens = first - sentence.start <= _LOOK_BACK and bool(_OPENS.fullmatch(text, sentence.start, first))
    alone = opens and sentence.start == 0 and len(text) - said.end <= _LOOK_AHEAD
    if alone and FILLERS.fullmatch(text, said.end):
        return True
    if any(cue["verb"] or cue["earned"] or cue["sold"] for cue in _CUE.finditer(after)):
        return False
    termed = said.period is not None or (said.per is not None and sentence.start == 0)
    if opens and termed and (said.money or said.period) and _FOLLOWS.match(after):
        return True
    near = max(sentence.start, said.start - _LOOK_AHEAD)
    return termed and (said.money or said.period is not None) and bool(_UPKEEP_AT.search(text, near, said.start))
