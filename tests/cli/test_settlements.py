"""``goodoffices settlements`` and ``roadmap``."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

Read = Callable[..., dict[str, Any]]
EXCHANGE = """\
goodoffices: 1
title: An exchange
decision_makers:
  A: {label: The first, options: {a: Give a}, preferences: {weights: {a: -3, b: 5}}}
  B: {options: {b: Give b}, preferences: {weights: {a: 4, b: -2}}}
mediation: {no_deal: NN}
"""


@pytest.fixture(autouse=True)
def model(folder: Path) -> None:
    (folder / "exchange.yaml").write_text(EXCHANGE)


def test_settlements_tell_the_zone(run: Run) -> None:
    assert (
        run("settlements", "exchange.yaml").stdout
        == """\
An exchange

1 of 4 packages is in the zone of possible agreement: every signatory likes it better than no deal,
state 1 (NN).
1 of these is efficient: no other is as good for all of them and better for one.
Packages of the zone that hold: 0 by Nash, 1 by GMR, 1 by SMR, 1 by SEQ and 1 by SSEQ stability.

What rules of choice choose
                                        Gain
Rule              State Options taken |    A B Holds (SEQ)
──────────────────────────────────────────────────────────
Nash bargaining       4 a, b          |    2 2 yes
Kalai–Smorodinsky     4 a, b          |    2 2 yes
Even ranks            4 a, b          |    2 2 yes

A  The first

Efficient packages
                      Gain
State Options taken |    A B Holds (SEQ)
────────────────────────────────────────
    4 a, b          |    2 2 yes

A  The first

Nash bargaining: the greatest product of gains.
Kalai–Smorodinsky: the most even shares of what each could gain at best.
Even ranks: the most even places in each party's own order.
Gains are over no deal, each party's in its own points: compare down a column.
"""
    )


def test_settlements_as_json_and_csv(run: Run, read: Read) -> None:
    found = read("settlements", "exchange.yaml")
    assert (found["count"], found["candidates"], found["best"]) == (1, 4, [2, 2])
    assert found["choices"] == {"nash": [4], "ks": [4], "ranks": [4]}
    assert found["held"] == {"nash": 0, "gmr": 1, "smr": 1, "seq": 1, "sseq": 1}
    assert found["within_reach"] == []
    reached = read("settlements", "istanbul-2025")["within_reach"]
    assert [(one["credible"], one["count"]) for one in reached] == [(True, 0), (False, 1)]
    table = run("settlements", "exchange.yaml", "--format", "csv").stdout
    (row,) = csv.DictReader(table.splitlines())
    assert (row["state"], row["gain_A"], row["chosen_by"]) == ("4", "2.0", "nash ks ranks")


def test_settlements_by_one_rule(run: Run) -> None:
    text = run("settlements", "exchange.yaml", "--rule", "utilitarian").stdout
    assert "Greatest sum: of gains; points of parties are compared." in text
    assert "Efficient packages" not in text


def test_an_empty_zone_says_what_is_near(run: Run) -> None:
    text = run("settlements", "exchange.yaml", "--fix", "a and not b").stdout
    assert text.startswith(
        "An exchange\n\nThere is no zone of possible agreement: of 1 package none"
    )
    assert "Nearest comes state 2 (YN), where The first takes “Give a”: The first 3 short" in text
    shut = run("settlements", "exchange.yaml", "--fix", "not b").stdout
    assert "With “Give b” put in, " in shut
    sealed = run("settlements", "istanbul-2025").stdout
    assert "No single option, put in or left out, opens it." in sealed


def test_a_legend_names_only_what_stands_in_the_table(run: Run) -> None:
    text = run("roadmap", "istanbul-2025").stdout
    assert "Ukraine  Ukraine, with the West behind it" in text
    assert "Rus " not in text


def test_settlements_refuse_what_does_not_fit(run: Run) -> None:
    said = run("settlements", "exchange.yaml", "--fix", "a and c", status=2).stderr
    assert "'c'" in said
    said = run("settlements", "exchange.yaml", "--power", "C=2", status=2).stderr
    assert "'C'" in said


def test_rankings_allow_ranks_only(run: Run, folder: Path) -> None:
    ranked = EXCHANGE.replace("{weights: {a: -3, b: 5}}", "{ranking: [3, 4, 1, 2]}")
    (folder / "ranked.yaml").write_text(ranked)
    assert run("settlements", "ranked.yaml", "--rule", "nash", status=2).stderr == (
        "Error: the rule 'nash' needs differences of payoffs, and of A only the order of outcomes "
        "is known; ask for 'ranks', or give weights or payoffs\n"
    )
    text = run("settlements", "ranked.yaml", "--rule", "ranks").stdout
    assert "Of The first only the order of outcomes is known: gains are counted in levels." in text


def test_roadmap_tells_the_way(run: Run) -> None:
    assert (
        run("roadmap", "exchange.yaml", "--to", "YY").stdout
        == """\
An exchange

The safest order has 2 steps, to state 4 (YY), where The first takes “Give a”, and B takes “Give b”.
The worst exposure costs its party 33.3 % of what lies between its worst and its best; all that has
to be guaranteed comes to 5 at the prices given.

The way
Step  Who  Does           State   Exposed  Tempted  Held
─────────────────────────────────────────────────────────────────────────
   0       no deal        1 (NN)  -        -        yes
   1  B    take “Give b”  3 (NY)  B 2      A 3      no: B (2) would leave
   2  A    take “Give a”  4 (YY)  -        -        yes

A  The first

Guarantees
Step  For  Smallest guarantee                 Who could give it
───────────────────────────────────────────────────────────────
   1  B    compensation of 2 there            nobody
   1  A    a penalty of 3 for stopping there  nobody

A  The first

Exposed: worse off than with no deal. Tempted: better off stopping there, with steps still to make.
Each party's points are its own.
Held: nobody but whoever moves next has an undeterred improvement, by SEQ stability; in brackets
what the state is short of.
"""
    )


def test_roadmap_as_json_and_csv(run: Run, read: Read) -> None:
    found = read("roadmap", "exchange.yaml", "--to", "YY", "--cheapest", "--price", "B=3")
    assert (found["order"], found["price"]) == ("cheapest", 9)
    assert [step["mover"] for step in found["steps"]] == ["", "B", "A"]
    (need,) = found["steps"][1]["exposed"]
    assert need["guarantee"] == {
        "name": "guarantee_B_3",
        "on": "B",
        "where": [3],
        "effect": 2.0,
    }
    table = run("roadmap", "exchange.yaml", "--to", "YY", "--format", "csv").stdout
    rows = list(csv.DictReader(table.splitlines()))
    assert [row["exposed_B"] for row in rows] == ["0", "2.0", "0"]


def test_roadmap_refuses_what_does_not_fit(run: Run) -> None:
    said = run("roadmap", "exchange.yaml", "--cheapest", "--safest", status=2).stderr
    assert "--cheapest and --safest exclude each other; give one" in said
    said = run("roadmap", "exchange.yaml", "--to", "YYY", status=2).stderr
    assert "'YYY'" in said
    for source in ("exchange.yaml", "elmira-1991"):
        assert run("roadmap", source, status=2).stderr == (
            "Error: no settlement for the steps to lead to; give mediation.settlement, or name "
            "a state (--to)\n"
        )


def test_where_nobody_is_exposed_the_roadmap_says_so(run: Run, folder: Path) -> None:
    (folder / "good.yaml").write_text(EXCHANGE.replace("a: -3, b: 5", "a: 1, b: 5"))
    text = run("roadmap", "good.yaml", "--to", "YY", "--safest").stdout
    assert "The safest order has 2 steps, to state 4 (YY)" in text
    assert "Nobody is exposed on the way; all that has to be guaranteed comes to 2" in text


def test_settlements_tell_of_one_package(run: Run, folder: Path) -> None:
    (folder / "said.yaml").write_text(
        EXCHANGE.replace("a: Give a", "a: {label: Give a, position: Never, fear: To be cheated}")
        + "issues: {What B wants: [a], What A wants: [b]}\n"
    )
    assert (
        run("settlements", "said.yaml", "--state", "a and not b").stdout
        == """\
An exchange

State 2 (YN), where The first takes “Give a”: not in the zone of possible agreement, as The first
loses 3 against no deal.
It does not hold by SEQ stability.

What it is worth
Party  Signs  Payoff  Gain over no deal  Of its best
────────────────────────────────────────────────────
A      yes        -3                 -3            -
B      yes         4                  4            -

A  The first

What is said of it
Issue         Who  Option  Says   Fears
───────────────────────────────────────────────
What B wants  A    Give a  Never  To be cheated

A  The first

Single changes
                                      Change of payoff
Who Issue        Change             |                A  B In the zone
─────────────────────────────────────────────────────────────────────
A   What B wants leave out “Give a” |                3 -4 no
B   What A wants put in “Give b”    |                5 -2 yes

A  The first

Each party's points are its own. Of its best: of the most that it could gain in the zone.
"""
    )


def test_the_flagship_tells_what_is_said_wanted_and_feared(run: Run) -> None:
    text = run("settlements", "istanbul-2025", "--state", "10").stdout
    assert (
        """
Concessions  Ukraine  Accept neutrality,  Refused (fact)      To choose its       To stand disarmed
                      demilitarisation                        allies and keep     and alone
                      and denazification                      its arms            (assumption)
                                                              (assumption)
"""
        in text
    )
    hint = "hint: 'expand' has no 'position', and 6 of 7 options do"
    assert hint in run("check", "istanbul-2025").stdout


def test_one_package_as_json_and_csv(run: Run, read: Read) -> None:
    found = read("settlements", "exchange.yaml", "--state", "4")
    assert (found["inside"], found["efficient"], found["holds"]) == (True, True, True)
    table = run("settlements", "exchange.yaml", "--state", "4", "--format", "csv").stdout
    rows = list(csv.DictReader(table.splitlines()))
    assert [(row["state"], row["option"], row["gain_A"]) for row in rows] == [
        ("4", "", "2.0"),
        ("3", "a", "5.0"),
        ("2", "b", "-3.0"),
    ]
    asked = ("settlements", "exchange.yaml", "--state", "4", "--rule", "ks")
    assert "--state and --rule exclude each other" in run(*asked, status=2).stderr


UNSURE = EXCHANGE.replace("b: 5", "b: {choice: [5, 4, 1, 3]}")


def test_settlements_over_samples(run: Run, folder: Path) -> None:
    assert UNSURE != EXCHANGE
    (folder / "unsure.yaml").write_text(f"{UNSURE}issues: {{Land: [a], Trade: [b]}}\n")
    asked = ("settlements", "unsure.yaml", "--samples", "400")
    assert (
        run(*asked).stdout
        == """\
An exchange

In 50 % (49.7–50.3 %) of 400 models drawn (seed 1) there is a zone of possible agreement: some
package is better than no deal, state 1 (NN), for every signatory.
At the nominal values 1 of 4 packages is in it.
Shares of packages are known within 0.5 percentage points either way.

How often each package is in the zone, efficient and chosen
        Options taken                                     Chosen by
State | Land          Trade In the zone Efficient | Nash bargaining Kalai–Smorodinsky Even ranks
────────────────────────────────────────────────────────────────────────────────────────────────
    4 | a             b            50 %      50 % |            50 %              50 %       50 %

A  The first

Nash bargaining: the greatest product of gains.
Kalai–Smorodinsky: the most even shares of what each could gain at best.
Even ranks: the most even places in each party's own order.
Packages that tie under a rule each count as chosen by it.
The shares are about the model as its file says values vary, not the world.
"""
    )
    table = run(*asked, "--rule", "ks", "--format", "csv").stdout
    header, row = csv.reader(table.splitlines())
    columns = ["inside", "efficient", "ks"]
    assert header == [
        *("state", "status_quo", "A.a", "B.b"),
        *(f"{name}{end}" for name in columns for end in ("", "_low", "_high")),
    ]
    assert [row[header.index(name)] for name in ("state", *columns)] == ["4", "0.5", "0.5", "0.5"]
    run(*asked, "--rule", "ks", "-o", "shares.svg")
    drawn = (folder / "shares.svg").read_text()
    assert "State 4 (Land: a; Trade: b), Chosen by Kalai–Smorodinsky: 50 % (" in drawn
    only = run(*asked, "--state", "a and b", "--format", "csv").stdout
    assert [line.partition(",")[0] for line in only.splitlines()] == ["state", "4"]


def test_the_cheapest_package_over_samples(run: Run, folder: Path) -> None:
    levers = "levers: {gift: {held_by: B, on: A, where: a and b, effect: 1, max: 5}}"
    bought = UNSURE.replace("{no_deal: NN}", f"{{no_deal: NN, settlement: a and b, {levers}}}")
    (folder / "bought.yaml").write_text(bought)
    said = run("settlements", "bought.yaml", "--samples", "40", "--rule", "cheapest").stdout
    assert "\nThere is a plan in 100 % of the models drawn.\n" in said
    assert "    4 a, b                 40 %      40 % |     100 %\n" in said


def test_settlements_over_samples_refuse_what_does_not_fit(run: Run, folder: Path) -> None:
    (folder / "unsure.yaml").write_text(UNSURE)
    asked = ("settlements", "unsure.yaml", "--samples", "10")
    assert run(*asked, "--rule", "cheapest", status=2).stderr == (
        "Error: there is no cheapest plan to seek: the model has no levers, or replies come at "
        "once\n"
    )
    nowhere = run(*asked, "--fix", "not b", "-o", "shares.svg", status=2).stderr
    assert nowhere.startswith("Error: there is nothing to draw. In 0 % (")
    assert not (folder / "shares.svg").exists()
    assert run("settlements", "exchange.yaml", "--samples", "10", status=2).stderr.startswith(
        "Error: nothing is uncertain in this model"
    )
