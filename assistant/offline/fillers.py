"""Fillers: words around an answer that add nothing to it."""

from __future__ import annotations

import re

_WORDS = (
    "it's|it is|that's|that is|this is|that'd be|it'd be|they're|they are|these are|we're at|we are at|the answer is"
    "|(?:i|we)'d (?:say|guess|reckon|think)|i would say|let's say|say|like|i think|we think|i guess|we guess"
    "|my guess is|our guess is|my guess|i reckon|we reckon|i suppose|i believe|in my opinion|to be honest|tbh"
    "|honestly|actually|really|maybe|perhaps|probably|well|hm+|um+|uh+|er+m?|oh|ah|ok|okay|so|yes|yeah|yep|no(?=,)"
    "|sure|not sure|no idea but|right|sorry|thanks|please|lol|and|but|rather|more like|just|only|pretty|quite|very"
    "|fairly|kind of|sort of|somewhat|a bit|something|roughly|about|around|approx|approximately|circa|ca|more or less"
    "|or so|or thereabouts|give or take|overall|in total|all in all|for us|for now|right now|at the moment|currently"
    "|today|costs?|the costs?|each|spend|spending|paying|for (?:the |this )?(?:first|second|third|last) one"
)
# Bounded, so that a long row of fillers stays cheap to refuse.
OPENING = rf"\W{{0,4}}(?:(?:{_WORDS})\b\W{{0,4}}){{0,8}}"
FILLERS = re.compile(OPENING)
