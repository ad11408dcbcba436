"""The forms of English verbs and nouns, from their base."""

from __future__ import annotations

from collections.abc import Iterator

_IRREGULAR = """
    arise arose arisen, be was been, bear bore borne, beat beat beaten, become became become, begin
    began begun, bend bent bent, bid bid bid, bind bound bound, bite bit bitten, break broke broken,
    bring brought brought, build built built, burn burnt burnt, buy bought bought, catch caught
    caught, choose chose chosen, come came come, cost cost cost, cut cut cut, deal dealt dealt, dig
    dug dug, do did done, draw drew drawn, drive drove driven, eat ate eaten, fall fell fallen, feel
    felt felt, fight fought fought, find found found, flee fled fled, fly flew flown, forbid forbade
    forbidden, forget forgot forgotten, freeze froze frozen, get got got, give gave given, go went
    gone, greenlight greenlit greenlit, grow grew grown, have had had, hear heard heard, hit hit
    hit, hold held held, hurt hurt hurt, keep kept kept, know knew known, lay laid laid, lead led
    led, leave left left, lend lent lent, let let let, lose lost lost, make made made, mean meant
    meant, meet met met, overturn overturned overturned, pay paid paid, plead pled pled, put put
    put, quit quit quit, read read read, rise rose risen, run ran run, say said said, see saw seen,
    seek sought sought, sell sold sold, send sent sent, set set set, shoot shot shot, show showed
    shown, shut shut shut, sit sat sat, speak spoke spoken, spend spent spent, split split split,
    stand stood stood, steal stole stolen, stick stuck stuck, strike struck struck, swear swore
    sworn, take took taken, tear tore torn, tell told told, think thought thought, throw threw
    thrown, undertake undertook undertaken, uphold upheld upheld, win won won, withdraw withdrew
    withdrawn, withhold withheld withheld, write wrote written, rebut rebutted rebutted, light lit
    lit"""
_DOUBLED = """
    admit bar ban beg blot chop commit compel confer control defer dam dig drop expel fit get grab
    hit let log nod occur omit permit plan put quit ram refer regret repel rub run scrap set shun
    shut sit slam slip snub spur stem step stop submit swap transfer tug win cut rebut sag"""
_VOWELS = frozenset("aeiou")


def _irregular() -> dict[str, tuple[str, str]]:
    rows = (entry.split() for entry in _IRREGULAR.split(","))
    return {base: (past, participle) for base, past, participle in rows}


IRREGULAR = _irregular()
DOUBLED = frozenset(_DOUBLED.split())


def with_s(word: str) -> str:
    """Return the plural of a noun, or the form of a verb after "she".

    Examples
    --------
    >>> from goodoffices.sources.reader.inflections import with_s
    >>> with_s("refuse"), with_s("deny"), with_s("impress"), with_s("veto")
    ('refuses', 'denies', 'impresses', 'vetoes')
    """
    if word in {"have", "be", "do", "go", "veto"}:
        return {"have": "has", "be": "is", "do": "does", "go": "goes", "veto": "vetoes"}[word]
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def with_ed(word: str) -> str:
    """Return the regular past of a verb."""
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return (word + word[-1] if word in DOUBLED else word) + "ed"


def with_ing(word: str) -> str:
    """Return the form of a verb in -ing."""
    if word.endswith("e") and not word.endswith(("ee", "ye", "oe")) and word != "be":
        return word[:-1] + "ing"
    return (word + word[-1] if word in DOUBLED else word) + "ing"


def forms(base: str) -> Iterator[tuple[str, str]]:
    """Yield each form of a verb with what it is: base, s, past, participle or ing.

    Examples
    --------
    >>> from goodoffices.sources.reader.inflections import forms
    >>> [form for form, _ in forms("drop")]
    ['drop', 'drops', 'dropping', 'dropped', 'dropped']
    """
    yield base, "base"
    yield with_s(base), "s"
    yield with_ing(base), "ing"
    past, participle = IRREGULAR.get(base, (with_ed(base),) * 2)
    yield past, "past"
    yield participle, "participle"
