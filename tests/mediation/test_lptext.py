"""The programme as text: compared with what is kept, and with what is asked of it."""

import dataclasses
import re
from pathlib import Path

import pytest
from highspy import Highs, HighsModelStatus, HighsStatus

from goodoffices.mediation.plan.lp import lp_text
from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Payoffs
from goodoffices.model.written import DecisionMaker, Mediation, Option
from tests.mediation.disputes import EMBARGO, FREEZE, TRUCE, truce

GOLDEN = Path(__file__).parent / "golden"


def ordeal(*levers: Lever) -> Conflict:
    """Return a dispute of three parties over whether all of them sign."""
    names = ("North", "South", "West")
    payoffs = (
        (0, 2, 1, 3, 1, 3, 6, 4),
        (0, 1, 2, 3, 1, 5, 2, 4),
        (1, 0, 0, 5, 2, 3, 1, 3),
    )
    parties = tuple(
        DecisionMaker(name, Payoffs(p), (Option(f"sign_{name[0].lower()}"),))
        for name, p in zip(names, payoffs, strict=True)
    )
    mediation = Mediation(
        settlement=8, no_deal=4, mediators={"UN": "United Nations"}, levers=levers
    )
    return Conflict("Ordeal", parties, status_quo=1, mediation=mediation)


ORDEAL = ordeal(
    Lever("aid", "UN", "North", "sign_n and sign_s and sign_w", 1, 4, execute=1),
    Lever("ban", "UN", "South", "sign_s and not sign_n", -1, 5, commit=0.5, belief=0.5, step=0.5),
    Lever("fine", "UN", "South", "not sign_s", -1, 3, commit=1, step=0.75),
    Lever("loan", "UN", "West", "sign_w", 2, 3, execute=3),
    Lever("visit", "UN", "North", "not sign_w", -0.5, 6, commit=1),
)


@pytest.mark.parametrize(
    ("conflict", "name"), [(TRUCE, "truce-nash"), (ORDEAL, "ordeal-nash")], ids=["truce", "ordeal"]
)
def test_the_nash_programme(conflict: Conflict, name: str) -> None:
    kept = (GOLDEN / f"{name}.lp").read_text(encoding="utf-8")
    assert lp_text(plan(conflict, "nash")) == kept


def test_a_shortfall_asks_for_payoff() -> None:
    text = lp_text(plan(truce(EMBARGO, dataclasses.replace(FREEZE, most=0.5)), "nash"))
    assert "Least payoff missing" in text
    assert " cost: more_for_A + more_for_B\n" in text


def test_alternatives_have_a_binary_each() -> None:
    text = lp_text(plan(ORDEAL, "seq", accept=False))
    (several,) = re.findall(r"^ one_of_(\d+)_hold_(\w+): (.*) >= 1$", text, re.MULTILINE)
    number, about, binaries = several
    assert len(binaries.split(" + ")) == int(number)
    for k, switch in enumerate(binaries.split(" + "), 1):
        assert re.search(rf"^ way_{k}_{about}: .* {switch} >= ", text, re.MULTILINE)
    assert text.partition("Binaries\n")[2].split() == [*binaries.split(" + "), "End"]


def test_names_that_mean_something_else_in_the_format() -> None:
    odd = [
        dataclasses.replace(EMBARGO, name="free"),
        dataclasses.replace(FREEZE, name="e1"),
        dataclasses.replace(EMBARGO, name="gäz"),
        dataclasses.replace(EMBARGO, name="gæz"),
    ]
    text = lp_text(plan(truce(*odd), "nash"))
    assert re.findall(r"<= (\w+) <=", text) == ["t_free", "t_e1", "g_z", "g_z_"]


NAMES = ["st", "Free", "INF", "e5", "E", "z_A_from_1_to_2_1", "steps_", "ä", "ß", "aid", "Aid"]


@pytest.mark.parametrize("step", [None, 0.5])
@pytest.mark.parametrize("concept", ["nash", "seq"])
def test_another_reader_finds_the_same_optimum(
    concept: str, step: float | None, tmp_path: Path
) -> None:
    names = [*NAMES, "long_" * 80, "long_" * 80 + "er"]
    strong = [dataclasses.replace(EMBARGO, name=name, step=step, commit=1.0) for name in names]
    conflict = truce(*strong, FREEZE).replace(title="Two\nlines \\ and \x07 a bell")
    found = plan(conflict, concept)
    assert isinstance(found, Plan)
    assert solved_by_reading(lp_text(found), tmp_path) == pytest.approx(found.cost, abs=1e-5)


def test_a_programme_without_levers(tmp_path: Path) -> None:
    free = plan(truce(), "nash", 4)
    assert isinstance(free, Plan)
    assert solved_by_reading(lp_text(free), tmp_path) == 0
    short = plan(truce(), "nash", accept=False)
    assert isinstance(short, Shortfall)
    assert solved_by_reading(lp_text(short), tmp_path) == pytest.approx(2)


def solved_by_reading(text: str, folder: Path) -> float:
    """Return the optimum that HiGHS finds when it reads the text by itself."""
    path = folder / "plan.lp"
    path.write_text(text, encoding="utf-8")
    solver = Highs()  # type: ignore[no-untyped-call]  # its wrapper has no types
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - its way to say so
    assert solver.readModel(str(path)) == HighsStatus.kOk
    solver.run()
    assert solver.getModelStatus() == HighsModelStatus.kOptimal
    return solver.getObjectiveValue()
