"""What a timeline names is renamed and removed with what it names, and saved as it was read."""

import goodoffices as go
from tests.timeline.test_timeline import SMALL

MORE = (
    SMALL
    + """\
  - {date: 2025-05-04, event: Moves, took: [concede], pulled: {threat: 0.5},
     due: {threat: {carried_out: true, relevance: 0.5, intensity: 0.5}}}
  - {date: 2025-05-05, event: Back, withdrawn: [threat], dropped: [U.concede],
     change: {mediation: {levers: {threat: {where: not concede and not attack}}}}}
"""
).replace("max: 1,", "max: 1, record: 3,")


def test_a_timeline_is_saved_as_it_was_read() -> None:
    conflict = go.loads(MORE)
    assert go.loads(go.dumps(conflict)) == conflict
    assert len(conflict.timeline) == 5


def test_every_entry_that_speaks_of_something_is_found() -> None:
    conflict = go.loads(MORE)
    lever = go.mentions(conflict, ("mediation", "levers", "threat"))
    assert [m.where[1:] for m in lever] == [
        (1, "evidence", "threat"),
        (3, "pulled", "threat"),
        (3, "due", "threat"),
        (4, "change", "mediation", "levers", "threat"),
        (4, "withdrawn", 0),
    ]
    option = go.mentions(conflict, ("decision_makers", "U", "options", "concede"))
    entries = [m.where[1:] for m in option if m.where[0] == "timeline"]
    assert entries == [
        (2, "change", "decision_makers", "U", "preferences", "weights", "concede"),
        (3, "took", 0),
        (4, "change", "mediation", "levers", "threat", "where"),
        (4, "dropped", 0),
    ]


def test_a_name_changes_in_every_entry() -> None:
    draft = go.Draft.open("small.yaml", MORE)
    draft.rename(("mediation", "levers", "threat"), "menace")
    draft.rename(("decision_makers", "U", "options", "concede"), "yield")
    conflict = go.loads(draft.text)
    then = go.at(conflict, "2025-05-05")
    assert then.mediation.lever("menace").where == "not yield and not attack"
    assert conflict.timeline[3].took == ("yield",)
    assert conflict.timeline[4].dropped == ("U.yield",)
    assert "threat" not in draft.text.replace("A threat", "")
