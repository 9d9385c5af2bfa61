import pytest

from ingest.codes import SectionRole
from ingest.mention.sentences import split


def pieces(text):
    return [text[sentence.char_start : sentence.char_end] for sentence in split(text, "ver_1")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Smith met Gen. Jones. They spoke.", 2),
        ("The U.S. Army left. The rest stayed.", 2),
        ("It fell 2.5 per cent. Then it rose.", 2),
        ("J. R. Hale said so. He left.", 2),
        ("“We did it. It is done,” he said.", 2),
        ("At 4:30 a.m. the guns fell silent.", 1),
        ("no end", 1),
        ("", 0),
        (" \n\n ", 0),
    ],
)
def test_a_full_stop_ends_a_sentence_only_where_one_begins(text, count):
    assert count == len(pieces(text))


def test_paragraphs_are_parted_by_a_blank_line():
    assert [0, 0, 1] == [sentence.para_no for sentence in split("One. Two.\n\nThree.", "ver_1")]


def test_a_text_of_a_line_a_paragraph_has_paragraphs():
    text = "One was hit. Two fell.\nWho did it\nNobody said so.\nThe town was quiet."
    assert [0, 0, 1, 2, 3] == [sentence.para_no for sentence in split(text, "ver_1")]


def test_lines_broken_at_a_width_are_one_paragraph():
    text = "A rocket fell on the town of\nSumy and killed a man.\nNobody claimed the attack on\nthe town, police said."
    assert {0} == {sentence.para_no for sentence in split(text, "ver_1")}


def test_roles_follow_the_form_of_a_paragraph():
    text = "Who did it?\n\nA drone hit a base.\n\nWhat now\n\n“All is well.”\n\nRead more: our guide."
    roles = [sentence.section_role for sentence in split(text, "ver_1")]
    expected = [SectionRole.HEADING, SectionRole.BODY, SectionRole.HEADING, SectionRole.QUOTE, SectionRole.BOILERPLATE]
    assert expected == roles
