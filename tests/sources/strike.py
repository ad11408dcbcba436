"""A text written for the tests, a model of it, and the notebook between the two."""

import hashlib
from pathlib import Path

NEWS = (
    "The Union demands a raise of pay.\r\n"
    "The Port refuses to raise pay. “We strike on Monday”, the union’s leader said.\r\n"
)
SHA256 = hashlib.sha256(NEWS.encode()).hexdigest()
MODEL = """\
goodoffices: 1
title: A strike at the port
decision_makers:
  Union:
    options: {strike: Strike}
    preferences:
      weights:
        raise: 20
        strike: {uniform: [-8, -2]}
  Port:
    options: {raise: Raise pay}
    preferences:
      weights:
        raise: {uniform: [-10, 3]}  # it has offered less
        strike: -15
        raise and strike: -1
status_quo: NN
"""
NOTEBOOK = f"""\
# Read by hand.
documents:
  d1: {{file: news.txt, sha256: {SHA256}, title: News of the port}}
parties: {{Union: ["the union’s leader"], Port: []}}
statements:
  s1: {{in: d1, at: [0, 33], quote: The Union demands a raise of pay., act: demand,
       actor: [Union], about: [Port.raise], state: confirmed, speaker: Union}}
  s2: {{in: d1, at: [35, 65], quote: The Port refuses to raise pay., act: refuse,
       actor: [Port], about: [raise], state: confirmed}}
  s3: {{in: d1, at: [66, 87], quote: “We strike on Monday”, act: threaten,
       actor: [Union], target: [Port], about: [Union.strike], state: confirmed, speaker: Union}}
grounds:
  decision_makers.Union.preferences.weights.raise: {{statements: [s1], kind: fact}}
  decision_makers.Port.preferences.weights.raise: {{statements: [s2], kind: claim}}
  decision_makers.Port.preferences: {{kind: assumption}}
"""


def written(
    folder: Path, *, news: str = NEWS, model: str = MODEL, notebook: str = NOTEBOOK
) -> Path:
    """Write the three files into a folder, and return the model's."""
    (folder / "news.txt").write_bytes(news.encode())
    (folder / "my.sources.yaml").write_text(notebook, encoding="utf-8")
    (folder / "my.yaml").write_text(model, encoding="utf-8")
    return folder / "my.yaml"
