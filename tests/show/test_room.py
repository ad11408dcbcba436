from goodoffices import case, live
from goodoffices.show.answers.room import screens
from goodoffices.show.document import Section


def texts(section: Section) -> str:
    return "\n".join(map(str, section.blocks))


def test_a_room_sees_no_state_numbers_and_no_points() -> None:
    shown = screens(live(case("istanbul-2025")).at({"aid_conditions": 1}))
    assert [one.title for one in shown] == [
        "Who can do what",
        "What can hold",
        "Why it stays as it is now",
        "What is sought",
        "What could be agreed",
        "What is next",
    ]
    for one in shown:
        assert not any(sign.isdigit() for sign in texts(one))
    assert "Conditions on the aid to Ukraine (United States)" in texts(shown[3])
    assert "To be won over" in texts(shown[5])


def test_who_would_leave_the_status_quo_and_how() -> None:
    shown = screens(live(case("elmira-1991")).at({}))
    assert shown[2].title == "Why not as it is now"
    assert "Local government would take “Insist on the original order”" in texts(shown[2])


def test_an_accepted_settlement_that_holds() -> None:
    shown = screens(live(case("indus-waters-1960")).at({"fund": 6}))
    assert "It is accepted, and it would hold." in texts(shown[-1])
    assert "Pakistan: Give up the eastern rivers" in texts(shown[4])


def test_states_in_a_list_are_told_by_their_labels() -> None:
    shown = screens(live(case("elmira-1991-graph")).at({}))
    assert "Uniroyal abandons" in texts(shown[1])
    assert "would move to “" in texts(shown[2])
