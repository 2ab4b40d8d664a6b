"""What every page shares: the base template, the stylesheet, charts, number formats, page helpers."""
