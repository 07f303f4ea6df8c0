"""Commands about the canvas's structure: add, rename, merge, split, remove, clear, go to."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.agenda import topics
from assistant.canvas import Topic
from assistant.offline.polite import POLITE, start
from assistant.reading import Command

_SEGMENT_WORD = r"(?:\s+(?:segment|group|customer group|customers))?"


def made(
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


_REMOVE = start(r"(?:remove|delete|drop|forget(?: about)?|get rid of|take out|strike)\s+(?P<what>.+?)\s*[.!?]*$")
_RENAME = (
    start(r"rename\s+(?P<old>.+?)\s+(?:to|as|into)\s+(?P<new>.+?)\s*[.!?]*$"),
    start(r"(?:call|name)\s+(?:the\s+)?(?P<old>.+?)\s+(?P<new>['\"“].+?['\"”])(?:\s+instead)?\s*[.!?]*$"),
    start(r"(?:call|name)\s+(?:the\s+)?(?P<old>\S+)\s+(?P<new>.+?)(?:\s+instead|\s+from now on)\s*[.!?]*$"),
    re.compile(
        rf"^\s*{POLITE}(?:the\s+)?(?P<old>.+?)\s+(?:should|must|need to) be (?:called|"
        rf"named)\s+(?P<new>.+?)(?:\s+instead)?\s*[.!?]*$",
        re.I,
    ),
)
_MERGE = (
    start(r"(?:merge|combine|join|unite|put together)\s+(?P<names>.+?)(?:\s+(?:into|as|to)\s+(?P<new>.+?))?\s*[.!?]*$"),
    re.compile(
        rf"^\s*{POLITE}(?P<names>.+?\band\b.+?)\s+(?:are|is) (?:really |actually )?(?:the same|one)(?: "
        rf"(?:segment|group|thing))?\s*[.!?]*$",
        re.I,
    ),
)
_SPLIT = start(r"(?:split|divide|separate)\s+(?P<old>.+?)\s+(?:up )?(?:into|in|to)\s+(?P<new>.+?)\s*[.!?]*$")
_ADD = (
    start(
        r"add\s+(?:an?(?:other)?\s+|new\s+|the\s+|one more\s+)*(?:customer\s+)?(?:segment|"
        r"group)s?\s*(?:called|named|for|:|-)?\s*(?P<new>.+?)\s*[.!?]*$"
    ),
    start(
        r"add\s+(?P<new>.+?)\s+(?:as (?:an?(?:other)? )?(?:new )?(?:customer )?(?:segment|group)|to "
        r"(?:the|our) (?:segments|groups|customers))\s*[.!?]*$"
    ),
    start(
        r"(?:there(?:'s| is| are)|we(?:'ve| have)(?: got)?)\s+(?:also\s+)?(?:another|a (?:second|third|"
        r"fourth|new)|one more)\s+(?:customer )?(?:segment|group)s?\s*(?:called|named|"
        r"too)?\s*[:,-]?\s*(?P<new>.+?)\s*[.!?]*$"
    ),
    start(r"(?:new|another)\s+(?:customer )?(?:segment|group)\s*[:,-]\s*(?P<new>.+?)\s*[.!?]*$"),
)
_GO_TO = start(
    r"(?:(?:go|jump|switch|move|get)(?: (?:back|over|on|straight))?\s+to|back to|(?:talk|speak|"
    r"think)(?: more)? about|continue with|look at|work on|do|discuss|return to|revisit|"
    r"reopen)\s+(?P<what>.+?)\s*(?:first|now|next|again|please)?\s*[.!?]*$"
)
_CLEAR = start(
    r"(?:change|correct|clear|redo|fix|edit|reset|revise|erase|empty|update|delete|"
    r"remove)\s+(?P<what>[^,;]+?)\s*[.!?]*$"
)
_WRONG = re.compile(
    rf"^\s*{POLITE}(?P<what>(?:the|our|that|what i said about).+?)\s+(?:is|are|was|were) (?:all "
    rf")?(?:wrong|not right|incorrect|not correct|a mistake)\s*[.!?]*$",
    re.I,
)


def _strip(text: str) -> str:
    text = re.sub(_SEGMENT_WORD + r"$", "", text.strip().strip("'\"“”"), flags=re.IGNORECASE)
    return re.sub(r"^(?:the|our|my|a|an)\s+", "", text.strip(), flags=re.IGNORECASE).strip("'\"“” ")


def _remove(message: str, names: tuple[str, ...]) -> Command | None:
    match = _REMOVE.match(message)
    if match is None:
        return None
    # "Remove the bakeries, they closed": a reason is no part of what is to go.
    what = re.split(r"[,;.]\s", match["what"], maxsplit=1)[0]
    topic, name = topic_in(what), segment_in(what, names)
    bare = _strip(what)
    if (
        name
        and segment_in(bare, (name,))
        and len(bare.split()) <= len(name.split()) + 1
        and topic in (None, "segments")
    ):
        return made("remove", message, name)
    if topic and topic != "segments":
        return made("clear", message, name, topic=topic)
    return made("remove", message, name, other=bare) if name or bare else None


def _rename(message: str, names: tuple[str, ...]) -> Command | None:
    for pattern in _RENAME:
        match = pattern.match(message)
        old = segment_in(match["old"], names) if match else None
        if match and old:
            return made("rename", message, old, other=_strip(match["new"]))
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
            return made(
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
    return made("split", message, old, other="\n".join(parts)) if old and len(parts) > 1 else None


def _add(message: str, names: tuple[str, ...]) -> Command | None:
    del names
    for pattern in _ADD:
        match = pattern.match(message)
        if match:
            return made("add", message, _strip(match["new"]))
    return None


def _go_to(message: str, names: tuple[str, ...]) -> Command | None:
    match = _GO_TO.match(message)
    if match is None or len(match["what"].split()) > 8:
        return None
    what = match["what"]
    topic, name = topic_in(what), segment_in(what, names)
    return made("go_to", message, name, topic=topic) if topic or name else None


def _clear(message: str, names: tuple[str, ...]) -> Command | None:
    match = _CLEAR.match(message) or _WRONG.match(message)
    if match is None or re.search(r"\b(?:to|into)\b", match["what"]):
        return None
    topic, name = topic_in(match["what"]), segment_in(match["what"], names)
    return made("clear", message, name, topic=topic) if topic else None


_RULES: tuple[Callable[[str, tuple[str, ...]], Command | None], ...] = (
    _rename,
    _merge,
    _split,
    _add,
    _clear,
    _remove,
    _go_to,
)


def structural(message: str, names: tuple[str, ...]) -> Command | None:
    """Return the command about the canvas's structure that the message is, or None."""
    return next(filter(None, (rule(message, names) for rule in _RULES)), None)
