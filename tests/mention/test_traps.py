"""The texts that no coder may fall for, and what happens to the publication when one does."""

from dataclasses import replace

import pytest

from ingest.mention.code import RulesCoder
from orchestration.settings import load_settings
from orchestration.traps import fall, remembered
from orchestration.workplace import Workplace


@pytest.fixture
def workplace(tmp_path):
    return Workplace(load_settings(data_dir=tmp_path, registry="newsroom"))


class Credulous(RulesCoder):
    """Takes every mention for one of an attack that happened."""

    def code(self, article, now):
        coding = super().code(article, now)
        return replace(coding, mentions=tuple(replace(each, is_countable=True) for each in coding.mentions))


def test_the_coder_falls_for_none(workplace):
    found = fall(workplace)
    assert {} == {trap: wrong for trap, wrong in found.items() if wrong}
    assert 12 <= len(found)


def test_a_coder_that_falls_for_one_is_told_what_it_said(workplace):
    workplace.__dict__["coder"] = Credulous(workplace.codebook)
    assert "attacks: wanted 0, given 1" in fall(workplace)["a_threat_is_no_attack"]


def test_a_coder_is_asked_once(workplace):
    first = remembered(workplace)
    workplace.__dict__["coder"] = Credulous(workplace.codebook)  # of the same version, so that nobody asks it
    assert first == remembered(workplace)
