"""Words with which an outlet says that it corrected or took back an article."""

from dataclasses import replace

import pytest

from ingest.article.changes import Change
from ingest.article.notices import correction_notes, is_retracted


@pytest.mark.parametrize(
    "note",
    [
        "An earlier version of this article misstated the toll.",
        "This story has been corrected to say that four died.",
        "Correction: four died, not three.",
        "CORRECTED: four died.",
        "(Corrects the toll in the first paragraph.)",
        "Korrektur: Vier Menschen starben.",
        "Fe de errores: murieron cuatro.",
        "Une première version de cet article donnait un bilan erroné par erreur.",
        "تصحيح: قتل أربعة",
    ],
)
def test_a_note_of_correction_is_found(note):
    assert {note} == correction_notes(f"Shells fell on a market.\n\n{note}")


@pytest.mark.parametrize(
    "text",
    ["The minister corrected himself.", "He called for a correction of the borders.", "The army (correctly) said so."],
)
def test_other_corrections_are_no_note(text):
    assert frozenset() == correction_notes(text)


def test_an_article_is_taken_back_in_its_title_or_its_text():
    assert is_retracted("RETRACTED: Shells fall", "Text.")
    assert is_retracted(None, "This article has been taken down because its source was false.")
    assert not is_retracted("Army retracted its statement", "The army withdrew its report on Monday.")


def test_growth_needs_what_stood_there():
    grown = Change(kept=100, removed=0, added=60)
    assert (True, False) == (grown.is_growth, replace(grown, removed=20).is_growth)
