"""What would make a state hold: least changes of what is wanted, a gift, or levers."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.ensemble.inverse import Demand, Inverse
from goodoffices.mediation.plan.results import Plan
from goodoffices.mediation.reweighing import Reweighed, Reweighing
from goodoffices.model.preferences import Prioritized
from goodoffices.show.document import Block
from goodoffices.show.words import Words, amount, listing, quoted
from goodoffices.stability.inverse.orders import StatementOrders

_FEW = 4


def changes(found: Inverse, words: Words) -> Iterator[Block]:
    """Tell the least changes side by side; they are in different units and not to be compared."""
    if not found.holds:
        yield "\n".join(["Least change of rankings:", *_lifts(found, words)])
    if found.orders is not None and not found.holds:
        yield "\n".join(order_told(found.orders, words))
    if found.weights is not None and not found.holds:
        yield "\n".join(_weights(found.weights, words))
    yield from _nobody_has(found, words)
    gifts = [
        f"{words.party(one.decision_maker)} {words.payoff(one.lift, one.decision_maker)}"
        for one in found.conditions
        if one.lift and words.cardinal(one.decision_maker)
    ]
    if gifts:
        yield f"Least gift in this state: {'; '.join(gifts)}."
    if found.levers is not None and not found.holds:
        yield _levers(found.levers, words)


def _nobody_has(found: Inverse, words: Words) -> Iterator[str]:
    """Say where what was asked to change is had by nobody."""
    varied = [one.decision_maker for one in found.conditions]
    none = "nobody" if len(varied) == len(found.conflict.names) else "none of those named"
    whose = words.party(varied[0]) if len(varied) == 1 else none
    has = "does not have" if len(varied) == 1 else "has"
    if "orders" in found.asked and found.orders is None:
        listed = "two statements or more in an order"
        yield f"No order of statements to change: {whose} {has} {listed} (prioritized)."
    if "weights" in found.asked and found.weights is None:
        yield f"No weights to change: {whose} {has} any."


def _lifts(found: Inverse, words: Words) -> Iterator[str]:
    """Tell how far each has to lift the state, and whether it holds then."""
    for one in found.conditions:
        none = f"{words.party(one.decision_maker)}: none, as it is stable for it."
        yield f"- {passed_told(one, words) if one.passed else none}"
    if found.lifted:
        return
    fixed = set(found.conflict.names) - {one.decision_maker for one in found.conditions}
    if fixed:
        yield "Even so it does not hold for everybody, as others’ preferences stay as they are."
    else:
        yield "Together these do not do: what one likes better makes others’ replies credible."


def passed_told(one: Demand, words: Words) -> str:
    """Say past how many states, and which, a state has to go in one ranking."""
    tags = [words.tag(state) for state in one.passed]
    shown = [*tags[:_FEW], *([f"{len(tags) - _FEW} more"] if len(tags) > _FEW else [])]
    places = "one place" if len(tags) == 1 else f"{len(tags)} places"
    return f"{words.party(one.decision_maker)} ranks it {places} higher, past {listing(shown)}."


def order_told(orders: StatementOrders, words: Words) -> Iterator[str]:
    """Tell which orders of statements would do."""
    if orders.exchanges is None:
        if orders.tried == orders.of:
            yield f"No order of statements will do: all {orders.of:,} were tried."
            return
        limit = f"{orders.within} exchanges of neighbours"
        yield f"No order of statements within {limit} will do; {orders.tried:,} were tried."
        yield from _moved(orders, words)
        return
    times = "one exchange" if orders.exchanges == 1 else f"{orders.exchanges} exchanges"
    ways = "this one alone" if len(orders.orders) == 1 else f"one of {len(orders.orders):,}"
    yield f"Least change of statements: {times} of neighbours, {ways}:"
    for change in orders.orders[:_FEW]:
        told = [_order(name, texts, words) for name, texts in change.items()]
        yield f"- {'; '.join(told)}."
    if len(orders.orders) > _FEW:
        yield f"- and {len(orders.orders) - _FEW:,} more."
    if orders.exchanges > 1:
        yield from _moved(orders, words)


def _moved(orders: StatementOrders, words: Words) -> Iterator[str]:
    """Tell which single statement would do, if it alone took another place."""
    if not orders.moved:
        yield "Moving one statement alone, past however many, will not do."
        return
    yield "Or one statement alone is moved:"
    for one in orders.moved[:_FEW]:
        past = abs(one.after - one.before)
        way = "up" if one.after < one.before else "down"
        places = "one place" if past == 1 else f"{past} places"
        yield f"- {words.party(one.decision_maker)} moves {quoted(one.statement)} {places} {way}."
    if len(orders.moved) > _FEW:
        yield f"- and {len(orders.moved) - _FEW:,} more."


def _order(name: str, texts: tuple[str, ...], words: Words) -> str:
    """Tell which two neighbours change places, or else the whole order."""
    mover = words.conflict.decision_maker_index(name)
    wants = words.conflict.decision_makers[mover].preferences
    before = wants.statements if isinstance(wants, Prioritized) else ()
    moved = [k for k, (a, b) in enumerate(zip(before, texts, strict=True)) if a != b]
    if len(moved) == 2 and moved[1] == moved[0] + 1:  # noqa: PLR2004 - two neighbours
        above, below = texts[moved[0]], texts[moved[1]]
        return f"{words.party(name)} puts {quoted(above)} before {quoted(below)}"
    return f"{words.party(name)} puts {', '.join(map(quoted, texts))}"


def _weights(found: Reweighing, words: Words) -> Iterator[str]:
    """Tell the cheapest change of weights."""
    who = listing([words.party(name) for name in found.prices])
    if found.cost is None:
        limit = "" if found.within is None else f" by up to {amount(found.within)} each"
        yield f"No change of the weights of {who}{limit} will do."
        return
    sure = "Cheapest" if found.proven == "optimal" else "Cheapest found"
    yield f"{sure} change of weights, {amount(found.cost)} in all:"
    yield from (f"- {_reweighed(one, words)}" for one in found.changes)


def _reweighed(one: Reweighed, words: Words) -> str:
    before, after = (amount(round(x, 4)) for x in (one.before, one.after))
    return f"{words.party(one.decision_maker)}: {quoted(one.statement)} from {before} to {after}."


def _levers(answer: object, words: Words) -> str:
    """Tell the cheapest plan with the levers there are in a sentence."""
    if not isinstance(answer, Plan):
        return "The levers there are cannot make it hold (see plan --no-accept)."
    pulled = [
        f"{quoted(lever.title)} to {amount(t)}" for lever, t in words.pulled(answer.intensities)
    ]
    told = f"pull {listing(pulled)}, at a cost of {amount(answer.cost)}" if pulled else "pull none"
    return f"With the levers there are: {told} (see plan --no-accept)."
