"""How sure the brief's answers are, where the model's values are ranges."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from goodoffices.ensemble.survey import Findings
from goodoffices.mediation.plan.results import Plan
from goodoffices.show.answers.quantities import factor_title
from goodoffices.show.brief.voice import Voice, share
from goodoffices.show.document import Block, Section, bullets, paragraph, table
from goodoffices.show.language import message, say
from goodoffices.show.words import percent, short_name

STAYS = message("“the status quo stays”")
IF_IT_STAYS = message("If status quo stays")
_MOST_STATES, _MOST_FACTORS, _FIRST_FACTORS = 6, 5, 3


def sureness_section(found: Findings, voice: Voice) -> Section | None:
    """Tell how often the answers hold as values vary, and which values they hang on."""
    odds = found.odds
    if odds is None:
        return None
    blocks: list[Block] = [
        paragraph(
            say(
                "Many values are known only as ranges: the model was drawn {:,} times within "
                "them. The percentages speak of the model, not of the world. {}",
                odds.samples,
                voice.see("counts", say("More of them")),
            )
        ),
        *bullets(_settling(found)),
        *_hanging(found),
    ]
    return Section("sureness", say("How sure all this is"), tuple(blocks))


def counts_annex(found: Findings, voice: Voice) -> Section | None:
    """Tell which states hold most often, and what each deciding value does."""
    blocks = (*_states(found, voice), *_deciding(found))
    if not blocks:
        return None
    return Section("counts", say("Uncertainty: what holds how often, and what decides it"), blocks)


def sureness_point(found: Findings) -> Iterator[str]:
    """Yield the one sentence about it that stands at the top."""
    deciding = found.deciding
    if deciding is not None and isinstance(found.answer, Plan):
        told = say(
            "With the values drawn from their ranges, that plan does it in {} of the cases",
            percent(deciding.probability.probability),
        )
        naive = None if found.stays is None else found.stays.settlement
        if naive is None:
            yield say("{}.", told)
        else:
            yield say("{} ({} says {}).", told, say(STAYS), percent(naive))


def _settling(found: Findings) -> Iterator[str]:
    if found.odds is None or found.answer is None:
        return
    agreed = share(found.odds.agreed(found.concept))
    yield say("With no lever pulled, a settlement is accepted and holds in {} of them.", agreed)
    if found.deciding is not None and any(found.deciding.intensities.values()):
        yield say(
            "With the levers that make up the plan, pulled as far, in {} of them."
            if isinstance(found.answer, Plan)
            else "With the levers that come nearest, pulled as far, in {} of them.",
            share(found.deciding.probability),
        )
    if found.stays is not None and found.stays.settlement is not None:
        naive = percent(found.stays.settlement)
        yield say("The plainest forecast, {}, says {}.", say(STAYS), naive)


def _states(found: Findings, voice: Voice) -> Iterator[Block]:
    """Tell how often the likeliest states can hold with no lever pulled."""
    odds = found.odds
    if odds is None:
        return
    likely = odds.probability(found.concept)
    order = np.argsort(-likely, kind="stable")[:_MOST_STATES]
    rows = [
        [
            str(k + 1),
            voice.situation(found.conflict.states[int(k)]),
            percent(float(likely[k])),
            *_stays(found, int(k)),
        ]
        for k in order
        if likely[k]
    ]
    columns = [say("State #"), say("What is done"), say("Can hold in #")]
    columns += [f"{say(IF_IT_STAYS)} #"] if found.stays is not None else []
    name = short_name(found.concept)
    yield from table(say("What can hold most often, with no mediation ({})", name), columns, rows)


def _stays(found: Findings, state: int) -> list[str]:
    if found.stays is None:
        return []
    return [percent(found.stays.probability(found.conflict.states[state]))]


def _hanging(found: Findings) -> Iterator[Block]:
    """Name the values that the settlement hangs on most."""
    if found.deciding is None:
        return
    named = [
        say("{} ({})", factor_title(one.factor, found.conflict), percent(one.share))
        for one in found.deciding.influences
        if one.evident
    ]
    if named:
        told = say("; ").join(named[:_FIRST_FACTORS])
        yield paragraph(say("It hangs most on these values, each with what it decides: {}.", told))


def _deciding(found: Findings) -> Iterator[Block]:
    """Tell what the settlement hangs on most."""
    deciding = found.deciding
    if deciding is None or not deciding.influences:
        return
    evident = [one for one in deciding.influences if one.evident][:_MOST_FACTORS]
    rows = [
        [
            factor_title(one.factor, found.conflict),
            *map(percent, (one.share, one.lowest, one.highest)),
        ]
        for one in evident
    ]
    columns = [
        say("Value"),
        say("Decides #"),
        say("Works at its lowest in #"),
        say("Works at its highest in #"),
    ]
    yield from table(say("Which values it hangs on most"), columns, rows)
    if rows:
        told = say(
            "Decides: the share of the outcome's ups and downs that goes with this value "
            "alone. At its lowest, highest: in the lowest and the highest fifth of its "
            "values, with these levers pulled. What is left, {}, is how values act "
            "together.",
            percent(deciding.unexplained[0]),
        )
        yield paragraph(f"{told} {_whatever(found)}")


def _whatever(found: Findings) -> str:
    naive = None if found.stays is None else found.stays.settlement
    if naive is None:
        return ""
    return say("Whatever they are, {} says {}.", say(STAYS), percent(naive))
