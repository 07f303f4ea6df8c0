"""Which part of a message asks something, apart from what it tells."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)")
_ASKING = (
    r"(?:what(?:'s| is| are| was| were| does| do| did| would| kind| sort| type|\b)|how\b|why\b|when\b|"
    r"who\b|which\b|where\b|is (?:it|there|that|this|a|an|the|self|co)\b|"
    r"are (?:there|they|these|those|communities)\b|does\b|do (?:you|we|i|they|companies|customers)\b|"
    r"did\b|can (?:you|i|we|a)\b|could (?:you|i|we)\b|should\b|would\b|"
    r"what'?s\b|whats\b|tell me\b|explain\b|define\b|describe\b|compare\b|name (?:me )?(?:a|an|some|"
    r"the)\b|difference between\b|"
    r"(?:give|show) me (?:an? |some )?examples? (?:of|for)\b|examples? of\b)"
)
_STRONG = re.compile(
    r"^\s*(?:(?:and|but|so|ok|okay|well|hm+|hey|by the way|btw|just curious|quick question|one "
    r"question|before that|first|wait|also|please|sorry|actually)[,:]?\s+)*"
    r"(?:(?:can|could|would) you (?:please )?)?(?:what(?:'s| is| are| does| do| did)\b|whats\b|how "
    r"(?:do|does|is|are|did|can|would|much does a|many)\b|"
    r"why (?:do|does|is|are|should|did|would)\b|who (?:is|are|does|uses)\b|which (?:companies|company|"
    r"types?|one|of)\b|tell me (?:(?:more |something )?about|what|who|how|why|which|when|where)\b|"
    r"explain\b|define\b|describe\b|compare\b|"
    r"(?:what|what's) the difference\b|difference between\b|(?:give|show) me (?:an? |some )?examples? "
    r"(?:of|for)\b|name (?:me )?(?:an? |some )?(?:example|compan))",
    re.IGNORECASE,
)
_WEAK = re.compile(
    rf"^\s*(?:(?:and|but|so|ok|okay|well|hm+|hey|by the way|btw|please|sorry|also)[,:]?\s+)*{_ASKING}", re.IGNORECASE
)
_TURN = re.compile(rf"(?:,|;|\s[-–—])\s*(?:and |but |so |oh |btw |by the way,? )?(?={_ASKING})", re.IGNORECASE)
_TAG = re.compile(
    r",?\s*(?:right|ok|okay|no|eh|you know|isn'?t it|don'?t they|don'?t you think|does that (?:count|"
    r"help|make sense)|is that (?:ok|enough|right))\s*\?+\s*$",
    re.IGNORECASE,
)


# A tag with its blanks and marks is no longer than this.
_LONGEST_TAG = 60
# Another question in the same sentence: "What is X, and which Y …?", "If not, tell me who …". What follows a bare comma
# may be a relative clause, so only words that begin none count there.
_AND_ASKS = re.compile(
    r"(?:,|;|:|\s[-–—])\s*(?:(?:and|but|or|then|so)\s+(?=(?:which|when|where|who|is|are|does|do|did|can)\b)|"
    r"(?:(?:and|but|or|then|so)\s+)?(?=(?:what|how|why|explain|tell me|define|describe|compare|name|list|give me)\b))",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:and|but|so|ok|okay|well|also|by the way|btw|please|sorry|if not|then|now)\b[,:]?\s*)+", re.IGNORECASE
)
# A question of fewer words, or one that points back, cannot be asked without what stands before it.
_TELLING = 3
# Each question is looked up and judged by itself; of more than so many the first are.
_MOST = 4
_POINTING = re.compile(
    r"\b(?:it|its|they|them|their|that|this|those|these|he|she|his|her|both|the (?:other|others))\b", re.IGNORECASE
)


def split(message: str) -> tuple[str, str | None]:
    """Return what the message tells and what it asks, (told, question).

    `told` has the length of the message, with the question blanked out, so that offsets stay true.
    """
    told, asked = message, []
    for sentence in _SENTENCE.finditer(message):
        start, text = sentence.start(), sentence.group()
        if not _asks(text):
            continue
        turn = _TURN.search(text) if not _WEAK.match(text) else None
        begin = start + (turn.end() if turn else 0)
        asked.append(message[begin : sentence.end()].strip())
        told = told[:begin] + " " * (sentence.end() - begin) + told[sentence.end() :]
    return told, " ".join(asked) or None


def asked_apart(message: str) -> tuple[str, ...]:
    """Return the questions of a message that can be asked by themselves, where it says more than one of them."""
    clauses = [clause for sentence in _SENTENCE.findall(message) for clause in _AND_ASKS.split(sentence)]
    bare = [_LEAD.sub("", clause.strip()) for clause in clauses]
    found = [clause for clause in bare if _asks(clause) and len(clause.split()) >= _TELLING]
    alone = [each for each in dict.fromkeys(found) if each != message.strip() and not _POINTING.search(each)]
    return tuple(alone[:_MOST])


def _asks(sentence: str) -> bool:
    if _STRONG.match(sentence):
        return True
    plain = sentence.rstrip()
    if not plain.endswith("?") or _TAG.search(plain[-_LONGEST_TAG:]):
        return False
    return bool(_WEAK.match(sentence) or _TURN.search(sentence)) or len(sentence.split()) <= 8
