"""Two conflicts side by side: states matched by the options taken in them."""

import goodoffices as go
from goodoffices.stability.difference import changed_lines

CHICKEN = go.case("chicken")
ELMIRA = go.case("elmira-1991")
GRAPH = go.case("elmira-1991-graph")


def with_option(conflict: go.Conflict, name: str) -> go.Conflict:
    """Give the first decision maker one option more, in front of the others."""
    first, *others = conflict.decision_makers
    wider = go.DecisionMaker(first.name, first.preferences, (go.Option(name), *first.options))
    return conflict.replace(decision_makers=(wider, *others), status_quo=None, published=None)


def test_a_conflict_does_not_differ_from_itself() -> None:
    found = go.difference(ELMIRA, ELMIRA)
    assert len(found.outcomes) == 8
    assert all(one.same and one.here == one.there for one in found.outcomes)
    assert found.concepts == ("nash", "gmr", "smr", "seq", "sseq")
    assert found.lines == ()


def test_states_are_matched_by_what_is_taken_and_not_by_number() -> None:
    wants = go.Prioritized(("not Ann.swerve", "Bob.swerve"))
    ann = go.DecisionMaker("Ann", wants, (go.Option("swerve"),))
    bob = go.DecisionMaker("Bob", go.Prioritized(("Ann.swerve",)), (go.Option("swerve"),))
    narrow = go.Conflict("Narrow", (ann, bob))
    wide = with_option(narrow, "honk")
    found = go.difference(narrow, wide, ["gmr"])
    assert [
        (o.taken, o.here and o.here.number, o.there and o.there.number) for o in found.outcomes
    ] == [
        ((), 1, 1),
        (("Bob.swerve",), 3, 5),
        (("Ann.honk",), None, 2),
        (("Ann.honk", "Bob.swerve"), None, 6),
    ]
    back = go.difference(wide, narrow, ["gmr"])
    assert {(o.taken, o.holds_here, o.holds_there) for o in back.outcomes} == {
        (o.taken, o.holds_there, o.holds_here) for o in found.outcomes
    }


def test_graphs_are_matched_by_label() -> None:
    assert all(one.same for one in go.difference(GRAPH, GRAPH, ["nash"]).outcomes)
    apart = go.difference(CHICKEN, GRAPH, ["nash"]).outcomes
    assert [(one.here is None, one.there is None) for one in apart] == [
        (False, True),
        (False, True),
        (True, False),
        (True, False),
        (True, False),
    ]


def test_the_difference_is_told_with_the_lines_of_the_files() -> None:
    indus = go.case("indus-waters-1960")
    found = go.difference(indus, indus.under({"fund": 10}), ["nash"], ("a\nb\n", "a\nc\n"))
    told = str(found)
    assert "Under Nash no states hold in both, none only here and 1 only there." in told
    assert "India.divide, Pakistan.divide" in told
    assert told.endswith("Lines that differ, - here and + there:\n a\n-b\n+c")
    assert found.to_dict()["outcomes"][-1]["there"] == 5


def test_lines_that_are_alike_are_none() -> None:
    assert changed_lines("a\nb", "a\nb") == ()
    assert changed_lines("a\nb\nc\nd\ne", "x\nb\nc\nd\ny") == (
        "-a", "+x", " b", "@@ -4,2 +4,2 @@", " d", "-e", "+y",
    )  # fmt: skip
