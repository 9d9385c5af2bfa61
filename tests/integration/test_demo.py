"""The newsroom from feeds to facts, with the installed wheel, outside the checkout."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.truth_check import read_found
from samples.newsroom.found import slug_of
from samples.newsroom.truth import load_truth
from tests.played import dump


@pytest.fixture
def build(played):
    """Ask the build database."""
    with duckdb.connect(str(played.data / "build.duckdb"), read_only=True) as connection:
        yield lambda query: connection.execute(query).fetchall()


def test_it_runs_from_the_wheel_and_writes_into_its_folder_only(played):
    assert [Path("demo-data")] == [path.relative_to(played.folder) for path in played.folder.iterdir()]
    shipped = [path for path in (played.installed.site / "dbt_project").iterdir() if path.name in ("target", "logs")]
    assert [] == shipped


def test_checks_are_told_and_what_they_found_is_shown(played):
    told = played.installed.run(played.folder, "--data-dir", "demo-data", "checks", "--all")
    lines = {line.split()[1]: line.split()[0] for line in told.splitlines()[1:-2]}
    assert "passed" == lines["the_coder_falls_for_nothing"]
    assert "FAILED" not in lines.values()
    found = played.installed.run(played.folder, "--data-dir", "demo-data", "checks", "dim_actors_has_one_row_per_key")
    assert "0 rows" == found.splitlines()[-1].strip()


def test_it_shows_progress_attacks_three_answers_and_what_to_do_next(played):
    for told in (
        "polling feeds",
        "coding mentions",
        "building facts",
        "samples/newsroom/truth/",
        "attacks found",
        "--verbose shows them",
        "Go on",
        "demo-data dev",
    ):
        assert told in played.output
    assert 3 == played.output.count("\nselect")


def test_every_entry_became_a_version_a_rejection_or_a_failure(build):
    expected = load_truth()["counts"][-1]
    got = build(
        """
        select
            (select count(*) from ingest.entries),
            (select count(*) from ingest.article_versions),
            (select count(*) from ingest.rejections anti join ingest.article_versions using (entry_id)),
            (select count(distinct entry_id) from ingest.failures)
        """
    )
    assert [tuple(expected[name] for name in ("entries", "article_versions", "rejections", "failures"))] == got


def test_rejections_failures_corrections_and_copies_are_the_true_ones(played, build):
    truth = load_truth()
    found = read_found(played.data / "build.duckdb")
    got = [(slug_of(row["link"], row["guid"]), row["reason"] or row["error"]) for row in found.entries]
    expected = {each["entry"]: each["reason"] for each in truth["rejections"]}
    expected |= {each["entry"]: f"http_{each['status']}" for each in truth["failures"]}
    expected |= {each["article"]: "killed" for each in truth["killed"]}
    assert expected == {slug: why for slug, why in got if why}
    kinds = dict(build("select change_kind, count(*) from ingest.article_versions group by all"))
    assert len(truth["corrections"]) == kinds["correction"]
    assert len(truth["retractions"]) == kinds["retraction"]
    assert len(truth["updates"]) == kinds.get("minor", 0) + kinds["live_update"] + kinds["update"]
    assert len(truth["copies"]) == sum(row["near_dup_of"] is not None for row in found.versions)


def test_an_article_that_moved_is_stored_where_it_is(build):
    [moved] = load_truth()["moved"]
    urls = [url for (url,) in build("select canonical_url from ingest.articles where canonical_url is not null")]
    assert [1, 0] == [sum(url.endswith(moved[name]) for url in urls) for name in ("to", "from")]


def test_a_page_is_fetched_once_and_a_dead_one_at_most_three_times(build):
    fetched = dict(build("select url, count(*) from ingest.captures where kind = 'page' group by all"))
    versions = dict(
        build("select link, count(distinct entry_id) from ingest.entries where link is not null group by all")
    )
    dead = {url for (url,) in build("select url from ingest.captures where kind = 'page' and status >= 400")}
    assert {} == {url: times for url, times in fetched.items() if times > (3 if url in dead else versions[url])}


def test_a_feed_that_went_down_is_told_and_comes_back(build):
    rows = build(
        "select error, entry_count from ingest.feed_fetches where source_id = 'fanal_orient' order by polled_at"
    )
    assert [None, None, None, None, "not_feed", None, None, None] == [error for error, _ in rows]
    assert 2 == rows[-1][1]


def test_every_value_stands_in_the_sentence_it_points_at(played):
    rows = played.rows(
        """
        select
            evidence.quote,
            substring(articles.text, evidence.char_start + 1, evidence.char_end - evidence.char_start)
        from marts.fct_evidence as evidence
        inner join marts.dim_articles as articles using (article_version_id)
        """
    )
    assert len(rows) > 50
    assert [] == [row for row in rows if not row[0] or row[0] != row[1]]


def test_an_article_of_the_demo_is_shown_with_its_source_and_its_history_with_what_changed(played):
    [(article_id, name)] = played.rows(
        "select article_id, sources.name from marts.dim_articles inner join marts.dim_sources as sources "
        "using (source_id) where change_kind = 'retraction'"
    )
    shown = played.installed.run(played.folder, "--data-dir", "demo-data", "article", "show", article_id)
    assert name in shown
    history = played.installed.run(played.folder, "--data-dir", "demo-data", "article", "history", article_id)
    assert "{+" in history
    assert "version 2 · retraction" in history


def test_a_second_run_finds_nothing_new_says_so_and_changes_no_row(played):
    before = dump(played.data / "build.duckdb")
    published = (played.data / "published" / "sigact.duckdb").resolve()
    files = sorted(path.name for path in (played.data / "archive").rglob("*"))
    again = played.installed.run(played.folder, "demo")
    assert "Nothing new" in again
    assert before == dump(played.data / "build.duckdb")
    assert published == (played.data / "published" / "sigact.duckdb").resolve()
    assert files == sorted(path.name for path in (played.data / "archive").rglob("*"))


def test_the_published_database_answers_while_the_build_database_is_written(played):
    with duckdb.connect(str(played.data / "build.duckdb")):
        out = played.installed.run(
            played.folder, "--data-dir", "demo-data", "sql", "select count(*) as n from fct_attacks"
        )
    assert str(played.rows("select count(*) from marts.fct_attacks")[0][0]) in out


def test_sql_cannot_reach_outside_the_published_database(played):
    for query in ("select * from read_csv('/etc/passwd')", "attach '/tmp/x.duckdb'", "set enable_external_access=true"):
        done = subprocess.run(
            played.installed.command("--data-dir", "demo-data", "sql", query),
            cwd=played.folder,
            env=played.installed.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert 1 == done.returncode
        assert "Traceback" not in done.stderr


def test_todays_duckdb_shell_opens_the_published_database(played):
    shell = Path(sys.executable).with_name("duckdb")
    if not shell.exists():
        pytest.skip("the duckdb shell (package duckdb-cli) is not installed")
    done = subprocess.run(
        [shell, "-readonly", "-csv", "-noheader", str(played.data / "published" / "sigact.duckdb")],
        input="select count(*) from marts.fct_attacks;",
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(played.rows("select count(*) from marts.fct_attacks")[0][0]) == done.stdout.strip()


@pytest.mark.soak
def test_a_run_killed_in_any_stage_and_started_again_ends_in_the_same_rows(played, tmp_path):
    """kill -9 as each stage begins, five times in one data directory; then a run to the end."""
    for stage in ("fetching pages", "polling feeds", "extracting articles", "coding mentions", "building facts"):
        _kill_at(played.installed, tmp_path, stage)
    played.installed.run(tmp_path, "demo")
    expected, got = dump(played.data / "build.duckdb"), dump(tmp_path / "demo-data" / "build.duckdb")
    assert expected.keys() == got.keys()
    for table, rows in expected.items():
        assert rows == got[table], table


def _kill_at(installed, folder, stage):
    """Start the demo and kill it when it says that a stage begins."""
    process = subprocess.Popen(
        installed.command("demo"),
        cwd=folder,
        env=installed.environment() | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    for line in process.stdout:
        if stage in line:
            break
    process.kill()
    process.wait()
    process.stdout.close()
