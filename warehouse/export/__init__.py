"""The marts in the shapes of other vocabularies, one module each, and the files that carry them."""
