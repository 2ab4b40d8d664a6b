"""Rules of matters: what may be done next, when limits run out, who is reminded, what is counted."""
