"""Words by which a passage about a dispute is told from others: what is done in one, and by whom.

English words: short ones count in their usual forms, long ones wherever a word begins with them,
those with a full stop only as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_STRONG = """
accus arbitrat blockad boycott ceasefire cede ceding coerc compensat compromis concession condemn
conflict deadlock defian demand demilitari denied denies deny dispute embargo escalat evict feud
grievanc hostage injunction insist invad invasion lawsuit leverage litigat lockout mediat negotiat
objection oppos outvote overtur peace. picket pressur protest quarrel rebel refus reject retaliat
sanction settlement shelling siege stoppage strike. strikes. striking. sue sued sues suing talks.
threat truce ultimatum violat vow vowed warn warned warning withdraw withdrew
"""
_WEAK = """
accept afford agree agreed apolog appeal. appealed ask attack banned blame blaming block. blocked
bomb breach cannot claim closure complain condition conditions court deadline deal declin denial
dismiss fence fight forbid fought grant guarantee halt hearing impose impound insult lock locked
must non-starter occupi occupy offensive offer. offered offers permission petition pledge prisoner
promis propos ready request resign resist resolution. resolv respond restor settle. settled side
sign signed solicitor stop suggest surrender suspend tariff term treaty turned unaccept unless
urge vote want weapon willing wish
"""
_ACTORS = """
administration agency alliance ambassador applicant army assembly association authorit board
brother cabinet canton chairman chairwoman chancellor chief church city clergy coalition
commission committee communit company contractor corporation council countries country county
court delegat department developer director dockers doctor driver elder employee employer
executive faction famil farmer federation firm fisher forester government governor group guild
heir hospital industr insurer judge junta king labour landlord landowner lawyer leader league
lender management manager mayor mediator member militia miner minist monarch movement. municipalit
neighbor neighbour notary nurse officer official operator opposition organisation organization
owner parent parish parliament parties party. peasant people pilot police politician premier.
president producer prosecutor province. pupil queen railway rector regime region. regulator
representative resident school secretary senate senator shareholder shepherd side spokesman
spokesperson spokeswoman staff state. states. student supplier teacher tenant town trader tribe
troops trustee union university village villager widow worker
"""
_OTHER_FIELDS = """
actor. actress album aria audience bake baking battery bestseller boil bowl box-office butter
camera celebrit chapter chef chorus cinema coach concert cook cream crossbar crossword
defender diet dish dough drizzle episode equaliser equalizer essay exhibition fans. fashion film
fixture flavour flour football footballer forecast fry gadget gallery goal goalkeeper half-
time halftime handset hero horoscope innings keeper kettle kick kick-off kitchen lens lentil lid
marathon match menu midfield musician novel offside oil. onion opener orchestra oven penalt pepper
pitch playlist plot poem portrait puck pudding racket recipe referee refund rehears relegat
restaurant rinse rugby salad sauce score screen series. simmer singer smartphone soup spoon sprint
stadium stars. stir striker substitut symphony tablespoon tackle taste team teaspoon tennis
theatre tournament trailer trainer. trophy umpire vinegar warranty whistle wicket wine winger
worktop
"""
_BOILERPLATE = re.compile(
    r"\bcookies?\b|newsletter|\bsubscri(?:be|ption)|\bsign (?:up|in)\b|\blog ?in\b"
    r"|\badvertisement\b|\bsponsored\b"
    r"|all rights reserved|terms (?:of use|and conditions)|privacy policy"
    r"|\bread (?:more|also|next|on)\b|\bshare (?:this|on)\b|©|\bmin(?:ute)? read\b"
    r"|\b(?:photo|image|picture|video|credit)s?\s*[:/]|\b\d+ comments?\b|^comments?\b"
    r"|\bmost (?:read|popular|viewed)\b|you (?:may|might) also|\bfollow us\b|\bclick here\b"
    r"|\b(?:related|recommended|trending)\b(?: (?:stories|articles|posts))?$|\breply to\b"
    r"|\bunsubscribe\b|\bour partners\b|^(?:posted|published|updated)\b|\bpage \d+ of \d+\b"
    r"|^by [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}(?:\W|$)|^(?:e-?mail|tel|phone|fax)\b[ .:]",
    re.IGNORECASE,
)
_LONGEST_BOILERPLATE = 320
_STEM = 5
_ENDINGS = ("", "s", "es", "d", "ed", "ing")


class Words:
    """Words of a list, by which those among others are found."""

    def __init__(self, listed: str) -> None:
        words = listed.split()
        self._forms = {word[:-1]: word for word in words if word.endswith(".")}
        self._stems: dict[str, tuple[str, ...]] = {}
        for word in words:
            if len(word) < _STEM:
                self._forms |= {word + end: word for end in _ENDINGS}
            elif not word.endswith("."):
                self._stems[word[:_STEM]] = (*self._stems.get(word[:_STEM], ()), word)

    def among(self, words: Iterable[str]) -> frozenset[str]:
        """Return which of the list are among some words in lower case, by their beginnings."""
        found = {self._forms.get(word) or self._stem(word) for word in words}
        return frozenset(word[:_STEM] for word in found if word)

    def _stem(self, word: str) -> str | None:
        stems = self._stems.get(word[:_STEM], ())
        return next((stem for stem in stems if word.startswith(stem)), None)


STRONG, WEAK, ACTORS, OTHER_FIELDS = map(Words, (_STRONG, _WEAK, _ACTORS, _OTHER_FIELDS))


def is_boilerplate(text: str) -> bool:
    """Say whether a paragraph is of those that pages have beside their text."""
    return len(text) <= _LONGEST_BOILERPLATE and bool(_BOILERPLATE.search(text))
