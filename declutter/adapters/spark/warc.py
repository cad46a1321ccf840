"""Extraction of WARC files on Spark: one file per task, read as a stream."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, cast

import pyarrow as pa
from pyspark.sql.types import StringType, StructField, StructType

from declutter.adapters.arrow import batches, rows_for
from declutter.adapters.spark.frame import spark_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyspark.sql import DataFrame, SparkSession

    from declutter import Options, Pipeline
    from declutter.adapters.arrow import Rows


def extract_warcs(
    spark: SparkSession, paths: Sequence[str], *, pipeline: Pipeline | Options | None = None, also: Sequence[str] = ()
) -> DataFrame:
    """The main text and the metadata of every page of some WARC or WET files.

    A file is one partition, and its task reads it as a stream: neither the file nor its pages ever stand in memory together.

    Args:
        spark: the session.
        paths: files that every executor can open under the same name, or addresses that fsspec opens (``s3://…``, ``https://…``).
        pipeline: a pipeline, or its options.
        also: ``"markdown"`` and ``"links"``, for what a row has only on request.

    Returns:
        A DataFrame with ``id`` (``WARC-Record-ID``), ``address`` (``WARC-Target-URI``), ``file``, the columns of ``Document.to_dict()`` and
        ``error``. A page that cannot be extracted has the status ``"error"``, and so has the rest of a file that is damaged. A file that
        cannot be opened fails its task, so that Spark tries it again.
    """
    made = rows_for(pipeline, also)
    own = ("id", "address", "file")
    schema = pa.schema([*(pa.field(name, pa.string()) for name in own), *made.fields()])

    def extract_files(iterator: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for given in iterator:
            for number in given.column("id").to_pylist():
                yield from batches(warc_rows(names[number], made), schema)

    names = [*paths]
    files = spark.range(0, len(names), 1, max(1, len(names)))  # one number per partition, which no repartitioning by hash warrants
    return files.mapInArrow(extract_files, StructType([*(StructField(name, StringType()) for name in own), *spark_fields(made)]))


def warc_rows(path: str, made: Rows) -> Iterator[dict[str, Any]]:
    """A row for every page of a WARC or WET file."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    with opened(path) as stream:
        records = ArchiveIterator(stream, record_types=kinds)
        while True:
            try:
                found = next(records, None)
            except Exception as error:  # damaged from here on; what came before it is kept
                yield {"id": None, "address": None, "file": path, **made.failed(None, error)}
                return
            if found is None:
                return
            address = found.headers.get("WARC-Target-URI")
            yield {"id": found.record_id, "address": address, "file": path, **made.of(found, address)}


def opened(path: str) -> IO[bytes]:
    """A file, or what stands at an address, as a stream of bytes."""
    if "://" not in path:
        return open(path, "rb")
    try:
        import fsspec
    except ImportError as error:
        raise ImportError(f"{path} needs fsspec: pip install 'declutter-web[spark]'") from error
    return cast("IO[bytes]", fsspec.open(path, "rb").open())
