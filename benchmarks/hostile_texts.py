"""How long the coder takes over texts that nobody wrote to be read, and how that grows with their length.

python benchmarks/hostile_texts.py
python benchmarks/hostile_texts.py --only "attack " --length 2000000
"""

import argparse
import json
from time import process_time

from orchestration.coding import Coding

STRUCK = "A drone struck Camp Taji on Tuesday, killing two soldiers and wounding dozens, officials said"
FILLED = "Hamas fired rockets at Camp Taji and the attack killed {} people. "
UNITS = {
    "one word": "attack ",
    "one letter": "a",
    "full stops": ".",
    "digits": "7",
    "numbers": "1 ",
    "nested quotes": "“",
    "brackets": '("',
    "quotes": '"An attack," he said. ',
    "no end of sentence": f"{STRUCK} and ",
    "one sentence again": f"{STRUCK}. ",
    "paragraphs": f"{STRUCK}.\n\n",
    "capitals": f"{STRUCK}. ".upper(),
    "control characters": "\x00\x01",
    "right to left": "\u202eقصف ",
    "emoji": "\U0001f680 attack ",
    "accents": "a\u0301",
    "HTML": "<p class='x'>attack</p>&nbsp;",
    "initials": "U.S. ",
    "heads of dispatches": "BAGHDAD, March 4 (X) -- ",
    "of what is of": FILLED.format("attack of " * 100),
    "long lists": FILLED.format("soldiers and " * 90),
    "many numbers": FILLED.format("two hundred and " * 70),
    "many dates": FILLED.format("Monday, March 4, " * 65),
    "many names": FILLED.format("the Islamic Resistance in Iraq " * 36),
}
LONGEST_RATIO = 3.0
A_MOMENT = 0.5  # seconds under which a ratio says nothing


def seconds(coding: Coding, text: str) -> tuple[float, str]:
    line = json.dumps({"article_id": "a", "text": text, "language": "en"}).encode()
    begun = process_time()
    answer = json.loads(coding.line(1, line))
    return process_time() - begun, answer["status"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--length", type=int, default=1_000_000, help="characters of the longer text")
    parser.add_argument("--only", help="this text again and again")
    given = parser.parse_args()
    coding = Coding()
    seconds(coding, f"{STRUCK}.")
    print(f"{'':<22}{given.length // 2:>10,}{given.length:>12,}  ratio")
    for name, unit in ({given.only: given.only} if given.only else UNITS).items():
        text = (unit * (given.length // len(unit) + 1))[: given.length]
        half, _ = seconds(coding, text[: given.length // 2])
        whole, status = seconds(coding, text)
        is_bad = whole > A_MOMENT and whole / half > LONGEST_RATIO
        print(f"{name:<22}{half:>9.2f}s{whole:>11.2f}s{whole / half:>7.1f}  {status}{'  TOO STEEP' if is_bad else ''}")


if __name__ == "__main__":
    main()
