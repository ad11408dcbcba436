"""Games of Gambit and tables of payoffs changed at random, and commands that read them."""

from __future__ import annotations

from functools import cache
from random import Random

from goodoffices.cases import catalog
from goodoffices.errors import RequestError
from goodoffices.files.nfg import export_nfg
from goodoffices.show.answers.export import export_report
from goodoffices.show.writers.data import as_csv
from goodoffices.stability.analysis import analyze
from tests.fuzz.models import NUMBERS, TEXTS

_MOST_STATES = 100
_OUTCOMES = """NFG 1 R "A" { "Ann" "2" } { { "up" "down" } { "left" "middle" "right" } }
"A comment."
{ { "" 1/3, 2 } { "b" .5 -1e1 } } 1 2 0 1 2 0"""
_COUNTED = 'NFG 1 D "B" { "A" "B" "C" } { 2 2 2 } 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4'
_TABLE = "Ann.a;Ann.b;Bob.c;payoff_Ann;payoff_Bob;status_quo\nY;N;Y;1,5;2;y\nN;Y;no;-1;1e3;\n"
_PIECES = {
    "nfg": (
        *("{", "}", '"', "\\", ",", "1/0", "1/3", "0", "2", "-", "NFG", "EFG 2 R", '""', '"a"'),
        *("{ 2 2 }", '{ "x" "y" }', "999999", "1e308", "1e999", '{ { "" 1, 2 } }'),
    ),
    "csv": (
        *(",", ";", "\t", '"', '""', "\r\n", "\n", "\n\n", "Y", "N", "maybe", ".", "Ann.b", "y"),
        *("payoff_", "payoff_Bob", "status_quo", "nash", "1,5", "-1.5", "1e308", "Y,N,", ",,,,"),
    ),
}
_SUFFIXES = {"nfg": ("nfg", "nfg", "nfg", "NFG", "efg"), "csv": ("csv", "csv", "csv", "tsv")}
_FORMATS = ("yaml", "table", "json", "csv", "markdown")


@cache
def seeds() -> dict[str, tuple[str, ...]]:
    """Return games and tables of the shipped cases, and some that have what those have not."""
    games, tables = [_OUTCOMES, _COUNTED], [_TABLE, _TABLE]
    for name in (*catalog.names(), "rapoport-guyer#70"):
        conflict = catalog.case(name)
        if len(conflict.states) > _MOST_STATES:
            continue
        tables.append(as_csv(export_report(analyze(conflict, ["nash"]))))
        try:
            games.append(export_nfg(conflict.replace(notes="")).text)
        except RequestError:
            continue  # which has no game
    return {"nfg": tuple(games), "csv": tuple(tables)}


def drawn(rng: Random) -> tuple[list[str], dict[str, bytes]]:
    """Return the words of a command that imports a file, and the file by its name."""
    name, content = changed(rng)
    words = ["import", name]
    if rng.random() < 0.5:
        words += ["--format", rng.choice(_FORMATS)]
    else:
        words += ["-o", "imported.yaml", "--force"]
    return words, {name: content}


def changed(rng: Random) -> tuple[str, bytes]:
    """Return the name of a game or a table, and what it holds, changed in some places."""
    kind = rng.choice(("nfg", "csv"))
    text = rng.choice(seeds()[kind])
    pieces = (*_PIECES[kind], *TEXTS, *map(str, NUMBERS))
    for _ in range(rng.choice((0, 1, 1, 2, 4, 12))):
        start = rng.randrange(len(text) + 1)
        end = start + rng.choice((0, 0, 1, 3, 30))
        other = rng.choice(seeds()[kind])
        put = (rng.choice(pieces), rng.choice(pieces), text[start:end] * 2, other[start:end], "")
        text = text[:start] + rng.choice(put) + text[end:]
    content = text.encode(rng.choice(("utf-8", "utf-8", "utf-8-sig")), "surrogatepass")
    if rng.random() < 0.03:
        content = content.replace(b"a", rng.choice((b"\0", b"\xff", b"\r", b"\x1b")))
    return f"game.{rng.choice(_SUFFIXES[kind])}", content
