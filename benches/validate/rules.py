"""The 20 rules that every tool checks: their codes, and the lists and patterns they need. No tool's code is in here.

What a rule says: `jipp rule CODE`. A finding is one cell (or pair of cells) that breaks a rule, so a row may have several.
"""

AS_OF = "2026-06-30"
EARLIEST_YEAR = 1980
LONGEST_TITLE = 255
#: Words from which on two sections are compared.
LEAST_WORDS = 20

CODES = [
    *("ID-01", "ID-02", "ID-03", "ID-04", "ID-05", "ID-06", "CLS-01", "CLS-05", "CLS-08", "DAT-01", "DAT-02", "DAT-03", "DAT-04", "DAT-05"),
    *("TXT-03", "TXT-04", "TXT-05", "PII-01", "STS-02", "STS-03"),
]

SECTIONS = ["summary", "background", "objective", "novelty", "design", "impact", "benefit", "adaptability"]
#: Texts that are shown to the public; none may hold personal data.
PUBLIC_TEXTS = ["title", "agency", "unit", "region", "sector", "replicates", "status_reason", *SECTIONS]
DATES = ["trial_date", "implementation_date", "development_date"]
STAGE_DATES = {"uji_coba": "trial_date", "penerapan": "implementation_date"}
STOPPED = ["vakum", "berhenti"]
DEVELOPED = "berlanjut_dengan_pengembangan"
REPLICATION = "replikasi"

#: What people write where they have nothing to say, in lower case.
PLACEHOLDERS = frozenset(
    "#n/a|n/a|na|#ref!|#value!|#name?|null|nil|nihil|none|nan|-|--|---|.|...|?|tidak ada|belum ada|kosong|xxx|x|0000-00-00".split("|")
)

# Patterns that the regex engines of Python and of Rust both take.
TRIAL_TITLE = r"(?i)^\W*(?:(?:tes|test)\b.*|testing|coba|\d+)\W*$"
_INVISIBLE = "\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_STRAY = "[-\u2013\u2014,;*\u2022]"
UNTIDY_TITLE = rf"\s\s|[{_INVISIBLE}]|&#?\w+;|<\w|^{_STRAY}|{_STRAY}$|\s[)\]]|[(\[]\s"
NRI = r"^\d{6}$"
ACTIVE_CONTENT = r"""(?i)<(?:script|style|iframe|object|embed|svg|template|noscript|frame)\b|<img\b[^>]*\bsrc=["']?\s*data:"""
EMAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
PHONE = r"(?:^|[^A-Za-z0-9])\(?(?:\+62|628|08)(?:[ .()-]{0,2}\d){7,12}"
IDENTITY_NUMBER = r"(?:^|[^A-Za-z0-9])(?:1[1-9]|[2-8]\d|9[0-6])\d{4}(?:0[1-9]|[1256]\d|3[01]|4[1-9]|7[01])(?:0[1-9]|1[0-2])\d{6}(?:\D|$)"
PERSONAL_DATA = f"{EMAIL}|{PHONE}|{IDENTITY_NUMBER}"
AWARD_YEAR = r"\b(?:199\d|20\d\d|2100)\b"

_STATUSES = {
    "berlanjut_dengan_pengembangan": "Berlanjut dengan pengembangan|Berjalan dengan pengembangan",
    "berlanjut_tanpa_pengembangan": "Berlanjut tanpa pengembangan|Berjalan tanpa pengembangan",
    "vakum": "Vakum",
    "berhenti": "Berhenti|Tidak berlanjut",
    "belum_dimutakhirkan": "Belum dimutakhirkan",
}
_CATEGORIES = {
    "Pengentasan Kemiskinan": [2021, 2023],
    "Pendidikan": [2021, 2023],
    "Kesehatan": [2021, 2023],
    "Ketahanan Pangan": [2021, 2023],
    "Pertumbuhan Ekonomi dan Kesempatan Kerja": [2021, 2023],
    "Pemberdayaan Masyarakat": [2021, 2023],
    "Pelayanan Publik Responsif Gender": [2021],
    "Perlindungan dan Pelestarian Lingkungan Hidup": [2021],
    "Tata Kelola Pemerintahan": [2021, 2023],
    "Penegakan Hukum": [2021, 2023],
    "Pelayanan Publik yang Inklusif dan Berkeadilan": [2022],
    "Efektivitas Institusi Publik untuk Mencapai TPB/SDGs": [2022],
    "Ketahanan Institusi Publik di Masa Pandemi dan Antisipasi Pasca Pandemi": [2022],
    "Inklusi Sosial": [2023],
    "Ketahanan Bencana": [2023],
    "Energi dan Lingkungan Hidup": [2023],
}


def _spellings(codes: dict[str, str]) -> dict[str, str]:
    """Each code and label in lower case, with the code it means."""
    return {name.lower(): code for code, labels in codes.items() for name in [code, *labels.split("|")]}


def _code(label: str) -> str:
    return label.lower().replace("/", "_").replace(" ", "_")


#: Spelling in lower case -> code, by field.
SPELLINGS = {
    "kipp_group": _spellings({"umum": "Kelompok Umum", "replikasi": "Kelompok Replikasi", "khusus": "Kelompok Khusus"}),
    "kipp_category": _spellings({_code(label): label for label in _CATEGORIES}),
    "stage": _spellings({"inisiatif": "Inisiatif", "uji_coba": "Uji coba|Ujicoba", "penerapan": "Penerapan|Implementasi"}),
    "classification": _spellings({"umum": "Umum", "replikasi": "Replikasi"}),
    "status": _spellings(_STATUSES),
    "sdgs": {str(goal): str(goal) for goal in range(1, 18)},
}
#: Codes that depend on the year of the record: field -> code -> years. Years that no code names are not checked.
OFFERED = {
    "kipp_group": {"umum": [2020, 2021, 2022, 2023, 2025], "replikasi": [2020, 2021, 2025], "khusus": [2020, 2021, 2022, 2023]},
    "kipp_category": {_code(label): years for label, years in _CATEGORIES.items()},
}
KNOWN_YEARS = {field: sorted({year for years in codes.values() for year in years}) for field, codes in OFFERED.items()}
