"""Laws that hold for whatever the network sends."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.article.sketch import containment, sketch
from ingest.text import join_paragraphs, normalise
from ingest.url import canonicalise, is_web

addresses = st.one_of(
    st.text(max_size=60),
    st.builds(
        "http://{}.example/{}?{}#{}".format,
        st.from_regex(r"[a-zA-Z0-9]{1,8}", fullmatch=True),
        st.text(max_size=20),
        st.text(max_size=20),
        st.text(max_size=20),
    ),
)


@given(addresses)
def test_a_canonical_address_is_its_own_canonical_address(url):
    once = canonicalise(url)
    assert once == canonicalise(once)


@given(addresses)
def test_a_web_address_stays_one(url):
    assert not is_web(url.strip()) or is_web(canonicalise(url))


words = st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True)
queries = st.lists(st.tuples(words, words), max_size=3, unique_by=lambda pair: pair[0])
articles = st.tuples(st.lists(words, min_size=1, max_size=3), queries)


def address(article, tracking=(), fragment=""):
    path, query = article
    keys = "&".join(f"{name}={value}" for name, value in [*query, *tracking])
    return f"https://desk.example/{'/'.join(path)}{'?' if keys else ''}{keys}{fragment}"


@given(articles, articles)
def test_two_articles_that_differ_in_path_or_in_any_ordinary_key_are_never_merged(one, other):
    is_same = canonicalise(address(one)) == canonicalise(address(other))
    assert is_same == (one == other)


@given(
    articles,
    st.lists(st.tuples(st.sampled_from(["utm_source", "fbclid", "gclid", "at_medium", "UTM_x"]), words), max_size=3),
    st.sampled_from(["", "#comments", "#:~:text=shells"]),
)
def test_ways_to_one_article_that_differ_in_tracking_alone_are_merged(article, tracking, fragment):
    assert canonicalise(address(article)) == canonicalise(address(article, tracking, fragment))


@given(articles, words)
def test_a_page_that_a_script_draws_by_its_fragment_is_a_page_of_its_own(article, word):
    assert canonicalise(address(article)) != canonicalise(address(article, fragment=f"#!/{word}"))


@given(st.text())
def test_normalising_twice_changes_nothing(raw):
    once = normalise(raw)
    assert once == normalise(once)


@given(st.lists(st.text(), max_size=8))
def test_a_stored_text_has_no_control_character_and_is_its_own_normal_form(paragraphs):
    text = join_paragraphs(paragraphs)
    assert text == normalise(text)
    assert not any(ord(character) < 32 and character != "\n" for character in text)


@given(st.text())
def test_a_sketch_is_sorted_and_without_repeats(text):
    assert all(one < other for one, other in pairwise(sketch(text)))


@given(st.text(), st.text())
def test_containment_is_a_share_and_the_same_in_both_directions(text, more):
    one, other = sketch(text), sketch(f"{text}\n\n{more}")
    assert containment(one, other) == containment(other, one)
    assert 0.0 <= containment(one, other) <= 1.0
