"""How rows are written, numbered, found and paged, on either database; whatever they stand for."""
