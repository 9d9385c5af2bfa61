"""Coders measured against gold: one module a kind of gold, all reading the public answer of `sigact code`."""
