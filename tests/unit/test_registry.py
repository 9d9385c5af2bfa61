"""The registry is strict: what it does not know is an error that names file, line and the nearest known key."""

import re
from pathlib import Path

import pytest

from ingest.errors import SourceFileError
from ingest.source.load import SHIPPED, SourceFile, load_registry, load_source, read_registry

ROOT = Path(__file__).resolve().parents[2]

GOOD = """\
id: desk
name: The Desk
kind: news_site
homepage: http://desk.example/
language: en
timezone: Asia/Baghdad
scale: National
feeds:
  - http://desk.example/rss
"""


def write(folder, text=GOOD, name="desk.yaml"):
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_source_is_read_whole(tmp_path):
    source = load_source(write(tmp_path))
    assert ("desk", "The Desk", "Asia/Baghdad", None) == (
        source.source_id,
        source.name,
        source.timezone,
        source.country_iso3,
    )
    assert ["http://desk.example/rss"] == [feed.url for feed in source.feeds]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("feeds:", "feedz:"), r"desk\.yaml, line 8: feedz: unknown key; did you mean `feeds`\?"),
        (("name: The Desk\n", ""), r"name: this key is missing"),
        (("kind: news_site", "kind: blog"), r"line 3: kind: Input should be 'agency'"),
        (("Asia/Baghdad", "Asia/Bagdad"), r"line 6: timezone: 'Asia/Bagdad' is no time zone"),
        (("http://desk.example/rss", "desk.example/rss"), r"line 9: feeds\.0: 'desk\.example/rss' is no http"),
        (("http://desk.example/rss", "http://me:pw@desk.example/rss"), r"line 9: .* must not hold a user and password"),
        (("id: desk", "id: other"), r"must be called other\.yaml"),
        ((GOOD, "just words"), r"must hold keys and values"),
        ((GOOD, "a: [1"), r"no readable YAML"),
    ],
)
def test_a_broken_file_is_told_with_its_place(tmp_path, change, told):
    with pytest.raises(SourceFileError, match=told):
        load_source(write(tmp_path, GOOD.replace(*change)))


def test_a_later_folder_replaces_a_source_by_its_id(tmp_path):
    write(tmp_path / "shipped")
    write(tmp_path / "own", GOOD.replace("The Desk", "My Desk"))
    assert ["My Desk"] == [source.name for source in load_registry(tmp_path / "shipped", tmp_path / "own")]


def test_two_sources_cannot_share_a_feed(tmp_path):
    write(tmp_path)
    write(tmp_path, GOOD.replace("id: desk", "id: twin"), "twin.yaml")
    with pytest.raises(SourceFileError, match="belongs to desk already"):
        load_registry(tmp_path)


def test_a_broken_file_costs_its_own_source_only_and_brings_no_older_one_back(tmp_path):
    write(tmp_path / "shipped")
    other = GOOD.replace("id: desk", "id: other").replace("//desk.", "//other.")
    write(tmp_path / "own", other, "other.yaml")
    write(tmp_path / "own", GOOD.replace("name:", "nmae:"))
    registry = read_registry(tmp_path / "shipped", tmp_path / "own")
    assert (["other"], {"desk"}) == ([source.source_id for source in registry.sources], registry.unread)
    assert "did you mean `name`" in str(registry.faults[0])


def test_of_two_that_claim_one_feed_the_users_own_is_left_out(tmp_path):
    write(tmp_path / "shipped")
    write(tmp_path / "own", GOOD.replace("id: desk", "id: another"), "another.yaml")
    registry = read_registry(tmp_path / "shipped", tmp_path / "own")
    assert (["desk"], {"another"}) == ([source.source_id for source in registry.sources], registry.unread)


def test_two_sources_cannot_share_a_wire_folder(tmp_path):
    wired = GOOD.partition("feeds:")[0] + "wire:\n  path: drop\n"
    write(tmp_path, wired)
    write(tmp_path, wired.replace("id: desk", "id: twin"), "twin.yaml")
    with pytest.raises(SourceFileError, match="the wire folder 'drop' is desk's already"):
        load_registry(tmp_path)


@pytest.mark.parametrize("text", ["? {a: b}\n: c\n", "a: !!timestamp 9999-99-99\n", "a: !!python/object:os.system x\n"])
def test_odd_yaml_is_told_as_a_broken_file(tmp_path, text):
    with pytest.raises(SourceFileError, match=r"desk\.yaml"):
        load_source(write(tmp_path, text))


def test_a_folder_that_is_not_there_holds_nothing(tmp_path):
    assert () == load_registry(tmp_path / "nowhere")


def test_every_shipped_source_is_sound():
    assert {"al_jazeera", "bbc_news", "deutsche_welle"} <= {source.source_id for source in load_registry(SHIPPED)}


def test_the_documented_source_is_one_that_is_read_and_shows_every_field(tmp_path):
    document = (ROOT / "docs" / "how-to" / "add-a-source.md").read_text(encoding="utf-8")
    [text] = re.findall(r"```yaml\n(.*?)```", document, re.DOTALL)
    source = load_source(write(tmp_path, text, "the_desk.yaml"))
    assert ("act_iraq_gov", 20, 10, 60, None) == (
        source.party_actor_id,
        source.gap_seconds,
        source.expected_low,
        source.expected_high,
        source.checked_on,
    )
    assert set(SourceFile.model_fields) == set(re.findall(r"^(\w+):", text, re.MULTILINE))
