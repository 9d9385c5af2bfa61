"""What a wire sends first: a line or two, as short as a headline, and a whole article all the same."""

import pytest


@pytest.mark.parametrize(
    ("text", "event_type", "site_id", "killed"),
    [
        ("Drone strikes Camp Taji north of Baghdad, two soldiers killed", "drone_attack", "st_taji", [2]),
        ("Drone strikes Camp Taji north of Baghdad, two soldiers killed.", "drone_attack", "st_taji", [2]),
        ("BAGHDAD (LNA) - Rockets hit Ain al-Asad air base, officials say.", "missile_or_rocket", "st_asad", []),
    ],
)
def test_a_flash_tells_its_attack(read, text, event_type, site_id, killed):
    found = read(text, title=text)
    tolls = [best for (harm, _), (*_, best, _) in found.tolls().items() if harm == "killed"]
    assert ([site_id], event_type, killed) == (found.values("site"), str(found.only.event_type), tolls)
