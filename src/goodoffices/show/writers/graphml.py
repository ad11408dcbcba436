"""Two tables as a graph in GraphML (Brandes and others 2002): a row a node, and a row an edge."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from goodoffices.show.document import Cell, Table
from goodoffices.show.texts import clean

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_PLACES = {"node": ("id",), "edge": ("source", "target")}


def as_graphml(nodes: Table, edges: Table, title: str) -> str:
    """Write a graph whose edges have a direction.

    Parameters
    ----------
    nodes
        With a column ``id``; what else there is becomes data of the node.
    edges
        With columns ``source`` and ``target``, which are ids.
    """
    root = ET.Element("graphml", xmlns=_NAMESPACE)
    for kind, table in (("node", nodes), ("edge", edges)):
        for column in table.columns:
            if column.key not in _PLACES[kind]:
                sort = "double" if column.kind == "number" else "string"
                names = {"id": f"{kind}_{column.key}", "for": kind}
                ET.SubElement(root, "key", {**names, "attr.name": column.key, "attr.type": sort})
    graph = ET.SubElement(root, "graph", edgedefault="directed")
    ET.SubElement(graph, "desc").text = clean(title)
    for kind, table in (("node", nodes), ("edge", edges)):
        keys = [column.key for column in table.columns]
        for row in table.rows:
            _element(graph, kind, dict(zip(keys, row, strict=True)))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _element(graph: ET.Element, kind: str, cells: dict[str, Cell]) -> None:
    places = {key: clean(str(cells[key])) for key in _PLACES[kind]}
    element = ET.SubElement(graph, kind, places)
    for key, cell in cells.items():
        if key not in places and cell is not None:
            ET.SubElement(element, "data", key=f"{kind}_{key}").text = clean(str(cell))
