"""Readers: folders, JSONL, Parquet and WARC to a stream of entries."""
