"""The pages on which figures and targets are entered, revised and published."""
