"""What was done, by whom, when, before and after: a chain in which every entry seals the one before."""
