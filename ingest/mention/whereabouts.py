"""Which place a name means in one article, and where an attack was that names no place of its own."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from math import log10

from ingest.mention.codebook import Codebook, Name
from ingest.mention.gazetteer import GazetteerPlace, fold
from ingest.mention.names import Hit, words
from ingest.mention.reading import Span
from ingest.records import CodableArticle, Sentence

LONGEST = 60_000
REACH = 3
# Nothing in the text speaks for its country: only a city so large, and so much larger than its namesakes; where the
# text is of other countries, larger still; a small one where no other place has its name and the text names no country.
CITY = 100_000
AHEAD, FAR_AHEAD = 10, 20
SETTLED = frozenset({"settlement", "adm2", "adm3"})
# How much must speak for the country of a text, and by how much more than for any other.
SURE, SURE_BY = 3, 2
# A heading or label of one place: "KHARKIV REGION", "In Sumy region:", "Kherson oblast —".
LABEL = re.compile(
    r"(?:[\u2022*#-]\s*)?(?:in\s+)?(?:the\s+)?(?P<name>[A-Z][\w'\u2019-]+(?:[ -][\w'\u2019-]+){0,3}?)"
    r"\s*(?:(?P<mark>:|\s[\u2013\u2014]|\.(?=\s+[A-Z]))|[.:]?\s*$)"
)
AREA = re.compile(
    r"\s*(?:(?:region|oblast|province|governorate|district|city|town|county|state|sector|front|direction|axis)s?)?",
    re.I,
)
# "The government in Kinshasa": where somebody speaks, and no town that the text is about.
SEAT = re.compile(r"\b(?:governments?|authorities|officials?|ministry|embassy|diplomats?|officers?) (?:in|of) $", re.I)
FAR = 24
# What a word for a site may refer back to.
KINDS = {
    "military_base": ("military_base", "air_base"),
    "air_base": ("air_base", "military_base"),
    "diplomatic_facility": ("diplomatic_facility", "consulate", "embassy"),
}
Named = tuple[str | None, str, Span]


class Whereabouts:
    """The places of one article: those it names, its dateline, and what was told of last."""

    def __init__(self, article: CodableArticle, sentences: Sequence[Sentence], codebook: Codebook) -> None:
        self._article = article
        self._sentences = sentences
        self._codebook = codebook
        self._told: list[tuple[int, Named]] = []

    def resolve(self, name: str, beside: Sequence[str] = ()) -> str | None:
        """The id of the place that a name means; `beside` are places named with it. NULL where nothing decides."""
        found = self._codebook.places.named(name)
        weighed = sorted(
            ((self._weight(one, place, beside), -number, one) for number, (one, place) in enumerate(found)),
            reverse=True,
        )
        if not weighed:
            return None
        weight, number, place_id = weighed[0]
        place = found[-number][1]
        if place.country_iso3 in self._countries:
            tied = len(weighed) > 1 and weighed[1][0] > weight - 0.5
            return None if tied else place_id
        rivals = [other.population or 0 for _, other in found if other is not place]
        ahead = FAR_AHEAD if self._countries else AHEAD
        people = place.population or 0
        is_city = people >= max(CITY, ahead * max(rivals, default=0)) and (place.is_main_name or not rivals)
        is_alone = not rivals and place.is_main_name and not self._countries
        is_word = fold(name) in self._codebook.stopwords
        return place_id if (is_city or is_alone) and not is_word else None

    def choose(self, ids: Sequence[str], name: str = "") -> str:
        """Of reviewed places that share a name the one in a country of the article.

        A province of another country than the text is of gives way to a town of that name in the text's own.
        """
        countries = self._countries
        best = max(ids, key=lambda one: countries[self._codebook.places[one].get("country_iso3", "")])
        row = self._codebook.places[best]
        own = next((iso3 for iso3, _ in countries.most_common(1)), "")
        is_abroad = countries[own] >= SURE_BY * countries[row.get("country_iso3", "")]
        if not name or row["place_type"] != "adm1" or row.get("country_iso3") == own or not is_abroad:
            return best
        town = self.resolve(name)
        return town if town is not None and self._codebook.places[town].get("country_iso3") == own else best

    def capital(self, country_iso3: str | None) -> str | None:
        """The capital of a country; without one, of the dateline's or else of the country named most."""
        wanted = country_iso3 or next((iso3 for iso3, _ in self._countries.most_common(1)), None)
        return self._codebook.capitals.get(wanted or "")

    def land(self, sent_no: int) -> Named | None:
        """The country that the text is of, by what names it or lies in it; none where two could be meant."""
        most = self._countries.most_common(2)
        if not most or most[0][1] < SURE or (len(most) > 1 and most[0][1] < SURE_BY * most[1][1]):
            return None
        iso3 = most[0][0]
        place_id = self._codebook.places.country(iso3)
        hits = [hit for hit in self._hits if any(self._country(name) == iso3 for name in hit.values)]
        if place_id is None or not hits:
            return None
        end = self._sentences[sent_no].char_end
        hit = next((hit for hit in reversed(hits) if hit.start < end), hits[0])
        number = next(one.sent_no for one in self._sentences if hit.start < one.char_end)
        return place_id, self._article.text[hit.start : hit.end], Span(number, hit.start, hit.end)

    def heading(self, sent_no: int) -> Named | None:
        """The place that a heading gives to the items below it: "KHARKIV REGION", "Kharkiv region: …"."""
        found = None
        for number, named in self._headings:
            found = named if number <= sent_no else found
        return found

    def told(self, sent_no: int, place_id: str | None, text: str, span: Span) -> None:
        """Keep a place at which an attack was told to be."""
        self._told.append((sent_no, (place_id, text, span)))

    def settlement(self, sent_no: int) -> Named | None:
        """The town named last before a sentence: what "the city" refers to."""
        for sentence in reversed(self._sentences[max(0, sent_no - 2 * REACH) : sent_no]):
            for place_id, text, span in reversed(self._named_in(sentence)):
                if SEAT.search(self._article.text, max(0, span.start - FAR), span.start):
                    continue
                if place_id is None or self._codebook.places[place_id]["place_type"] in SETTLED:
                    return place_id, text, span
        return self.dateline

    def site(self, kind: str, sent_no: int) -> str | None:
        """The site of a kind that the article named last before a sentence or in it."""
        end = self._sentences[sent_no].char_end
        for hit in reversed([hit for hit in self._hits if hit.start < end]):
            for name in hit.values:
                if name.kind == "site" and self._codebook.sites[name.id]["site_type"] in KINDS.get(kind, (kind,)):
                    return name.id
        return None

    def inherited(self, sentence: Sentence) -> Named | None:
        """Where an attack was that its sentence places nowhere: as the one told before, else in the dateline."""
        above = max((no for no, _ in self._headings if no <= sentence.sent_no), default=0)
        near = (named for no, named in reversed(self._told) if no >= above and 0 <= sentence.sent_no - no <= REACH)
        return next(near, None) or self.heading(sentence.sent_no) or (self.dateline if self._is_of_dateline() else None)

    def _is_of_dateline(self) -> bool:
        """Whether the text is of the dateline's country: a dispatch from Moscow on Lima happened in neither."""
        place_id = self.dateline[0] if self.dateline else None
        if place_id is None:
            return self.dateline is not None
        own = self._codebook.places[place_id].get("country_iso3", "")
        return self._told_countries[own] >= max(self._told_countries.values(), default=0)

    @cached_property
    def dateline(self) -> Named | None:
        """The place of the dateline, as it stands in the text, else in its first words."""
        name = (self._article.dateline or "").strip()
        if not name or not self._sentences:
            return None
        hits = self._codebook.name_index.find(name)
        ids = [one.id for hit in hits for one in hit.values if one.kind == "place"]
        at = self._article.text.find(name.split(",")[0])
        first = self._sentences[0]
        span = Span(first.sent_no, at, at + len(name.split(",")[0])) if 0 <= at < first.char_end else None
        span = span or Span(first.sent_no, first.char_start, first.char_end)
        text = name.split(",")[0].title() if name.isupper() else name.split(",")[0]
        return (ids[0] if ids else self.resolve(text)), text, span

    @property
    def timezone(self) -> str | None:
        """That of the dateline, where it is known."""
        return self._codebook.timezone(self.dateline[0]) if self.dateline else None

    def _weight(self, place_id: str, place: GazetteerPlace, beside: Sequence[str]) -> float:
        line = self._codebook.ancestors(place_id)
        return (
            8.0 * any(one in line for one in beside)
            + 4.0 * any(one in self._named for one in line[1:-1])
            + min(self._countries[place.country_iso3], 6.0)
            + place.is_main_name
            + log10(place.population or 1) / 2
        )

    @cached_property
    def _countries(self) -> Counter[str]:
        """How much speaks for each country: places and actors that the text names, its dateline most."""
        found = Counter(self._told_countries)
        for hit in self._codebook.name_index.find(self._article.dateline or ""):
            for name in hit.values:
                if name.kind == "place" and (iso3 := self._codebook.places[name.id].get("country_iso3")):
                    found[iso3] += 5
        return found

    @cached_property
    def _told_countries(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for hit in self._hits:
            for name in hit.values:
                if iso3 := self._country(name):
                    found[iso3] += 2 if name.kind == "place" else 1
        return found

    def _country(self, name: Name) -> str | None:
        table = {"place": self._codebook.places, "actor": self._codebook.actors}.get(name.kind, {})
        return table[name.id].get("country_iso3") if name.id in table else None

    @cached_property
    def _headings(self) -> list[tuple[int, Named]]:
        """The headings and labels that are the name of a place and nothing else, where there are several."""
        text, found = self._article.text, list[tuple[int, Named]]()
        for sentence in self._sentences:
            label = LABEL.match(text, sentence.char_start, sentence.char_end)
            is_whole = label is not None and label.end() >= sentence.char_end
            if label is None or (not is_whole and label["mark"] is None):
                continue
            start, end = label.span("name")
            hits = [
                hit for hit in self._hits if hit.start == start and AREA.fullmatch(self._article.text, hit.end, end)
            ]
            ids = [name.id for hit in hits for name in hit.values if name.kind == "place"]
            if ids:
                called = text[hits[0].start : hits[0].end]
                span = Span(sentence.sent_no, hits[0].start, hits[0].end)
                found.append(
                    (sentence.sent_no, (self.choose(ids), called.title() if called.isupper() else called, span))
                )
        return found if len(found) > 1 else []

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(name.id for hit in self._hits for name in hit.values if name.kind == "place")

    @cached_property
    def _hits(self) -> list[Hit[Name]]:
        text = self._article.text[:LONGEST]
        return self._codebook.name_index.find(text, words(text))

    def _named_in(self, sentence: Sentence) -> list[Named]:
        inside = (hit for hit in self._hits if sentence.char_start <= hit.start < sentence.char_end)
        found = [
            (name.id, self._article.text[hit.start : hit.end], Span(sentence.sent_no, hit.start, hit.end))
            for hit in inside
            for name in hit.values
            if name.kind == "place"
        ]
        return [*found, *(named for no, named in self._told if no == sentence.sent_no)]
