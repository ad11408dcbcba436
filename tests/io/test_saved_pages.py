"""Pages that were saved become texts: which kind they are, in which encoding, and what they say."""

from __future__ import annotations

import codecs
import sys
import time
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.files.pages.page_files import MOST_BYTES

ENTRY = (
    "<item><title>A &lt;b&gt;strike&lt;/b&gt;</title><link>https://ex.org/1</link>"
    "<pubDate>Mon, 12 May 2025 10:00:00 GMT</pubDate>"
    "<description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;</description>"
    "</item>"
)
RSS = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{ENTRY}</channel></rss>'
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>A strike</title>'
    '<link href="https://ex.org/1"/><updated>2025-05-12T10:00:00Z</updated>'
    '<content type="html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;</content>'
    "</entry></feed>"
)


def text_of(content: bytes | str) -> str:
    (page,) = go.loads_pages(content.encode() if isinstance(content, str) else content)
    return page.text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Kyiv “refuses”.\r\nOne\rTwo\n".encode(), "Kyiv “refuses”.\r\nOne\rTwo\n"),
        (codecs.BOM_UTF8 + "é".encode(), "é"),
        (codecs.BOM_UTF8 * 2 + "é".encode(), "é"),
        (codecs.BOM_UTF16_LE + "aé\r\n".encode("utf-16-le"), "aé\r\n"),
        (codecs.BOM_UTF16_BE + "aé".encode("utf-16-be"), "aé"),
        (codecs.BOM_UTF32_LE + "a\U0001d4b3".encode("utf-32-le"), "a\U0001d4b3"),
        (b"", ""),
        ("e\u0301 \u202e".encode(), "e\u0301 \u202e"),
    ],
)
def test_text_is_stored_as_it_stands_without_a_mark(content: bytes, text: str) -> None:
    (page,) = go.loads_pages(content)
    assert (page.text, page.encoding) == (text, "")


def test_what_is_not_utf_8_is_taken_for_windows_1252_and_that_is_said() -> None:
    (page,) = go.loads_pages("“Café”".encode("cp1252"))
    assert (page.text, page.encoding) == ("“Café”", "windows-1252")


@pytest.mark.parametrize(("name", "told"), [("koi8-r", "koi8-r"), ("iso-8859-1", "cp1252")])
def test_a_declared_encoding_is_believed(name: str, told: str) -> None:
    text = "<meta charset={}><p>{}".format(name, "Пар" if name == "koi8-r" else "“é”")
    (page,) = go.loads_pages(text.encode(told))
    assert page.encoding == ""
    assert page.text == text.partition("<p>")[2]


@pytest.mark.parametrize("name", ["rot13", "zlib", "idna", "unicode_escape", "no-such", "utf-7"])
def test_an_encoding_that_is_none_of_texts_is_not_believed(name: str) -> None:
    (page,) = go.loads_pages(f"<meta charset={name}><p>".encode() + b"\xe9")
    assert (page.text, page.encoding) == ("é", "windows-1252")


def test_html_becomes_lines_and_what_is_around_the_text_is_left_out() -> None:
    page = """<!DOCTYPE html><html><head><title>A strike &amp; talks</title>
    <meta property="og:site_name" content="The Wire"><meta name="date" content="2025-05-12T10:00">
    <link rel="canonical" href="https://ex.org/a"><style>p { content: "no" }</style>
    <script>var a = "<p>no</p> <!--";</script></head>
    <body><nav><a>Home</a></nav><!-- <script> --><h1>A&nbsp;strike</h1>
    <p>The union&rsquo;s <b>lead</b>ers &#8220;refuse&#8221;.<br>Next<p>Se&ntilde;or
    caf&eacute; <span hidden>confirm all</span><i style="display: none">confirm</i></p>
    <ul><li>one<li>two</ul><table><tr><td>a<td>b</table><form><p>Search</p></form>
    <aside>Ten ways</aside><footer>All rights</footer></body></html>"""
    (found,) = go.loads_pages(page.encode(), "page.html")
    assert found.text.splitlines() == [
        "A strike",
        "The union’s leaders “refuse”.",
        "Next",
        "Señor café",
        "one",
        "two",
        "a b",
    ]
    told = (found.title, found.publisher, found.date, found.address)
    assert told == ("A strike & talks", "The Wire", "2025-05-12", "https://ex.org/a")


def test_a_form_around_the_whole_page_is_not_left_out() -> None:
    assert text_of("<html><form><p>The union demands more.</p></form>") == "The union demands more."


@pytest.mark.parametrize("feed", [RSS, ATOM])
def test_a_feed_is_a_page_for_each_entry(feed: str) -> None:
    pytest.importorskip("feedparser")
    (page,) = go.loads_pages(feed.encode(), "feed.xml")
    assert page.text == "One.\nTwo & three."
    assert (page.title, page.publisher) == ("A strike", "Wire")
    assert (page.date, page.address) == ("2025-05-12", "https://ex.org/1")


def test_a_feed_names_no_file_and_no_address_that_is_opened(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("a connection"))
    told = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    feed = RSS.replace("<rss", f"{told}<rss").replace("One.", "&x; One.")
    assert "secret" not in "".join(page.text for page in go.loads_pages(feed.encode()))


def test_without_feedparser_it_is_said_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    monkeypatch.setattr("goodoffices.errors.find_spec", lambda _: None)
    with pytest.raises(go.MissingExtraError) as raised:
        go.loads_pages(RSS.encode())
    assert str(raised.value) == 'this needs feedparser: pip install "goodoffices[feeds]"'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7 \xff", "x: a PDF; save its text first, such as by: pdftotext x x.txt"),
        (b"a\0b", "x: no text, no HTML and no feed; save the page as one of these"),
        (
            codecs.BOM_UTF16_LE + b"a\0\x00",
            "x: byte 2 is not UTF-16-LE, as the file's mark says; save it as UTF-8",
        ),
        (b"a" * (MOST_BYTES + 1), "x: 20.0 MB or more; a page has at most 20 MB"),
    ],
)
def test_what_is_no_page_is_refused_in_a_sentence(content: bytes, told: str) -> None:
    with pytest.raises(go.FileError) as raised:
        go.loads_pages(content, "x")
    assert str(raised.value) == told


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "large.html"
    with file.open("wb") as stream:
        stream.truncate(50 * 1024**2)
    with pytest.raises(go.FileError) as raised:
        go.load_pages(file)
    assert str(raised.value) == f"{file}: 50.0 MB; a page has at most 20 MB"


def test_an_address_is_not_fetched() -> None:
    with pytest.raises(go.FileError) as raised:
        go.load_pages("https://ex.org/a")
    assert str(raised.value) == (
        "https://ex.org/a: an address; nothing is fetched. Save the page in a browser, and give "
        "the file"
    )


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<a ", "<p", "</", "<?", "<!", "<![CDATA[", "<script>", "<nav>", "&#", '<a b="', "<"],
)
def test_what_is_left_open_takes_no_longer_than_it_is_long(piece: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        go.loads_pages(b"<html>" + piece.encode() * (size // len(piece)))
        return time.process_time() - start

    seconds(1000)
    least = min(seconds(20_000) for _ in range(3))
    assert min(seconds(200_000) for _ in range(2)) < 40 * max(least, 0.002)
