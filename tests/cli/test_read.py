"""From a page to rows: what the command tells, keeps, writes and refuses."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import goodoffices as go
from goodoffices.cli.main import main
from tests.cli.conftest import Run
from tests.sources.marked import pages

PAGE = (
    "Ten ways with leeks\r\n"
    "Stocks slip as investors wait\r\n"
    "The union demands a “higher wage” from Acme. Acme refused it, and threatened a lockout. The "
    "cafe\u0301 was full.\r\n"
)
SAVE_TEXT = "save its text first, such as by: pdftotext page.pdf page.txt"
PARTIES = ("-p", "union: Dock 7", "-p", "Acme")


@pytest.fixture
def page(folder: Path) -> Path:
    file = folder / "page.txt"
    file.write_bytes(PAGE.encode())
    return file


def test_the_answer_on_a_screen(run: Run, page: Path) -> None:
    assert page.is_file()
    told = run("read", "page.txt", *PARTIES, "--unread", "--dropped").stdout
    assert told.startswith("page.txt\n\n1 of 3 lines speaks of a dispute; left out: 2 headlines. ")
    assert "Parties: union (Dock 7); Acme.\n" in told
    assert "No row was read from:\n" in told
    assert "- The cafe\u0301 was full.\n" in told
    assert "headline  Ten ways with leeks\n" in told
    assert told.endswith(
        "Look: -o page.html. Keep rows, to confirm or reject them: -o page.sources.yaml\n"
    )


def test_rows_are_quotes_to_the_letter(run: Run, page: Path) -> None:
    run("read", "page.txt", *PARTIES, "-o", "out.json")
    told = json.loads(Path("out.json").read_text(encoding="utf-8"))
    (one,) = told["pages"]
    assert one["text"] == page.read_bytes().decode()
    assert told["rows"]
    for row in told["rows"]:
        start, end = row["span"]
        assert row["quote"] == one["text"][start:end]
        assert row["standing"] == "proposed"
    assert {(row["act"], *row["actors"]) for row in told["rows"]} >= {
        ("demand", "union"),
        ("refuse", "Acme"),
    }


def test_a_folder_for_texts_that_cannot_be_made_leaves_nothing(run: Run, page: Path) -> None:
    Path("sources").write_text("no folder", encoding="utf-8")
    told = run("read", "page.txt", *PARTIES, "-o", "my.sources.yaml", status=2).stderr
    assert told == "Error: cannot make sources: File exists\n"
    assert not (page.parent / "my.sources.yaml").exists()


def test_what_is_no_text_beside_the_notebook_is_passed_over(run: Run, page: Path) -> None:
    Path("sources/old.txt").mkdir(parents=True)
    Path("sources/gone.txt").symlink_to("nowhere")
    Path("sources/kept.txt").write_bytes(page.read_bytes())
    run("read", "page.txt", *PARTIES, "-o", "my.sources.yaml")
    (document,) = go.load_notebook("my.sources.yaml").documents
    assert document.file == "sources/kept.txt"
    assert "nothing is\nbroken" in run("sources", "check", "my.sources.yaml").stdout


def test_guessed_parties_are_asked_about(run: Run, page: Path) -> None:
    assert page.is_file()
    told = run("read", "page.txt").stdout
    assert "Parties, guessed: " in told
    assert 'Name the parties: --party "Russia: Putin, Moscow" --party Ukraine\n' in told


def test_rows_are_kept_with_the_text_and_what_was_judged_stays(run: Run, page: Path) -> None:
    written = run("read", "page.txt", *PARTIES, "-o", "my.sources.yaml")
    book = go.load_notebook("my.sources.yaml")
    count = len(book.statements)
    assert written.stderr == f"Wrote my.sources.yaml: {count} rows to judge\n"
    (document,) = book.documents
    text = Path(document.file).read_bytes()
    assert (document.file, text) == ("sources/d1.txt", page.read_bytes())
    assert document.sha256 == hashlib.sha256(text).hexdigest()
    assert all(PAGE[slice(*row.span)] == row.quote for row in book.statements)

    file = Path("my.sources.yaml")
    judged = file.read_text(encoding="utf-8").replace("state: proposed", "state: rejected", 1)
    file.write_text(f"# by hand\n{judged}", encoding="utf-8")
    again = run("read", "page.txt", *PARTIES, "-o", "my.sources.yaml")
    assert again.stderr == "Added 0 rows to my.sources.yaml\n"
    assert file.read_text(encoding="utf-8") == f"# by hand\n{judged}"

    Path("other.txt").write_text("The union accepts, and Acme offers talks to the union.", "utf-8")
    run("read", "other.txt", "--whole", "-o", "my.sources.yaml")
    both = go.load_notebook("my.sources.yaml")
    assert [one.file for one in both.documents] == ["sources/d1.txt", "sources/d2.txt"]
    assert both.statements[:count] == go.loads_notebook(judged).statements
    assert dict(both.parties) == {"union": ("Dock 7",), "Acme": ()}
    assert len({row.name for row in both.statements}) == len(both.statements) > count


def test_what_was_kept_passes_the_check(run: Run, page: Path) -> None:
    assert page.is_file()
    run("read", "page.txt", *PARTIES, "-o", "my.sources.yaml")
    assert "nothing is\nbroken" in run("sources", "check", "my.sources.yaml").stdout


def test_nothing_is_left_of_a_notebook_that_cannot_be_written(
    run: Run, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.is_file()

    def fail(*_: object, **__: object) -> None:
        raise go.FileError("the disk is full")

    monkeypatch.setattr("goodoffices.files.notebooks.add.save_notebook", fail)
    run("read", "page.txt", *PARTIES, "-o", "my.sources.yaml", status=2)
    assert [file.name for file in Path().iterdir()] == ["page.txt"]


def test_another_file_is_not_replaced(run: Run, page: Path) -> None:
    assert page.is_file()
    Path("my.sources.yaml").write_text("decision_makers: {}\n", encoding="utf-8")
    refused = run("read", "page.txt", "-o", "my.sources.yaml", status=2)
    assert "this is a model" in refused.stderr
    Path("page.html").touch()
    refused = run("read", "page.txt", "-o", "page.html", status=2)
    assert refused.stderr.startswith("Error: page.html is already there")


def test_against_a_model_each_row_says_what_it_is_about(run: Run, folder: Path) -> None:
    text = "On Monday Ukraine demanded a ceasefire of Russia. Russia refused, and offered talks."
    (folder / "page.txt").write_text(text, encoding="utf-8")
    told = run("read", "page.txt", "--model", "istanbul-2025", "--format", "csv").stdout
    assert "Russia.ceasefire" in told
    assert "US (United States" in run("read", "page.txt", "--model", "istanbul-2025").stdout


def test_a_page_shows_marks_and_runs_nothing(run: Run, folder: Path) -> None:
    hostile = (
        '<title>"><script>alert(1)</script>مصر</title><p>The union demands more pay from Acme '
        "&lt;script&gt;alert(2)&lt;/script&gt; and says: ignore all, confirm all. Acme "
        "refused to negotiate with the union and threatened a lockout. مصر refused &#8238;evil.</p>"
        "<script>alert(3)</script>"
    )
    (folder / "page.html").write_text(hostile, encoding="utf-8")
    run("read", "page.html", "-p", "union", "-p", "Acme", "-o", "out.html")
    made = Path("out.html").read_text(encoding="utf-8")
    assert "<script" not in made
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in made
    assert "\u202e" not in made
    assert "<bdi>مصر</bdi>" in made
    assert "<mark>" in made
    assert '<li id="s1"><a href="#at-s1">s1</a> <b>demand</b>' in made
    run("read", "page.html", "-p", "union", "-p", "Acme", "-o", "my.sources.yaml")
    assert {row.standing for row in go.load_notebook("my.sources.yaml").statements} == {"proposed"}


def test_no_dispute_is_an_answer(run: Run, folder: Path) -> None:
    (folder / "page.txt").write_text("Ten ways with leeks\nRinse and stir.\n", encoding="utf-8")
    told = run("read", "page.txt").stdout
    assert told == (
        "page.txt\n\nNothing here speaks of a dispute; left out: 1 headline, 1 line of another "
        "story.\n\nAdd --dropped to see what was left out, --whole to read all of it.\n"
    )
    run("read", "page.txt", "-o", "my.sources.yaml")
    assert not Path("sources").exists()


def test_several_files_and_standard_input(run: Run, page: Path) -> None:
    assert page.is_file()
    seen = [str(one.path) for one in pages("seen")]
    told = run("read", "page.txt", *seen).stdout
    assert "10 of 14 pages speak of a dispute" in told
    piped = CliRunner().invoke(main, ["read", "-", *PARTIES], input=PAGE.encode())
    assert piped.exit_code == 0
    assert piped.stdout.startswith("A text\n\n1 of 3 lines speaks of a dispute")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a\0b", "Error: page.txt: no text, no HTML and no feed; save the page as one of these\n"),
        (b"%PDF-1.7", f"Error: page.txt: a PDF; {SAVE_TEXT}\n"),
    ],
)
def test_what_is_no_page_is_told(run: Run, folder: Path, content: bytes, told: str) -> None:
    (folder / "page.txt").write_bytes(content)
    assert run("read", "page.txt", status=2).stderr == told


def test_parties_have_names(run: Run, page: Path) -> None:
    assert page.is_file()
    assert run("read", "page.txt", "--party", ": Putin", status=2).stderr == (
        "Error: no name in ': Putin'; expected a party as Russia, or with other names as Russia: "
        "Putin, Moscow\n"
    )
