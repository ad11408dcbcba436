"""Pages changed at random, and commands that read them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from tests.fuzz.models import ROOT, TEXTS

_FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Port</title>
<item><title>Strike</title><link>http://x.example/1</link><pubDate>Mon, 02 Jun 2025 08:00:00 GMT
</pubDate><description>&lt;p&gt;The union demands a raise. The port refuses.&lt;/p&gt;
</description></item><item><title>Leeks</title><description>Ten ways.</description></item>
</channel></rss>"""
_ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Port</title><entry><title>Talks</title>
<updated>2025-06-02T08:00:00Z</updated><content type="html">&lt;p&gt;The union threatens to strike
unless the port pays.&lt;/p&gt;</content></entry></feed>"""
_HTML = b"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Strike</title></head><body>
<nav>Home</nav><article><h1>Strike</h1><p>\xe2\x80\x9cWe demand a raise\xe2\x80\x9d, the Union
said. The Port refuses to pay unless the strike ends.</p><table><tr><td>1</td></tr></table>
</article><script>alert(1)</script></body></html>"""
_TOKENS = (
    *(b"<", b">", b"</p>", b"<p>", b"<div>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<script>"),
    *(
        b"<table><tr><td>",
        b"<style>",
        b"<title>",
        b"<a href='javascript:x'>",
        b"&#0;",
        b"&#x110000;",
    ),
    *(
        b"&",
        b"&amp;",
        b"&#",
        b'"',
        b"'",
        b"\0",
        b"\x1b[31m",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\r",
        b"\n\n",
    ),
    *(
        b"\xed\xa0\x80",
        b"\xe2\x80\xae",
        b"<?xml version='1.0' encoding='utf-16'?>",
        b"<rss>",
        b"<feed>",
    ),
    *(b"<meta charset='utf-7'>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b" ", b". ", b" not "),
    *(b" demands that ", b" unless ", b"\xe2\x80\x9c", b"\xe2\x80\x9d", b"<b hidden>", b"\xc2\xad"),
)
_PARTIES = ("Union", "Port: the port, harbour", "Russia: Putin", *TEXTS)
_LONGEST = (200, 800, 3_000, 12_000)
_SUFFIXES = ("html", "txt", "xml", "htm", "rss", "")
_FORMATS = ("table", "json", "csv", "markdown", "html")


@cache
def seeds() -> tuple[bytes, ...]:
    """Return pages and texts of the tests, and some feeds."""
    folder = ROOT / "tests" / "sources"
    files = [p for where in ("pages", "texts") for p in sorted((folder / where).rglob("*.*"))]
    read = [p.read_bytes() for p in files if p.suffix in {".html", ".txt", ".xml"}]
    return (*read, _FEED, _ATOM, _HTML, _HTML)


def changed(content: bytes, rng: Random) -> bytes:
    """Return bytes with some places changed, of some thousands at most."""
    long = rng.choice(_LONGEST)
    start = rng.randrange(max(1, len(content) - long))
    content = content[start : start + long] if rng.random() < 0.7 else content[:long]
    for _ in range(rng.choice((0, 1, 1, 3, 9, 30))):
        start = rng.randrange(len(content) + 1)
        end = start + rng.choice((0, 0, 1, 5, 60))
        anything = rng.choice((*_TOKENS, *(text.encode() for text in TEXTS)))
        other = rng.choice(seeds())
        put = (
            anything,
            anything * rng.choice((2, 50, 500)),
            content[start:end] * 2,
            other[:end],
            b"",
        )
        content = content[:start] + rng.choice(put) + content[end:]
    if rng.random() < 0.05:
        content = content.decode(errors="replace").encode(rng.choice(("utf-16", "utf-8-sig")))
    return content


def drawn(rng: Random) -> tuple[list[str], dict[str, bytes]]:
    """Return the words of a command that reads a page, and the page by its name."""
    name = f"page.{rng.choice(_SUFFIXES)}"
    words = ["read", name]
    for flag in ("--whole", "--unread", "--dropped"):
        words += [flag] * (rng.random() < 0.3)
    for _ in range(rng.choice((0, 0, 1, 2))):
        words += [
            "--party",
            rng.choice(_PARTIES),
        ]
    words = [word.replace("\0", "") for word in words]
    if rng.random() < 0.3:
        words += ["--model", rng.choice(("istanbul-2025", "chicken", "elmira-1991"))]
    to = rng.random()
    if to < 0.5:
        words += ["--format", rng.choice(_FORMATS)]
    elif to < 0.7:
        Path("kept.sources.yaml").unlink(missing_ok=True)
        words += ["-o", "kept.sources.yaml"]
    return words, {name: changed(rng.choice(seeds()), rng)}
