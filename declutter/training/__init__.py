"""Training: truth -> labels, pages -> signals, both -> weights. ``python -m declutter.training``; the runtime never imports it."""
