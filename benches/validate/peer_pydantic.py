"""The 20 rules as a Pydantic model.

    python peer_pydantic.py records.csv --findings findings.csv [--in-memory]

Each row is validated on its own and all its errors are collected. What Pydantic's core can check alone (length, pattern) is left to
it; the rest of the rules for one field are validators that raise the code of the rule. Rules between fields are a method of the
model: a model validator could raise one error only, and would not run at all for a row with a wrong field; such a row is validated
again without its wrong fields. Rules across rows (ID-06) are a loop beside the model.

A field has at most one error, so a text with a telephone number and a script would count once; the generated rows have one fault
each. Between the fields, a wrong field counts as missing: STS-02 is told for a stopped innovation whose reason holds an e-mail
address, where jipp sees a reason with a masked address (a few rows in 100,000). TXT-05: as in `peer_polars.py`, sections must be
equal but for case and punctuation.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any

import pydantic
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

import rules
from peer import main

Finding = tuple[int, str, str, Any]

search_trial = re.compile(rules.TRIAL_TITLE).search
search_untidy = re.compile(rules.UNTIDY_TITLE).search
search_active = re.compile(rules.ACTIVE_CONTENT).search
search_email = re.compile(rules.EMAIL).search
# quick to tell: nine digits, near each other
search_digits = re.compile(r"\d(?:[ .()-]{0,2}\d){8}").search
search_number = re.compile(f"{rules.PHONE}|{rules.IDENTITY_NUMBER}").search
award_years = re.compile(rules.AWARD_YEAR).findall
words = re.compile(r"[a-z0-9]+").findall

THIS_YEAR = rules.AS_OF[:4]
EARLIEST = str(rules.EARLIEST_YEAR)
LIMIT = {length: rules.AS_OF[:length] for length in (4, 7, 10)}
OFFERED = {field: {(code, year) for code, years in codes.items() for year in years} for field, codes in rules.OFFERED.items()}
#: The errors of Pydantic's core that stand for a rule.
RULE_OF = {"string_too_long": "ID-02", "string_pattern_mismatch": "ID-05"}


def broken(rule: str) -> PydanticCustomError:
    return PydanticCustomError(rule, "rule broken")  # type: ignore[arg-type]


def public(text: str) -> str:
    if ("@" in text and search_email(text)) or (search_digits(text) and search_number(text)):
        raise broken("PII-01")
    return text


def told(text: str) -> str:
    if len(text) < 12 and text.lower() in rules.PLACEHOLDERS:
        raise broken("TXT-03")
    if "<" in text and search_active(text):
        raise broken("TXT-04")
    return public(text)


def good_title(title: str) -> str:
    if len(title) < 12 and title.lower() in rules.PLACEHOLDERS:
        raise broken("ID-01")
    if search_trial(title):
        raise broken("ID-03")
    if search_untidy(title) or (title.count('"') + title.count("“") + title.count("”")) % 2:
        raise broken("ID-04")
    return public(title)


def day(text: str) -> str:
    """A date known to the year, the month or the day. It stays a text, so that dates compare at the coarser precision."""
    try:
        if len(text) not in LIMIT:
            raise ValueError
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        raise broken("DAT-01") from None
    return text


def year_of(text: str) -> int:
    return int(day(text)[:4])


def awarded(text: str) -> str:
    if any(year > THIS_YEAR for year in award_years(text)):
        raise broken("DAT-03")
    return text


class Coded:
    """A validator for the codes of a field."""

    def __init__(self, field: str) -> None:
        self.spellings = rules.SPELLINGS[field]

    def __call__(self, text: str) -> str:
        code = self.spellings.get(text.lower())
        if code is None:
            raise broken("CLS-01")
        return code


Section = Annotated[str, AfterValidator(told)]
Day = Annotated[str, AfterValidator(day)]


class Innovation(BaseModel):
    """A row of the table; empty cells are left out."""

    model_config = ConfigDict(str_strip_whitespace=True)

    external_id: str | None = None
    nri: Annotated[str, Field(pattern=rules.NRI)] | None = None
    title: Annotated[str, Field(max_length=rules.LONGEST_TITLE), AfterValidator(good_title)] | None = None
    agency: Annotated[str, AfterValidator(public)] | None = None
    unit: Annotated[str, AfterValidator(public)] | None = None
    region: Annotated[str, AfterValidator(public)] | None = None
    year: Annotated[str, AfterValidator(year_of)] | None = None
    sector: Annotated[str, AfterValidator(public)] | None = None
    kipp_group: str | None = None
    kipp_category: str | None = None
    stage: Annotated[str, AfterValidator(Coded("stage"))] | None = None
    classification: Annotated[str, AfterValidator(Coded("classification"))] | None = None
    sdgs: str | None = None
    trial_date: Day | None = None
    implementation_date: Day | None = None
    development_date: Day | None = None
    summary: Section | None = None
    background: Section | None = None
    objective: Section | None = None
    novelty: Section | None = None
    design: Section | None = None
    impact: Section | None = None
    benefit: Section | None = None
    adaptability: Section | None = None
    replicates: Annotated[str, AfterValidator(public)] | None = None
    status: Annotated[str, AfterValidator(Coded("status"))] | None = None
    status_reason: Annotated[str, AfterValidator(public)] | None = None
    awards: Annotated[str, AfterValidator(awarded)] | None = None
    video: str | None = None
    images: str | None = None

    def faults(self) -> Iterator[tuple[str, str, Any]]:
        """What is wrong between the fields: rule, field, value."""
        yield from self._dates()
        if self.kipp_group or self.kipp_category:
            yield from self._offered()
        if self.sdgs:
            yield from self._goals(self.sdgs)
        group = rules.SPELLINGS["kipp_group"].get((self.kipp_group or "").lower())
        if not self.replicates and rules.REPLICATION in (self.classification, group):
            yield "CLS-08", "replicates", None
        if self.status and not self.status_reason:
            if self.status in rules.STOPPED:
                yield "STS-02", "status_reason", self.status
            elif self.status == rules.DEVELOPED and not self.development_date:
                yield "STS-03", "status", self.status
        yield from self._repeated()

    def _dates(self) -> Iterator[tuple[str, str, Any]]:
        earlier = None
        for field in rules.DATES:
            date = getattr(self, field)
            if not date:
                continue
            if date > LIMIT[len(date)]:
                yield "DAT-03", field, date
            if date < EARLIEST:
                yield "DAT-04", field, date
            if earlier and date[: len(earlier)] < earlier[: len(date)]:
                yield "DAT-02", field, date
            earlier = date
        if self.year and self.year > int(THIS_YEAR):
            yield "DAT-03", "year", self.year
        if self.year and self.year < rules.EARLIEST_YEAR:
            yield "DAT-04", "year", self.year
        needed = rules.STAGE_DATES.get(self.stage or "")
        if needed and not getattr(self, needed):
            yield "DAT-05", needed, None

    def _offered(self) -> Iterator[tuple[str, str, Any]]:
        """Codes that depend on the year; years of which nothing is known are left alone."""
        for field in rules.OFFERED:
            value = getattr(self, field)
            if not value or (self.year and self.year not in rules.KNOWN_YEARS[field]):
                continue
            code = rules.SPELLINGS[field].get(value.lower())
            if not code or (self.year and (code, self.year) not in OFFERED[field]):
                yield "CLS-01", field, value

    def _goals(self, cell: str) -> Iterator[tuple[str, str, Any]]:
        goals = [goal.strip() for goal in cell.split(";")]
        for goal in goals:
            if goal not in rules.SPELLINGS["sdgs"]:
                yield "CLS-01", "sdgs", goal
        if len(set(goals)) < len(goals):
            for goal in dict.fromkeys(goals):
                if goals.count(goal) > 1:
                    yield "CLS-05", "sdgs", goal

    def _repeated(self) -> Iterator[tuple[str, str, Any]]:
        """Sections with the same text. Few begin alike; those are compared as a whole."""
        texts = {field: text for field in rules.SECTIONS if (text := getattr(self, field))}
        beginnings = [text[:10].lower() for text in texts.values()]
        if len(set(beginnings)) == len(beginnings):
            return
        seen: list[list[str]] = []
        for field, text in texts.items():
            said = words(text.lower())
            if len(said) >= rules.LEAST_WORDS and said in seen:
                yield "TXT-05", field, text
            else:
                seen.append(said)


def of_row(number: int, row: dict[str, str]) -> Iterator[Finding]:
    try:
        record = Innovation.model_validate(row)
    except ValidationError as errors:
        wrong = {error["loc"][0]: error for error in errors.errors(include_url=False, include_context=False)}
        for field, error in wrong.items():
            yield number, RULE_OF.get(error["type"], error["type"]), str(field), error["input"]
        record = Innovation.model_validate({field: cell for field, cell in row.items() if field not in wrong})
    if "title" not in row:
        yield number, "ID-01", "title", None
    for rule, field, value in record.faults():
        yield number, rule, field, value


def findings_of(rows: Iterable[dict[str, str]]) -> list[Finding]:
    findings: list[Finding] = []
    ids: set[tuple[str, str | None]] = set()
    owners: dict[str, str | None] = {}
    for number, row in enumerate(rows, 1):
        findings.extend(of_row(number, row))
        own, year, nri = row.get("external_id"), row.get("year"), row.get("nri")
        if own:
            if (own, year) in ids:
                findings.append((number, "ID-06", "external_id", own))
            ids.add((own, year))
        if nri and owners.setdefault(nri, own) != own:
            findings.append((number, "ID-06", "nri", nri))
    return findings


def rows_of(path: str) -> Iterator[dict[str, str]]:
    """Rows without their empty cells. `csv.reader` is faster than `csv.DictReader`, which would keep them."""
    with open(path, encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        header = next(lines)
        for line in lines:
            yield {field: cell for field, cell in zip(header, line, strict=True) if cell}


def write(findings: list[Finding], path: str) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "rule", "field", "value"])
        writer.writerows(findings)


if __name__ == "__main__":
    main(
        f"Pydantic {pydantic.VERSION}",
        from_file=lambda path: findings_of(rows_of(path)),
        load=lambda path: list(rows_of(path)),
        from_memory=findings_of,
        write=write,
        codes=lambda findings: (rule for _, rule, *_ in findings),
    )
