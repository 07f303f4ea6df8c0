"""A reader without any model: rules for what people plainly write."""

from __future__ import annotations

import re

from assistant.offline import acts, choices, questions, segments
from assistant.offline.business import business
from assistant.offline.calling import CallingScorer
from assistant.offline.clauses import clauses
from assistant.offline.focus import in_focus
from assistant.offline.links import links
from assistant.offline.money import bare_number, costs
from assistant.offline.motivations import motivations
from assistant.offline.naming import known
from assistant.offline.switching import switching
from assistant.offline.touchpoints import touchpoints
from assistant.offline.types import types
from assistant.reading import Act, Command, Context, CostMention, Mention, Reading, StatusMention, WishMention

# Longer messages are not read at all.
LONGEST = 20_000
# In a longer answer "soon", "no" or "already" may be about anything.
LONGEST_STATUS = 12

_PLANNED = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|next (?:year|month|quarter|week|spring|summer|autumn|fall|winter)|soon|"
    r"working on|going to|will|upcoming|in the works|later this year)\b",
    re.I,
)
_ABSENT = re.compile(
    r"\b(?:not (?:yet|there|really|in place|today|at all)|don'?t have|do not have|have ?n[o']t|"
    r"nothing|none|no|missing|absent|neither)\b",
    re.I,
)
_PRESENT = re.compile(
    r"\b(?:yes|already|in place|exists?|we have|we do|we offer|up and running|running|live|since|"
    r"today|established|both)\b",
    re.I,
)
_OPENING = re.compile(r"\s*(?:(?P<yes>yes|yeah|yep|sure|of course)|no|nope|nah)\b(?=\s*[,.!–-])", re.IGNORECASE)
_PRONOUN = re.compile(
    r"^\s*(?:(?:and|but|well|so|i think|i guess|probably|also)[, ]+)*(?P<they>they|them|those|these)\b", re.I
)
_EVERY = re.compile(
    r"\b(?:both|all (?:of )?(?:them|three|four)|each of them|every(?:one|body)|all segments|all groups)\b", re.I
)
_SAME = re.compile(
    r"^\s*(?:and |it'?s |that'?s |pretty much |exactly )?(?:the )?same (?:(?:goes|thing|here|applies|"
    r"holds)\s*)?(?:for (?P<who>.+?)|as (?:for |with )?(?P<as>.+?)|here|again)?\s*[.!]*$",
    re.I,
)
# Words of service and care: an answer made of them is vague, not foreign.
_CARING = re.compile(
    r"\b(?:service|support|help|care|contact|attention|quality|good|great|nice|friendly|fast|quick|"
    r"best|better|excellent|reliable|trust|personal|customer|experience|"
    r"treat|happy|satisf\w+|respect|close|warm|honest|professional|flexib\w+|individual|advice|"
    r"relationship|communicat\w+|responsive\w*|availab\w+|easy|convenient|simple|cheap\w*|"
    r"attentive|special|value|time|work|staff|people|money|effort|hours?|we|they|our|them|us|their|"
    r"loyal\w*|normal|usual\w*|regular\w*|stuff|things?|something)\b",
    re.I,
)
_UNKNOWING = re.compile(
    r"\b(?:i|we)(?:'ve| have)? (?:really |honestly |still )?(?:don'?t|do not|dont|never|no|"
    r"not)\b.{0,30}\b(?:know|idea|clue|sure|measured|asked|thought)\b|\bnot sure\b|\bno idea\b",
    re.I,
)
_TOKEN = re.compile(r"[^\W\d_]{2,}")


class OfflineReader:
    """Reads a message by rules; the parts (acts, types, money, segments, …) can be replaced one by one."""

    def read(self, message: str, context: Context) -> Reading:
        """Return what a message says against the open question. Never raises; a quote is a substring of the message."""
        if len(message) > LONGEST or not message.strip():
            return Reading()
        return _picked(message, context) or _commanded(message, context) or _stated(message, context)


def _picked(message: str, context: Context) -> Reading | None:
    numbers = not (context.kind == "question" and context.topic == "cost")
    choice = choices.picked(message, context.choices, numbers=numbers)
    if not choice and context.kind == "question":
        choice = in_focus(message, context.topic)
    if choice:
        return Reading(acts=("set",) if context.kind == "question" else ("accept",), choice=choice)
    answer = acts.yes_or_no(message)
    if answer and (context.kind != "question" or (context.topic == "established" and not acts.refuses(message))):
        act: Act = "set" if context.kind == "question" else "accept" if answer == "yes" else "reject"
        return Reading(acts=(act,), answer=answer)
    return None


def _commanded(message: str, context: Context) -> Reading | None:
    rest = acts.misread(message)
    if rest is not None:
        undone = Command(
            act="undo",
            target="misread",
            quote=message[: len(message) - len(rest)].strip(),
            start=0,
            end=len(message) - len(rest),
        )
        return Reading(acts=("undo", "correct"), commands=(undone,))
    supposed = acts.what_if(message)
    if supposed is not None:
        told = _mentions(message, message, context)
        return told.model_copy(
            update={
                "acts": ("what_if",),
                "commands": (Command(act="what_if", quote=message.strip(), target=supposed),),
                "segments": (),
            }
        )
    command = acts.command(message, context.segments) if len(message) <= 200 else None
    same = _SAME.match(message)
    if command is None and same and context.segments:
        who, like = (known(same[g] or "", context.segments) for g in ("who", "as"))
        command = Command(
            act="same", quote=message.strip(), target=who[0] if who else None, other=like[0] if like else None
        )
    if command is None:
        return None
    act = {"rename": "correct", "merge": "correct", "split": "correct", "add": "set", "same": "set"}.get(
        command.act, command.act
    )
    return Reading(acts=(act,), commands=(command,))


def _stated(message: str, context: Context) -> Reading:
    heeded = acts.without_orders(message)
    if not heeded.strip():
        return Reading(acts=("chat",), commands=(Command(act="chat", quote=message.strip()),))
    content, question = questions.split(heeded)
    found = _mentions(message, content, context)
    acts_found: list[Act] = []
    if _any(found):
        acts_found.append("correct" if acts.corrects(content) and context.segments else "set")
    if question:
        acts_found.append("knowledge")
    if not _any(found) and content.strip():
        found, more = _leftover(content, found, context, asked=question is not None)
        acts_found += more
    return found.model_copy(update={"acts": tuple(acts_found), "question": question})


def _leftover(content: str, found: Reading, context: Context, *, asked: bool) -> tuple[Reading, list[Act]]:
    """Read content without a mention: small talk, a yes or no, not knowing, or an answer in words of its own."""
    if acts.off_topic(content):
        return found.model_copy(update={"commands": (Command(act="chat", quote=content.strip()),)}), ["chat"]
    if len(content) <= 160 and _UNKNOWING.search(content):
        return found.model_copy(update={"commands": (Command(act="unknown", quote=content.strip()),)}), ["unknown"]
    answer = acts.yes_or_no(content)
    if answer:
        return found.model_copy(update={"answer": answer}), ["set"]
    if (
        not asked
        and len(_TOKEN.findall(content)) >= 2
        and len(set(m.group().lower() for m in _CARING.finditer(content))) >= 1
    ):
        return found.model_copy(update={"vague": content.strip()}), ["set"]
    return found, []


def _mentions(message: str, content: str, context: Context) -> Reading:
    new = segments.new(content, context.topic, context.segments)
    names = (*context.segments, *(m.name for m in new))
    parts = clauses(content)
    typed = types(parts, names, context.focus, context.topic, CallingScorer(context.names))
    asked = context.topic == "cost" or (bool(names) and acts.corrects(content))
    money = _costs(content, asked=asked)
    plain = any(m.decision == "write" for m in typed)
    reading = Reading(
        segments=new,
        business=business(content, context.topic),
        types=typed,
        costs=money,
        motivations=motivations(parts, context.topic),
        links=links(parts, context.topic),
        switching=switching(content, context.topic),
        touchpoints=touchpoints(parts),
        statuses=_statuses(content) if context.topic == "established" and not plain else (),
        number=bare_number(content) if context.topic == "cost" and not money else None,
        pronoun=match["they"] if (match := _PRONOUN.match(content)) and not known(content, context.segments) else None,
    )
    scoped = _scoped(reading, content, names)
    return scoped.model_copy(update={"wishes": _unheard(scoped, segments.wishes(content, names))})


def _unheard(reading: Reading, wishes: tuple[WishMention, ...]) -> tuple[WishMention, ...]:
    """Keep the wishes whose words nothing else was read from."""
    heard = (*reading.types, *reading.costs, *reading.motivations, *reading.links, *reading.switching)
    places = [mention.start for mention in heard if mention.decision != "ignore"]
    return tuple(wish for wish in wishes if not any(wish.start <= place < wish.end for place in places))


def _costs(content: str, *, asked: bool) -> tuple[CostMention, ...]:
    """Read costs: where they are asked for or corrected, an amount is no price; a bare "low" counts only there."""
    skipped = acts.lead_in(content)
    found = tuple(
        m.model_copy(update={"start": m.start + skipped, "end": m.end + skipped}) for m in costs(content[skipped:])
    )
    if asked:
        return tuple(m.model_copy(update={"decision": "write"}) if m.decision == "clarify" else m for m in found)
    return tuple(m for m in found if m.decision == "write" and m.probability == 1)


def _statuses(content: str) -> tuple[StatusMention, ...]:
    """Read how things stand from a short answer, or from the yes or no that a longer one begins with."""
    opening = _OPENING.match(content)
    found = opening and ("established" if opening["yes"] else "absent", opening)
    if len(content.split()) <= LONGEST_STATUS:
        patterns = (("planned", _PLANNED), ("absent", _ABSENT), ("established", _PRESENT))
        found = next(((status, m) for status, pattern in patterns if (m := pattern.search(content))), found)
    if not found:
        return ()
    status, match = found
    place = {"quote": match.group(), "start": match.start(), "end": match.end()}
    return (StatusMention.model_validate({"status": status, **place}),)


def _scoped(reading: Reading, content: str, names: tuple[str, ...]) -> Reading:
    """Give every mention the segments that its clause (or else its sentence) names; "both" means all of them."""

    def scope(mention: Mention) -> Mention:
        if mention.segments:
            return mention
        clause = next((c for c in clauses(content) if c.start <= mention.start < c.end), None)
        text = clause.text if clause else content
        if _EVERY.search(text) and len(names) > 1:
            return mention.model_copy(update={"segments": names})
        return mention.model_copy(update={"segments": known(text, names)})

    fields = ("types", "costs", "motivations", "links", "switching", "touchpoints")
    return reading.model_copy(update={name: tuple(scope(m) for m in getattr(reading, name)) for name in fields})


def _any(reading: Reading) -> bool:
    told = (
        reading.types,
        reading.costs,
        reading.motivations,
        reading.links,
        reading.segments,
        reading.switching,
        reading.business,
        reading.statuses,
        reading.wishes,
    )
    return any(m.decision != "ignore" for group in told for m in group) or reading.number is not None
