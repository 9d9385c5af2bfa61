"""Dagster and the command line: the only place with settings and a clock."""
