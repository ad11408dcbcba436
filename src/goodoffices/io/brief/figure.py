"""The pressure map in the brief."""

from __future__ import annotations

from goodoffices.io.brief.document import Section
from goodoffices.io.brief.findings import Findings
from goodoffices.io.brief.voice import Voice


def map_section(found: Findings, voice: Voice) -> Section | None:
    return None
