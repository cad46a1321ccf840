"""Step 1: what each source of a page claims about it: JSON-LD, meta tags, scripts, markup, visible lines, its address."""
