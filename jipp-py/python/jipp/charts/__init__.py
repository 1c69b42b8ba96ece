"""Pictures of what jipp finds.

Each function takes a result and gives a `Chart`, a Vega-Lite specification that a notebook draws by itself; nothing has to be installed.
Colours are told apart by people who are colour-blind, and no chart says anything by colour alone. Texts are Indonesian or English.

Examples:
    >>> import jipp
    >>> report = jipp.validate([{"title": "Bank Sampah", "agency": "Pemkot Malang"}], lang="en")
    >>> jipp.charts.completeness(report)
    <Chart: Completeness by field>
"""

from __future__ import annotations

from ._chart import Chart
from ._graph import clusters
from ._index import index_what_if
from ._link import match_weights, precision_recall, reliability, threshold, waterfall
from ._map import replication_spread, status_by_province
from ._report import completeness, findings, survival

__all__ = [
    "Chart",
    "clusters",
    "completeness",
    "findings",
    "index_what_if",
    "match_weights",
    "precision_recall",
    "reliability",
    "replication_spread",
    "status_by_province",
    "survival",
    "threshold",
    "waterfall",
]


def __getattr__(name: str) -> object:
    """For names that are not there, the one that may have been meant."""
    from .._names import of_module

    raise AttributeError(of_module(__name__, name, __all__))
