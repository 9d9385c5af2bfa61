"""The one normalisation of text, canonical addresses, and keys."""

import pytest
from lxml import html

from ingest.keys import key
from ingest.markup import text_of
from ingest.text import count_words, join_paragraphs, normalise
from ingest.url import canonicalise, is_homepage, is_same_site, is_web, join


def test_control_and_direction_characters_never_reach_a_stored_text():
    assert "red [31mtext" == normalise("red \x1b[31m\u202etext\u200b")


def test_joiners_that_persian_and_emoji_need_are_kept():
    assert "می\u200cخواهم" == normalise("می\u200cخواهم")


def test_every_kind_of_space_becomes_one_space():
    assert "a b c" == normalise("a\u00a0\u2003b \t c")


def test_paragraphs_are_single_lines_with_a_blank_line_between():
    assert "one two\n\nthree" == join_paragraphs(["one\ntwo", "  ", "three"])


def test_words_are_counted_in_any_script():
    assert 4 == count_words("two words, كلمتان هنا")


def test_tracking_keys_go_and_ids_stay():
    assert "http://a.example/x?id=7" == canonicalise("http://a.example/x?utm_source=rss&id=7&fbclid=1#top")


def test_credentials_never_stay_in_an_address():
    assert "http://a.example/x" == canonicalise("http://user:secret@a.example/x")


def test_a_fragment_stays_where_it_names_a_page():
    assert canonicalise("http://a.example/#/one") != canonicalise("http://a.example/#/two")


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "//", "http://", "http://a:99999/", "ftp://a/b"]
)
def test_what_is_no_web_address_is_none(link):
    assert None is join("not a base", link) or not is_web(link)


def test_a_relative_link_is_joined_to_its_base():
    assert "http://a.example/b/c" == join("http://a.example/b/", " c ")


def test_a_link_loses_the_user_and_password_that_it_carries():
    assert "http://a.example/b" == join("http://a.example/", "http://me:secret@a.example/b")


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("http://www.a.example/1", "https://a.example/2", True),
        ("http://m.bbc.co.uk/1", "https://www.bbc.co.uk/1", True),
        ("http://a.example/", "http://b.example/", False),
        ("http://bbc.co.uk/", "http://itv.co.uk/", False),
        ("http://one.blogspot.com/", "http://other.blogspot.com/", False),
        ("http://www.one.blogspot.com/", "http://one.blogspot.com/", True),
        ("http://192.0.2.1/", "http://192.0.2.2/", False),
        ("nothing", "nothing", False),
    ],
)
def test_a_site_is_a_registered_domain_and_each_tenant_of_a_hosting_service_is_one(one, other, is_one):
    assert is_one is is_same_site(one, other)


def test_a_front_page_is_no_article_address():
    assert is_homepage("http://a.example/")
    assert not is_homepage("http://a.example/?p=1")


def test_a_key_tells_null_from_empty_and_one_split_from_another():
    keys = {key("x", "ab", "c"), key("x", "a", "bc"), key("x", "abc"), key("x", None), key("x", ""), key("x")}
    assert 6 == len(keys)


def test_a_key_is_the_digest_of_its_parts_and_nothing_else():
    # sha256 of b"1:x" and b"-", computed apart from the project
    assert "art_d627457f746dd6aad64d" == key("art", "x", None)


def test_a_line_break_parts_words_and_what_nobody_sees_is_left_out():
    tree = html.fragment_fromstring("<div>one<br>two<b>th</b>ree<script>x()</script> <!-- no --> four</div>")
    assert "one twothree four" == text_of(tree)


def test_ten_thousand_nested_elements_are_read_without_recursion():
    tree = html.fragment_fromstring("<div>" + "<a>" * 10_000 + "x", parser=html.HTMLParser(huge_tree=True))
    assert "x" == text_of(tree)


@pytest.mark.parametrize(
    ("one", "other"),
    [("?id=%FF&utm_source=a", "?id=%FE&utm_source=a"), ("?pk_id=1", "?pk_id=2"), ("?a=1", "?a=2&utm_medium=x")],
)
def test_different_pages_stay_different(one, other):
    assert canonicalise(f"http://a.example/{one}") != canonicalise(f"http://a.example/{other}")


def test_a_query_without_values_is_merged_with_its_tracked_twin():
    assert canonicalise("http://a.example/?123") == canonicalise("http://a.example/?123&utm_source=a")


@pytest.mark.parametrize("url", ["http://" + "é" * 70 + ".org/", "http://.", "http://]", "http://\x8e", "http://s["])
def test_a_host_that_cannot_be_one_stops_nothing(url):
    assert isinstance(canonicalise(url), str)
    assert not is_same_site(url, "http://a.example/")
    assert is_homepage(url) in (True, False)


def test_a_mark_that_a_dropped_character_kept_apart_is_joined_to_its_letter():
    assert "é" == normalise("e\u200b\u0301")


def test_a_lone_surrogate_is_no_text():
    assert "ab" == normalise("a\ud800b")
