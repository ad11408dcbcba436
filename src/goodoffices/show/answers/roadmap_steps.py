"""The steps of a roadmap one by one, each with its guarantees, for pages that lay them out."""

from __future__ import annotations

from typing import Any

from goodoffices.mediation.roadmap.results import Roadmap
from goodoffices.show.answers.roadmap import guarantees, steps_table
from goodoffices.show.document import Table, shown_cell
from goodoffices.show.words import Words


def steps_data(found: Roadmap) -> dict[str, Any]:
    """Return the steps as the report tells them, no deal first.

    Returns
    -------
    dict
        ``headings`` by key of a column. ``steps``: the ``number`` of the state, whether it is
        ``held`` and ``calm`` (nobody is exposed or tempted, and it is held), ``cells`` by key,
        and ``guarantees``, each by key.

    Examples
    --------
    >>> told = steps_data(go.roadmap(go.case("istanbul-2025"), "YYNYNNN"))
    >>> [(step["number"], step["cells"]["who"]) for step in told["steps"]]
    [(1, ''), (3, 'Russia'), (9, 'Ukraine'), (10, 'Russia')]
    """
    words = Words(found.conflict)
    table, needed = steps_table(found, words), guarantees(found, words)
    given = _rows(needed) if isinstance(needed, Table) else []
    columns = [*table.columns, *(needed.columns if isinstance(needed, Table) else ())]
    return {
        "headings": {column.key: column.heading for column in columns},
        "steps": [
            {
                "number": step.state.number,
                "held": step.held,
                "calm": step.held and not (step.exposed or step.tempted),
                "cells": cells,
                "guarantees": [row for row in given if row["step"] == cells["step"]],
            }
            for cells, step in zip(_rows(table), found.steps, strict=True)
        ],
    }


def _rows(table: Table) -> list[dict[str, str]]:
    """Return the rows of a table as people read them, by the keys of its columns."""
    return [
        {
            column.key: shown_cell(column, cell)
            for column, cell in zip(table.columns, row, strict=True)
        }
        for row in table.rows
    ]
