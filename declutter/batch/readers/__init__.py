"""Readers: folders, JSONL, Parquet, WARC and WET files, and standard input to a stream of entries."""
