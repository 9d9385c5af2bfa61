"""Our own asset checks, beside dbt's tests: each reads like a sentence and names what to do."""

import dagster as dg

from orchestration.assets import key_of
from orchestration.workplace import Workplace
from warehouse.services import last_polls

_ACCOUNTS = """
select
    count(*) as entries,
    count(versions.entry_id) as versions,
    -- An embargo that has ended leaves its rejection behind.
    count(rejections.entry_id) filter (versions.entry_id is null) as rejections,
    count(failed.entry_id) filter (versions.entry_id is null and rejections.entry_id is null) as failures
from ingest.entries
left join (select distinct entry_id from ingest.article_versions) as versions using (entry_id)
left join ingest.rejections using (entry_id)
left join (select distinct entry_id from ingest.failures) as failed using (entry_id)
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


def build_checks() -> list[dg.AssetChecksDefinition]:
    """The checks of the ledger."""
    return [
        _entries_are_accounted_for(),
        _feeds_answered(),
        _services_answered(),
        _no_feed_is_lost(),
        _no_source_is_silent(),
        _wire_versions_agree(),
    ]


def _entries_are_accounted_for() -> dg.AssetChecksDefinition:
    @dg.asset_check(
        asset=key_of("article_versions"),
        additional_deps=[key_of("entries"), key_of("rejections"), key_of("failures")],
        blocking=True,
    )
    def entries_are_accounted_for(workplace: dg.ResourceParam[Workplace]) -> dg.AssetCheckResult:
        """Every entry became an article version, a rejection with its reason, or a failure that is tried again."""
        with workplace.locked(), workplace.database() as connection:
            entries, versions, rejections, failures = connection.execute(_ACCOUNTS).fetchall()[0]
        lost = entries - versions - rejections - failures
        return dg.AssetCheckResult(
            passed=lost == 0,
            description=f"{entries} entries = {versions} article versions + {rejections} rejections + {failures} "
            f"failures" + ("." if lost == 0 else f", and {lost} lost: run again, a killed run leaves such entries."),
            metadata={"entries": entries, "versions": versions, "rejections": rejections, "failures": failures},
        )

    return entries_are_accounted_for


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
