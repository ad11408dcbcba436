"""What would make a state hold: least changes of what is wanted, a gift, or levers."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.ensemble.inverse import Demand, Inverse
from goodoffices.mediation.plan.results import Plan
from goodoffices.mediation.reweighing import Reweighed, Reweighing
from goodoffices.model.preferences import Prioritized
from goodoffices.show.document import Block
from goodoffices.show.language import message, say, say_many
from goodoffices.show.words import Words, amount, enumerated, listing, quoted
from goodoffices.stability.inverse.orders import StatementOrders

_FEW = 4
_HAD_BY_NOBODY = {
    "orders": (
        message(
            "No order of statements to change: {} does not have two statements or more in an "
            "order (prioritized)."
        ),
        message(
            "No order of statements to change: nobody has two statements or more in an order "
            "(prioritized)."
        ),
        message(
            "No order of statements to change: none of those named has two statements or more in "
            "an order (prioritized)."
        ),
    ),
    "weights": (
        message("No weights to change: {} does not have any."),
        message("No weights to change: nobody has any."),
        message("No weights to change: none of those named has any."),
    ),
}
"""Of the one whose preferences vary, of everybody, of those named."""


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
        yield say("Least gift in this state: {}.", say("; ").join(gifts))
    if found.levers is not None and not found.holds:
        yield _levers(found.levers, words)


def _nobody_has(found: Inverse, words: Words) -> Iterator[str]:
    """Say where what was asked to change is had by nobody."""
    varied = [one.decision_maker for one in found.conditions]
    everybody = len(varied) == len(found.conflict.names)
    whose = 0 if len(varied) == 1 else 1 if everybody else 2
    for kind, given in (("orders", found.orders), ("weights", found.weights)):
        if kind in found.asked and given is None:
            yield say(_HAD_BY_NOBODY[kind][whose], words.party(varied[0]))


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
    return say_many(
        "{1} ranks it one place higher, past {2}.",
        "{1} ranks it {0} places higher, past {2}.",
        len(tags),
        words.party(one.decision_maker),
        listing(tags, _FEW),
    )


def order_told(orders: StatementOrders, words: Words) -> Iterator[str]:
    """Tell which orders of statements would do."""
    if orders.exchanges is None:
        if orders.tried == orders.of:
            yield say("No order of statements will do: all {:,} were tried.", orders.of)
            return
        yield say(
            "No order of statements within {} exchanges of neighbours will do; {:,} were tried.",
            orders.within,
            orders.tried,
        )
        yield from _moved(orders, words)
        return
    yield say_many(
        "Least change of statements: one exchange of neighbours, {1}:",
        "Least change of statements: {0} exchanges of neighbours, {1}:",
        orders.exchanges,
        say_many("this one alone", "one of {:,}", len(orders.orders)),
    )
    for change in orders.orders[:_FEW]:
        told = [_order(name, texts, words) for name, texts in change.items()]
        yield f"- {say('{}.', say('; ').join(told))}"
    if len(orders.orders) > _FEW:
        yield f"- {say('and {:,} more.', len(orders.orders) - _FEW)}"
    if orders.exchanges > 1:
        yield from _moved(orders, words)


def _moved(orders: StatementOrders, words: Words) -> Iterator[str]:
    """Tell which single statement would do, if it alone took another place."""
    if not orders.moved:
        yield say("Moving one statement alone, past however many, will not do.")
        return
    yield say("Or one statement alone is moved:")
    for one in orders.moved[:_FEW]:
        up = one.after < one.before
        moves = say_many(
            "{1} moves {2} one place up." if up else "{1} moves {2} one place down.",
            "{1} moves {2} {0} places up." if up else "{1} moves {2} {0} places down.",
            abs(one.after - one.before),
            words.party(one.decision_maker),
            quoted(one.statement),
        )
        yield f"- {moves}"
    if len(orders.moved) > _FEW:
        yield f"- {say('and {:,} more.', len(orders.moved) - _FEW)}"


def _order(name: str, texts: tuple[str, ...], words: Words) -> str:
    """Tell which two neighbours change places, or else the whole order."""
    mover = words.conflict.decision_maker_index(name)
    wants = words.conflict.decision_makers[mover].preferences
    before = wants.statements if isinstance(wants, Prioritized) else ()
    moved = [k for k, (a, b) in enumerate(zip(before, texts, strict=True)) if a != b]
    if len(moved) == 2 and moved[1] == moved[0] + 1:  # noqa: PLR2004 - two neighbours
        above, below = texts[moved[0]], texts[moved[1]]
        return say("{} puts {} before {}", words.party(name), quoted(above), quoted(below))
    return say("{} puts {}", words.party(name), enumerated(map(quoted, texts)))


def _weights(found: Reweighing, words: Words) -> Iterator[str]:
    """Tell the cheapest change of weights."""
    who = listing([words.party(name) for name in found.prices])
    if found.cost is None:
        if found.within is None:
            yield say("No change of the weights of {} will do.", who)
        else:
            within = amount(found.within)
            yield say("No change of the weights of {} by up to {} each will do.", who, within)
        return
    cheapest = (
        message("Cheapest change of weights, {} in all:")
        if found.proven == "optimal"
        else message("Cheapest found change of weights, {} in all:")
    )
    yield say(cheapest, amount(found.cost))
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
    if not pulled:
        return say("With the levers there are: pull none (see plan --no-accept).")
    return say(
        "With the levers there are: pull {}, at a cost of {} (see plan --no-accept).",
        listing(pulled),
        amount(answer.cost),
    )
