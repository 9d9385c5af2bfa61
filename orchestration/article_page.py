"""An article's coding as one self-contained page: the text with its evidence marked, a card a mention.

Everything that comes from outside is escaped, and the page may load and run nothing.
"""

from collections.abc import Iterator
from html import escape

from ingest.mention.coded import CodedArticle, CodedMention
from orchestration.highlight import STYLES, pieces, visible
from orchestration.show_article import values

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body { font: 16px/1.55 system-ui, sans-serif; color: #1c1c1c; background: #fbfaf7; margin: 0; }
main { display: grid; grid-template-columns: minmax(0, 3fr) minmax(18rem, 2fr); gap: 2rem; max-width: 80rem;
       margin: 0 auto; padding: 1.5rem; }
@media (max-width: 60rem) { main { grid-template-columns: minmax(0, 1fr); } }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1rem; margin: 0 0 .5rem; }
.note { color: #5c5c5c; font-size: .9rem; }
article p { overflow-wrap: anywhere; }
section { background: #fff; border: 1px solid #ddd8cc; border-radius: 6px; padding: .8rem 1rem; margin-bottom: 1rem; }
dl { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .2rem .6rem; margin: 0; font-size: .92rem; }
dt { color: #5c5c5c; }
dd { margin: 0; overflow-wrap: anywhere; }
mark { color: inherit; border-radius: 2px; padding: 0 .1em; }
.uncounted { opacity: .75; }
"""


def page(text: str, answer: CodedArticle, title: str | None = None) -> str:
    """The page as HTML."""
    heading = _safe(title or answer.article_id or "article")
    told = _safe(f"{answer.status}" + (f": {answer.reason}" if answer.reason else ""))
    coder = _safe(f"{answer.coder.name} {answer.coder.version}, codebook {answer.coder.codebook_version}")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{heading}</title>\n<style>{_STYLE}{''.join(_colours())}</style>\n</head>\n<body>\n<main>\n"
        f'<article>\n<h1>{heading}</h1>\n<p class="note">{told} · {coder}</p>\n'
        f"{''.join(_text(text, answer))}</article>\n"
        f"<aside>\n{''.join(_cards(answer))}</aside>\n</main>\n</body>\n</html>\n"
    )


def _safe(text: str) -> str:
    return escape(visible(text))


def _colours() -> Iterator[str]:
    for name, (_, colour) in STYLES.items():
        yield f".{name} {{ background: {colour}; }}\n"


def _text(text: str, answer: CodedArticle) -> Iterator[str]:
    """The paragraphs; a mark lies inside one piece, so that marks never cross."""
    at = 0
    for paragraph in text.split("\n"):
        start, at = at, at + len(paragraph) + 1
        if paragraph.strip():
            marked = "".join(_mark(piece.text, piece.fields) for piece in pieces(text, start, at - 1, answer.mentions))
            yield f"<p>{marked}</p>\n"


def _mark(text: str, fields: tuple[str, ...]) -> str:
    if not fields:
        return _safe(text)
    return f'<mark class="{fields[0]}" title="{_safe(", ".join(fields))}">{_safe(text)}</mark>'


def _cards(answer: CodedArticle) -> Iterator[str]:
    for mention in sorted(answer.mentions, key=lambda one: not one.is_countable):
        yield _card(mention)
    if answer.aggregate_statements:
        told = "".join(f"<p>{_safe(one.text)}</p>" for one in answer.aggregate_statements)
        yield f"<section><h2>in bulk</h2>{told}</section>\n"
    if not answer.mentions:
        yield '<section><p class="note">No attack is told here.</p></section>\n'


def _card(mention: CodedMention) -> str:
    kind = "" if mention.is_countable else f" · {mention.attack_status}, not counted"
    rows = "".join(f"<dt>{_safe(name)}</dt><dd>{_safe(value)}</dd>" for name, value in values(mention))
    css = "counted" if mention.is_countable else "uncounted"
    return f'<section class="{css}"><h2>{_safe(mention.event_type + kind)}</h2><dl>{rows}</dl></section>\n'
