"""Answers that are dicts or texts and know how a notebook shows them."""

from __future__ import annotations

from typing import Any

from . import _html


class _Answer(dict[str, Any]):
    def _repr_html_(self) -> str:
        return _html.html(self)


class Explanation(_Answer):
    """Why two records are, or are not, the same: `prior` and the weights of all `fields` (bits) add up to `weight`.

    Keys: `left`, `right`, `probability` (as in `pairs`), `own_probability` (by its own values, of which `weight` is made), `weight`, `prior`, `kind`, `summary`, and `fields`, each with `name`, `left`, `right`,
    `level`, `weight`, `rarity`, and `alternatives`: what the other levels would come to (`level`, `weight`, `probability`). `compared`
    says whether the pair was compared; if not, `blocking` has what each rule says of it (`rule`, `proposes`, `reason`, `detail`).
    """

    lang = "id"


class Evaluation(_Answer):
    """How well a linkage agrees with labels.

    Keys: `records`, `true_positives`, `false_positives`, `false_negatives` (pairs), `precision`, `recall`, `f1`, `b_cubed_f1`, each of the
    last four with an `_interval` of 95 % (`low`, `high`); `unknown_labels`; `matches_only` (whether every labelled pair is the same: only recall means something then); `candidates`, `blocking_completeness`; `curve` (rows of
    `threshold`, `found`, `wrong`, `precision`, `recall`, `f1`) and `best_threshold`; `reliability` (rows of `from`, `to`, `pairs`,
    `probability`, `observed`), `calibration_error` over all compared pairs and `calibration_error_shown` over those of at least the
    probability of review; `error_counts` and `errors` (rows of `left`, `right`, `error`, `probability`); for labelled pairs `estimate`:
    precision and recall of all compared pairs, by strata.
    """


class SearchEvaluation(_Answer):
    """How good an order of hits is, by judgements of people.

    Keys: `ndcg` and `mrr` of the first `k` hits, `recall` of the first `depth` (means over the judged questions; one that found nothing
    counts with zeros), `queries` (rows of `query_id` and the same measures) and `kinds` (rows of `type`, `queries` and the means).
    """


class SamplingPlan(_Answer):
    """Which pairs to look at, to know how precise a linkage is.

    Keys: `pairs` (a table as `Linkage.to_review` gives, with `stratum`), `strata` (rows of `from`, `to`, `pairs`, `sample`, `same`),
    `half_width` that is expected for the 95 % interval of precision, and `needed` (how many pairs other half widths ask for).
    """


class Resolution(_Answer):
    """What came of one name.

    Keys: `input`, `status` (`resolved`, `ambiguous`, `unknown`), `code`, `name`, `level`, `region_code`, `joint` (whether the
    candidates are named together), `candidates`, and `partners` where some are named. Candidates have `code`, `name`, `score`,
    `why` in words and `reason` as a stable identifier.
    """


class CampaignReport(_Answer):
    """What a campaign came to, at a day.

    Keys: `campaign`, `as_of`, `figures` (`total` = `running` + `stopped` + `other` + `not_updated`; `updated`, `validated`), `statuses`,
    `agencies` and `provinces` (each with `code`, `name` and the same figures), `stop_reasons`, `last_proof`, `survival`.
    """


class Lineage(_Answer):
    """Who has what from whom. `dot` is the graph in the language of Graphviz.

    Keys: `titles` by id, `edges` (`origin`, `replica`, `kind`: `replication` or `inspired_by`, `region_code`, `place`, `year`,
    `replication`), `regions` (how many different regions each origin spread to) and `years`.
    """

    dot = ""


class MappingDraft(str):
    """A mapping in TOML that a notebook shows as it is: give it to `jipp.read`, or write it to a file and correct it there."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return f"```toml\n{self}\n```"


class Page(str):
    """Markdown that a notebook renders."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return str(self)
