"""Reading pictures: what a chart draws, what a browser would find in a page."""

from html.parser import HTMLParser
from typing import Any

from goodoffices.show.charts.picture import Picture


class Page(HTMLParser):
    """What a browser would find in a page: elements with their attributes, and raw scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        self.open.append(tag)
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["script"]:
            self.scripts[-1] += data
        else:
            self.words.append(data)


def layer(picture: Picture, number: int) -> list[dict[str, Any]]:
    """Rows of a layer: 0 moves, 1 their heads, 2 states, 3 numbers, 4 pointer, 5 labels."""
    spec = picture.chart.to_dict()
    rows: list[dict[str, Any]] = spec["datasets"][spec["layer"][number]["data"]["name"]]
    return rows


def moves(picture: Picture) -> set[tuple[str, str]]:
    return {(row["what"].rpartition(",")[0], row["weight"]) for row in layer(picture, 0)}


def labels(picture: Picture) -> list[str]:
    return [row["text"] for row in layer(picture, 5)]
