"""Subject codes of IPTC in their several spellings → qcodes."""

import re

_MEDIATOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
_SUBJECTCODES = "http://cv.iptc.org/newscodes/subjectcode/"
_NUMBER = re.compile(r"\d{8}")
_FIRST_OF_ITS_OWN = "20000000"


def subject_code(code: str) -> str | None:
    """A media topic as "medtop:20000056", one of the older subject codes as "subj:16009000"; None for all others.

    A bare number from 20000000 on is a media topic: the older codes end before.
    """
    short = code.strip().replace(_MEDIATOPICS, "medtop:").replace(_SUBJECTCODES, "subj:")
    if _NUMBER.fullmatch(short):
        return f"{'medtop' if short >= _FIRST_OF_ITS_OWN else 'subj'}:{short}"
    scheme, _, number = short.partition(":")
    return short if scheme in ("medtop", "subj") and _NUMBER.fullmatch(number) else None
