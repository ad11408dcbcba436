"""Side deals: inducements that pay for something other than the settlement.

An inducement is a side deal when its statement touches none of the options that the settlement is
about. It may still make the settlement acceptable to a party; it does so without the settlement's
being worth any more to it.
"""

from __future__ import annotations

from goodoffices.errors import RequestError
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Condition


def side_deals(conflict: Conflict, settlement: Condition | None = None) -> tuple[str, ...]:
    """Name the levers that are side deals.

    Parameters
    ----------
    settlement
        The settlement asked for. One that is given as a state says nothing about which options
        matter in it, so the file's own is taken then, if that is a statement.

    Returns
    -------
    tuple
        Names of levers, in the order of the model. Empty where no statement says what the
        settlement is about.
    """
    mediation = conflict.mediation
    about = _options(conflict, settlement)
    if about is None:
        about = _options(conflict, mediation.settlement)
    if about is None:
        return ()
    return tuple(
        lever.name
        for lever in mediation.levers
        if lever.effect > 0
        and (touched := _options(conflict, lever.where)) is not None
        and not touched & about
    )


def _options(conflict: Conflict, condition: Condition | None) -> frozenset[int] | None:
    """Return the options that a statement mentions; None for anything but a statement."""
    if not isinstance(condition, str) or conflict.in_graph_form:
        return None
    try:
        return conflict.statement(condition).options
    except RequestError:
        return None
