"""A reader with no model server: a small trained network, and rules for what people plainly write."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.offline import acts, choices, questions
from assistant.offline.calling import called as nicknamed
from assistant.offline.clauses import Clause, clauses
from assistant.offline.focus import in_focus
from assistant.offline.meeting import meeting
from assistant.offline.money import bare_number
from assistant.offline.naming import known
from assistant.offline.sameness import same
from assistant.offline.scope import owners, scopes
from assistant.offline.stage import stage
from assistant.offline.standing import statuses
from assistant.offline.trained import acts as listening
from assistant.offline.trained import answers, values
from assistant.offline.trained.bars import Bars, card
from assistant.offline.trained.corrections import corrected
from assistant.offline.trained.costs import costs
from assistant.offline.trained.heads import ACTS
from assistant.offline.trained.network import ARTEFACT, Ears, Heard, Network
from assistant.offline.trained.types import called, doubted, types
from assistant.offline.wishes import theirs, wishes
from assistant.reading import Act, Command, Context, CostMention, Mention, Reading, TypeMention, WishMention

# Longer messages are not read at all.
LONGEST = 20_000

_PRONOUN = re.compile(
    r"^\s*(?:(?:and|but|well|so|i think|i guess|probably|also)[, ]+)*(?P<they>they|them|those|these)\b", re.I
)
_EVERY = re.compile(
    r"\b(?:both|all (?:of )?(?:them|three|four)|each of them|every(?:one|body)|all segments|all groups)\b", re.I
)
# A question that sounds this much like a statement is a rhetorical one.
_RHETORICAL = 0.7
# A command of so many words needs no second opinion.
_SHORT = 2
# A question that sounds this much like one about the subject is no small talk.
_WONDERS = 0.1
# What an answer to "is it in place?" is easily taken for.
_TAKEN_FOR = ("chat", "reject", "not_applicable")
# As sure as what is plainly heard.
_CALLED = 0.95
# What commands about the canvas's structure, and those to the quiz, count as.
_ACTS: dict[str, Act] = {
    "rename": "correct",
    "merge": "correct",
    "split": "correct",
    "add": "set",
    "same": "set",
    "quiz": "go_to",
}
_TOKEN = re.compile(r"[^\W\d_]{2,}")


def shipped() -> OfflineReader:
    """Return a reader with the network that comes along. Raises `ReaderDamaged` where it cannot be opened."""
    known = card(ARTEFACT)
    return OfflineReader(Network(ARTEFACT, known.temperature), known.bars)


class OfflineReader:
    """Reads a message with a small trained network, and by rules where rules are right: picks, commands, money."""

    def __init__(self, ears: Ears, bars: Bars) -> None:
        self._ears, self._bars = ears, bars

    def read(self, message: str, context: Context) -> Reading:
        """Return what a message says against the open question. Never raises; a quote is a substring of the message."""
        if len(message) > LONGEST or not message.strip():
            return Reading()
        picked = _picked(message, context)
        if picked:
            return picked
        heard = self._ears.hear(message, context.topic, context.focus)
        return self._commanded(message, context, heard) or self._stated(message, context, heard)

    def _commanded(self, message: str, context: Context, heard: Heard) -> Reading | None:
        rest = acts.misread(message)
        if rest is not None:
            end = len(message) - len(rest)
            undone = Command(act="undo", target="misread", quote=message[:end].strip(), start=0, end=end)
            return Reading(acts=("undo", "correct"), commands=(undone,))
        supposed = acts.what_if(message)
        if supposed is None and listening.likeliest(heard) == "what_if" and not acts.command(message, context.segments):
            supposed = message.strip()
        if supposed is not None:
            told = self._mentions(message, message, context, heard)
            # Nothing is stated where something is supposed, so that what is named is all there is to hear.
            parts = clauses(message)
            told = told.model_copy(update={"types": called(message, heard, parts, context.segments, told.types, 0.0)})
            command = Command(act="what_if", quote=message.strip(), target=supposed)
            return told.model_copy(update={"acts": ("what_if",), "commands": (command,), "segments": ()})
        found = self._command(message, context, heard)
        if found and found.act == "accept":
            # Taking what was offered is a yes in other words.
            return Reading(acts=("accept",), answer="yes")
        return None if found is None else Reading(acts=(_act(found.act),), commands=(found,))

    def _command(self, message: str, context: Context, heard: Heard) -> Command | None:
        """Return the command that the message is: by its plain form, unless it sounds like an answer, or by ear."""
        plain = acts.command(message, context.segments) if len(message) <= acts.LONGEST_COMMAND else None
        plain = plain or same(message, context.segments)
        # Two words in the form of a command are hardly ever anything else: "that's all".
        if plain and (len(message.split()) <= _SHORT or not listening.states(heard, plain.act)):
            return plain
        if acts.yes_or_no(message):
            return None
        found = listening.command(message, heard, context.segments, self._bars.act)
        # A question that may be about the subject is looked up, which costs nothing, rather than waved away.
        wonders = heard.of("act:knowledge") >= _WONDERS and questions.split(message)[1]
        if found and found.act == "chat" and (wonders or listening.gibberish(message, heard)):
            return None
        # "No, nothing of the sort yet" is no refusal where the question is whether it is there.
        answers_it = found is not None and found.act in _TAKEN_FOR and context.topic == "established"
        return None if answers_it and statuses(message) else found

    def _stated(self, message: str, context: Context, heard: Heard) -> Reading:
        heeded = acts.without_orders(message)
        if not heeded.strip():
            return Reading(acts=("chat",), commands=(Command(act="chat", quote=message.strip()),))
        content, question = _told_and_asked(heeded, heard)
        found = self._mentions(message, content, context, heard)
        if listening.hardly_states(heard, self._bars):
            found = doubted(found)
        done: list[Act] = []
        if _any(found):
            corrects = acts.corrects(content) or heard.of("act:correct") >= self._bars.act.write
            done.append("correct" if corrects and context.segments else "set")
        if question:
            done.append("knowledge")
        if not _any(found) and content.strip():
            found, more = _leftover(content, found, heard, asked=question is not None)
            done = [*more, *done]
        return found.model_copy(update={"acts": tuple(done), "question": question})

    def _mentions(self, message: str, content: str, context: Context, heard: Heard) -> Reading:
        bar = self._bars
        new = values.segments(message, heard, context.segments, bar.segment, asked=context.topic == "segments")
        names = (*context.segments, *(m.name for m in new))
        parts = clauses(content)
        whose = _owners(parts, names)
        typed = self._types(message, heard, parts, names, context)
        money = costs(content, heard, whose, bar, context.topic)
        plain = any(m.decision == "write" for m in typed)
        reading = Reading(
            segments=new,
            business=(*values.business(message, heard, bar.value), *stage(content, context.topic)),
            types=typed,
            costs=money,
            motivations=() if theirs(content) else answers.motivations(message, heard, whose, bar.motivation),
            links=answers.links(message, heard, whose, bar.link),
            switching=tuple(
                mention
                for mention in answers.switching(message, heard, whose, bar)
                # What is plainly our own cost, or that of a named relationship, is no price of leaving as well.
                if (mention.decision == "write" and not plain) or not _on_a_cost(mention, money)
            ),
            touchpoints=meeting(content, whose),
            statuses=statuses(content) if context.topic == "established" and not plain else (),
            number=bare_number(content) if context.topic == "cost" and not money else None,
            pronoun=match["they"]
            if (match := _PRONOUN.match(content)) and not known(content, context.segments)
            else None,
        )
        told = _in_content(reading, content)
        return _with_wishes(told, wishes(content, names))

    def _types(
        self, message: str, heard: Heard, parts: Sequence[Clause], names: tuple[str, ...], context: Context
    ) -> tuple[TypeMention, ...]:
        found = types(message, heard, parts, names, self._bars)
        if heard.of("act:knowledge") < _RHETORICAL:
            found = called(message, heard, parts, names, found)
        if heard.of("act:correct") >= self._bars.act.write or acts.corrects(message):
            found = corrected(message, heard, found, self._ears, context.names, self._bars)
        return (*found, *_called(message, found, context))


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


def _act(name: str) -> Act:
    """Return what a command counts as."""
    return _ACTS[name] if name in _ACTS else next(act for act in ACTS if act == name)


def _told_and_asked(message: str, heard: Heard) -> tuple[str, str | None]:
    """Return what a message tells (the question blanked out) and what it asks."""
    asks, tells = heard.of("act:knowledge"), max(heard.of("act:set"), heard.of("act:correct"))
    content, question = questions.split(message)
    if question and asks < _RHETORICAL < tells and asks < 1 - _RHETORICAL:
        return message, None
    if asks >= 0.5 > tells:
        return " " * len(message), question or message.strip()
    return content, question


def _called(message: str, found: Sequence[TypeMention], context: Context) -> tuple[TypeMention, ...]:
    """Return the relationship that only the user's own name for it tells, where no type is heard."""
    kind = nicknamed(message, context.names)
    if kind is None or any(m.decision != "ignore" for m in found):
        return ()
    quote = message.strip()
    start = message.index(quote)
    return (TypeMention(type=kind, quote=quote, start=start, end=start + len(quote), probability=_CALLED),)


def _owners(parts: Sequence[Clause], names: tuple[str, ...]) -> Callable[[int], tuple[str, ...]]:
    """Return who says which segments the words at a place are about: those its clause names or carries on."""
    named = scopes(parts, names)

    def at(place: int) -> tuple[str, ...]:
        for clause, here in zip(parts, named, strict=True):
            if clause.start <= place < clause.end:
                if _EVERY.search(clause.text) and not here:
                    return names
                return owners(clause.text, place - clause.start, here)
        return ()

    return at


def _on_a_cost(mention: Mention, money: Sequence[CostMention]) -> bool:
    return any(m.decision == "write" and m.start < mention.end and mention.start < m.end for m in money)


def _in_content(reading: Reading, content: str) -> Reading:
    """Leave out what stands in the part of the message that asks, or in an order to the coach."""

    def stands(mention: Mention) -> bool:
        return not mention.quote or bool(content[mention.start : mention.end].strip())

    fields = ("types", "costs", "motivations", "links", "switching", "touchpoints", "segments")
    return reading.model_copy(update={name: tuple(m for m in getattr(reading, name) if stands(m)) for name in fields})


def _leftover(content: str, found: Reading, heard: Heard, *, asked: bool) -> tuple[Reading, list[Act]]:
    """Read content without a mention: small talk, a yes or no, not knowing, or an answer in words of its own."""
    if acts.off_topic(content) and heard.of("act:set") < _RHETORICAL:
        return found.model_copy(update={"commands": (Command(act="chat", quote=content.strip()),)}), ["chat"]
    answer = acts.yes_or_no(content)
    if answer:
        return found.model_copy(update={"answer": answer}), ["set"]
    unheard = asked or acts.yes_or_no(content) or listening.gibberish(content, heard)
    guess = None if unheard else listening.harmless(content, heard)
    if guess:
        return found.model_copy(update={"commands": (guess,)}), [_act(guess.act)]
    if listening.likeliest(heard) in listening.STATING:
        worded = not asked and len(_TOKEN.findall(content)) >= 2 and listening.words(content, heard)
        act: Act = "correct" if heard.of("act:correct") > heard.of("act:set") else "set"
        return (found.model_copy(update={"vague": content.strip()}) if worded else found), [act]
    return found, []


def _with_wishes(reading: Reading, found: tuple[WishMention, ...]) -> Reading:
    """Keep the wishes whose words nothing else was read from; what customers want is no aim of the business."""
    aims = tuple(m for m in reading.motivations if not any(wish.start <= m.start < wish.end for wish in found))
    heard = (*reading.types, *reading.costs, *reading.links, *reading.switching)
    places = [mention.start for mention in heard if mention.decision != "ignore"]
    kept = tuple(wish for wish in found if not any(wish.start <= place < wish.end for place in places))
    return reading.model_copy(update={"wishes": kept, "motivations": aims})


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
