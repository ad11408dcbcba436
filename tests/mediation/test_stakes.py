"""One package: what is at stake in it, by hand and in every feasible neighbour."""

import json

import pytest

import goodoffices as go
from goodoffices.errors import RequestError


def test_what_a_package_is_worth_and_whom_changes_help() -> None:
    zone = go.settlements(go.case("istanbul-2025"))
    found = zone.at("YYNYNNN")
    assert (found.state.number, found.candidate, found.inside) == (10, True, False)
    assert [(x.decision_maker, x.signs, round(x.gain, 9), x.share) for x in found.stakes] == [
        ("Russia", True, 19.7, None),
        ("Ukraine", True, -12, None),
        ("US", False, 32, None),
    ]
    changed = {(c.option, c.taken): [round(x, 9) for x in c.effects] for c in found.changes}
    assert changed["neutrality", False] == [-36.1, 45, 3]
    assert found.summary == (
        "State 10 (YYNYNNN), where Russia takes “Hold talks in Istanbul at the highest level” and "
        "“Comply with the ceasefire”, and Ukraine takes “Accept "
        "neutrality, demilitarisation and denazification”: not in the zone of possible agreement, "
        "as Ukraine loses 12 against no deal."
    )


def test_a_package_of_the_articles() -> None:
    zone = go.settlements(go.case("ukraine-articles-2025"))
    (nash,) = zone.choice("nash")
    found = zone.at(nash)
    assert (found.inside, found.efficient, found.holds) == (True, True, False)
    assert {x.decision_maker: x.share for x in found.stakes} == pytest.approx(
        {"Ukraine": 19 / 28, "Russia": 10 / 22.5, "US": 55 / 59, "EU": 41 / 46}
    )
    options = {change.option: change for change in found.changes}
    assert set(options) == {
        *(f"a{k}" for k in (1, 3, 4, 5, 7, 9, 10, 11, 12, 14, 16, 17, 18, 19, 20)),
    }
    assert list(options["a7"].effects) == [-4, 3.5, -4, -4]
    assert list(options["a18"].effects) == [5, -4.5, 3, 4]
    assert (options["a18"].taken, options["a18"].owner, options["a18"].inside) == (
        True,
        "Russia",
        True,
    )
    losers = [sum(x < 0 for x in change.effects) for change in found.changes]
    assert losers == sorted(losers)
    assert json.loads(json.dumps(found.to_dict()))["state"] == 137_664
    assert len(found.to_dataframe()) == 16


def test_outside_what_was_asked_about_and_in_graph_form() -> None:
    found = go.settlements(go.case("istanbul-2025")).at(1)
    assert not found.candidate
    assert "as it is none of the packages asked about" in found.summary
    graph = go.case("elmira-1991-graph")
    assert go.settlements(graph).at(1).changes == ()


def test_there_is_no_such_package() -> None:
    with pytest.raises(RequestError, match="state 99"):
        go.settlements(go.case("chicken").replace(status_quo=1)).at(99)
