"""Dagster and the command line: the only place with settings and a clock."""

import gc

# Loading makes a million objects that stay. To look them all through again for every 700 costs a sixth of its time.
gc.set_threshold(50_000, 20, 20)
