"""`sigact try article`: what a person sees of a coding, and that nothing in an article can act on the way."""

import json
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from ingest.mention.coded import CodedArticle
from orchestration.article_page import page
from orchestration.cli import main
from orchestration.coding import Coding
from orchestration.coding_input import make_article
from orchestration.highlight import pieces

ATTACK = "Gunmen opened fire on a bus in Quetta on Monday, killing at least seven passengers, police said."
HOSTILE = (
    '\x1b[31mRed\x1b[0m <script>alert("1")</script> \u202e\n\n'
    f"{ATTACK}\n\nA bomb <b onload=x>hit</b> the port of Aden\x1b[2J."
)


@pytest.fixture(scope="module")
def coding():
    return Coding()


def coded(coding, text) -> CodedArticle:
    article, _ = make_article({"article_id": 'a"b<c', "text": text, "published_at": "2026-03-11T12:00Z"})
    return coding.article(article)


@pytest.fixture
def file(tmp_path):
    def write(text, name="report.txt"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_a_text_file_is_shown_with_its_attack(file):
    result = CliRunner().invoke(main, ["try", "article", file(ATTACK), "--published-at", "2026-03-11T12:00Z"])
    assert 0 == result.exit_code
    assert "shooting_or_ambush" in result.stdout
    assert "2026-03-09" in result.stdout
    assert "Quetta, Balochistan, PAK" in result.stdout
    assert "confidence" in result.stdout


def test_a_file_of_html_is_read_as_a_page(file):
    told = (f"Passenger {number} of the bus said that it had been on its way to the sea." for number in range(12))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (ATTACK, *told))
    text = f"<!doctype html><html><head><title>Shooting</title></head><body><article>{body}</article></body></html>"
    result = CliRunner().invoke(main, ["try", "article", file(text, "page.html"), "--json"])
    assert "coded" == json.loads(result.stdout)["status"]


def test_standard_input_is_an_article_too():
    result = CliRunner().invoke(main, ["try", "article", "-", "--json"], input=ATTACK)
    assert ("stdin", "coded") == tuple(json.loads(result.stdout)[key] for key in ("article_id", "status"))


def test_what_is_no_file_is_one_sentence():
    result = CliRunner().invoke(main, ["try", "article", "nowhere.txt"])
    assert (1, "sigact: nowhere.txt cannot be read (No such file or directory)\n") == (result.exit_code, result.stderr)


def test_an_address_is_asked_only_with_a_contact(tmp_path, monkeypatch):
    monkeypatch.delenv("SIGACT_CONTACT", raising=False)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["try", "article", "https://desk.example/a"])
    assert 1 == result.exit_code
    assert "contact" in result.stderr


def test_nothing_in_a_text_acts_on_a_terminal(file):
    printed = CliRunner().invoke(main, ["try", "article", file(HOSTILE)]).stdout
    assert not set("\x1b\u202e") & set(printed)


def test_a_page_escapes_everything_and_may_load_nothing(coding):
    made = page(HOSTILE, coded(coding, HOSTILE), '<img src=x onerror="y">')
    assert "<script" not in made
    assert "<img" not in made
    assert "<b onload" not in made
    assert "default-src 'none'" in made
    assert not set("\x1b\u202e") & set(made)


def test_a_page_is_well_formed_and_shows_the_whole_text(coding):
    made = page(HOSTILE, coded(coding, HOSTILE))
    plain = made.replace('<meta charset="utf-8">', "")
    for name in ("Content-Security-Policy", "viewport"):
        start = plain.index("<meta", plain.index("<head>"))
        assert name in plain[start : plain.index(">", start)]
        plain = plain[:start] + plain[plain.index(">", start) + 1 :]
    tree = ElementTree.fromstring(plain.removeprefix("<!doctype html>"))
    shown = "".join(tree.find("body/main/article").itertext())
    assert ATTACK in shown
    assert [] != tree.findall(".//mark")


def test_pieces_put_together_are_the_text(coding):
    answer = coded(coding, HOSTILE)
    found = list(pieces(HOSTILE, 0, len(HOSTILE), answer.mentions))
    assert HOSTILE == "".join(piece.text for piece in found)
    assert any(piece.fields for piece in found)


def test_a_written_page_is_told_of(file, tmp_path):
    out = tmp_path / "out.html"
    result = CliRunner().invoke(main, ["try", "article", file(ATTACK), "--html", str(out)])
    assert "written" in result.stderr
    assert "<mark" in out.read_text(encoding="utf-8")
