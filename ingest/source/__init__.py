"""What we read: the registry of sources, their feeds and wire drops."""
