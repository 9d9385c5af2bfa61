"""Who signs an article, from the places where pages say it."""

import json

import pytest

from ingest.article.byline import read_byline
from ingest.article.head import read_head
from ingest.article.parse import parse
from ingest.article.structured import describe

SITE = {"@type": "NewsMediaOrganization", "@id": "#desk", "name": "The Desk"}
ANN, BEN = {"@type": "Person", "name": "Ann Salim"}, {"@type": "Person", "givenName": "Ben", "familyName": "Aziz"}
MARKED = "<div class='byline'>By <a rel='author' href='/ann'>Ann Salim</a></div>"


def signed(author=None, metas=(), body="", site=SITE):
    article = {"@type": "NewsArticle", "datePublished": "2026-03-09", "publisher": {"@id": "#desk"}}
    graph = [article | ({"author": author} if author is not None else {}), site]
    named = "".join(f"<meta name='author' content='{name}'>" for name in metas)
    data = f"<script type='application/ld+json'>{json.dumps({'@graph': graph})}</script>"
    tree = parse(f"<html><head>{named}{data}</head><body><h1>Shells fall</h1>{body}</body></html>".encode(), None)
    return read_byline(tree, describe(tree), read_head(tree))


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        (ANN, "Ann Salim"),
        ([ANN, BEN], "Ann Salim; Ben Aziz"),
        ([ANN, [BEN]], "Ann Salim; Ben Aziz"),
        ("By Ann Salim", "Ann Salim"),
        ({"@id": "#desk"}, "The Desk"),
        ([{"@type": "Organization", "name": "Sable News"}, {"@id": "#desk"}], "Sable News"),
        (None, None),
        ([None, 7, {"name": {"a": 1}}], None),
    ],
)
def test_the_description_names_persons_and_offices_and_points_to_others(author, byline):
    assert byline == signed(author)


def test_an_agency_that_the_head_alone_names_stands_beside_the_authors():
    assert "Desk staff; Sable News Agency" == signed({"name": "Desk staff"}, ["Sable News Agency"])


def test_a_head_that_repeats_an_author_adds_nothing_and_neither_does_the_name_of_the_site():
    assert "Ann Salim" == signed(ANN, ["Parent House", "Ann Salim"])
    assert "Ann Salim" == signed(ANN, ["The Desk Online"])
    assert "Ann Salim" == signed(None, ["Ann Salim", "https://desk.example/ann"])


def test_the_markup_is_asked_where_nothing_else_names_a_writer():
    assert "Ann Salim" == signed(body=MARKED)
    assert "Ann Salim" == signed({"@id": "#desk"}, body=MARKED)
    assert signed(body=f"<aside class='related'>{MARKED}</aside>") is None
