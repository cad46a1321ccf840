"""Training: labelled pages -> weights files. ``python -m declutter.training --help``; the runtime never imports it."""
