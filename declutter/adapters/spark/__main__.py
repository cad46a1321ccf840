"""A ready job: ``python -m declutter.adapters.spark IN… OUT`` reads Parquet or WARC files and writes Parquet."""

from __future__ import annotations

import argparse
import sys
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from pyspark.sql import SparkSession

from declutter import Options
from declutter.adapters.spark import extract_frame, extract_warcs
from declutter.options import FOCUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyspark.sql import DataFrame

WARCS = (".warc", ".warc.gz", ".warc.zst", ".wet", ".wet.gz")
LISTS = (".paths", ".paths.gz", ".txt")  # one path per line, as Common Crawl publishes them
# Pages that Spark sends a Python worker at once: 64 of 100 KB are 6 MB. Spark's own default is 10,000, a gigabyte of HTML.
ARROW_ROWS = "64"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the job; the exit code is 0 unless Spark fails."""
    args = parser().parse_args(argv)
    session = SparkSession.builder.appName("declutter").config("spark.sql.execution.arrow.maxRecordsPerBatch", ARROW_ROWS).getOrCreate()
    also = [name for name in ("markdown", "links") if getattr(args, name)]
    made = result(session, args, also)
    made.write.mode(args.mode).parquet(args.out)
    counts = session.read.parquet(args.out).groupBy("status").count().orderBy("status").collect()
    print(*(f"{row['status']}: {row['count']}" for row in counts), sep="\n")
    session.stop()
    return 0


def result(session: SparkSession, args: argparse.Namespace, also: Sequence[str]) -> DataFrame:
    """The extracted pages of the arguments' input."""
    options = Options(focus=args.focus)
    files = [file for name in args.input for file in warc_files(name)]
    if files:
        return extract_warcs(session, files, pipeline=options, also=also)
    df = session.read.parquet(*args.input)
    if args.partitions:
        df = df.repartition(args.partitions)
    return extract_frame(df, args.html, args.url, id=args.id, keep=args.keep, pipeline=options, also=also)


def warc_files(name: str) -> list[str]:
    """The WARC files that an argument stands for: itself, those of a folder or a pattern, or the lines of a list; none for Parquet."""
    if name.endswith(WARCS):
        return sorted(glob(name)) or [name]
    if name.endswith(LISTS) and Path(name).is_file():
        import gzip

        text = gzip.decompress(Path(name).read_bytes()) if name.endswith(".gz") else Path(name).read_bytes()
        return [line.strip() for line in text.decode().splitlines() if line.strip()]
    return sorted(str(path) for path in Path(name).glob("*") if path.name.endswith(WARCS)) if Path(name).is_dir() else []


def parser() -> argparse.ArgumentParser:
    """The job's arguments."""
    made = argparse.ArgumentParser(prog="python -m declutter.adapters.spark", description="Extract pages on Spark; write Parquet.")
    made.add_argument(
        "input", nargs="+", metavar="IN", help="Parquet, or WARC files: paths, folders, patterns, or a list of paths (.paths)"
    )
    made.add_argument("out", metavar="OUT", help="folder of Parquet files to write")
    made.add_argument("--html", default="html", help="column of the page (default: html)")
    made.add_argument("--url", default="url", help="column of its address (default: url)")
    made.add_argument("--id", help="column that tells the pages apart (default: that of the address)")
    made.add_argument("--keep", nargs="*", default=[], metavar="COLUMN", help="other columns to carry over")
    made.add_argument("--focus", choices=FOCUSES, default="balanced", help="what to favour in doubt (default: balanced)")
    made.add_argument("--markdown", action="store_true", help="write the Markdown of the text too")
    made.add_argument("--links", action="store_true", help="write the addresses of the links in the text too")
    made.add_argument(
        "--partitions", type=int, default=0, help="partitions to spread the pages of Parquet over (default: as they are read)"
    )
    made.add_argument("--mode", choices=("error", "overwrite", "append"), default="error", help="when OUT exists (default: error)")
    return made


if __name__ == "__main__":
    sys.exit(main())
