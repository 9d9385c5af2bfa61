"""How many were launched, stopped and got through, in whatever order it is said."""

import pytest

from ingest.codes import Field

WAVES = [
    ("Ukraine's air defence shot down 31 of 38 drones launched at Odesa on Sunday night.", 38, 31, None),
    ("Of the 40 missiles fired at Kyiv on Monday, 35 were intercepted.", 40, 35, None),
    ("Six drones attacked the base in Erbil on Tuesday, one of which hit a hangar.", 6, None, 1),
    ("Both drones were shot down before they reached the airport in Erbil on Tuesday.", 2, 2, 0),
    ("Air defences failed to intercept two missiles that hit a power plant in Odesa on Monday.", None, None, 2),
    (
        "Eight rockets crossed into Israel on Sunday, six of which were intercepted and two of which fell on a farm.",
        8,
        6,
        2,
    ),
    ("Two drones were launched at Erbil on Monday; one was intercepted and the other crashed into a house.", 2, 1, 1),
    ("Three mortar bombs exploded in the sea off Mogadishu on Friday.", 3, None, 0),
]


@pytest.mark.parametrize(("text", "launched", "intercepted", "impacted"), WAVES)
def test_a_wave_is_counted_as_told(read, text, launched, intercepted, impacted):
    found = read(text)
    wanted = {Field.LAUNCHED: launched, Field.INTERCEPTED: intercepted, Field.IMPACTED: impacted}
    for field, expected in wanted.items():
        counted = found.count(field)
        if expected is not None:
            assert expected == counted[1], field


def test_what_fell_into_the_sea_missed(read):
    found = read("Three mortar bombs exploded in the sea off Mogadishu on Friday.")
    assert ["missed"] == found.values(Field.OUTCOME)
