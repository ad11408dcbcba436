"""What would make a state hold: least changes of what is wanted, a gift, or levers."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.ensemble.inverse import Demand, Inverse
from goodoffices.mediation.plan.results import Plan
from goodoffices.mediation.reweighing import Reweighed, Reweighing
from goodoffices.model.preferences import Prioritized
from goodoffices.show.document import Block
from goodoffices.show.language import say
from goodoffices.show.words import Words, amount, listing, quoted
from goodoffices.stability.inverse.orders import StatementOrders

_FEW = 4


def changes(found: Inverse, words: Words) -> Iterator[Block]:
    """Tell the least changes side by side; they are in different units and not to be compared."""
    if not found.holds:
        yield "\n".join([say("Least change of rankings:"), *_lifts(found, words)])
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
        yield say("Least gift in this state: {}.", "; ".join(gifts))
    if found.levers is not None and not found.holds:
        yield _levers(found.levers, words)


def _nobody_has(found: Inverse, words: Words) -> Iterator[str]:
    """Say where what was asked to change is had by nobody."""
    varied = [one.decision_maker for one in found.conditions]
    none = "nobody" if len(varied) == len(found.conflict.names) else say("none of those named")
    whose = words.party(varied[0]) if len(varied) == 1 else none
    has = say("does not have") if len(varied) == 1 else "has"
    if "orders" in found.asked and found.orders is None:
        listed = say("two statements or more in an order")
        yield say("No order of statements to change: {} {} {} (prioritized).", whose, has, listed)
    if "weights" in found.asked and found.weights is None:
        yield say("No weights to change: {} {} any.", whose, has)


def _lifts(found: Inverse, words: Words) -> Iterator[str]:
    """Tell how far each has to lift the state, and whether it holds then."""
    for one in found.conditions:
        none = say("{}: none, as it is stable for it.", words.party(one.decision_maker))
        yield f"- {passed_told(one, words) if one.passed else none}"
    if found.lifted:
        return
    fixed = set(found.conflict.names) - {one.decision_maker for one in found.conditions}
    if fixed:
        yield say(
            "Even so it does not hold for everybody, as others’ preferences stay as they are."
        )
    else:
        yield say("Together these do not do: what one likes better makes others’ replies credible.")


def passed_told(one: Demand, words: Words) -> str:
    """Say past how many states, and which, a state has to go in one ranking."""
    tags = [words.tag(state) for state in one.passed]
    shown = [*tags[:_FEW], *([say("{} more", len(tags) - _FEW)] if len(tags) > _FEW else [])]
    places = say("one place") if len(tags) == 1 else say("{} places", len(tags))
    return say(
        "{} ranks it {} higher, past {}.", words.party(one.decision_maker), places, listing(shown)
    )


def order_told(orders: StatementOrders, words: Words) -> Iterator[str]:
    """Tell which orders of statements would do."""
    if orders.exchanges is None:
        if orders.tried == orders.of:
            yield say("No order of statements will do: all {:,} were tried.", orders.of)
            return
        limit = say("{} exchanges of neighbours", orders.within)
        yield say("No order of statements within {} will do; {:,} were tried.", limit, orders.tried)
        yield from _moved(orders, words)
        return
    times = say("one exchange") if orders.exchanges == 1 else say("{} exchanges", orders.exchanges)
    ways = (
        say("this one alone") if len(orders.orders) == 1 else say("one of {:,}", len(orders.orders))
    )
    yield say("Least change of statements: {} of neighbours, {}:", times, ways)
    for change in orders.orders[:_FEW]:
        told = [_order(name, texts, words) for name, texts in change.items()]
        yield f"- {'; '.join(told)}."
    if len(orders.orders) > _FEW:
        yield say("- and {:,} more.", len(orders.orders) - _FEW)
    if orders.exchanges > 1:
        yield from _moved(orders, words)


def _moved(orders: StatementOrders, words: Words) -> Iterator[str]:
    """Tell which single statement would do, if it alone took another place."""
    if not orders.moved:
        yield say("Moving one statement alone, past however many, will not do.")
        return
    yield say("Or one statement alone is moved:")
    for one in orders.moved[:_FEW]:
        past = abs(one.after - one.before)
        way = "up" if one.after < one.before else "down"
        places = say("one place") if past == 1 else say("{} places", past)
        yield say(
            "- {} moves {} {} {}.",
            words.party(one.decision_maker),
            quoted(one.statement),
            places,
            way,
        )
    if len(orders.moved) > _FEW:
        yield say("- and {:,} more.", len(orders.moved) - _FEW)


def _order(name: str, texts: tuple[str, ...], words: Words) -> str:
    """Tell which two neighbours change places, or else the whole order."""
    mover = words.conflict.decision_maker_index(name)
    wants = words.conflict.decision_makers[mover].preferences
    before = wants.statements if isinstance(wants, Prioritized) else ()
    moved = [k for k, (a, b) in enumerate(zip(before, texts, strict=True)) if a != b]
    if len(moved) == 2 and moved[1] == moved[0] + 1:  # noqa: PLR2004 - two neighbours
        above, below = texts[moved[0]], texts[moved[1]]
        return say("{} puts {} before {}", words.party(name), quoted(above), quoted(below))
    return say("{} puts {}", words.party(name), ", ".join(map(quoted, texts)))


def _weights(found: Reweighing, words: Words) -> Iterator[str]:
    """Tell the cheapest change of weights."""
    who = listing([words.party(name) for name in found.prices])
    if found.cost is None:
        limit = "" if found.within is None else say(" by up to {} each", amount(found.within))
        yield say("No change of the weights of {}{} will do.", who, limit)
        return
    sure = say("Cheapest") if found.proven == "optimal" else say("Cheapest found")
    yield say("{} change of weights, {} in all:", sure, amount(found.cost))
    yield from (f"- {_reweighed(one, words)}" for one in found.changes)


def _reweighed(one: Reweighed, words: Words) -> str:
    before, after = (amount(round(x, 4)) for x in (one.before, one.after))
    return say(
        "{}: {} from {} to {}.",
        words.party(one.decision_maker),
        quoted(one.statement),
        before,
        after,
    )


def _levers(answer: object, words: Words) -> str:
    """Tell the cheapest plan with the levers there are in a sentence."""
    if not isinstance(answer, Plan):
        return say("The levers there are cannot make it hold (see plan --no-accept).")
    pulled = [
        say("{} to {}", quoted(lever.title), amount(t))
        for lever, t in words.pulled(answer.intensities)
    ]
    told = (
        say("pull {}, at a cost of {}", listing(pulled), amount(answer.cost))
        if pulled
        else say("pull none")
    )
    return say("With the levers there are: {} (see plan --no-accept).", told)
