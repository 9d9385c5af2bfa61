"""Parts of towns by the words behind their names: "the Zeitoun neighbourhood", in a large city also a district."""

import re

from ingest.mention.codebook import Codebook

PART = re.compile(r"\b(?:neighbou?rhood|quarter|suburb|borough|micro-?district)$", re.I)
# One of a city is a part of it; elsewhere a district holds several towns.
DISTRICT = re.compile(r"\bdistrict$", re.I)
BEHIND = re.compile(r"\s(?:neighbou?rhood|quarter|suburb|borough|district|area|market|camp)\b", re.I)


def is_part(name: str) -> bool:
    """Whether a name is that of a part of a town, whatever else bears it."""
    return PART.search(name) is not None


def is_called_so(name: str) -> bool:
    """Whether the name bears the word for what it is, which it keeps where no list knows it."""
    return is_part(name) or DISTRICT.search(name) is not None


def is_within(name: str, place_id: str, codebook: Codebook) -> bool:
    """Whether what is called so may be a part of that town."""
    if place_id not in codebook.places or codebook.places[place_id]["place_type"] != "settlement":
        return False
    return is_part(name) or (DISTRICT.search(name) is not None and codebook.is_city(place_id))


def end(text: str, name_end: int) -> int:
    """Where a name that ends there ends with the word for a part of a town that stands behind it."""
    match = BEHIND.match(text, name_end)
    return match.end() if match is not None else name_end
