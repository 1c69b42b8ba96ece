# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 09 On a cluster
#
# The same work with Apache Spark, where one machine is too small: `pip install 'jipp[spark]'`, Java 17. Here Spark runs on this machine
# with two worker processes. Without pyspark or Java this notebook says so and ends.

# %%

import importlib.util
import os
import shutil
import sys
from typing import Any

import jipp

jipp.set_lang("en")
able = importlib.util.find_spec("pyspark") is not None and bool(shutil.which("java") or os.environ.get("JAVA_HOME"))
spark: Any = None
print("Spark can start" if able else "skipped: pyspark or Java is missing")

# %%
if able:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.shuffle.partitions", "2").config("spark.driver.host", "127.0.0.1").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")

# %% [markdown]
# ## Names to codes, rows to findings
# Both go row by row through the workers as Arrow batches.

# %%
if able:
    names = spark.createDataFrame([("Pemkot Surabaya",), ("Kemenkes",), ("Bandung",)], "name string")
    jipp.spark.resolve(names, "name").select("name", "resolved_status", "resolved_code").show()
    rows = spark.createDataFrame(
        [("x1", "Bank Sampah", "Pemkot Malang"), ("x2", "", "Pemkot Malang")], "external_id string, title string, agency string"
    )
    jipp.spark.validate(rows, as_of="2026-11-21", select="ID", id="external_id", lang="en").select("id", "code", "message").show(
        truncate=60
    )

# %% [markdown]
# ## Score pairs
# Blocking and grouping are joins; jipp compares. The weights were learned from a sample on one machine.

# %%
settings = {
    "blocking": [{"columns": ["town"]}],
    "comparison": [
        {"column": "name", "levels": [{"kind": "exact"}, {"kind": "jaro-winkler", "min": 0.9}]},
        {"column": "town", "levels": [{"kind": "exact"}]},
    ],
    "clustering": {"method": "components", "threshold": 0.5},
}
people = [
    {"id": str(number), "name": name, "town": town}
    for number, (name, town) in enumerate(
        [("siti aminah", "malang"), ("siti aminnah", "malang"), ("budi santoso", "blora"), ("budi", "malang")] * 3
    )
]
model = jipp.dedupe(people, settings, id="id").model
if able:
    pairs = spark.createDataFrame(
        [("siti aminah", "siti aminnah", "malang", "malang")], "name_l string, name_r string, town_l string, town_r string"
    )
    jipp.spark.score_pairs(pairs, settings, model).select("name_l", "name_r", "levels", "probability").show()

# %% [markdown]
# `jipp.spark.dedupe` does the whole: keys and joins, counts for the learning, comparison, connected components. With settings that do not
# need the whole table at once it gives what `jipp.dedupe` gives on one machine; `jipp-py/tests/test_spark.py` holds it to that.

# %%
if able:
    spark.stop()
