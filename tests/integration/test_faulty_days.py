"""Days with kills, full disks, broken feeds, jumping clocks and locked databases end with what quiet days end with."""

import pytest

from tests.integration.faulty_played import played


def same_at_the_end(folder, days, seed):
    whole = played("faulty", folder / "whole", days, 0)
    faulty = played("faulty", folder / "faulty", days, seed)
    assert days < len({row[0] for row in whole["told"]})
    assert len({row[6] for row in whole["told"]}) > days // 2
    assert whole["told"] == faulty["told"], faulty["faults"]
    return faulty


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", (2, *(pytest.param(more, marks=pytest.mark.soak) for more in range(3, 6))))
def test_thirty_days_with_faults_tell_what_thirty_quiet_days_tell(tmp_path, seed):
    faults = same_at_the_end(tmp_path, 30, seed)["faults"]
    assert 6 == len(set(faults) - {None})
