"""The DuckDB files: the only code that opens them."""
