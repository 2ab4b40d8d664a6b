"""What is done with meetings: one function an act."""
