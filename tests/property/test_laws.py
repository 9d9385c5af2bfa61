"""Laws that hold for whatever the network sends."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.article.sketch import containment, sketch
from ingest.attack.reference import Reference
from ingest.attack.resolve import resolve
from ingest.attack.score import score
from ingest.codes import EventType
from ingest.records import ResolvableMention
from ingest.text import join_paragraphs, normalise
from ingest.url import canonicalise, is_web

NOW = datetime(2026, 3, 9, 5, tzinfo=UTC)
REFERENCE = Reference(
    parent_of={"city": "country", "town": "country"},
    place_of_site={"base": "city", "airport": "city", "port": "town"},
    related_sites=frozenset({frozenset({"base", "airport"})}),
    class_of_weapon={"uav": "drone", "rocket": "missile_rocket"},
)

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


@st.composite
def mentions(draw):
    number = draw(st.integers(0, 10**6))
    start = draw(st.none() | st.integers(0, 6).map(lambda days: NOW + timedelta(days=days)))
    return ResolvableMention(
        mention_id=f"m{number}",
        article_id=f"a{number % 5}",
        article_version_id=f"v{number % 7}",
        near_dup_of=draw(st.none() | st.just("v1")),
        published_at=draw(st.none() | st.just(NOW + timedelta(days=7))),
        event_type=draw(st.sampled_from(list(EventType))),
        occurred_start=start,
        occurred_end=start and start + timedelta(days=1),
        place_id=draw(st.sampled_from([None, "city", "town", "country"])),
        site_id=draw(st.sampled_from([None, "base", "airport", "port"])),
        attacker_id=draw(st.sampled_from([None, "x", "y"])),
        weapon_type=draw(st.sampled_from([None, "uav", "rocket", "unknown"])),
        launched=draw(st.none() | st.integers(0, 3)),
    )


@given(mentions(), mentions())
def test_a_score_is_the_same_from_either_side(one, other):
    assert score(one, other, REFERENCE) == score(other, one, REFERENCE)


@given(st.lists(mentions(), unique_by=lambda mention: mention.mention_id, max_size=12), st.randoms())
def test_resolution_does_not_depend_on_the_order_within_a_batch(batch, random):
    shuffled = random.sample(batch, len(batch))
    assert resolve(batch, [], REFERENCE, NOW) == resolve(shuffled, [], REFERENCE, NOW)


@given(st.lists(mentions(), unique_by=lambda mention: mention.mention_id, max_size=12))
def test_every_mention_gets_one_attack_and_one_article_never_tells_it_twice(batch):
    memberships = resolve(batch, [], REFERENCE, NOW).memberships
    assert sorted(mention.mention_id for mention in batch) == sorted(each.mention_id for each in memberships)
    version_of = {mention.mention_id: mention.article_version_id for mention in batch}
    told = [(each.attack_id, version_of[each.mention_id]) for each in memberships]
    assert len(told) == len(set(told))


@given(st.lists(mentions(), unique_by=lambda mention: mention.mention_id, min_size=1, max_size=12))
def test_what_is_assigned_keeps_its_attack_when_more_comes(batch):
    """An id survives: the second resolution issues none that the first did."""
    first = resolve(batch[:-1], [], REFERENCE, NOW)
    attack_of = {each.mention_id: each.attack_id for each in first.memberships}
    stored = [(mention, attack_of[mention.mention_id]) for mention in batch[:-1]]
    second = resolve(batch[-1:], stored, REFERENCE, NOW)
    assert not {each.attack_id for each in first.identities} & {each.attack_id for each in second.identities}
    assert [batch[-1].mention_id] == [each.mention_id for each in second.memberships]
