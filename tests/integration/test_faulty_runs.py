"""Days through Dagster with kills, full disks, broken feeds, jumping clocks and locked databases publish what one quiet
run publishes."""

import pytest

from tests.integration.faulty_played import played


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", (1, *(pytest.param(more, marks=pytest.mark.soak) for more in range(2, 5))))
def test_three_days_through_dagster_with_faults_publish_the_facts_of_one_run_without(tmp_path, seed):
    """Eight faults and four runs to the end, each with dbt: some two minutes of processor time."""
    whole = played("faulty_runs", tmp_path / "whole", 0)
    faulty = played("faulty_runs", tmp_path / "faulty", seed)
    assert 8 == sum(map(len, faulty["faults"]))
    assert (9, 12) == (len(whole["facts"]["fct_attacks"]), len(whole["told"]))
    assert whole == faulty | {"faults": whole["faults"]}, faulty["faults"]
