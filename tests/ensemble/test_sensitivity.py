"""Sensitivity on conflicts in which what decides is known exactly."""

import pytest

from goodoffices.ensemble.sample import sample
from goodoffices.ensemble.sensitivity import Sensitivity, sensitivity
from goodoffices.errors import RequestError, SizeError, Stopped
from goodoffices.files.load import loads
from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan
from goodoffices.show.answers.ensemble_words import told_influence
from goodoffices.stopping import Progress

# A alone takes or leaves an option that is worth a quantity: taken is Nash stable where that is
# above 0. B's options are worth taking in any case, or by a quantity of its own.
ALONE = """\
goodoffices: 1
title: One decides
{quantities}
decision_makers:
  A: {{options: {{deal: Deal}}, preferences: {{weights: {{deal: {a}}}}}}}
  B: {{options: {{join: Join}}, preferences: {{weights: {{join: {b}}}}}}}
{rest}
"""
UNIFORM = "{uniform: [-1, 1]}"
ORDERS = """\
goodoffices: 1
title: Orders
decision_makers:
  A:
    options: {deal: Deal}
    preferences: {prioritized: [{unordered: [deal, not deal, join]}]}
  B:
    options: {join: Join}
    preferences: {weights: {join: 1}}
"""
SWAPS = """\
goodoffices: 1
title: Swaps
states: [one, two]
decision_makers:
  A:
    moves: [[1, 2], [2, 1]]
    preferences: {ranking: [1, 2], swaps: 1}
  B:
    moves: []
    preferences: {ranking: [1, 2]}
"""


def asked(a: str = UNIFORM, b: str = "1", quantities: str = "", rest: str = "") -> str:
    return ALONE.format(a=a, b=b, quantities=quantities, rest=rest)


def found(
    text: str, state: str | int | None = "YY", samples: int = 8192, **more: object
) -> Sensitivity:
    return sensitivity(sample(loads(text), samples), "nash", outcome=state, **more)  # type: ignore[arg-type]


def test_one_quantity_that_decides_alone_explains_everything() -> None:
    answer = found(asked())
    (one,) = answer.influences
    assert answer.probability.probability == pytest.approx(0.5, abs=0.005)
    assert one.distance == 1.0
    assert one.share == pytest.approx(1, abs=0.01)
    assert one.low <= one.share <= one.high
    assert (one.lowest, one.highest) == (0.0, 1.0)
    assert one.evident
    assert not answer.dependent
    assert answer.unexplained[0] < 0.01
    assert [step.probability for step in one.bins] == [0.0] * 5 + [1.0] * 5


def test_two_that_are_both_needed_explain_a_third_each_and_leave_a_third() -> None:
    """Y = [X > 0][Z > 0], each even: V(E[Y | X]) / V(Y) = (1/16) / (3/16)."""
    answer = found(asked(b=UNIFORM))
    for one in answer.influences:
        assert one.share == pytest.approx(1 / 3, abs=0.02)
        assert one.low - 1e-9 <= 1 / 3 <= one.high + 1e-9  # nets can be exact here
        assert one.distance == pytest.approx(2 / 3, abs=0.02)
        assert one.lowest == 0
        assert one.highest == pytest.approx(0.5, abs=0.05)
    share, low, high = answer.unexplained
    assert low - 1e-9 <= 1 / 3 <= high + 1e-9
    assert share == pytest.approx(1 / 3, abs=0.04)


def test_what_does_not_matter_is_not_told_from_noise_and_ranks_below_what_does() -> None:
    idle = ", ".join(f"q{k}: {{uniform: [1, 2]}}" for k in range(40))
    answer = found(asked(b="1 + 0 * q0", quantities=f"quantities: {{{idle}}}"), samples=4096)
    decisive, *rest = answer.influences
    assert decisive.factor.title == "Weight of 'deal' for A"
    assert len(rest) == 40
    assert not any(one.evident for one in rest)
    assert all(one.share < 0.03 and one.low == 0 for one in rest)
    assert "The other 40 cannot be told from noise." in str(answer)


def test_a_quantity_stands_high_for_what_it_goes_with() -> None:
    text = asked(
        "x",
        "1 + 0 * z",
        "quantities: {x: {uniform: [-1, 1]}, z: {uniform: [-1, 1], label: The other}}\n"
        "correlated: [{quantities: [x, z], correlation: 0.9}]",
    )
    answer = found(text)
    assert [one.factor.name for one in answer.influences] == ["x", "z"]
    assert answer.influence("The other").evident
    assert answer.influence("z").share > 0.3
    assert answer.dependent
    assert answer.unexplained[0] < 0.01  # x alone, and not both added
    assert "Some depend on each other" in str(answer)


def test_a_choice_has_a_bin_for_each_value() -> None:
    answer = found(asked("{choice: [-1, 1, 2], weights: [1, 1, 2]}"))
    (one,) = answer.influences
    assert [(step.mean, step.probability) for step in one.bins] == [(-1, 0), (1, 1), (2, 1)]
    assert one.share == pytest.approx(1, abs=0.001)
    assert (one.lowest, one.highest) == (0.0, 1.0)
    assert "where it is lowest" in told_influence(one, answer.conflict)


def test_an_order_is_asked_about_pair_by_pair() -> None:
    answer = found(ORDERS)
    first, *others = answer.influences
    assert first.factor.name == "A: 'deal' before 'not deal'"
    assert first.share == pytest.approx(1, abs=0.001)
    assert (first.lowest, first.highest) == (0.0, 1.0)
    assert len(others) == 2
    assert all(one.share == pytest.approx(1 / 9, abs=0.03) for one in others)  # 1/3 against 2/3
    assert answer.dependent
    assert "0 % where it is not so, 100 % where it is" in told_influence(first, answer.conflict)


def test_a_ranking_is_asked_about_between_neighbours() -> None:
    (one,) = found(SWAPS, 1).influences
    assert one.factor.name == "A: rank 1 above rank 2, as written"
    assert one.share == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize(("weight", "every"), [("[1, 2]", "all"), ("[-2, -1]", "none")])
def test_what_holds_always_or_never_has_no_ranking(weight: str, every: str) -> None:
    answer = found(asked(f"{{uniform: {weight}}}"), samples=64)
    assert answer.influences == ()
    assert f"In {every} of 64 models" in str(answer)
    assert "no ranking" in str(answer)
    assert answer.to_dict()["unexplained"] is None


def test_quantities_of_one_label_are_told_apart() -> None:
    text = asked(
        "x + y",
        quantities="""quantities:
  x: {uniform: [-1, 1], label: Luck}
  y: {uniform: [-1, 1], label: Luck}""",
    )
    titles = {one.factor.title for one in found(text, samples=256).influences}
    assert titles == {"Luck (x)", "Luck (y)"}


def test_few_samples_on_one_side_are_warned_of() -> None:
    answer = found(asked("{uniform: [-1, 0.02]}"), samples=1024)
    assert 0 < answer.rare < 50
    assert f"Only {answer.rare} of the samples are on one side" in str(answer)


def test_the_same_seed_answers_the_same_wherever_it_is_worked_out() -> None:
    ensemble = sample(loads(asked(b=UNIFORM)), 512, seed=3)
    answer = sensitivity(ensemble, "nash", outcome="YY")
    assert sensitivity(ensemble, "nash", outcome="YY").to_dict() == answer.to_dict()
    other = sensitivity(sample(loads(asked(b=UNIFORM)), 512, seed=4), "nash", outcome="YY")
    assert other.to_dict() != answer.to_dict()


MEDIATED = """\
mediation:
  settlement: deal and join
  no_deal: NN
  mediators: {M: The mediator}
  levers:
    push: {held_by: M, on: A, where: deal, effect: 1, max: 2}
  claims:
    - {claim: Pushing is a bluff., test: bluff, with: {lever: push, intensity: 1}}
    - {claim: A plan exists., test: plan, with: {concept: nash}}
"""


def test_levers_and_acceptance_count() -> None:
    """Pulled to 0.5, the deal is worth it from -0.5 on, in 3 of 4 samples."""
    conflict = loads(asked(rest=MEDIATED))
    answer = sensitivity(sample(conflict, 2048), "nash", {"push": 0.5})
    assert answer.probability.probability == pytest.approx(0.75, abs=0.01)
    assert "Levers pulled: “push” 0.5." in str(answer)
    assert answer.influences[0].share == pytest.approx(1, abs=0.03)
    found_plan = plan(conflict, "nash")
    assert isinstance(found_plan, Plan)


def test_a_claim_is_an_outcome() -> None:
    conflict = loads(asked("{uniform: [-4, 0]}", rest=MEDIATED))
    assert conflict.mediation
    bluff, planned = conflict.mediation.claims
    answer = sensitivity(sample(conflict, 2048), outcome=planned)
    assert answer.probability.probability == pytest.approx(0.5, abs=0.01)
    assert answer.influences[0].distance == 1.0
    assert "“A plan exists.” holds" in answer.to_dict()["outcome"]
    assert sensitivity(sample(conflict, 64), outcome=bluff).influences == ()
    with pytest.raises(RequestError, match="pulls the levers that it names"):
        sensitivity(sample(conflict, 64), intensities={"push": 1}, outcome=planned)


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({"outcome": None}, "seeks no settlement"),
        ({"outcome": 9}, "9"),
        ({"concept": "sim", "outcome": 1}, "not judged by 'sim'"),
        ({"intensities": {"push": 1}, "outcome": 1}, "no lever 'push'"),
    ],
)
def test_what_cannot_be_asked_is_refused(request_: dict[str, object], message: str) -> None:
    with pytest.raises(RequestError, match=message):
        sensitivity(sample(loads(asked()), 64), **request_)  # type: ignore[arg-type]


def test_more_samples_than_fit_are_refused() -> None:
    with pytest.raises(SizeError, match="67,108,864"):
        sensitivity(sample(loads(asked()), 2**30), outcome=1)


def test_stopped_early_it_answers_from_what_is_done() -> None:
    def stop(done: int, total: int) -> None:
        if done == total // 2:
            raise KeyboardInterrupt

    progress: Progress = stop
    answer = found(asked(), samples=1024, progress=progress)
    assert answer.samples == 512
    assert not answer.complete
    assert "Stopped early: 512 of 1,024" in str(answer)
    with pytest.raises(Stopped):
        found(asked(), samples=1024, progress=lambda done, _: stop(done, 0))
