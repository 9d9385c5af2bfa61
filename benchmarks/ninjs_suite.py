"""How many files of IPTC's ninjs test suite are judged right: those that must pass, and those that must fail.

python benchmarks/ninjs_suite.py FOLDER

FOLDER holds a folder a version, such as 2.1, with should_pass and should_fail. Each file is judged by the version of
its folder, then by what the file says itself: few of them name their version.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ingest.source.tame_json import load_value
from ingest.source.wire.ninjs_rules import Version, departures

_NEWEST_OF = {"1": (1, 6), "2": (2, 2), "3": (3, 1)}


def version_of(folder: str) -> Version:
    """The version that a folder is named after; a draft's is the newest of its generation."""
    major, _, minor = folder.partition(".")
    return (int(major), int(minor)) if minor.isdigit() else _NEWEST_OF[major]


def judge(path: Path, version: Version | None) -> list[str]:
    """What is wrong with a file."""
    try:
        return departures(load_value(path.read_bytes()), version)
    except ValueError as error:
        return [f"not readable JSON: {error}"]


def cases(folder: Path) -> Iterator[tuple[Path, bool]]:
    """The files of a suite, and whether each must pass."""
    for path in sorted(folder.glob("*/should_*/*.json")):
        yield path, path.parent.name == "should_pass"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    found = list(cases(folder))
    for by_folder in (True, False):
        right, wrong = Counter[bool](), []
        for path, must_pass in found:
            told = judge(path, version_of(path.parent.parent.name) if by_folder else None)
            right[must_pass] += (not told) == must_pass
            if (not told) != must_pass:
                wrong.append((path.relative_to(folder), "; ".join(told) or "no rule of ours is broken"))
        total = Counter(must_pass for _, must_pass in found)
        how = "the version of the folder" if by_folder else "what the file says itself"
        passed, failed = (f"{right[must]} of {total[must]}" for must in (True, False))
        print(f"by {how}: {passed} that must pass, {failed} that must fail")
        for name, why in wrong:
            print(f"  {name}: {why}")


if __name__ == "__main__":
    main()
