"""Who acts in a text, guessed from its names; and who acts in a model, with the names of the file.

A guess is to be asked about: a name that acts may be a place, and two names one party.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from goodoffices.sources.notebook import Span

if TYPE_CHECKING:  # a page is read without a model, and without what models are made of
    from goodoffices.model.conflict import Conflict

_CAPITAL = re.compile(r"\b[A-Z][\w-]+\b")


def guess_parties(text: str, spans: Iterable[Span]) -> dict[str, tuple[str, ...]]:
    """Guess the parties of a text: names that act, most often named first, each with other names.

    Examples
    --------
    >>> from goodoffices.sources.parties import guess_parties
    >>> text = "Acme refused. The union threatened Acme."
    >>> list(guess_parties(text, [(0, len(text))]))
    ['Acme']
    """
    counted = Counter(m[0] for a, b in spans for m in _CAPITAL.finditer(text, a, b))
    return {name: () for name, n in counted.most_common() if n > 1}


def parties_of(conflict: Conflict) -> dict[str, tuple[str, ...]]:
    """Return the parties of a model, mediators too, each with the other names its labels give.

    Examples
    --------
    >>> from goodoffices.sources.parties import parties_of
    >>> parties_of(go.case("indus-waters-1960"))["Bank"]
    ('World Bank',)
    """
    named = {dm.name: dm.label for dm in conflict.decision_makers}
    named |= conflict.mediation.mediators
    return {name: (label,) if label and label != name else () for name, label in named.items()}
