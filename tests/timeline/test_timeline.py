"""What each event did: the flagship's table, and what makes dates comparable."""

import pytest

import goodoffices as go
from goodoffices.ensemble.timeline import aligned
from goodoffices.files.timeline import history

SMALL = """
goodoffices: 1
title: Small
decision_makers:
  U: {options: {concede: }, preferences: {weights: {concede: -4}}}
  R: {options: {attack: }, preferences: {weights: {attack: -1, concede: 3}}}
status_quo: NN
mediation:
  settlement: concede and not attack
  signatories: [U]
  mediators: {M: }
  levers:
    threat: {held_by: M, on: U, where: not concede, effect: {uniform: [-12, -8]}, max: 1,
      belief: {triangular: [0.2, 0.5, 0.9]}, cost: {commit: 1, execute: 2},
      resolve: {uniform: [1, 5]}}
timeline:
  - {date: 2025-05-01, event: Nothing new}
  - {date: 2025-05-02, event: A hint, evidence: {threat: {if_meant: 0.9, if_bluff: 0.3}}}
  - {date: 2025-05-03, event: A change, recorded: 2025-06-01,
     change: {decision_makers: {U: {preferences: {weights: {concede: -3}}}}}}
"""


def takes(answer: go.Plan | go.Shortfall | None) -> float:
    """Return a plan's cost, or what is lacking below nothing."""
    assert answer is not None
    return answer.cost if isinstance(answer, go.Plan) else -answer.total


def test_the_flagship_day_by_day() -> None:
    found = go.timeline(go.case("istanbul-2025"), held_by=["US"], samples=0)
    assert [one.date for one in found.dates] == [
        "",
        "2025-04-30",
        "2025-05-01",
        "2025-05-05",
        "2025-05-06",
        "2025-05-08",
    ]
    assert [len(one.holding) for one in found.dates] == [17] * 6
    costs = [3.9137, 1.5001, 3.9137, 3.7965, 7.9921, -3.1629]
    assert [takes(one.answer) for one in found.dates] == pytest.approx(costs, abs=1e-4)
    alone = [-1.2502, 1.5001, -1.2502, -1.2502, -4.2502, -7.5229]
    assert [takes(one.alone) for one in found.dates] == pytest.approx(alone, abs=1e-4)
    moves = [
        {name: (round(a, 4), round(b, 4)) for name, (a, b) in one.moved.items()}
        for one in found.dates
    ]
    assert moves == [
        {},
        {"walk_away_threat": (0.25, 0.5)},
        {"walk_away_threat": (0.5, 0.25)},
        {"turkiye_monitoring": (0.74, 0.8367)},
        {},
        {"aid_conditions": (0.4, 0.1818)},
    ]
    jumped = found.dates[4]
    assert jumped.status_quo is not None
    assert jumped.status_quo.pattern == "YNNNNNN"
    assert takes(jumped.counted_before) == pytest.approx(3.7965, abs=1e-4)
    assert [one.counted_before is None for one in found.dates] == [True] * 4 + [False, True]


def test_dates_are_drawn_alike() -> None:
    """Coordinates of a quantity are the same on all dates, whatever name it goes by."""
    conflict = go.loads(SMALL)
    stages = history(conflict)
    drawn = aligned([(one.conflict, one.named) for one in stages])
    assert drawn is not None
    blocks = [go.sample(one, 256).block(0) for one in drawn]
    effects = [b.numbers["mediation", "levers", "threat", "effect"].tolist() for b in blocks]
    assert effects[0] == effects[1] == effects[2] == effects[3]
    before = blocks[1].numbers["mediation", "levers", "threat", "belief"]
    after = blocks[2].numbers["mediation", "levers", "threat", "belief"]
    assert after.tolist() == pytest.approx((3 * before / (1 + 2 * before)).tolist(), abs=2e-9)


def test_the_first_date_is_drawn_as_robustness_draws() -> None:
    conflict = go.loads(SMALL)
    found = go.timeline(conflict, "nash", samples=512)
    first, same = found.dates[:2]
    assert isinstance(first.answer, go.Plan)
    alone = go.robustness(
        go.sample(conflict, 512), ["nash"], intensities=first.answer.intensities
    ).agreed("nash")
    assert first.settled == alone
    assert same.settled == alone
    assert found.dates[3].with_hindsight


def test_an_event_left_out() -> None:
    conflict = go.loads(SMALL)
    without = go.timeline(conflict, "nash", samples=0, leave_out=2)
    assert [one.number for one in without.dates] == [0, 1, 3]
    assert without.dates[-1].beliefs == {"threat": 0.5}
    with pytest.raises(go.RequestError, match="there is no event 4; there are 3"):
        go.timeline(conflict, leave_out=4)
    with pytest.raises(go.RequestError, match="'N' holds no lever; expected a holder: M"):
        go.timeline(conflict, held_by=["N"])


def test_beliefs_far_from_what_would_bear_them_out() -> None:
    """P(resolve >= 2) of a uniform on 1 to 5 is 3/4; a belief of 0.5 is a quarter from that."""
    first, _, hint, _ = go.timeline(go.loads(SMALL), "nash", samples=0).dates
    assert first.borne_out == {"threat": 0.75}
    assert first.doubtful == hint.doubtful == {}
    far = go.loads(SMALL.replace("0.2, 0.5, 0.9", "0.2, 0.4, 0.9"))
    assert go.timeline(far, "nash", samples=0).dates[0].doubtful == {"threat": (0.4, 0.75)}
