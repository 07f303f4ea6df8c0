"""Currencies as people write them: signs, codes and everyday names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from assistant.offline.patterns import either, listed

# Kept by hand: a full table of the world's codes would read "all", "try" and "top" as money and still not know a quid.
_SIGNS = {
    "€": "EUR",
    "$": "USD",
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "nz$": "NZD",
    "s$": "SGD",
    "hk$": "HKD",
    "r$": "BRL",
    "mx$": "MXN",
    "£": "GBP",
    "₹": "INR",
    "¥": "JPY",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "₴": "UAH",
    "₦": "NGN",
    "₱": "PHP",
    "฿": "THB",
    "₫": "VND",
}
_BEFORE = {"rs.": "INR", "rs": "INR", "sfr.": "CHF", "sfr": "CHF", "fr.": "CHF", "kr.": "SEK", "kr": "SEK", "rp": "IDR"}
_AFTER: dict[str, str | None] = {
    "euros": "EUR",
    "euro": "EUR",
    "dollars": "USD",
    "dollar": "USD",
    "bucks": "USD",
    "buck": "USD",
    "pounds": "GBP",
    "pound": "GBP",
    "quid": "GBP",
    "rupees": "INR",
    "rupee": "INR",
    "rs": "INR",
    "francs": "CHF",
    "franc": "CHF",
    "yen": "JPY",
    "yuan": "CNY",
    "zł": "PLN",
    "zl": "PLN",
    "zlotys": "PLN",
    "zloty": "PLN",
    "kronor": "SEK",
    "krona": "SEK",
    "kroner": "NOK",
    "krone": "NOK",
    "kr": "SEK",
    "kč": "CZK",
    "forints": "HUF",
    "forint": "HUF",
    "lei": "RON",
    "lira": "TRY",
    "rand": "ZAR",
    "reais": "BRL",
    "baht": "THB",
    "soles": "PEN",
    "cedis": "GHS",
    "naira": "NGN",
    "dirhams": "AED",
    "riyals": "SAR",
    "shekels": "ILS",
    "roubles": "RUB",
    "rubles": "RUB",
    # Several countries share these names: money, but of no country that the message states.
    "crowns": None,
    "pesos": None,
    "dinars": None,
}
_HUNDREDTHS: dict[str, str | None] = {
    "cents": None,
    "cent": None,
    "cts": None,
    "¢": None,
    "ct": None,
    "pence": "GBP",
    "p": "GBP",
    "paise": "INR",
    "rappen": "CHF",
}
_ANY_CASE = listed("eur usd gbp chf inr cad aud nzd sek nok dkk pln czk jpy")
# Words, units or programming languages in lower case, so these count in capitals alone.
_CAPITALS = listed(
    "cny rmb huf ron bgn brl mxn zar sgd hkd krw try ils aed sar thb idr myr php vnd ngn kes egp uah rub isk bdt pkr "
    "lkr twd clp cop qar kwd mad ghs"
)
# A krona, a yen sign and a rupee belong to several countries; the message's own words decide, else the largest of them.
_PLACES = (
    (re.compile(r"iceland|reykjav"), {"SEK": "ISK"}),
    (re.compile(r"danish|denmark|copenhagen|\bdkk\b"), {"SEK": "DKK", "NOK": "DKK"}),
    (re.compile(r"norw|oslo|bergen|\bnok\b"), {"SEK": "NOK"}),
    (re.compile(r"\bchin(?:a|ese)\b|yuan|\bcny\b|\brmb\b|shanghai|beijing"), {"JPY": "CNY"}),
    (re.compile(r"pakistan"), {"INR": "PKR"}),
    (re.compile(r"sri lanka"), {"INR": "LKR"}),
)
_CODES = (*_ANY_CASE, *_CAPITALS)
_NAMES: dict[str, str | None] = {code: code.upper() for code in _CODES} | _AFTER | _BEFORE | _SIGNS | {"rmb": "CNY"}


BEFORE = rf"(?<![\w$])(?:{either([*_SIGNS, *_BEFORE, *_CODES])})"
# Pounds of something are a weight.
AFTER = (
    rf"(?:(?:{either(_SIGNS)})(?![0-9])|pounds?(?!\w| of)"
    rf"|(?:{either((_AFTER.keys() | _HUNDREDTHS.keys() | set(_CODES)) - {'pound', 'pounds'})})(?!\w))"
)


class Currency(NamedTuple):
    """What a currency's name means: its code, None where the name does not say, and the worth of one such coin."""

    code: str | None
    worth: float = 1.0


_STANDING = re.compile(rf"(?<![\w$])(?:{AFTER}|(?:{either(_BEFORE)}))(?!\w)")


def only_currency(message: str) -> str | None:
    """Return the one currency that the words of a message name ("…, in pounds"), None where they name none or two."""
    text, local = message.lower(), local_codes(message.lower())
    named = {
        currency.code
        for match in _STANDING.finditer(text)
        # "p.a." holds no pence.
        if match.group() != "p"
        if (currency := currency_of(match.group(), message[slice(*match.span())], local))
    } - {None}
    return named.pop() if len(named) == 1 else None


def local_codes(text: str) -> dict[str, str]:
    """Return which codes the countries named in a folded message put in the place of which."""
    found: dict[str, str] = {}
    for place, codes in _PLACES:
        if place.search(text):
            found = codes | found
    return found


def currency_of(term: str, written: str, local: Mapping[str, str]) -> Currency | None:
    """Return the currency that a matched term means, None for a code that counts in capitals alone.

    `written` is the term as the user typed it, `local` what `local_codes` says of the message.
    """
    if term in _HUNDREDTHS:
        return Currency(_HUNDREDTHS[term], 0.01)
    if term not in _NAMES or (term in _CAPITALS and not written.isupper()):
        return None
    code = _NAMES[term]
    return Currency(code if term in _CODES or code is None else local.get(code, code))
