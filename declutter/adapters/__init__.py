"""Adapters to crawlers and cluster engines; each module needs the extra of its name."""
