"""What the network hears a message do: an answer, or one of the commands to the coach."""

from __future__ import annotations

import re

from assistant.offline.naming import known
from assistant.offline.structure import made, topic_in
from assistant.offline.trained.bars import Bar, Bars
from assistant.offline.trained.heads import ACTS
from assistant.offline.trained.network import Heard
from assistant.reading import Act, Command

# These state or ask something; they are no commands.
STATING: tuple[Act, ...] = ("set", "correct")
ASKING: tuple[Act, ...] = ("knowledge",)
_WONDERING: tuple[Act, ...] = ("knowledge", "ask_why", "ask_meaning")
# A plain form of words is no command where an answer is this likely and the command this unlikely.
_SURELY, _UNLIKELY = 0.85, 0.1
# Taking a message for one of these writes nothing, so that a fair guess will do.
_HARMLESS: tuple[Act, ...] = ("ask_why", "ask_meaning", "recommend", "show", "repeat", "chat")
_GUESSED = 0.3
# Ordinary words are seen as fewer pieces than this, punctuation included.
_CRUMBS = 2.4
_EVERYTHING = re.compile(r"\b(?:everything|start over|from scratch|whole|all of it|entire)\b", re.IGNORECASE)
_EXAMPLE = re.compile(r"\b(?:examples?|for instance|such as)\b", re.IGNORECASE)


def likeliest(heard: Heard) -> Act:
    """Return the act that a message most likely is."""
    return max(ACTS, key=lambda act: heard.of(f"act:{act}"))


def command(text: str, heard: Heard, names: tuple[str, ...], bar: Bar) -> Command | None:
    """Return the command that a message is, with what it is about, or None where it states or asks something."""
    act = likeliest(heard)
    probability = heard.of(f"act:{act}")
    if act in STATING or act in ASKING or act == "what_if" or probability < bar.write:
        return None
    named = known(text, names)
    target, other = (named[0] if named else None), None
    if act == "cancel":
        target = "everything" if _EVERYTHING.search(text) else None
    elif act == "ask_meaning":
        target = "example" if _EXAMPLE.search(text) else None
    elif act == "remove" and not named:
        other = text.strip()
    made_of = made(act, text, target, other, topic_in(text) if act in ("go_to", "clear") else None)
    return made_of.model_copy(update={"probability": round(probability, 4)})


def hardly_states(heard: Heard, bars: Bars) -> bool:
    """Whether a message sounds like a command or small talk as well, and not much like a statement."""
    commanding = max(heard.of(f"act:{act}") for act in ACTS if act not in (*STATING, *ASKING))
    return commanding >= _UNLIKELY and max(heard.of(f"act:{act}") for act in STATING) < bars.stating


def harmless(text: str, heard: Heard) -> Command | None:
    """Return the likeliest command of a message that states nothing, where a wrong guess would change nothing."""
    act = likeliest(heard)
    return made(act, text) if act in _HARMLESS and heard.of(f"act:{act}") >= _GUESSED else None


def states(heard: Heard, act: str) -> bool:
    """Whether a message in the form of a command sounds like an answer, or a question, and not like that command."""
    commanding = heard.of(f"act:{act}") if act in ACTS else 1.0
    return commanding < _UNLIKELY and max(heard.of(f"act:{each}") for each in (*STATING, *_WONDERING)) > _SURELY


def words(text: str, heard: Heard) -> bool:
    """Whether a text is words and no gibberish, which the network only sees as crumbs of words."""
    return len(heard.places) <= _CRUMBS * len(text.split())


def gibberish(text: str, heard: Heard) -> bool:
    """Whether several words are none; a single one may well be a laugh."""
    return len(text.split()) > 1 and not words(text, heard)
