"""How sure ranks are: what is uncertain, drawn many times, and what the ranks depend on."""
