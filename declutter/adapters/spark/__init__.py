"""Spark: extraction of a DataFrame of pages, and of WARC files, over Arrow batches. `python -m declutter.adapters.spark` is a ready job.

The pipeline travels to the workers inside the function that Spark sends them. With the weights of the package that is a pickle of less
than a kilobyte: each Python worker reads the weights from its own installation once and keeps them, as Spark reuses its workers. With
weights of your own it is megabytes, and Spark itself broadcasts functions of more than one megabyte, once per executor.
"""

from __future__ import annotations

try:
    import pyspark  # noqa: F401
except ImportError as error:
    raise ImportError("declutter.adapters.spark needs PySpark: pip install 'declutter-web[spark]'") from error

from declutter.adapters.spark.frame import extract_frame
from declutter.adapters.spark.warc import extract_warcs

__all__ = ["extract_frame", "extract_warcs"]
