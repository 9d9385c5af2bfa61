"""Markup inside feeds and wire files → plain text and paragraphs."""

from lxml import html
from lxml.etree import ParserError

from ingest.markup import text_of
from ingest.text import join_paragraphs, normalise

_IS_BLOCK = "(self::p or self::h2 or self::h3 or self::li or self::blockquote)"


def plain(markup: str | None) -> str | None:
    """The words of a fragment of HTML on one line, or None where it has none."""
    tree = _tree(markup) if markup else None
    return (text_of(tree) or None) if tree is not None else None


def paragraphs(markup: str) -> str | None:
    """The paragraphs of a fragment or document of HTML, or None where it has no words."""
    tree = _tree(markup)
    if tree is None:
        return None
    blocks = tree.xpath(f".//*[{_IS_BLOCK} and not(.//*[{_IS_BLOCK}])]")  # the innermost: nothing is told twice
    texts = [text_of(block) for block in blocks] or [text_of(tree)]
    return join_paragraphs(texts) or None


def lines_of(told: str) -> tuple[str, ...]:
    """The paragraphs of a text that may be markup or plain: then each line is one."""
    text = paragraphs(told) if "</" in told else join_paragraphs(told.splitlines())
    return tuple(text.split("\n\n")) if text else ()


def _tree(markup: str) -> html.HtmlElement | None:
    try:
        return html.fragment_fromstring(normalise(markup), create_parent="div")
    except (ParserError, ValueError, AssertionError):
        return None
