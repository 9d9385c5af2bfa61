"""Dagster's event log with its connections kept: what it writes is where Dagster's own would look for it."""

import dagster as dg
from dagster._core.storage.event_log import SqliteEventLogStorage

from orchestration.events import _KEPT, KeptEventLog
from orchestration.home import open_instance
from orchestration.settings import load_settings


@dg.asset
def number():
    return dg.MaterializeResult(metadata={"is": 7})


def test_events_are_read_by_a_reader_of_dagsters_own_while_the_connections_are_open(tmp_path):
    settings = load_settings(registry="newsroom", data_dir=tmp_path)
    with open_instance(settings) as instance:
        runs = [dg.materialize([number], instance=instance).run_id for _ in range(_KEPT + 2)]
        log = instance.event_log_storage
        assert (True, _KEPT) == (isinstance(log, KeptEventLog), len(log._engines))
        stock = SqliteEventLogStorage(str(settings.dagster_home / "history" / "runs"))
        for run_id in runs:
            told = [record.event_log_entry for record in stock.get_records_for_run(run_id).records]
            assert len(told) == len(instance.all_logs(run_id))
        assert runs[-1] == instance.get_latest_materialization_event(number.key).run_id
    assert {} == dict(log._engines)


def test_all_events_can_be_forgotten_and_written_again(tmp_path):
    with open_instance(load_settings(registry="newsroom", data_dir=tmp_path)) as instance:
        dg.materialize([number], instance=instance)
        instance.event_log_storage.wipe()
        assert instance.get_latest_materialization_event(number.key) is None
        run = dg.materialize([number], instance=instance)
        assert run.run_id == instance.get_latest_materialization_event(number.key).run_id
