"""Questions that analysts ask, a file of SQL each, over the published database."""
