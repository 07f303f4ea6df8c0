from __future__ import annotations

import pytest

from tests.corpus.formats.conftest import Told

PAGE = """<!doctype html><html><head><title>Site</title><style>p{}</style><script>var x = "<h1>no</h1>";</script></head>
<body><header>Logo</header><nav><ul><li>Home</li></ul></nav><!-- a note --><form><main>
<h1>Ties für 東京</h1><p>We <b>call</b> every <a href="x">customer</a>.<br>Twice.</p><p># no heading</p>
<h2>Steps</h2><ol><li>ask<ul><li>again</li></ul></li><li>listen</li></ol>
<table><tr><th>Plan</th><th>Price</th></tr><tr><td>Basic</td><td>9 €</td></tr></table>
<dl><dt>Tie</dt><dd>A bond.</dd></dl></main></form><aside>Related</aside><p hidden>gone</p>
<p style="display: none">gone</p><button>Send</button><noscript>On</noscript>
<footer>Imprint</footer></body></html>"""


def test_headings_lists_and_tables_are_kept_and_furniture_is_not(text_of: Told) -> None:
    assert text_of("ties.html", PAGE.encode()) == (
        "# Ties für 東京\n\nWe call every customer.\nTwice.\n\n\\# no heading\n\n## Steps\n\n"
        "1. ask\n   - again\n2. listen\n\nPlan | Price\nBasic | 9 €\n\nTie\nA bond."
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"<title>Ties</title><p>A tie.", "# Ties\n\nA tie."),
        ("<p>Größe".encode("utf-16"), "Größe"),
        ("<p>Größe".encode("utf-8-sig"), "Größe"),
        ("<p>Größe €".encode("cp1252"), "Größe €"),
        ('<meta charset="koi8-r"><p>Привет'.encode("koi8-r"), "Привет"),
        (b"<svg/><p>A tie.<svg><text>x</text></svg> Two.", "A tie. Two."),
        (b"<table><tr><td><h2>A</h2><p>b</p></td><td><table><tr><td>c</td><td>d</td></table>", "## A\n\nb\n\nc | d"),
        (b'<p>A tie.<img src="data:image/png;base64,' + b"A" * 300_000 + b'"> Two.', "A tie. Two."),
        (b"<article><header><h1>A</h1></header><p>b</article>", "# A\n\nb"),
        (b"<div>Skip this</div><main><h1>A</h1><p>Ties that last</main>", "# A\n\nTies that last"),
        (b"Only words", "Only words"),
    ],
    ids=["title", "utf-16", "mark", "unsaid", "declared", "drawing", "layout", "picture", "header", "main", "bare"],
)
def test_pages_of_all_kinds_are_read(text_of: Told, content: bytes, text: str) -> None:
    assert text_of("page.htm", content) == text


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<nav>Home</nav>", "holds no text"),
        (b"<p>A\0", "holds zero bytes"),
        (b"%PDF-1.7", "is a PDF, not a web page"),
        (b"PK\x03\x04", "is a zip archive, not a web page"),
        (b" \n", "is empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_page_that_cannot_be_read_says_why(refusal_of: Told, content: bytes, why: str) -> None:
    assert why in refusal_of("page.html", content)
