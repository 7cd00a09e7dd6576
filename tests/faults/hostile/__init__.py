"""Everything hostile that may come in: each row tries much, and counts what got through."""
