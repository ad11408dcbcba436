"""Who acts in a text is guessed from its names; of a model, its parties are known."""

import pytest

import goodoffices as go
from goodoffices.sources.reader.parties import guess_parties, parties_of


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("In May Acme refused. The union threatened Acme with a strike; then Acme gave in.",
         {"Acme": (), "Union": ("the union",)}),
        ("On Monday Paris rejected the plan. France threatened Peru. Lima refused to yield.",
         {"France": ("Paris",), "Peru": ("Lima",)}),
        ("Here Hanno Brecht refused. Later Brecht threatened Acme. In May Acme accepted.",
         {"Brecht": ("Hanno Brecht",), "Acme": ()}),
        ("Then Mr Lisle (Crown Homes) refused. In June Crown Homes offered a park.",
         {"Crown Homes": ("Lisle",)}),
        ("Then Peru's president Rosa Diaz refused. In June Diaz threatened Chile.",
         {"Peru": ("Diaz", "Rosa Diaz")}),
        ("It rained all day in Paris and nobody did anything.", {}),
        ("", {}),
    ],
    ids=range(7),
)  # fmt: skip
def test_parties_are_names_that_act(text: str, parties: dict[str, tuple[str, ...]]) -> None:
    found = guess_parties(text, [(0, len(text))])
    assert {name: tuple(sorted(others)) for name, others in found.items()} == parties


def test_only_the_passage_is_looked_at() -> None:
    text = "In May Acme refused. In June Bolt threatened Acme."
    assert guess_parties(text, [(0, 20)]) == {"Acme": ()}


def test_parties_of_a_model_are_its_decision_makers_and_mediators() -> None:
    assert parties_of(go.case("istanbul-2025")) == {
        "Russia": (),
        "Ukraine": (),
        "US": ("United States",),
        "China": (),
        "Turkiye": ("Türkiye",),
    }
