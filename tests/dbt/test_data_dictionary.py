"""docs/data-dictionary.md says what the models say."""

from tools.data_dictionary import PAGE, page


def test_the_data_dictionary_is_current(built):
    assert page(built.json("manifest.json")) == PAGE.read_text(encoding="utf-8"), "run make docs"
