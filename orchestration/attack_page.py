"""An attack for a person: what was decided of it, what it is made of, and how each value came about."""

from collections import Counter
from collections.abc import Iterator

from orchestration.deciding import Done
from orchestration.highlight import visible

APPLY = "The facts follow with the next `sigact run`, or now with `sigact attack apply`."


def told(done: Done) -> Iterator[str]:
    """What was decided and what followed from it, line by line."""
    for note in done.notes:
        yield visible(note)
    for each in done.decisions:
        what = f"{each.field} = {each.new_value or 'not known'} (was {each.old_value or 'not known'})"
        named = what if each.field and not each.undoes else each.undoes or each.other_attack_id or ""
        yield visible(f"{each.decision_id}  {each.action} {each.attack_id} {named}".rstrip() + f" by {each.analyst}")
    for change in done.changes:
        told_as = "became part of" if change.change == "merged_into" else "is new, split from"
        yield f"  {change.attack_id} {told_as} {change.other_attack_id}"
    for attack_id, count in sorted(Counter(row.attack_id for row in done.memberships).items()):
        yield f"  {count} mention{'' if count == 1 else 's'} moved to {attack_id}"
    yield APPLY
