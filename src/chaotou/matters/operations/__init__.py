"""What is done with matters: one function an act."""
