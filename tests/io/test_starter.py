"""The file that a new model starts from."""

import re

import pytest

from goodoffices.files.load import loads
from goodoffices.files.schema import TOP_KEYS
from goodoffices.files.starter import starter
from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan
from goodoffices.stability.analysis import analyze


def test_it_analyses_as_it_is() -> None:
    analysis = analyze(loads(starter()))
    nash = [state.pattern for state in analysis.equilibria("nash")]
    foresight = [state.pattern for state in analysis.equilibria("seq")]
    assert nash == ["YNYY"]  # building against blockade and court
    assert set(foresight) > {"YNYY", "YYNN"}  # with foresight, compensation holds as well


def test_every_key_is_shown() -> None:
    shown = set(re.findall(r"^(?:# ?)?([a-z_]+):", starter(), re.MULTILINE))
    assert set(TOP_KEYS) - shown == {"states", "published", "observed"}  # graph form, cases


@pytest.mark.parametrize(
    "key",
    ["sources", "notes", "exactly_one", "at_most_one", "at_least_one", "coalitions", "issues"],
)
def test_what_is_commented_out_can_be_used(key: str) -> None:
    text, count = re.subn(rf"^# ({key}:.*)$", r"\1", starter(), flags=re.MULTILINE)
    assert count == 1
    loads(text.replace("status_quo: NNNN", "status_quo: NNYN"))


def test_a_move_can_be_ruled_out() -> None:
    text = starter().replace("# no_move:", "no_move:").replace("#   - {by:", "  - {by:")
    assert len(loads(text).no_move) == 1


def test_a_mediation_can_be_tried() -> None:
    before, marked, table = starter().partition("# mediation:\n")
    conflict = loads(
        before + "mediation:\n" + re.sub("^# ", "", table.split("\n\n")[0], flags=re.MULTILINE)
    )

    assert marked
    assert isinstance(plan(conflict), Plan)


def test_what_is_known_in_part_can_be_tried() -> None:
    given = re.search(
        r"^#     (preferences:\n#       wants: .*\n#       better: .*)$", starter(), re.MULTILINE
    )
    assert given is not None
    text = re.sub("^# ", "", given[1], flags=re.MULTILINE)
    said = re.sub(
        r"preferences:\n(?:      #.*\n)+      prioritized:\n(?: {8}- .*\n)+", text + "\n", starter()
    )
    assert loads(said).partly_known == ("Port",)


@pytest.mark.parametrize("key", ["views", "truths", "greatly", "timeline"])
def test_what_parties_see_feel_and_went_through_can_be_tried(key: str) -> None:
    before, marked, rest = starter().partition("# views:\n")
    block, _, after = rest.partition("\n\n")
    lines = [
        line
        for line in block.splitlines()
        if line.startswith(("#   ", "# truths", "# greatly", "# timeline"))
    ]
    text = before + "views:\n" + "\n".join(line[2:] for line in lines) + "\n\n" + after
    conflict = loads(text)

    assert marked
    assert getattr(conflict, key)


def test_it_fits_a_terminal() -> None:
    assert max(len(line) for line in starter().splitlines()) <= 100


def test_what_is_uncertain_can_be_tried() -> None:
    before, marked, unknown = starter().partition("# quantities:\n")
    lines = [re.sub("^# ", "", line) for line in unknown.splitlines() if "Variants" not in line]
    text = before.replace("blockade: -1", "blockade: -bite * yearly_loss")
    conflict = loads(text + "quantities:\n" + "\n".join(lines))

    assert marked
    assert conflict.uncertainty is not None
    assert [quantity.name for quantity in conflict.uncertainty.quantities] == [
        "bite",
        "yearly_loss",
    ]
    assert len(conflict.scenarios) == 1
