"""Our own asset checks, beside dbt's tests: each reads like a sentence and names what to do."""

from collections.abc import Iterator

import dagster as dg
import duckdb

from orchestration.assets import key_of
from orchestration.drift import read_share
from orchestration.workplace import Workplace
from warehouse.services import last_polls

_ACCOUNTS = """
select
    count(*) as entries,
    count(versions.entry_id) as versions,
    -- An embargo that has ended leaves its rejection behind.
    count(rejections.entry_id) filter (versions.entry_id is null) as rejections,
    count(failed.entry_id) filter (versions.entry_id is null and rejections.entry_id is null) as failures,
    -- Its page was not asked for yet: its publisher had us wait, or it was asked for a short while ago.
    count(*) filter (
        coalesce(versions.entry_id, rejections.entry_id, failed.entry_id, asked.entry_id) is null
        and entries.link is not null
    ) as waiting
from ingest.entries
left join (select distinct entry_id from ingest.article_versions) as versions using (entry_id)
left join ingest.rejections using (entry_id)
left join (select distinct entry_id from ingest.failures) as failed using (entry_id)
left join (
    select distinct unnest(entry_ids) as entry_id from ingest.captures where kind = 'page'
) as asked using (entry_id)
"""
_CONFLICTS = """
select source_id, guid, version
from ingest.wire_items
where version is not null
group by source_id, guid, version
having count(distinct content_sha256) > 1
order by source_id, guid, version
"""
_SILENT = """
select string_agg(distinct source_id || ' (' || error || ')', ', ' order by source_id || ' (' || error || ')')
from ingest.feed_fetches
where error is not null and polled_at = (select max(polled_at) from ingest.feed_fetches)
"""


_LOST = """
select string_agg(source_id || ' (' || status || ': ' || coalesce(reason, '?') || ')', ', ' order by source_id, url)
from ingest.feed_health
where status in ('quarantined', 'dormant', 'gone')
"""
_MUTE = """
select string_agg(source_id || ' (nothing new since ' || strftime(last_new_at, '%Y-%m-%d') || ')', ', '
    order by source_id)
from ingest.source_health
where is_silent
"""


_STALE = """
select string_agg(
    source_id || ' (' || coalesce('last on ' || strftime(last_ok_at, '%Y-%m-%d'), 'never') || ')', ', '
    order by source_id
)
from ingest.source_health, (select max(polled_at) as until from ingest.feed_fetches)
where asked_count > 0 and coalesce(last_ok_at < until - interval 2 day, true)
"""
_VOLUME = """
select string_agg(
    format('{} ({:.1f} a day, expected {} to {})', source_id, entries_per_day, expected_low, expected_high), ', '
    order by source_id
)
from ingest.source_health
where entries_per_day not between expected_low and expected_high
"""
_OPEN = """
select count(distinct attack_id), string_agg(distinct field, ', ' order by field)
from marts.fct_contradictions
where resolved_by = 'left_open'
"""
_STALE_TOLD = "No usable answer for two days: {}. `sigact sources health` says why."
_VOLUME_TOLD = "More or fewer entries than expected: {}. Look at the feed, or correct `expected` in its file."
# Name of the check → its asset, the share, and what to do when it has drifted.
_DRIFT = {
    "feeds_can_be_read": (
        "feed_fetches", "requests to feeds with a usable answer", "`sigact sources health` names the feeds"
    ),
    "texts_can_be_had": (
        "article_versions", "entries with a text", "look for the reason that has grown in `ingest.rejections`"
    ),
    "attacks_are_found": (
        "mentions", "English texts with an attack", "`sigact try` on one of the new articles shows what is not seen"
    ),
    "names_are_known": (
        "assertions", "attackers and places that no dictionary knows", "fct_unresolved_names lists what to add"
    ),
    "dates_are_known": (
        "mentions", "mentions without a date", "`sigact article` on one of the new articles shows how its time is told"
    ),
}  # fmt: skip


def build_checks() -> list[dg.AssetChecksDefinition]:
    """The checks of the ledger."""
    return [
        _trends(),
        _contradictions_are_resolved(),
        _coder_falls_for_nothing(),
        _registry_is_read(),
        _entries_are_accounted_for(),
        _feeds_answered(),
        _services_answered(),
        _no_feed_is_lost(),
        _no_source_is_silent(),
        _wire_versions_agree(),
    ]


def _trends() -> dg.AssetChecksDefinition:
    """One step for all of them: starting a step costs more than any of these questions."""
    assets = {"sources_are_fresh": "feed_states", "volume_is_as_expected": "entries"} | {
        name: asset for name, (asset, _, _) in _DRIFT.items()
    }
    specs = [dg.AssetCheckSpec(name, asset=key_of(asset), description=_ASKED[name]) for name, asset in assets.items()]

    @dg.multi_asset_check(name="trends", specs=specs)
    def trends(workplace: dg.ResourceParam[Workplace]) -> Iterator[dg.AssetCheckResult]:
        with workplace.locked(), workplace.database() as connection:
            told = {
                "sources_are_fresh": _told(connection, _STALE, _STALE_TOLD),
                "volume_is_as_expected": _told(
                    connection,
                    _VOLUME,
                    _VOLUME_TOLD,
                ),
            }
            shares = {name: read_share(connection, share) for name, (_, share, _) in _DRIFT.items()}
        for name, fault in told.items():
            yield _warned(name, assets[name], fault, "All are.")
        for name, share in shares.items():
            _, what, advice = _DRIFT[name]
            fault = f"Another share of {what} than usual: {share}. {advice[0].upper()}{advice[1:]}."
            well = f"{what[0].upper()}{what[1:]}: {share}."
            yield _warned(name, assets[name], fault if share.has_drifted else None, well)

    return trends


def _contradictions_are_resolved() -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=dg.AssetKey(["marts", "fct_contradictions"]))
    def contradictions_are_resolved(workplace: dg.ResourceParam[Workplace]) -> dg.AssetCheckResult:
        """No contradiction between origins is left open."""
        with workplace.locked(), workplace.database() as connection:
            [(attacks, fields)] = connection.execute(_OPEN).fetchall()
        return dg.AssetCheckResult(
            passed=attacks == 0,
            severity=dg.AssetCheckSeverity.WARN,
            description=f"Left open in {attacks} attacks: {fields}. fct_contradictions lists them; an analyst decides "
            "with `sigact attack set`."
            if attacks
            else "None is left open.",
            metadata={"attacks": attacks},
        )

    return contradictions_are_resolved


_ASKED = {
    "sources_are_fresh": "Every source that is asked has given a usable answer within two days.",
    "volume_is_as_expected": "Every source brings as many entries a day as its file in the registry expects.",
    "feeds_can_be_read": "As many feeds as usual give a usable answer.",
    "texts_can_be_had": "As many entries as usual give a text.",
    "attacks_are_found": "As many English texts as usual tell of an attack.",
    "names_are_known": "As many attackers, places and sites as usual are in the dictionaries.",
    "dates_are_known": "As many mentions as usual have a date.",
}


def _told(connection: duckdb.DuckDBPyConnection, query: str, sentence: str) -> str | None:
    fault = connection.execute(query).fetchall()[0][0]
    return None if fault is None else sentence.format(fault)


def _warned(name: str, asset: str, fault: str | None, well: str) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=name,
        asset_key=key_of(asset),
        passed=fault is None,
        severity=dg.AssetCheckSeverity.WARN,
        description=fault or well,
    )


def _entries_are_accounted_for() -> dg.AssetChecksDefinition:
    @dg.asset_check(
        asset=key_of("article_versions"),
        additional_deps=[key_of("entries"), key_of("rejections"), key_of("failures")],
        blocking=True,
    )
    def entries_are_accounted_for(workplace: dg.ResourceParam[Workplace]) -> dg.AssetCheckResult:
        """Every entry became an article version, a rejection with its reason or a failure, or waits for its page."""
        with workplace.locked(), workplace.database() as connection:
            entries, versions, rejections, failures, waiting = connection.execute(_ACCOUNTS).fetchall()[0]
        lost = entries - versions - rejections - failures - waiting
        return dg.AssetCheckResult(
            passed=lost == 0,
            description=f"{entries} entries = {versions} article versions + {rejections} rejections + {failures} "
            f"failures + {waiting} that wait for their page"
            + ("." if lost == 0 else f", and {lost} lost: run again, a killed run leaves such entries."),
            metadata={
                "entries": entries,
                "versions": versions,
                "rejections": rejections,
                "failures": failures,
                "waiting": waiting,
            },
        )

    return entries_are_accounted_for


def _coder_falls_for_nothing() -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=key_of("coding_runs"), blocking=True)
    def the_coder_falls_for_nothing(workplace: dg.ResourceParam[Workplace]) -> dg.AssetCheckResult:
        """The coder reads the texts of samples/traps rightly; asked once per coder and codebook version."""
        from orchestration.traps import remembered  # noqa: PLC0415 - half a second that loading need not wait for the coder

        with workplace.locked():
            found = remembered(workplace)
        wrong = {trap: faults for trap, faults in found.items() if faults}
        told = "; ".join(f"{trap} ({', '.join(faults)})" for trap, faults in wrong.items())
        return dg.AssetCheckResult(
            passed=not wrong,
            description=f"Nothing is published, for what this coder fell for: {told}. Mend its words or rules."
            if wrong
            else f"None of {len(found)} texts misled it.",
            metadata={"traps": len(found), "wrong": len(wrong)},
        )

    return the_coder_falls_for_nothing


def _wire_versions_agree() -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=key_of("wire_items"))
    def wire_versions_agree(workplace: dg.ResourceParam[Workplace]) -> dg.AssetCheckResult:
        """No agency has sent two different texts under one version of an item."""
        with workplace.locked(), workplace.database() as connection:
            conflicts = connection.execute(_CONFLICTS).fetchall()
        told = "; ".join(f"{source} {guid} version {version or 'not given'}" for source, guid, version in conflicts[:5])
        return dg.AssetCheckResult(
            passed=not conflicts,
            severity=dg.AssetCheckSeverity.WARN,
            description=f"Different texts under one version, the one received last counts: {told}. Ask the agency."
            if conflicts
            else "Every version was sent with one content.",
            metadata={"conflicts": len(conflicts)},
        )

    return wire_versions_agree


def _services_answered() -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=key_of("wire_polls"))
    def every_wire_service_answered(workplace: dg.ResourceParam[Workplace]) -> dg.AssetCheckResult:
        """Every agency's service gave a page that could be read when it was last asked."""
        with workplace.locked(), workplace.database() as connection:
            faulty = {name: poll.error for name, poll in sorted(last_polls(connection).items()) if poll.error}
        told = "; ".join(f"{name}: {error}" for name, error in faulty.items())
        return dg.AssetCheckResult(
            passed=not faulty,
            severity=dg.AssetCheckSeverity.WARN,
            description=f"Without a usable answer: {told}. `sigact status` says what to do."
            if faulty
            else "All answered.",
        )

    return every_wire_service_answered


def _feeds_answered() -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=key_of("feed_fetches"))
    def every_feed_answered(workplace: dg.ResourceParam[Workplace]) -> dg.AssetCheckResult:
        """Every feed gave a usable answer when it was last asked."""
        with workplace.locked(), workplace.database() as connection:
            faults = connection.execute(_SILENT).fetchall()[0][0]
        return dg.AssetCheckResult(
            passed=faults is None,
            severity=dg.AssetCheckSeverity.WARN,
            description=f"Without a usable answer: {faults}. Look at their addresses." if faults else "All answered.",
        )

    return every_feed_answered


def _registry_is_read() -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=key_of("sources"))
    def every_file_of_the_registry_can_be_read(workplace: dg.ResourceParam[Workplace]) -> dg.AssetCheckResult:
        """No source is left out for a fault in its file."""
        faults = workplace.registry.faults
        return dg.AssetCheckResult(
            passed=not faults,
            severity=dg.AssetCheckSeverity.WARN,
            description=f"Left out: {'; '.join(map(str, faults))}. Correct the file; the next run asks it again."
            if faults
            else f"All {len(workplace.sources)} sources are read.",
            metadata={"left_out": len(faults)},
        )

    return every_file_of_the_registry_can_be_read


def _no_feed_is_lost() -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=key_of("feed_states"))
    def no_feed_is_lost(workplace: dg.ResourceParam[Workplace]) -> dg.AssetCheckResult:
        """No feed is quarantined, dormant or gone."""
        return _warning(workplace, _LOST, "Given up for now: {}. `sigact sources health` says why.", "None is.")

    return no_feed_is_lost


def _no_source_is_silent() -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=key_of("feed_states"))
    def no_source_is_silent(workplace: dg.ResourceParam[Workplace]) -> dg.AssetCheckResult:
        """No source has brought nothing for four times as long as is usual with it."""
        return _warning(workplace, _MUTE, "Silent for longer than usual: {}.", "None is.")

    return no_source_is_silent


def _warning(workplace: Workplace, query: str, told: str, well: str) -> dg.AssetCheckResult:
    """A query that names what is not as it should be, or gives NULL."""
    with workplace.locked(), workplace.database() as connection:
        faults = connection.execute(query).fetchall()[0][0]
    return dg.AssetCheckResult(
        passed=faults is None,
        severity=dg.AssetCheckSeverity.WARN,
        description=well if faults is None else told.format(faults),
    )
