"""The faults of the generated records. Each changes one row in one way; the comment names the rule of jipp that sees it.

A planted row has one fault, so that tools that stop at the first problem of a cell are not at a disadvantage.
"""

from random import Random

TEXTS = ["summary", "background", "objective", "novelty", "design", "impact", "benefit", "adaptability"]
#: Long enough to be cut.
CUT = (
    "Langkah berikutnya diatur dalam petunjuk teknis yang ditetapkan kepala dinas, termasuk tata cara pendaftaran, pembagian tugas petugas "
    "lapangan, jadwal kunjungan, bentuk laporan bulanan, serta cara menyelesaikan keberatan pemohon, dan dievaluasi oleh tim lintas bidang."
)
DATES = ["trial_date", "implementation_date", "development_date"]


def no_title(row, made, pick):  # ID-01
    row["title"] = pick.choice(["", "", "-", "#N/A", "belum ada"])


def long_title(row, made, pick):  # ID-02
    row["title"] = " ".join([row["title"], *["dan Pengembangan Layanan Terpadu"] * pick.choice([9, 12, 18])])


def trial_title(row, made, pick):  # ID-03
    row["title"] = pick.choice(["tes", "Test", "coba", "Tes inovasi", "12345", "testing"])


def untidy_title(row, made, pick):  # ID-04
    first, rest = row["title"].split(" ", 1)
    forms = ["{}  {}", "{} {} -", "{}\u200b {}", "{} &amp; {}", '"{} {}', "{}\n{}"]
    row["title"] = pick.choice(forms).format(first, rest)


def bad_nri(row, made, pick):  # ID-05
    nri = f"{pick.randrange(10**6):06d}"
    row["nri"] = pick.choice([f"{nri}.0", f"NRI {nri}", nri[:5], f"{nri[:3]} {nri[3:]}"])


def shared_nri(row, made, pick):  # ID-06
    row["nri"] = next((earlier["nri"] for earlier in reversed(made) if earlier["nri"]), "")


def repeated_id(row, made, pick):  # ID-06
    if made:
        row["external_id"], row["year"] = made[-1]["external_id"], made[-1]["year"]


def unknown_code(row, made, pick):  # CLS-01
    field, value = pick.choice(
        [
            *(("kipp_category", "Inovasi Juara"), ("stage", "selesai"), ("classification", "baru")),
            *(("status", "aktif"), ("sdgs", "4; 18"), ("sdgs", "21")),
        ]
    )
    # the categories of other years are not known, so the rule is silent there
    if field == "kipp_category":
        row["year"] = pick.choice(["2021", "2022", "2023"])
        row["kipp_group"] = ""
    row[field] = value


def code_of_other_year(row, made, pick):  # CLS-01
    row["year"], row["kipp_category"] = pick.choice(
        [("2022", "kesehatan"), ("2021", "inklusi_sosial"), ("2023", "Pelayanan Publik Responsif Gender")]
    )
    row["kipp_group"] = ""


def repeated_goal(row, made, pick):  # CLS-05
    row["sdgs"] = pick.choice(["3; 3", "4; 10; 4", "1; 2; 1; 2"])


def no_origin(row, made, pick):  # CLS-08
    row["classification"], row["replicates"] = "replikasi", ""


def bad_date(row, made, pick):  # DAT-01, and DAT-05 where the stage needs the date
    row[pick.choice(DATES)] = pick.choice(["2021-13-05", "2023-02-30", "31/02/2023", "tahun lalu", "awal 2021"])


def bad_year(row, made, pick):  # DAT-01
    row["year"], row["kipp_group"], row["kipp_category"] = pick.choice(["dua ribu dua satu", "20l9", "202"]), "", ""


def swapped_dates(row, made, pick):  # DAT-02
    row["trial_date"], row["implementation_date"] = "2023-05-17", "2021-08"


def future_date(row, made, pick):  # DAT-03
    row[pick.choice(["implementation_date", "development_date"])] = pick.choice(["2032-01", "2027-05-02", "2030"])


def future_year(row, made, pick):  # DAT-03
    row["year"] = pick.choice(["2027", "2202"])


def future_award(row, made, pick):  # DAT-03
    row["awards"] = "Innovative Government Award 2031"


def early_date(row, made, pick):  # DAT-04
    row["trial_date"] = pick.choice(["1899-12-31", "1919-08", "1979"])


def early_year(row, made, pick):  # DAT-04
    row["year"] = "1899"


def stage_without_date(row, made, pick):  # DAT-05
    row["stage"], field = pick.choice([("penerapan", "implementation_date"), ("Uji coba", "trial_date")])
    row[field] = ""


def empty_phrase(row, made, pick):  # TXT-03
    row[pick.choice(TEXTS)] = pick.choice(["-", "Belum ada", "#N/A", "tidak ada", "N/A"])


def active_content(row, made, pick):  # TXT-04
    field = pick.choice(TEXTS)
    row[field] += pick.choice(
        [
            "<script>document.title='x'</script>",
            '<iframe src="https://contoh.go.id/peta"></iframe>',
            '<img alt="" src="data:image/png;base64,iVBORw0KGgo=">',
            "<style>p{color:red}</style>",
        ]
    )


def repeated_section(row, made, pick):  # TXT-05
    first, second = pick.choice([field for field in TEXTS if row[field]] or TEXTS), pick.choice(TEXTS)
    text = row[first]
    row[second] = pick.choice([text, text, text.upper(), text.replace(", ", " - ")]) if second != first else text


def phone(row, made, pick):  # PII-01
    number = "".join(pick.choices("0123456789", k=8))
    mobile = pick.choice([f"0812{number}", f"0857-{number[:4]}-{number[4:]}", f"+62 813 {number[:4]} {number[4:]}"])
    row[pick.choice(TEXTS)] += f" Pertanyaan dapat disampaikan ke {mobile}."


def email(row, made, pick):  # PII-01
    row[pick.choice([*TEXTS, "status_reason"])] += f" Surat ke inovasi.{pick.randrange(1000)}@contoh.go.id"


def identity_number(row, made, pick):  # PII-01
    born = f"{pick.randrange(1, 29):02d}{pick.randrange(1, 13):02d}{pick.randrange(60, 99)}"
    row[pick.choice(TEXTS)] += f" Penanggung jawab memiliki NIK 3578{pick.randrange(1, 30):02d}{born}{pick.randrange(1, 9999):04d}."


def stopped_without_reason(row, made, pick):  # STS-02
    row["status"], row["status_reason"] = pick.choice(["vakum", "berhenti", "Berhenti"]), ""


def developed_without_change(row, made, pick):  # STS-03
    row["status"], row["status_reason"], row["development_date"] = "Berlanjut dengan pengembangan", "", ""


def harmless_markup(row, made, pick):  # no rule: the reader takes the markup away
    field = pick.choice(TEXTS)
    row[field] = f"<p>{row[field]}</p><ul><li>mudah</li><li>cepat &amp; murah</li></ul>"


# the rest is for a run of all rules


def same_title(row, made, pick):  # DUP-01
    if made:
        row["title"], row["agency"], row["unit"], row["region"] = (made[-1][name] for name in ("title", "agency", "unit", "region"))


def unknown_agency(row, made, pick):  # ORG-01
    row["agency"], row["region"], row["unit"] = pick.choice(["Pemkab Antah Berantah", "Dinas", "Kantor Pusat"]), "", ""


def other_region(row, made, pick):  # ORG-03
    row["region"] = "Papua" if "Papua" not in row["region"] else "Bali"


def cut_text(row, made, pick):  # TXT-07
    row["design"] = f"{row['design']} {CUT}".strip()[:255]


def english_text(row, made, pick):  # TXT-08
    row["impact"] = (
        "The number of people who have used this service in the first year is higher than in the years before, and the time that they wait "
        "for an answer has gone down from two weeks to three days, as the survey of the office shows."
    )


def unsuitable_link(row, made, pick):  # EVD-07
    row["video"] = pick.choice(["http://www.youtube.com/watch?v=abc", "youtube.com/watch?v=abc", "C:\\video\\inovasi.mp4"])


ALL = [fault for name, fault in list(globals().items()) if callable(fault) and name.islower()]


def plant(row: dict[str, str], made: list[dict[str, str]], pick: Random) -> None:
    """Plants one fault in a row; `made` are the rows before it."""
    pick.choice(ALL)(row, made, pick)
