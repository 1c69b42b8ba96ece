"""Make the sample exports of the three agencies from a table of public facts.

    python make_sample.py REAL_DIR [--out DIR] [--check]

REAL_DIR holds innovations.csv, clusters.csv, agencies.csv, hard_negatives.csv and replications.csv.
Written: kipp.csv, iga.xlsx, lan.json, expected_clusters.csv, by default beside this script.
--check writes nothing; it builds in memory, compares with the files in DIR and exits 1 on a difference.

Same input, same bytes: rows are ordered by a hash of their id, nothing reads the clock, and the
workbook's creation date is fixed. Needs XlsxWriter (tried with 3.3.1). What is fact and what is
filled in is told in PROVENANCE.md.
"""

import argparse
import csv
import datetime
import hashlib
import html
import io
import itertools
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import quote

import xlsxwriter

# Starts every text that no public page states.
MARK = "[isian contoh]"
FILLED_BY_AGENCY = f"{MARK} Bagian ini pada formulir asli diisi oleh instansi."
SAMPLE_PHONE = "0800-000-0001"
REGIONAL = {"provinsi", "kabupaten", "kota"}

KIPP_HEADERS = (
    "No Registrasi,Tahun,Judul,Kelompok,Kategori,Instansi,UPP,Tanggal Mulai Implementasi,SDGs,"
    "Inovator,Telepon,Ringkasan,Latar Belakang dan Tujuan,Kebaruan,Implementasi,Signifikansi,"
    "Adaptabilitas,Sumber Daya,Strategi Keberlanjutan,Penghargaan,Video,URL"
).split(",")
IGA_HEADERS = (
    "No,Nomor Registrasi IGA,Tahun,Nama Pemda,OPD,Nama Inovasi,Tahapan Inovasi,"
    "Inisiator Inovasi Daerah,Nama Inisiator,Jenis Inovasi,Bentuk Inovasi Daerah,"
    "Urusan Inovasi Daerah,Waktu Uji Coba,Waktu Penerapan,Waktu Pengembangan,Rancang Bangun,"
    "Tujuan Inovasi,Manfaat Inovasi,Hasil Inovasi,Kematangan,Penghargaan,URL"
).split(",")
LAN_COLUMNS = (
    "id jenis_inovasi_id provinsi_id kabkota_id nama_inovasi produk_inovasi kelompok_inovator_id "
    "deskripsi nama_instansi unit_instansi tahun_inisiasi tahun_implementasi faktor_pendorong "
    "faktor_penghambat tahapan_proses manfaat prasyarat_replikasi sumber teknik_validasi_id "
    "status_inovasi_id"
).split()

# --- Which mentions go where -------------------------------------------------------------------
# KIPP, IGA and LAN rows go to their own file; the lists name the KOVABLIK and other rows that fill
# up the first two, chosen so that one innovation appears in several files.

KIPP_EXTRA = """
    R0202 R0217 R0236 R0250 R0256 R0311 R0361 R0374 R0390 R0447 R0449 R0458 R0462 R0546 R0567
    R0586 R0588 R0671 R0693 R0776 R0782 R0796 R0809 R0817 R0821 R0822 R0924
""".split()
IGA_EXTRA = """
    R0201 R0204 R0234 R0235 R0375 R0389 R0392 R0394 R0395 R0399 R0402 R0424 R0425 R0434 R0459
    R0465 R0476 R0493 R0520 R0548 R0550 R0572 R0573 R0577 R0581 R0582 R0599 R0605 R0672 R0674
    R0676 R0686 R0700 R0731 R0769 R0772 R0777 R0787 R0797 R0808 R0812 R0815 R0818 R0819 R0826
    R0833 R0866 R0886 R0891 R0923 R0926 R0927 R0929
""".split()
# Left out to keep kipp.csv near a hundred rows: R0229 has no public address, R0727 a student's name
# in its address, the others a bare one-line summary; none is the only row of a shared innovation.
LEFT_OUT = set("R0229 R0340 R0342 R0343 R0348 R0349 R0727".split())

# --- Facts that have a column of their own -------------------------------------------------------
# Start of use, as far as description_facts states it: year or year-month.
STARTED = {
    "R0293": "2018-02", "R0294": "2022-11", "R0406": "2017-11", "R0424": "2015", "R0599": "2014-03",
    "R0605": "2014", "R0622": "2004", "R0663": "2018", "R0686": "2017", "R0687": "2017-10",
    "R0730": "2013", "R0797": "2012", "R0812": "2004", "R0821": "2014", "R0832": "2012",
    "R0866": "2011-10", "R0889": "2013-08",
}
DEVELOPED = {"R0605": "2016"}
# Stands in the award column but is the list the row was found in, no award.
NO_AWARD = {"JIPPNas"}
# Wording of our own where description_facts came close to the source's sentence.
REWORDED = {
    "R0154": "Undian berhadiah untuk pelanggan air minum yang rekeningnya lunas sebelum tanggal 6.",
}

KIPP_GROUP = {
    "R0333": "Khusus", "R0883": "Khusus",
    "R0473": "Replikasi", "R0474": "Replikasi", "R0477": "Replikasi", "R0478": "Replikasi",
}
KIPP_SDGS = {"R0883": "Tanpa Kelaparan"}
# Stated by the proposal itself (R0299, R0622), else read off the content and spelled as in the
# list of categories of the row's year (2021, 2023); other years have no list to choose from.
KIPP_CATEGORY = {
    "R0299": "Kesehatan", "R0622": "Pelayanan langsung kepada masyarakat",
    "R0333": "Kesehatan", "R0473": "Kesehatan", "R0474": "Kesehatan", "R0475": "Kesehatan",
    "R0477": "Kesehatan", "R0478": "Kesehatan", "R0936": "Kesehatan", "R0903": "Kesehatan",
    "R0231": "Perlindungan dan Pelestarian Lingkungan Hidup",
    "R0703": "Perlindungan dan Pelestarian Lingkungan Hidup",
    "R0868": "Energi dan Lingkungan Hidup",
    "R0883": "Ketahanan Pangan", "R0917": "Ketahanan Pangan",
    "R0398": "Tata Kelola Pemerintahan",
}


def labelled(**groups):
    """Turns label="ids ..." into {id: label}; underscores in the label stand for blanks."""
    return {row: label.replace("_", " ") for label, rows in groups.items() for row in rows.split()}


# Coded IGA columns, only where the content leaves no doubt.
IGA_AFFAIR = labelled(
    Kesehatan="R0234 R0293 R0297 R0318 R0321 R0352 R0402 R0424 R0425 R0459 R0476 R0510 R0524 R0529 "
    "R0530 R0672 R0674 R0676 R0700 R0787 R0826 R0900 R0908 R0909 R0926",
    Pekerjaan_Umum_dan_Penataan_Ruang="R0294 R0552",
    Perhubungan="R0218 R0220",
    Kelautan_dan_Perikanan="R0204 R0219",
    Pendidikan="R0319 R0322 R0520 R0521 R0523 R0833",
    Lingkungan_Hidup="R0320 R0323 R0577 R0581 R0582 R0866 R0901",
    Administrasi_Kependudukan_dan_Pencatatan_Sipil="R0355 R0375 R0624 R0731 R0769 R0772 R0812 "
    "R0913 R0923 R0927",
    Sosial="R0434 R0686 R0815",
    Perencanaan="R0554 R0556 R0558",
    Kepegawaian="R0357 R0359",
    Keuangan="R0589 R0590",
    Pertanian="R0235 R0886 R0891",
    Komunikasi_dan_Informatika="R0389 R0392 R0394 R0399 R0777 R0797",
    Perdagangan="R0572 R0573",
    Penanaman_Modal="R0395 R0465 R0667 R0818",
    Pemberdayaan_Masyarakat_dan_Desa="R0493",
    Pengendalian_Penduduk_dan_Keluarga_Berencana="R0929",
    Pemberdayaan_Perempuan_dan_Perlindungan_Anak="R0201",
) | {"R0666": "Koperasi, Usaha Kecil, dan Menengah"}
IGA_KIND = labelled(
    Digital="R0218 R0220 R0357 R0359 R0389 R0392 R0394 R0395 R0399 R0465 R0548 R0550 R0552 R0554 "
    "R0556 R0558 R0572 R0573 R0590 R0599 R0605 R0667 R0900 R0923 R0929",
    Non_Digital="R0219 R0297 R0318 R0319 R0320 R0321 R0322 R0323 R0375 R0424 R0425 R0459 R0529 R0530 "
    "R0577 R0581 R0582 R0672 R0674 R0686 R0700 R0787 R0826 R0866 R0886 R0901 R0927",
)
IGA_FORM = labelled(
    Inovasi_Pelayanan_Publik="R0218 R0219 R0220 R0293 R0294 R0297 R0318 R0321 R0352 R0355 R0375 R0392 "
    "R0394 R0395 R0399 R0402 R0424 R0425 R0459 R0465 R0510 R0524 R0529 R0530 R0550 R0589 R0590 R0599 "
    "R0605 R0624 R0667 R0700 R0731 R0769 R0772 R0812 R0818 R0913 R0923 R0926 R0927",
    Inovasi_tata_kelola_Pemerintahan_Daerah="R0296 R0357 R0359 R0554 R0556 R0558",
)
# In use: a start date or a result is stated.
IGA_STAGE = labelled(
    Penerapan="R0293 R0294 R0424 R0425 R0510 R0524 R0599 R0605 R0663 R0672 R0686 R0777 R0797 R0812 "
    "R0866 R0886 R0923",
)
# LAN type 5 (technology): the innovation is an electronic system and nothing else; 7 (relationship)
# is stated by the page of R0670.
LAN_TYPE = dict.fromkeys("R0020 R0025 R0026 R0032 R0109 R0123 R0139 R0145 R0183 R0199".split(), 5) | {"R0670": 7}
LAN_INNOVATOR = {"pusat": 1, "provinsi": 2, "kabupaten": 2, "kota": 2, "bumn": 3, "bumd": 3}
# BPS codes of the owners, as that database uses them; derived from the agency, not from the page.
LAN_REGION = {
    "Kabupaten Badung": 5103, "Kabupaten Bantaeng": 7303, "Kabupaten Bantul": 3402,
    "Kabupaten Biak Numfor": 9409, "Kabupaten Buton Utara": 7409, "Kabupaten Jember": 3509,
    "Kabupaten Karanganyar": 3313, "Kabupaten Kepulauan Sangihe": 7103, "Kabupaten Kulon Progo": 3401,
    "Kabupaten Luwu Utara": 7322, "Kabupaten Magelang": 3308, "Kabupaten Sragen": 3314,
    "Kabupaten Takalar": 7305, "Kabupaten Wonosobo": 3307, "Kota Cimahi": 3277, "Kota Denpasar": 5171,
    "Kota Depok": 3276, "Kota Malang": 3573, "Kota Padang Panjang": 1374, "Kota Pekalongan": 3375,
    "Kota Salatiga": 3373, "Kota Sukabumi": 3272, "Kota Surabaya": 3578, "Kota Surakarta": 3372,
    "Kota Tangerang": 3671, "Kota Yogyakarta": 3471, "Provinsi Daerah Istimewa Yogyakarta": 34,
    "Provinsi Jawa Barat": 32, "Provinsi Jawa Timur": 35,
}

# --- Rows that carry filled-in text, always marked ----------------------------------------------
KIPP_FILLED = set("R0211 R0252 R0371 R0703 R0884".split())
KIPP_PHONE = set("R0371 R0899".split())
IGA_LONG = set("R0293 R0294 R0296 R0297 R0510 R0524 R0529 R0552 R0554 R0624".split())
LAN_FILLED = set("R0005 R0026 R0071 R0190".split())
LONG_MIN_WORDS = 300


def long_design(name, agency, facts):
    """A rancang bangun of six parts: the known facts, and filler that says what belongs there."""
    parts = [
        f"Uraian ini dibuat hanya untuk data contoh. Yang diketahui tentang {name} dari {agency} "
        f"berdasarkan halaman publik: {facts} Selebihnya adalah isian agar panjang teks memenuhi "
        "syarat formulir, bukan keterangan dari instansi yang bersangkutan.",
        "Dasar hukum. Pada formulir asli instansi menuliskan peraturan yang menjadi landasan inovasi, "
        "mulai dari undang-undang, peraturan pemerintah, peraturan daerah, peraturan kepala daerah, "
        "sampai keputusan kepala perangkat daerah, lengkap dengan nomor, tahun, dan judulnya. Data "
        "contoh ini tidak menyebut peraturan apa pun karena tidak ada yang diperiksa.",
        "Permasalahan. Bagian ini menjelaskan keadaan sebelum inovasi berjalan: siapa yang mengalami "
        "kesulitan, di mana kesulitan itu terjadi, seberapa sering, dan apa akibatnya bagi warga "
        "maupun bagi petugas pelayanan. Instansi lazimnya menyertakan data awal supaya perubahan "
        "dapat diukur. Angka seperti itu sengaja tidak dibuat di sini.",
        "Isu strategis. Bagian ini menghubungkan masalah tadi dengan persoalan yang lebih luas, "
        "misalnya sasaran pembangunan daerah, tujuan pembangunan berkelanjutan, atau arahan nasional "
        "pada tahun pengusulan. Penulis formulir memilih isu yang memang sesuai dengan pekerjaannya "
        "dan menerangkan mengapa isu tersebut harus segera ditangani.",
        "Metode pembaruan. Bagian ini membandingkan cara kerja lama dan cara kerja baru, langkah demi "
        "langkah, sehingga pembaca melihat apa yang berubah pada alur pelayanan, peralatan, petugas, "
        "dan kerja sama dengan pihak lain. Perbandingan tersebut hanya dapat ditulis oleh pelaksana "
        "inovasi, sebab halaman publik biasanya hanya memuat ringkasan.",
        "Keunggulan dan kebaruan. Bagian ini menerangkan hal yang membedakan inovasi dari kegiatan "
        "serupa di tempat lain serta manfaat yang dirasakan pengguna. Pernyataan tentang keunggulan "
        "perlu disertai bukti dukung, seperti hasil survei, laporan, atau dokumentasi kegiatan.",
        "Tahapan inovasi. Bagian terakhir memuat urutan kegiatan dari penjaringan ide, penyiapan, uji "
        "coba, penerapan, pemantauan, sampai pengembangan, beserta waktu dan penanggung jawab setiap "
        "tahap. Dengan urutan itu daerah lain dapat menimbang apakah inovasi dapat ditiru dan sumber "
        "daya apa yang perlu disiapkan lebih dahulu.",
    ]
    return "\n\n".join(f"{MARK} {part}" for part in parts)


# --- Reading -------------------------------------------------------------------------------------
def read_table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Mention:
    """One row of innovations.csv, joined with its cluster and the level of its agency."""

    def __init__(self, row, cluster, level):
        self.id = row["row_id"]
        self.name = row["name_as_written"]
        self.agency = row["agency_as_written"]
        self.unit = row["unit_as_written"]
        self.year = row["year"]
        self.programme = row["programme"]
        self.award = "" if row["award"] in NO_AWARD else row["award"]
        # A register number inside a description would sit beside our invented key.
        self.facts = re.sub(r"; kode NRI \d+", "", REWORDED.get(self.id, row["description_facts"]))
        self.url = public_address(row["url"])
        self.cluster = cluster["cluster_id"]
        self.uncertain = bool(cluster["uncertain"])
        self.canonical = level["canonical"]
        self.level = level["level"]
        # "[judul tidak tampil; ...]" is a remark of the collector, not a name.
        self.nameless = self.name.startswith("[")


def public_address(url):
    """The address as stored; a repository path becomes a link, a private note becomes empty."""
    if match := re.fullmatch(r"github:([\w.-]+/[\w.-]+):(.+)", url):
        return f"https://github.com/{match[1]}/blob/HEAD/{quote(match[2])}"
    return "" if re.match(r"(seed|pages|github):", url) else url


def read_mentions(directory):
    clusters = {row["row_id"]: row for row in read_table(directory / "clusters.csv")}
    levels = {row["agency_as_written"]: row for row in read_table(directory / "agencies.csv")}
    rows = read_table(directory / "innovations.csv")
    return {row["row_id"]: Mention(row, clusters[row["row_id"]], levels[row["agency_as_written"]]) for row in rows}


def select(mentions):
    """The mentions of each file, shuffled by a hash so that duplicates are not neighbours."""
    usable = [m for m in mentions.values() if not (m.uncertain or m.nameless or m.id in LEFT_OUT)]
    chosen = {
        "kipp": [m for m in usable if m.programme == "KIPP" or m.id in KIPP_EXTRA],
        "iga": [m for m in usable if m.programme == "IGA" or m.id in IGA_EXTRA],
        "lan": [m for m in usable if m.programme == "LAN"],
    }
    missing = (set(KIPP_EXTRA) | set(IGA_EXTRA)) - {m.id for rows in chosen.values() for m in rows}
    assert not missing, f"chosen rows that cannot be used: {sorted(missing)}"
    foreign = [m.id for m in chosen["iga"] if m.level not in REGIONAL]
    assert not foreign, f"IGA is for regional governments only: {foreign}"
    for rows in chosen.values():
        rows.sort(key=lambda m: hashlib.sha256(m.id.encode()).hexdigest())
    return chosen


# --- Writing -------------------------------------------------------------------------------------
def kipp_rows(mentions):
    for number, m in enumerate(mentions, 900001):
        row = dict.fromkeys(KIPP_HEADERS, "")
        if m.id in KIPP_FILLED:
            for column in KIPP_HEADERS[KIPP_HEADERS.index("Latar Belakang dan Tujuan") : KIPP_HEADERS.index("Penghargaan")]:
                row[column] = FILLED_BY_AGENCY
        if m.id in KIPP_PHONE:
            row |= {"Inovator": f"{MARK} Nama Inovator", "Telepon": SAMPLE_PHONE}
        row |= {
            "No Registrasi": str(number),
            "Tahun": m.year,
            "Judul": m.name,
            "Kelompok": KIPP_GROUP.get(m.id, ""),
            "Kategori": KIPP_CATEGORY.get(m.id, ""),
            "Instansi": m.agency,
            "UPP": m.unit,
            "Tanggal Mulai Implementasi": STARTED.get(m.id, ""),
            "SDGs": KIPP_SDGS.get(m.id, ""),
            "Ringkasan": m.facts,
            "Penghargaan": m.award,
            "URL": m.url,
        }
        yield row
    # Planted: no title.
    yield dict.fromkeys(KIPP_HEADERS, "") | {
        "No Registrasi": str(900001 + len(mentions)),
        "Tahun": "2023",
        "Instansi": f"{MARK} Pemerintah Kota Contoh",
        "Ringkasan": f"{MARK} Baris ini sengaja tanpa judul.",
    }


def kipp_csv(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, KIPP_HEADERS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def excel_date(value):
    """'2018-02' is a date cell, '2018' a bare number, '' nothing."""
    if "-" in value:
        year, month = map(int, value.split("-"))
        return datetime.date(year, month, 1)
    return int(value) if value else ""


def sample_key(mention, number):
    """An invented registration number; TT stands for a year that is not known."""
    return f"CONTOH-{mention.year or 'TT'}-{number:04}"


def iga_rows(mentions):
    for number, m in enumerate(mentions, 1):
        row = dict.fromkeys(IGA_HEADERS, "")
        if m.id in IGA_LONG:
            for column in ("Tujuan Inovasi", "Manfaat Inovasi", "Hasil Inovasi"):
                row[column] = FILLED_BY_AGENCY
            row["Nama Inisiator"] = f"{MARK} Nama Inisiator"
        # As in real sheets, some numbers were typed as text.
        year = int(m.year) if m.year and number % 3 else m.year
        row |= {
            "No": number if number % 4 else str(number),
            "Nomor Registrasi IGA": sample_key(m, number),
            "Tahun": year,
            "Nama Pemda": m.agency,
            "OPD": m.unit,
            "Nama Inovasi": m.name,
            "Tahapan Inovasi": IGA_STAGE.get(m.id, ""),
            "Jenis Inovasi": IGA_KIND.get(m.id, ""),
            "Bentuk Inovasi Daerah": IGA_FORM.get(m.id, ""),
            "Urusan Inovasi Daerah": IGA_AFFAIR.get(m.id, ""),
            "Waktu Penerapan": excel_date(STARTED.get(m.id, "")),
            "Waktu Pengembangan": excel_date(DEVELOPED.get(m.id, "")),
            "Rancang Bangun": long_design(m.name, m.agency, m.facts) if m.id in IGA_LONG else m.facts,
            "Penghargaan": m.award,
            "URL": m.url,
        }
        words = len(re.findall(r"\w+", row["Rancang Bangun"]))
        assert (words >= LONG_MIN_WORDS) == (m.id in IGA_LONG), f"{m.id}: rancang bangun of {words} words"
        yield row
    # Planted: the registration number (and year) of the first row again.
    first = mentions[0]
    yield dict.fromkeys(IGA_HEADERS, "") | {
        "No": len(mentions) + 1,
        "Nomor Registrasi IGA": sample_key(first, 1),
        "Tahun": int(first.year) if first.year else "",
        "Nama Pemda": f"{MARK} Pemerintah Kota Contoh",
        "Nama Inovasi": f"{MARK} Baris dengan nomor registrasi yang sudah dipakai",
        "Rancang Bangun": FILLED_BY_AGENCY,
    }


def iga_xlsx(rows):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({
        "title": "Laporan Inovasi Daerah (contoh)",
        "author": "jipp",
        "created": datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc),
    })
    sheet = book.add_worksheet("Inovasi Daerah")
    bold = book.add_format({"bold": True})
    month = book.add_format({"num_format": "mmmm yyyy"})
    sheet.write_string(0, 0, "Laporan Inovasi Daerah", bold)
    sheet.write_string(1, 0, "Data contoh jipp dari fakta publik; bukan ekspor resmi Kementerian Dalam Negeri")
    for column, header in enumerate(IGA_HEADERS):
        sheet.write_string(3, column, header, bold)
    for line, row in enumerate(rows, 4):
        for column, header in enumerate(IGA_HEADERS):
            match row[header]:
                case "":
                    pass
                case str(text):
                    sheet.write_string(line, column, text)
                case datetime.date() as date:
                    sheet.write_datetime(line, column, date, month)
                case number:
                    sheet.write_number(line, column, number)
    book.close()
    return out.getvalue()


def as_html(text):
    """A paragraph with the named entities a web editor writes."""
    text = html.escape(text, quote=False)
    for char, name in {"“": "ldquo", "”": "rdquo", "‘": "lsquo", "’": "rsquo", "–": "ndash"}.items():
        text = text.replace(char, f"&{name};")
    return f"<p>{text}</p>"


def lan_rows(mentions):
    for number, m in enumerate(mentions, 9001):
        row = dict.fromkeys(LAN_COLUMNS)
        if m.id in LAN_FILLED:
            for column in ("faktor_pendorong", "faktor_penghambat", "tahapan_proses", "manfaat", "prasyarat_replikasi"):
                row[column] = FILLED_BY_AGENCY
        region = LAN_REGION.get(m.canonical.removeprefix("Pemerintah ")) if m.level in REGIONAL else None
        row |= {
            "id": number,
            "jenis_inovasi_id": LAN_TYPE.get(m.id),
            "provinsi_id": int(str(region)[:2]) if region else None,
            "kabkota_id": region if region and region > 99 else None,
            "nama_inovasi": m.name,
            "kelompok_inovator_id": LAN_INNOVATOR.get(m.level),
            # Every third text ends in the empty paragraph the editor of that database leaves behind.
            "deskripsi": as_html(m.facts) + ("" if number % 3 else "\n\n<p>&nbsp;</p>\n"),
            "nama_instansi": m.agency,
            "unit_instansi": m.unit or None,
            "tahun_implementasi": int(m.year) if m.year else None,
            "sumber": f"- {m.award}\n- {m.url}" if m.award else m.url,
            "status_inovasi_id": 1,
        }
        yield row


def lan_json(rows):
    return (json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n").encode()


def expected_csv(chosen, ids):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["source", "external_id", "cluster"])
    for source, mentions in chosen.items():
        writer.writerows((source, ids[source][i], m.cluster) for i, m in enumerate(mentions))
    return out.getvalue().encode()


def build(mentions):
    chosen = select(mentions)
    kipp, iga, lan = list(kipp_rows(chosen["kipp"])), list(iga_rows(chosen["iga"])), list(lan_rows(chosen["lan"]))
    ids = {
        "kipp": [row["No Registrasi"] for row in kipp],
        "iga": [row["Nomor Registrasi IGA"] for row in iga],
        "lan": [row["id"] for row in lan],
    }
    return chosen, {
        "kipp.csv": kipp_csv(kipp),
        "iga.xlsx": iga_xlsx(iga),
        "lan.json": lan_json(lan),
        "expected_clusters.csv": expected_csv(chosen, ids),
    }


def summary(chosen, directory):
    """Counts that PROVENANCE.md quotes."""
    planted = {"kipp": 1, "iga": 1, "lan": 0}
    for source, rows in chosen.items():
        yield f"{source}: {len(rows) + planted[source]} rows, {planted[source]} of them planted"
    sources = defaultdict(set)
    pairs = Counter()
    rows = [(source, m) for source, members in chosen.items() for m in members]
    for source, m in rows:
        sources[m.cluster].add(source)
    for (source_a, a), (source_b, b) in itertools.combinations(rows, 2):
        if a.cluster == b.cluster:
            pairs["one file" if source_a == source_b else "two files"] += 1
    spread = Counter(len(files) for files in sources.values())
    yield f"records {len(rows)}, innovations {len(sources)}"
    yield f"innovations in two files {spread[2]}, in all three {spread[3]}"
    yield f"duplicate pairs across files {pairs['two files']}, within one file {pairs['one file']}"
    present = {m.id for _, m in rows}
    for table in ("hard_negatives", "replications"):
        both = sum({*list(row.values())[:2]} <= present for row in read_table(directory / f"{table}.csv"))
        yield f"{table.replace('_', ' ')} with both rows present {both}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("real", type=Path, help="directory with innovations.csv and its companions")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--check", action="store_true", help="compare with the files in DIR, write nothing")
    options = parser.parse_args()
    if not (options.real / "innovations.csv").is_file():
        parser.error(f"no innovations.csv in `{options.real}`")
    chosen, files = build(read_mentions(options.real))
    if not options.check:
        options.out.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, content in files.items():
        path = options.out / name
        if not options.check:
            path.write_bytes(content)
        elif not path.is_file() or path.read_bytes() != content:
            stale.append(name)
    print(*summary(chosen, options.real), sep="\n")
    if stale:
        sys.exit(f"differs from a fresh build: {', '.join(stale)}")


if __name__ == "__main__":
    main()
