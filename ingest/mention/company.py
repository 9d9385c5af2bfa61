"""Which armed group "the rebels" are: the one that an article has named, while it has named no other."""

from ingest.codes import Certainty, Field
from ingest.mention.actor import Actor
from ingest.mention.codebook import Codebook
from ingest.mention.finding import Finding
from ingest.mention.reading import Reading
from ingest.mention.trigger import Trigger

GROUPS = frozenset({"armed_group"})
THEIRS = frozenset({"the", "these", "those"})


class Company:
    """The armed groups that an article has named so far."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._named: set[str] = set()

    def add(self, reading: Reading) -> None:
        """Take note of the groups that a sentence names."""
        for hit in reading.names:
            self._named |= {name.id for name in hit.values if name.kind == "actor" and self._is_group(name.id)}

    def meant(self, reading: Reading, trigger: Trigger, doer: Actor) -> Finding | None:
        """The group that a class of attackers with its article stands for, as likely; none where several may be."""
        noun = trigger.agent
        if noun is None or doer.actor_id is None or len(self._named) != 1 or not self._is_class(doer.actor_id):
            return None
        if not any(child.lower_ in THEIRS for child in noun.children if child.dep_ == "det"):
            return None
        span = reading.span(doer.start, doer.end)
        return Finding(
            field=Field.ATTACKER, span=span, value=next(iter(self._named)), text=doer.text, certainty=Certainty.LIKELY
        )

    def _is_group(self, actor_id: str) -> bool:
        row = self._codebook.actors[actor_id]
        return row["actor_kind"] in GROUPS and row["is_class"] != "true"

    def _is_class(self, actor_id: str) -> bool:
        return self._codebook.actors[actor_id]["is_class"] == "true"
