"""What a model file says of preferences: the forms, and their keys."""

from collections.abc import Iterable
from typing import Annotated

from goodoffices.files.forms import ByForm, Closed, Rule, key, tag
from goodoffices.files.schema_types import Number, Several, StateName
from goodoffices.files.schema_uncertainty import DistributionEntry, FormulaText, Uncertain


def preference_forms(keys: Iterable[object]) -> list[str]:
    """Return the forms of preferences that some keys belong to, each once, in the schema's order.

    Examples
    --------
    >>> preference_forms(["better", "wants"])
    ['partial']
    """
    given = set(keys)
    return list(dict.fromkeys(form for key, form in _FORM_OF.items() if key in given))


def _preference_form(value: object) -> str | None:
    forms = preference_forms(value) if isinstance(value, dict) else []
    return tag(forms[0]) if len(forms) == 1 else None


def _statement_form(value: object) -> str | None:
    if isinstance(value, str):
        return tag("text")
    return tag("map") if isinstance(value, dict) and "unordered" in value else None


class RankingForm(Closed):
    """The states from best to worst."""

    ranking: Several[
        Annotated[
            Annotated[int, Rule(ge=1, title="State number")]
            | Annotated[str, Rule(title="Pattern or label")]
            | Annotated[Several[StateName], Rule(min_length=1, title="Liked equally")],
            ByForm("a state number, a pattern such as YNNY, or a list of states liked equally"),
        ]
    ] = key(
        title="Ranking",
        description="Every feasible state once, best first, by number or as a pattern of Y and N "
        "in option order. States liked equally stand together in an inner list. '>>' between two "
        "ranks: what stands below is liked greatly less.",
        examples=[[3, 4, [1, 2]], [3, ">>", 4, 1, 2]],
    )
    swaps: Annotated[int, Rule(ge=0)] = key(
        default=0,
        title="Swaps",
        description="How uncertain the ranking is: up to so many times, two neighbouring ranks "
        "change places. Used where a model is drawn many times.",
    )


class UnorderedEntry(Closed):
    """Statements whose order among themselves is not known."""

    unordered: Annotated[Several[str], Rule(min_length=2)] = key(
        title="Unordered",
        description="Statements of equal standing as far as one knows: each order of them is "
        "equally likely. Where one order is needed, they count as listed.",
    )


class PrioritizedForm(Closed):
    """Statements about the outcome, most important first."""

    prioritized: Several[
        Annotated[
            Annotated[str, Rule(title="Statement")] | UnorderedEntry,
            ByForm("a statement, or {unordered: [statements]}", _statement_form),
        ]
    ] = key(
        title="Prioritized statements",
        description="What the decision maker wants to be true, most important first: a state in "
        "which an earlier statement holds is better, whatever the later ones say. Words: not, "
        "and, or, if, iff, parentheses; options as option or DM.option. Statements whose order is "
        "not known stand together as {unordered: [...]}.",
        examples=[["not attack", "withdraw if not blockade"]],
    )


class WeightsForm(Closed):
    """Statements with a number each; a state is worth the sum of those that hold."""

    weights: dict[str, Uncertain] = key(
        title="Weights",
        description="A number for each statement. A state's payoff is the sum over the statements "
        "that hold in it. Cardinal: differences count.",
        examples=[{"accept": 3, "accept and insist": -2.5}],
    )


Worth = Annotated[
    Number
    | FormulaText
    | DistributionEntry
    | Annotated[
        Several[Number],
        Rule(min_length=2, max_length=2, title="Bounds, least and greatest"),
    ],
    ByForm("a number, its bounds [least, greatest], a formula over quantities, or a distribution"),
]


class PayoffsForm(Closed):
    """A number for each state."""

    payoffs: Annotated[
        Several[Worth] | dict[StateName, Worth],
        ByForm("a list of numbers, or a mapping from states to numbers"),
    ] = key(
        title="Payoffs",
        description="A number for each feasible state, larger is better: as a list in the order of "
        "state numbers, or by pattern or state number. Cardinal: differences count. A number that "
        "is not known may be given by its bounds, [least, greatest].",
        examples=[[3, 4, 1, 2], {"YN": 2, "NN": [-1, 0.5]}],
    )


class PartialForm(Closed):
    """What is known of preferences, where it is less than an order of all states."""

    wants: Several[str] = key(
        default=(),
        title="Demands and refusals",
        description="Statements that the decision maker wants to be true, in no order: a state is "
        "better than another where all of them hold that hold in the other, and one more, and as "
        "good where the same hold. Of all else nothing is said.",
        examples=[["ceasefire", "not cede"]],
    )
    better: Several[
        Annotated[
            Annotated[str, Rule(title="Comparison of statements")]
            | Annotated[
                Several[StateName],
                Rule(min_length=2, max_length=2, title="Two states, the better one first"),
            ],
            ByForm("two states, the better one first, as [1, 3], or statements as 'a > b'"),
        ]
    ] = key(
        default=(),
        title="Comparisons",
        description="Two states each, the better one first, or text 'a > b': each state where a "
        "holds and not b is better than each where b holds and not a. What follows from them need "
        "not be there.",
        examples=[[[1, 3], [1, "YNN"], "talks > expand"]],
    )


_FORM_OF = {
    "ranking": "ranking",
    "prioritized": "prioritized",
    "weights": "weights",
    "payoffs": "payoffs",
    "wants": "partial",
    "better": "partial",
}
PREFERENCE_FORMS = tuple(_FORM_OF)
Preferences = Annotated[
    RankingForm | PrioritizedForm | WeightsForm | PayoffsForm | PartialForm,
    ByForm(
        "not one form of preferences",
        _preference_form,
        tuple(dict.fromkeys(_FORM_OF.values())),
        "preference_form",
    ),
]
