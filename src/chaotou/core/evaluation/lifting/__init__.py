"""The way back from a goal to figures: levers, their curves, the least that must be moved, and its proof."""
