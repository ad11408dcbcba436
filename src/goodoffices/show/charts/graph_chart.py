"""The integrated graph of a conflict as a picture of its analysis."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.errors import require
from goodoffices.show.charts.chart import draw
from goodoffices.show.charts.picture import Picture
from goodoffices.show.charts.scene import scene
from goodoffices.show.charts.view import view
from goodoffices.show.charts.words import table
from goodoffices.show.language import message, say
from goodoffices.show.telling import picture
from goodoffices.show.texts import clean
from goodoffices.stability.analysis import Analysis
from goodoffices.stability.certainty.certainty import Certainty
from goodoffices.stability.certainty.judged import Judged

_HINT = message(
    "Put the pointer on a state to see its moves and ranks. Click a decision "
    "maker in the legend to see its moves alone, double-click to see all again. "
    "Drag to move the picture, turn the wheel to zoom, double-click the picture "
    "to go back."
)


@picture.register(Analysis)
@picture.register(Certainty)
def graph(
    analysis: Judged,
    *,
    concept: str | None = None,
    improvements_only: bool = False,
    decision_makers: Iterable[str] | None = None,
    where: str | None = None,
) -> Picture:
    """Draw the integrated graph of a conflict: states, moves, equilibria, the status quo.

    Parameters
    ----------
    analysis
        What ``goodoffices.analyze`` returned; or ``goodoffices.certain``, of preferences that are
        known only in part: what always holds and what can, sure and possible improvements.
    concept
        Mark the equilibria under this concept only; under every concept analysed by default.
    improvements_only
        True to leave out moves that cannot improve their mover's lot.
    decision_makers
        Names of those whose moves are drawn; everybody's by default. Equilibria are still those
        of all decision makers.
    where
        A statement; only the states where it holds are drawn, and moves between them.

    Returns
    -------
    Picture
        With ``html()``, ``svg()``, ``png()`` and ``save(path)``.

    Raises
    ------
    RequestError
        An unknown concept or decision maker, a statement that cannot be read or holds nowhere,
        or more states than anybody could read.

    Examples
    --------
    >>> analysis = go.analyze(go.case("elmira-1991"))
    >>> picture = go.graph(analysis, concept="seq")
    >>> picture.table[0][6], picture.table[7][6]
    ('Equilibrium under', 'SEQ')
    """
    require("report", "networkx", "vl_convert")
    shown = view(analysis, concept, decision_makers, where, improvements_only=improvements_only)
    title = say("{}: integrated graph", clean(analysis.conflict.title) or say("Conflict"))
    content = scene(shown)
    told = content.description
    return Picture(draw(content), title, told, table(shown), say(_HINT), int(content.height))
