"""What a stability concept takes for granted, in words for mediators who know no game theory."""

from __future__ import annotations

from collections.abc import Mapping

FORESIGHT: Mapping[str, str] = {
    "nash": "nobody can gain by one move of its own",
    "gmr": "whoever might gain by a move fears any answer that the others could give",
    "smr": "whoever might gain by a move fears any answer that the others could give, and could "
    "not mend it",
    "seq": "whoever might gain by a move fears answers that the others would themselves gain by",
    "sseq": "whoever might gain by a move fears answers that the others would themselves gain by, "
    "and could not mend it",
}
