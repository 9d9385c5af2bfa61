"""Whether documents are seen to tell of an attack, and what is seen in those that tell of none."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from orchestration.evaluation.tally import Tally

Answer = Mapping[str, Any]


def read_templates(paths: Sequence[Path]) -> dict[str, list[dict[str, Any]]]:
    """Document → its gold templates, of files with an object a line: `docid` and `templates`."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {found["docid"]: found["templates"] for found in map(json.loads, lines)}


def is_positive(templates: Sequence[Mapping[str, Any]]) -> bool | None:
    """Whether gold has an attack; null where all that it has is optional, which counts for nobody."""
    if not templates:
        return False
    return None if all(template.get("optional") for template in templates) else True


def detection(answers: Iterable[Answer], gold: Mapping[str, Sequence[Mapping[str, Any]]], *, countable: bool) -> Tally:
    """Documents seen to tell of an actual attack, or of a countable one, beside those that do."""
    found = Tally()
    for answer in answers:
        wanted = is_positive(gold.get(answer["article_id"], ()))
        if wanted is not None:
            given = any(
                one["is_countable"] if countable else one["attack_status"] == "actual" for one in answer["mentions"]
            )
            found.add(int(wanted and given), int(given), int(wanted))
    return found


def countable_sentences(answers: Iterable[Answer], texts: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Document, type and main sentence of every countable mention."""
    for answer in answers:
        for mention in answer["mentions"]:
            if mention["is_countable"]:
                first = mention["sentences"][0]
                text = texts[answer["article_id"]][first["char_start"] : first["char_end"]]
                yield answer["article_id"], mention["event_type"], " ".join(text.split())
