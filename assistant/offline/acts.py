"""What a message wants done: commands to the coach, by the way people word them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.agenda import topics
from assistant.canvas import Topic
from assistant.reading import Command

_POLITE = r"(?:(?:please|ok(?:ay)?|so|well|hey|hm+|um+|no|yes|sorry|actually|oh|wait|alright|and|then)[,.!]?\s+)*"
_COULD = (
    r"(?:(?:can|could|would) you (?:please )?|let'?s |let us |i(?:'d| would) (?:like|want) to |i want to |we can )?"
)
_SEGMENT_WORD = r"(?:\s+(?:segment|group|customer group|customers))?"
_END = r"\s*[.!?]*$"


def _whole(body: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{_POLITE}{_COULD}(?:{body}){_END}", re.IGNORECASE)


def _start(body: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{_POLITE}{_COULD}(?:{body})", re.IGNORECASE)


# The whole message is the command; the first pattern that fits wins.
_SIMPLE: tuple[tuple[str, str | None, re.Pattern[str]], ...] = (
    (
        "undo",
        None,
        _whole(
            r"undo(?: (?:that|it|this|the last (?:one|step|change)))?(?:,? please)?|take (?:that|it) back|revert(?: that)?"
            r"|scratch that|go back (?:one|a) step|step back"
        ),
    ),
    (
        "show",
        "history",
        _whole(
            r"(?:show (?:me )?)?(?:the )?history|what (?:have|did) (?:we|i) change[d]?(?: so far)?|show (?:me )?the changes"
        ),
    ),
    (
        "show",
        None,
        _whole(
            r"where (?:are|were) we(?: now| at)?|(?:show|see)(?: me)?(?: the| my| our)? (?:canvas|board|progress|status|summary)"
            r"|what (?:have|do) (?:we|you) (?:got|have|noted)(?: so far)?|what have you (?:got |noted )?so far"
            r"|(?:the )?(?:status|progress|summary|overview)|how far are we|what(?:'s| is) (?:left|missing|still open|open)"
            r"|summari[sz]e|recap"
        ),
    ),
    (
        "repeat",
        None,
        _whole(
            r"repeat(?: (?:that|it|the question))?|say (?:that|it) again|come again|what was (?:the|your|that) question(?: again)?"
            r"|(?:sorry|pardon|what)(?: me)?|once more|what did you (?:ask|say)"
        ),
    ),
    (
        "skip",
        None,
        _whole(
            r"skip(?: (?:this|that|it|the question|this one|this question|that one))?|pass|next(?: (?:question|one))?|move on"
            r"|(?:i'?d rather not|i won'?t|i don'?t want to) (?:say|answer)(?: (?:that|this|it))?"
        ),
    ),
    (
        "park",
        None,
        _whole(
            r"park (?:it|this|that|the question|this question|this one)(?: for (?:now|later))?|(?:maybe )?later|not now"
            r"|(?:i'?ll )?(?:come|get|go) back to (?:it|this|that|this one|that one)(?: later)?"
            r"|ask me (?:that |this |again )?later|(?:let'?s )?leave (?:it|this|that) for (?:now|later)"
        ),
    ),
    (
        "not_applicable",
        None,
        _whole(
            r"(?:(?:that|this|it)(?: question)? )?(?:does ?n[o']t|doesnt|do ?n[o']t) apply(?: (?:here|to (?:us|them|this segment)))?"
            r"|(?:(?:that|this|it)(?:'s| is) )?(?:not applicable|n/?a|not relevant|irrelevant)(?: (?:here|for us|to us|for them|in our case))?"
            r"|does not make sense (?:here|for us|for them)"
        ),
    ),
    (
        "ask_why",
        None,
        _whole(
            r"why(?: (?:do|would|are|did) you (?:ask|want to know|need (?:to know )?(?:that|this)|asking)(?: (?:me )?(?:that|this))?)?"
            r"|why (?:does|is) (?:that|this|it) (?:matter|important|relevant)|what(?:'s| is) (?:that|this|it) (?:good )?for|what for"
            r"|why should i (?:answer|tell you)(?: (?:that|this))?|why is that"
        ),
    ),
    (
        "ask_meaning",
        "example",
        _whole(
            r"(?:(?:give|show) (?:me )?)?(?:an? |some |any )?examples?(?: please| of (?:that|this|it|what you mean))?"
            r"|for (?:example|instance)|such as|like what|what(?:'s| is| would be) an example|do you have an example"
        ),
    ),
    (
        "ask_meaning",
        None,
        _whole(
            r"what do(?:es)? (?:you|that|this|it) mean(?: by (?:that|this|it))?|(?:i )?(?:don'?t|do not|didn'?t) (?:understand|get it|follow)"
            r"(?: (?:that|this|it|you|the question|your question|what you mean))?|explain (?:that|this|it|the question|yourself)"
            r"|what (?:is|are) you (?:asking|after)|(?:i'?m )?confused|(?:please )?rephrase(?: (?:that|it|the question))?"
            r"|in other words|how do you mean(?: that)?"
        ),
    ),
    (
        "recommend",
        None,
        _whole(
            r"(?:just |simply )?(?:fill|do|complete|answer) (?:it|this|that|everything|the rest)(?: in| out)?(?: (?:all )?for me)?"
            r"|(?:just )?(?:you decide|decide for me|suggest (?:something|one|an answer|some)|make (?:something|it) up|give me (?:a )?suggestions?)"
            r"|what (?:would|do|should|can) (?:you|we|i) (?:suggest|recommend|advise|do|choose|pick|say)(?: here| there| for (?:them|us|that))?"
            r"|(?:any )?(?:suggestions?|ideas|recommendations?)|help me(?: (?:out|here|with (?:this|that)))?"
            r"|which (?:one )?(?:should|would) (?:we|you|i) (?:choose|pick|take)|what fits(?: (?:us|best|them))?"
        ),
    ),
    (
        "finish",
        None,
        _whole(
            r"(?:that(?:'s| is)|that'?ll be) (?:all|it|everything)(?: (?:for now|from me|thanks|thank you))?|(?:we(?:'re| are)|i(?:'m| am)) (?:done|finished)"
            r"|finish(?: (?:up|it|now|here))?|wrap (?:it |this )?up|done|the end|end (?:it |this )?here|close(?: (?:it|up))?"
            r"|export(?: (?:it|the canvas|as json|this))?|good ?bye|bye"
        ),
    ),
    (
        "cancel",
        "everything",
        _whole(
            r"(?:start (?:all )?over|start again|start from scratch|reset|(?:delete|clear|erase|cancel|forget|wipe|remove) (?:everything|all(?: of it)?|the (?:whole )?canvas))"
            r"(?: please)?"
        ),
    ),
    (
        "cancel",
        "segment",
        _whole(r"(?:cancel|stop|drop) (?:this|the) (?:segment|group|customer group)"),
    ),
    (
        "cancel",
        "question",
        _whole(r"(?:cancel|stop|drop) (?:this|the|that) question|never ?mind(?: (?:that|this|the question))?"),
    ),
    ("cancel", None, _whole(r"cancel(?: (?:it|this|that))?|stop|abort|forget (?:it|that|about it)|quit|exit")),
    (
        "reject",
        None,
        _whole(
            r"(?:no,? )?(?:leave|keep) (?:it|that|this)(?: (?:as it (?:is|was)|alone|like that|the way it (?:is|was)))?"
            r"|(?:don'?t|do not) (?:change|write|note|add|touch) (?:it|that|this|anything)|as it was|none of (?:these|those|them)"
        ),
    ),
    (
        "unknown",
        None,
        _whole(
            r"(?:(?:honestly|frankly|to be honest|tbh)[, ]+)?(?:i|we) (?:really |honestly |still |just )?(?:don'?t|do not|dont|cannot|can'?t|couldn'?t) "
            r"(?:really |actually |yet )?(?:know|tell|say|remember)(?: (?:that|this|it|yet|exactly|the answer|for sure|right now|about (?:that|it)|to be honest|honestly|how much(?: it costs)?|what they (?:want|expect)))?"
            r"|(?:(?:i|we) have |(?:i'?ve|we'?ve) (?:got )?)?no (?:idea|clue)(?: (?:yet|honestly|at all|about (?:that|it)))?|(?:i'?m |we'?re )?not (?:really |quite |at all )?sure(?: (?:yet|about (?:that|it)))?"
            r"|dunno|idk|unknown|no data(?: (?:yet|on that))?|hard to (?:say|tell)|who knows|beats me|(?:we |i )?(?:haven'?t|have not|never) (?:measured|tracked|calculated|thought about|asked)(?: (?:that|it|them|this))?(?: yet)?"
            r"|good question(?:,? (?:i don'?t know|no idea))?"
        ),
    ),
    (
        "chat",
        None,
        _whole(
            r"(?:hi|hello|hey|good (?:morning|evening|afternoon|day)|thanks?(?: you)?(?: (?:so much|a lot|very much))?|thx|cheers|cool|great|nice|wow|haha+|lol|ok(?:ay)?|perfect|awesome"
            r"|how are you(?: (?:doing|today))?|who are you|what(?:'s| is) your name|tell me a joke|are you (?:a )?(?:human|bot|robot|real|an? ai)"
            r"|(?:hi|hello|hey) there|good luck|sounds good|interesting|i see|got it)(?:[ ,!]+(?:there|coach|rapport|thanks?))?"
        ),
    ),
)

_OFF_TOPIC = re.compile(
    r"\b(?:weather|football|soccer|cricket|movie|netflix|pizza|joke|recipe|horoscope|lottery|my (?:cat|dog|wife|husband|kids?|weekend|holiday)"
    r"|raining|sunny|world cup|the news|election|president|bitcoin|homework|capital of|birthday|tired today|lunch)\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,40}\b(?:rules?|instructions?|prompts?|guidelines|everything above|previous)\b"
    r"|\b(?:reveal|print|show|repeat|leak|tell me)\b[^.!?\n]{0,30}\b(?:system )?prompt\b|\byou are now\b|\bact as\b|\bdeveloper mode\b|\bjailbreak\b",
    re.IGNORECASE,
)

_MISREAD = re.compile(
    r"^\s*(?:no[,.!]?\s+|sorry[,.!]?\s+|wait[,.!]?\s+)*(?:that(?:'s| is|s) (?:not|no) what i (?:meant|said|wanted)|(?:you (?:got|read|understood) (?:me|that|it) wrong)"
    r"|(?:you(?:'ve)? )?mis(?:understood|read)(?: (?:me|that|it))?|i did(?:n'?t| not) (?:mean|say) that|that(?:'s| is) wrong)[,.;:!]*\s*(?:-+\s*)?",
    re.IGNORECASE,
)
_WHAT_IF = re.compile(
    r"^\s*(?:(?:and|so|but|hm+)[, ]+)?(?:what if|what would happen if|suppose|imagine(?: if)?|let'?s (?:say|pretend|assume)(?: that)?)\s+(?P<rest>.+?)\s*[?.!]*$",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^\s*(?:(?:oh|no|ok|well|hm+|ah|oops|wait|hang on|hold on|sorry|pardon|apologies|my (?:mistake|bad))[,.!:]*\s+)*"
    r"(?:sorry|actually|correction|i mean[t]?|rather|oops|my mistake|i was wrong|wait|scratch that|(?:let me )?correct (?:that|myself)|make (?:that|it)|i misspoke"
    r"|no[,.!]\s+(?!idea|clue|thanks|problem))\b[,.:!]*\s*|\b(?:change|correct|update|switch|set|fix)\b.{1,80}\b(?:to|into)\b",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^\s*(?:(?:oh|ah|well|hm+)[, ]+)?(?:yes|yeah|yep|yup|sure|of course|absolutely|definitely|correct|exactly|right|true|indeed|that(?:'s| is) (?:right|correct|it|fine|good)"
    r"|ok(?:ay)?|please do|do (?:it|that|so)|go ahead|agreed|fine|y|sounds (?:good|right)|accept(?:ed)?(?: (?:it|that|them))?|i (?:do|agree|accept))(?:[ ,]+(?:please|do|thanks?|thank you|it is|they do|we do|that works|let'?s do (?:it|that)))*\s*[.!]*$",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\s*(?:(?:oh|ah|well|hm+)[, ]+)?(?:no|nope|nah|not (?:really|at all|exactly)|never|wrong|n|don'?t|no way|negative|reject(?: (?:it|that))?)"
    r"(?:[ ,]+(?:thanks?|thank you|please|it isn'?t|they don'?t|we don'?t|not that|leave (?:it|that)(?: as it (?:is|was))?|keep it(?: as it (?:is|was))?|don'?t))*\s*[.!]*$",
    re.IGNORECASE,
)


def command(message: str, names: tuple[str, ...]) -> Command | None:
    """Return the one command that the whole message is, or None. `names` are the segments on the canvas."""
    for act, target, pattern in _SIMPLE:
        if pattern.match(message):
            return _command(act, message, target)
    return next(filter(None, (rule(message, names) for rule in _RULES)), None)


def yes_or_no(message: str) -> str | None:
    """Return "yes" or "no" where the message says nothing else, or None."""
    return "yes" if _YES.match(message) else "no" if _NO.match(message) else None


def misread(message: str) -> str | None:
    """Return what follows "no, that's not what I meant" (it may be empty), or None."""
    match = _MISREAD.match(message)
    return message[match.end() :] if match else None


def what_if(message: str) -> str | None:
    """Return the supposition of a "what if ...?", or None."""
    match = _WHAT_IF.match(message)
    return match["rest"] if match else None


def corrects(message: str) -> bool:
    """Say whether the message announces a correction."""
    return bool(_CORRECTION.search(message))


def off_topic(message: str) -> bool:
    """Say whether the message is small talk or gives orders to the coach; neither is content."""
    return bool(_OFF_TOPIC.search(message) or _ORDERS.search(message))


def _command(
    act: str, quote: str, target: str | None = None, other: str | None = None, topic: Topic | None = None
) -> Command:
    start = len(quote) - len(quote.lstrip())
    text = quote.strip()
    return Command(act=act, quote=text, start=start, end=start + len(text), target=target, other=other, topic=topic)


def topic_in(text: str) -> Topic | None:
    """Return the topic that the text names, the longest name winning, or None."""
    hits = [
        (len(word), name)
        for name, entry in topics().items()
        for word in entry.words
        if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
    ]
    return max(hits)[1] if hits else None


def segment_in(text: str, names: tuple[str, ...]) -> str | None:
    """Return the known segment that the text names (also by its last word or without the plural), or None."""
    for name in sorted(names, key=len, reverse=True):
        for form in (name, name.split()[-1] if name.split() else name):
            stem = re.escape(form[:-1] if form.lower().endswith("s") and len(form) > 3 else form)
            if re.search(rf"\b{stem}(?:s|es)?\b", text, re.IGNORECASE):
                return name
    return None


_REMOVE = _start(r"(?:remove|delete|drop|forget(?: about)?|get rid of|take out|strike)\s+(?P<what>.+?)\s*[.!?]*$")
_RENAME = (
    _start(r"rename\s+(?P<old>.+?)\s+(?:to|as|into)\s+(?P<new>.+?)\s*[.!?]*$"),
    _start(r"(?:call|name)\s+(?:the\s+)?(?P<old>.+?)\s+(?P<new>['\"“].+?['\"”])(?:\s+instead)?\s*[.!?]*$"),
    _start(r"(?:call|name)\s+(?:the\s+)?(?P<old>\S+)\s+(?P<new>.+?)(?:\s+instead|\s+from now on)\s*[.!?]*$"),
    re.compile(
        rf"^\s*{_POLITE}(?:the\s+)?(?P<old>.+?)\s+(?:should|must|need to) be (?:called|named)\s+(?P<new>.+?)(?:\s+instead)?\s*[.!?]*$",
        re.I,
    ),
)
_MERGE = (
    _start(
        r"(?:merge|combine|join|unite|put together)\s+(?P<names>.+?)(?:\s+(?:into|as|to)\s+(?P<new>.+?))?\s*[.!?]*$"
    ),
    re.compile(
        rf"^\s*{_POLITE}(?P<names>.+?\band\b.+?)\s+(?:are|is) (?:really |actually )?(?:the same|one)(?: (?:segment|group|thing))?\s*[.!?]*$",
        re.I,
    ),
)
_SPLIT = _start(r"(?:split|divide|separate)\s+(?P<old>.+?)\s+(?:up )?(?:into|in|to)\s+(?P<new>.+?)\s*[.!?]*$")
_ADD = (
    _start(
        r"add\s+(?:an?(?:other)?\s+|new\s+|the\s+|one more\s+)*(?:customer\s+)?(?:segment|group)s?\s*(?:called|named|for|:|-)?\s*(?P<new>.+?)\s*[.!?]*$"
    ),
    _start(
        r"add\s+(?P<new>.+?)\s+(?:as (?:an?(?:other)? )?(?:new )?(?:customer )?(?:segment|group)|to (?:the|our) (?:segments|groups|customers))\s*[.!?]*$"
    ),
    _start(
        r"(?:there(?:'s| is| are)|we(?:'ve| have)(?: got)?)\s+(?:also\s+)?(?:another|a (?:second|third|fourth|new)|one more)\s+(?:customer )?(?:segment|group)s?\s*(?:called|named|too)?\s*[:,-]?\s*(?P<new>.+?)\s*[.!?]*$"
    ),
    _start(r"(?:new|another)\s+(?:customer )?(?:segment|group)\s*[:,-]\s*(?P<new>.+?)\s*[.!?]*$"),
)
_GO_TO = _start(
    r"(?:(?:go|jump|switch|move|get)(?: (?:back|over|on|straight))?\s+to|back to|(?:talk|speak|think)(?: more)? about|continue with|look at|work on|do|discuss|return to|revisit|reopen)\s+(?P<what>.+?)\s*(?:first|now|next|again|please)?\s*[.!?]*$"
)
_CLEAR = _start(
    r"(?:change|correct|clear|redo|fix|edit|reset|revise|erase|empty|update|delete|remove)\s+(?P<what>[^,;]+?)\s*[.!?]*$"
)
_WRONG = re.compile(
    rf"^\s*{_POLITE}(?P<what>(?:the|our|that|what i said about).+?)\s+(?:is|are|was|were) (?:all )?(?:wrong|not right|incorrect|not correct|a mistake)\s*[.!?]*$",
    re.I,
)


def _strip(text: str) -> str:
    text = re.sub(_SEGMENT_WORD + r"$", "", text.strip().strip("'\"“”"), flags=re.IGNORECASE)
    return re.sub(r"^(?:the|our|my|a|an)\s+", "", text.strip(), flags=re.IGNORECASE).strip("'\"“” ")


def _remove(message: str, names: tuple[str, ...]) -> Command | None:
    match = _REMOVE.match(message)
    if match is None:
        return None
    what = match["what"]
    topic, name = topic_in(what), segment_in(what, names)
    bare = _strip(what)
    if (
        name
        and segment_in(bare, (name,))
        and len(bare.split()) <= len(name.split()) + 1
        and topic in (None, "segments")
    ):
        return _command("remove", message, name)
    if topic and topic != "segments":
        return _command("clear", message, name, topic=topic)
    return _command("remove", message, name, other=bare) if name or bare else None


def _rename(message: str, names: tuple[str, ...]) -> Command | None:
    for pattern in _RENAME:
        match = pattern.match(message)
        old = segment_in(match["old"], names) if match else None
        if match and old:
            return _command("rename", message, old, other=_strip(match["new"]))
    return None


def _merge(message: str, names: tuple[str, ...]) -> Command | None:
    for pattern in _MERGE:
        match = pattern.match(message)
        parts = (
            [segment_in(part, names) for part in re.split(r"\s*(?:,|\band\b|\bwith\b|\bplus\b|&)\s*", match["names"])]
            if match
            else []
        )
        if match and len(parts) > 1 and all(parts):
            new = match.groupdict().get("new")
            known = segment_in(new, names) if new else None
            new = None if new and (known or re.fullmatch(r"one|a single one|one (?:segment|group)", new, re.I)) else new
            listed = [part for part in parts if part]
            return _command(
                "merge",
                message,
                "\n".join(dict.fromkeys(([known] if known in listed else []) + listed)),
                other=_strip(new) if new else None,
            )
    return None


def _split(message: str, names: tuple[str, ...]) -> Command | None:
    match = _SPLIT.match(message)
    old = segment_in(match["old"], names) if match else None
    parts = [_strip(part) for part in re.split(r"\s*(?:,|\band\b|&)\s*", match["new"])] if match else []
    parts = [part for part in parts if part]
    return _command("split", message, old, other="\n".join(parts)) if old and len(parts) > 1 else None


def _add(message: str, names: tuple[str, ...]) -> Command | None:
    del names
    for pattern in _ADD:
        match = pattern.match(message)
        if match:
            return _command("add", message, _strip(match["new"]))
    return None


def _go_to(message: str, names: tuple[str, ...]) -> Command | None:
    match = _GO_TO.match(message)
    if match is None or len(match["what"].split()) > 8:
        return None
    what = match["what"]
    topic, name = topic_in(what), segment_in(what, names)
    return _command("go_to", message, name, topic=topic) if topic or name else None


def _clear(message: str, names: tuple[str, ...]) -> Command | None:
    match = _CLEAR.match(message) or _WRONG.match(message)
    if match is None or re.search(r"\b(?:to|into)\b", match["what"]):
        return None
    topic, name = topic_in(match["what"]), segment_in(match["what"], names)
    return _command("clear", message, name, topic=topic) if topic else None


_RULES: tuple[Callable[[str, tuple[str, ...]], Command | None], ...] = (
    _rename,
    _merge,
    _split,
    _add,
    _clear,
    _remove,
    _go_to,
)


def commands(message: str, names: tuple[str, ...]) -> Iterator[Command]:
    """Yield the message's command where it is one; a long message is an answer, not a command."""
    found = command(message, names) if len(message) <= 200 else None
    if found:
        yield found
