//! What the help pages say in Indonesian. The English text stands at its command or option (`cli/args`) and is the key here; a test finds every
//! text without a line here, and every line without a text.

/// Texts of commands, options and values, as clap has them: English, Indonesian.
pub(super) const TEXTS: &[(&str, &str)] = &[
    (
        "Joins, checks, deduplicates and searches records of public-service innovations",
        "Memadukan, memeriksa, mendeduplikasi, dan mencari data inovasi pelayanan publik",
    ),
    ("Language of the texts", "Bahasa teks"),
    ("Show no progress", "Tanpa menampilkan kemajuan"),
    ("Bahasa Indonesia", "Bahasa Indonesia"),
    ("English", "Bahasa Inggris"),
    (
        "Read the files of the agencies, check, link and merge their records, and write a catalog",
        "Baca berkas instansi, periksa, tautkan, dan gabungkan rekamannya, lalu tulis katalog",
    ),
    ("Check a file, or show the findings of a catalog", "Periksa berkas, atau tampilkan temuan sebuah katalog"),
    ("Take a file into a catalog: new, changed and unchanged records", "Masukkan berkas ke katalog: rekaman baru, berubah, dan tetap"),
    ("Take an import back", "Batalkan impor"),
    ("Check, dump, copy and explain a catalog", "Periksa, tulis isi, salin, dan jelaskan katalog"),
    (
        "Say that two source records are one innovation, or are not; later imports keep to it",
        "Nyatakan dua rekaman sumber satu inovasi, atau bukan; impor berikutnya mematuhinya",
    ),
    (
        "Take a source record out of the innovation it was merged into, for good",
        "Keluarkan rekaman sumber dari inovasi tempat ia digabung, untuk seterusnya",
    ),
    ("Set a field of an innovation; it survives every import", "Tetapkan isian sebuah inovasi; nilainya bertahan pada setiap impor"),
    (
        "Ask whether innovations still run: worksheets, answers, figures (pemutakhiran)",
        "Tanyakan apakah inovasi masih berjalan: lembar isian, jawaban, angka (pemutakhiran)",
    ),
    ("Record, suggest and advise on replications", "Catat, usulkan, dan sarankan replikasi"),
    ("Hubs, their members and maturity", "Simpul, anggotanya, dan kematangannya"),
    ("News, guides and tutorials about innovations", "Berita, panduan, dan tutorial tentang inovasi"),
    ("Interest, questions, answers, ratings, bookmarks", "Minat, pertanyaan, jawaban, penilaian, markah"),
    ("Match complaints to innovations; list unmatched ones", "Cocokkan aduan dengan inovasi; daftarkan yang belum terjawab"),
    ("Find records of the same innovation in one file", "Temukan rekaman inovasi yang sama dalam satu berkas"),
    ("Link the records of two files", "Tautkan rekaman dua berkas"),
    ("Turn names of agencies into codes", "Ubah nama instansi menjadi kode"),
    ("Show a region, and which are near it or like it", "Tampilkan daerah, dan yang dekat atau mirip dengannya"),
    ("Search a catalog or a search index", "Cari dalam katalog atau indeks pencarian"),
    (
        "Show how search reads a text: its words, folded, and their lemmas",
        "Tampilkan cara pencarian membaca teks: kata-katanya dan lemanya",
    ),
    ("Write a catalog's directory in another form", "Tulis direktori katalog dalam bentuk lain"),
    ("Recompute the innovation index of a region (Indeks Inovasi Daerah)", "Hitung ulang Indeks Inovasi Daerah"),
    (
        "Grade how well each record documents its effect, and say what would raise it",
        "Nilai seberapa baik setiap rekaman mendokumentasikan dampaknya, dan apa yang akan menaikkannya",
    ),
    ("Show what a catalog holds", "Tampilkan isi katalog"),
    ("Explain a rule", "Jelaskan sebuah aturan"),
    ("List the rules", "Daftarkan aturan"),
    (
        "List the vocabularies, show the values of one, or look a value up",
        "Daftarkan kosakata, tampilkan nilai salah satunya, atau cari sebuah nilai",
    ),
    ("List the canonical fields", "Daftarkan isian baku"),
    (
        "List mappings, explain what maps where in a file, or draft a mapping for one",
        "Daftarkan pemetaan, jelaskan pemetaan kolom sebuah berkas, atau buat rancangannya",
    ),
    (
        "List the rows that were kept out, or write them into a workbook to be corrected and read again",
        "Daftarkan baris yang dikarantina, atau tulis ke buku kerja untuk dikoreksi dan dibaca kembali",
    ),
    ("Both sides agree", "Kedua pihak sepakat"),
    ("Approved", "Disetujui"),
    ("It runs", "Berjalan"),
    ("Finished", "Selesai"),
    ("Rejected", "Ditolak"),
    (
        "Take a list of replications in: CSV, XLSX, JSON; exit code 1 if rows were refused",
        "Masukkan daftar replikasi: CSV, XLSX, JSON; kode keluar 1 bila ada baris yang ditolak",
    ),
    ("Catalog", "Katalog"),
    ("The list", "Daftarnya"),
    ("Form of the answer", "Bentuk jawaban"),
    ("Let a replication take its next step", "Majukan replikasi ke tahap berikutnya"),
    ("The replication", "Replikasinya"),
    ("The step", "Langkahnya"),
    ("When it was reached", "Tanggal tercapainya"),
    ("List the replications", "Daftarkan replikasi"),
    ("Replications that nobody recorded, as it seems", "Replikasi yang tampaknya belum dicatat siapa pun"),
    ("What an agency could replicate for a need, with reasons", "Yang dapat direplikasi instansi untuk suatu kebutuhan, dengan alasannya"),
    ("Code of the agency, such as pemda:35.78", "Kode instansi, misalnya pemda:35.78"),
    ("The need", "Kebutuhannya"),
    ("Most innovations to show", "Jumlah inovasi yang ditampilkan, paling banyak"),
    (
        "Origins and replicas as JSON, with regions, years and places, or for Graphviz",
        "Inovasi asal dan replikanya sebagai JSON, dengan daerah, tahun, dan letaknya, atau untuk Graphviz",
    ),
    ("In the language of Graphviz", "Dalam bahasa Graphviz"),
    (
        "Put hubs of a list in place; in JSON with instrument and response",
        "Masukkan simpul dari daftar; dalam JSON beserta instrumen dan jawabannya",
    ),
    ("Codes of agencies that the hub fosters; for a list of one hub", "Kode instansi binaan simpul; untuk daftar berisi satu simpul"),
    (
        "List the hubs with members and maturity: as claimed beside as verified",
        "Daftarkan simpul dengan anggota dan kematangannya: menurut klaim dan menurut verifikasi",
    ),
    (
        "Put articles in place: a JSON object or list with id, kind (news, guide, tutorial), language, title, body, innovations",
        "Masukkan artikel: objek atau daftar JSON dengan id, kind (news, guide, tutorial), language, title, body, innovations",
    ),
    ("The articles", "Artikelnya"),
    ("List the articles, or those about an innovation", "Daftarkan artikel, atau yang tentang sebuah inovasi"),
    ("An innovation or one of its source records", "Inovasi atau salah satu rekaman sumbernya"),
    ("Search the articles", "Cari dalam artikel"),
    ("What is sought", "Yang dicari"),
    ("Most to show", "Jumlah yang ditampilkan, paling banyak"),
    (
        "The replication guide of an innovation as far as its record goes, and what is missing, as JSON",
        "Panduan replikasi sebuah inovasi sejauh isi rekamannya, dan yang belum ada, sebagai JSON",
    ),
    (
        "Write what somebody said: a JSON object or list with `record_id`, kind, by, at and text, rating or `reply_to`",
        "Catat yang disampaikan seseorang: objek atau daftar JSON dengan `record_id`, kind, by, at, dan text, rating, atau `reply_to`",
    ),
    ("What was said", "Yang disampaikan"),
    ("Everything that was said, one JSON object a line", "Semua yang disampaikan, satu objek JSON per baris"),
    ("What people did with an innovation, counted, as JSON", "Hitungan yang dilakukan orang terhadap sebuah inovasi, sebagai JSON"),
    ("Show it", "Tampilkan"),
    ("Its number", "Nomornya"),
    ("Show it no more", "Sembunyikan"),
    ("A table of complaints", "Tabel aduan"),
    ("One need", "Satu kebutuhan"),
    (
        "The column with the text; the one with the longest texts if not given",
        "Kolom teksnya; bila tidak disebut, kolom dengan teks terpanjang",
    ),
    ("Most innovations for each need", "Jumlah inovasi untuk setiap kebutuhan, paling banyak"),
    ("File", "Berkas"),
    ("kipp, iga, lan, jippnas, generic or auto", "kipp, iga, lan, jippnas, generic, atau auto"),
    ("The day of the judgement; recency is not judged without it", "Tanggal penilaian; tanpa ini kemutakhiran tidak dinilai"),
    (
        "Show every criterion of this record, by record id or source id",
        "Tampilkan setiap kriteria rekaman ini, menurut ID rekaman atau ID sumber",
    ),
    ("Show every record in text form, not only the first ones", "Tampilkan setiap rekaman dalam bentuk teks, bukan hanya yang pertama"),
    ("Compute and explain the index from the levels that the region entered", "Hitung dan jelaskan indeks dari tingkat yang diisi daerah"),
    ("For people", "Untuk dibaca orang"),
    ("For programs: everything", "Untuk program: semuanya"),
    (
        "A table: one row for each innovation, with its best next step",
        "Tabel: satu baris untuk setiap inovasi, dengan langkah berikutnya yang terbaik",
    ),
    ("The innovations of the region, or the whole region as a JSON object", "Inovasi daerah, atau seluruh daerah sebagai objek JSON"),
    ("The year of the form", "Tahun formulirnya"),
    ("The levels of the region's own indicators", "Tingkat indikator satuan pemerintah daerah"),
    (
        "Of a file of several governments, the one meant, as the file writes it",
        "Bila berkas memuat beberapa pemerintah daerah: yang dimaksud, seperti tertulis di berkas",
    ),
    (
        "The index that was announced or is stored elsewhere, to be compared",
        "Indeks yang diumumkan atau tersimpan di tempat lain, untuk dibandingkan",
    ),
    ("The class stored with it, to be compared", "Predikat yang tersimpan bersamanya, untuk dibandingkan"),
    ("Levels to try: an innovation or `spd`, an indicator, a level", "Tingkat yang dicoba: inovasi atau `spd`, indikator, tingkat"),
    (
        "Show every indicator of this innovation (`spd`: of the region itself)",
        "Tampilkan setiap indikator inovasi ini (`spd`: daerah itu sendiri)",
    ),
    (
        "Most next steps of innovations to show, and most of the region itself",
        "Jumlah langkah berikutnya yang ditampilkan, untuk inovasi dan untuk daerah itu sendiri, paling banyak",
    ),
    (
        "Vocabularies of your own, such as next year's form, added to those of jipp",
        "Kosakata sendiri, misalnya formulir tahun depan, ditambahkan pada kosakata jipp",
    ),
    ("The delimiter of CSV files; found out if not given", "Pemisah berkas CSV; dicari sendiri bila tidak disebut"),
    ("Show every problem, not only the first of each kind", "Tampilkan setiap masalah, bukan hanya yang pertama dari setiap jenis"),
    ("Begin a campaign over a selection of innovations", "Mulai kampanye atas inovasi yang dipilih"),
    ("Its identity", "Identitasnya"),
    ("Its name; its identity if not given", "Namanya; identitasnya bila tidak disebut"),
    ("The day on which it begins; today if not given", "Tanggal mulai; hari ini bila tidak disebut"),
    ("The day until which answers are wanted", "Tenggat jawaban"),
    (
        "Only innovations of these systems: `panrb_kipp`, `kemendagri_iga`, `lan_inoland`, jippnas, generic",
        "Hanya inovasi dari sistem ini: `panrb_kipp`, `kemendagri_iga`, `lan_inoland`, jippnas, generic",
    ),
    ("Only innovations of these owners, by code", "Hanya inovasi milik instansi ini, menurut kode"),
    ("Only innovations in these provinces, by code", "Hanya inovasi di provinsi ini, menurut kode"),
    ("Only innovations of this year or later", "Hanya inovasi tahun ini atau sesudahnya"),
    ("Only innovations of this year or earlier", "Hanya inovasi tahun ini atau sebelumnya"),
    ("List the campaigns", "Daftarkan kampanye"),
    (
        "Write a worksheet with drop-downs for each agency, about what it has not answered",
        "Tulis lembar isian dengan pilihan untuk setiap instansi, tentang yang belum dijawabnya",
    ),
    ("The campaign", "Kampanyenya"),
    ("Folder for the worksheets", "Folder untuk lembar isian"),
    (
        "Take filled worksheets in; exit code 1 if rows were refused",
        "Masukkan lembar yang sudah diisi; kode keluar 1 bila ada baris yang ditolak",
    ),
    (
        "Filled worksheets, or tables with `record_id`, status, reason, `stopped_on`, evidence, at, by",
        "Lembar yang sudah diisi, atau tabel dengan `record_id`, status, reason, `stopped_on`, evidence, at, by",
    ),
    ("Confirm an answer, or send it back. Not by who answered", "Sahkan jawaban, atau kembalikan. Bukan oleh yang menjawab"),
    ("The innovation", "Inovasinya"),
    ("Send it back", "Kembalikan"),
    ("List the agencies that owe answers", "Daftarkan instansi yang belum menjawab"),
    (
        "Figures that reconcile, by agency and province; reasons; how long innovations run",
        "Angka yang cocok jumlahnya, menurut instansi dan provinsi; alasan; berapa lama inovasi berjalan",
    ),
    ("As known at the end of this day", "Seperti diketahui pada akhir tanggal ini"),
    ("When it is taken in; today if not given", "Tanggal dimasukkan; hari ini bila tidak disebut"),
    ("Form of the report", "Bentuk laporan"),
    (
        "Number of the import, as `jipp catalog imports` lists it; the last one if not given",
        "Nomor impor, seperti pada `jipp catalog imports`; yang terakhir bila tidak disebut",
    ),
    ("When; today if not given", "Tanggalnya; hari ini bila tidak disebut"),
    ("Make a catalog without any record, to import into", "Buat katalog tanpa rekaman, untuk diisi dengan impor"),
    (
        "Look whether the file is sound and keeps its rules; exit code 1 if not",
        "Periksa apakah berkas utuh dan mematuhi aturannya; kode keluar 1 bila tidak",
    ),
    (
        "Write what the catalog says as NDJSON: the same content gives the same bytes",
        "Tulis isi katalog sebagai NDJSON: isi yang sama memberi bita yang sama",
    ),
    (
        "Only merged innovations, their records and links: the same in whatever order the files came",
        "Hanya inovasi gabungan, rekaman, dan tautannya: sama apa pun urutan masuknya berkas",
    ),
    ("Write a consistent copy, also while somebody writes", "Tulis salinan yang utuh, juga selagi ada yang menulis"),
    ("The copy; a catalog in its place is replaced in one step", "Salinannya; katalog di tempat itu diganti sekaligus"),
    (
        "Write the search index as one part and give back unused room",
        "Tulis indeks pencarian sebagai satu bagian dan kembalikan ruang yang tidak terpakai",
    ),
    ("Bring a catalog of an older format to the present one", "Perbarui katalog berformat lama ke format sekarang"),
    ("List the imports", "Daftarkan impor"),
    ("Who said what about a field, and which value holds", "Siapa menyatakan apa tentang sebuah isian, dan nilai mana yang berlaku"),
    ("Canonical name of the field, as `jipp fields` lists it", "Nama baku isian, seperti pada `jipp fields`"),
    (
        "Put other survivorship rules in place: which source wins which field",
        "Pasang aturan pemilihan nilai yang lain: sumber mana menang untuk isian mana",
    ),
    ("The rules, TOML", "Aturannya, TOML"),
    ("Let a record take a step of its life", "Majukan rekaman selangkah dalam daurnya"),
    ("Source record", "Rekaman sumber"),
    ("Taken in", "Ditangkap"),
    ("Kept out for correction", "Dikarantina untuk dikoreksi"),
    ("Submitted", "Diajukan"),
    ("Complete", "Lengkap"),
    ("Validated", "Tervalidasi"),
    ("Published", "Terbit"),
    ("Archived", "Diarsipkan"),
    ("One innovation", "Satu inovasi"),
    ("Two innovations", "Dua inovasi"),
    ("The linkage decides again", "Penautan memutuskan kembali"),
    ("One source record", "Satu rekaman sumber"),
    ("The other", "Yang lain"),
    ("What they are. It holds for every later import", "Hubungan keduanya. Berlaku untuk setiap impor berikutnya"),
    ("The source record that was wrongly merged with the others", "Rekaman sumber yang keliru digabung dengan yang lain"),
    ("Canonical name of the field", "Nama baku isian"),
    ("The value: text, or JSON for fields that are no text", "Nilainya: teks, atau JSON untuk isian yang bukan teks"),
    ("Take the override back", "Batalkan nilai kurasi"),
    ("For people, with the cell", "Untuk dibaca orang, dengan selnya"),
    ("One JSON object a line", "Satu objek JSON per baris"),
    ("A table", "Tabel"),
    ("SARIF 2.1.0, for code-review tools", "SARIF 2.1.0, untuk alat tinjauan kode"),
    (
        "A page for people, with charts, tables and filters: one file that needs no network",
        "Halaman untuk dibaca orang, dengan bagan, tabel, dan saringan: satu berkas tanpa jaringan",
    ),
    ("The whole report: counts, statistics and findings", "Laporan lengkap: hitungan, statistik, dan temuan"),
    ("By rule, gravest first", "Menurut aturan, yang terberat lebih dahulu"),
    ("By file, in the order of their rows", "Menurut berkas, dalam urutan barisnya"),
    ("File, or catalog", "Berkas, atau katalog"),
    (
        "kipp, iga, lan, jippnas, generic or auto; replication or hub for a list of replications or of hubs",
        "kipp, iga, lan, jippnas, generic, atau auto; replication atau hub untuk daftar replikasi atau simpul",
    ),
    (
        "For `replication`: files with the origin records; source auto-detected",
        "Untuk `replication`: berkas dengan rekaman inovasi asal; sumbernya dikenali sendiri",
    ),
    ("Form of the findings", "Bentuk temuan"),
    (
        "Show every finding in text form, not only the first of each group",
        "Tampilkan setiap temuan dalam bentuk teks, bukan hanya yang pertama dari setiap kelompok",
    ),
    ("Apply the safe fixes to a copy of the file", "Terapkan perbaikan yang aman pada salinan berkas"),
    (
        "Show what --fix would change, cell by cell, and change nothing",
        "Tampilkan yang akan diubah --fix, sel demi sel, tanpa mengubah apa pun",
    ),
    ("By what findings are put together in text form", "Dasar pengelompokan temuan dalam bentuk teks"),
    (
        "Write to this file instead of standard output; it appears when it is complete. With --fix: where to write the copy",
        "Tulis ke berkas ini, bukan keluaran standar; berkas muncul setelah lengkap. Dengan --fix: tempat menulis salinan",
    ),
    (
        "Show statistics after the findings in text form: by rule, field, source and agency",
        "Tampilkan statistik setelah temuan dalam bentuk teks: menurut aturan, isian, sumber, dan instansi",
    ),
    (
        "Compare figures that somebody declared with those counted; with text and json",
        "Bandingkan angka yang dinyatakan dengan yang dihitung; dengan text dan json",
    ),
    ("Workbooks, with comments at the cells and a guide", "Buku kerja, dengan komentar pada sel dan panduan"),
    ("Tables", "Tabel-tabel"),
    (
        "Write one file for each agency into this folder, to correct, send back and read again",
        "Tulis satu berkas untuk setiap instansi ke folder ini, untuk dikoreksi, dikirim kembali, dan dibaca lagi",
    ),
    ("Form of these files", "Bentuk berkas-berkas ini"),
    (
        "Let telephone numbers, e-mail addresses and identity numbers travel with these files; they are masked if not given",
        "Sertakan nomor telepon, surel, dan nomor identitas dalam berkas ini; tanpa ini semuanya disamarkan",
    ),
    ("Code or name, such as DAT-02", "Kode atau nama, misalnya DAT-02"),
    (
        "Show the severity of each rule under these settings; `-` for a rule that does not run",
        "Tampilkan tingkat setiap aturan menurut setelan ini; `-` untuk aturan yang tidak berjalan",
    ),
    (
        "The source whose records are meant: kipp, iga, lan, jippnas or generic",
        "Sumber rekaman yang dimaksud: kipp, iga, lan, jippnas, atau generic",
    ),
    ("Form of the list", "Bentuk daftar"),
    ("For programs", "Untuk program"),
    (
        "A mapping of your own for `generic` input: which column is which field",
        "Pemetaan sendiri untuk masukan `generic`: kolom mana isian mana",
    ),
    ("The delimiter of a CSV file; found out if not given", "Pemisah berkas CSV; dicari sendiri bila tidak disebut"),
    (
        "Change a reading limit (rows, cells, ...), such as `rows=500000`. An unknown name lists all of them",
        "Ubah batas pembacaan (baris, sel, ...), misalnya `rows=500000`. Nama yang tidak dikenal mendaftarkan semuanya",
    ),
    ("The day of the check; rules about the future are silent without it", "Tanggal pemeriksaan; tanpa ini aturan tentang masa depan diam"),
    ("Rules to run: codes, names or families", "Aturan yang dijalankan: kode, nama, atau keluarga"),
    ("Rules to leave out", "Aturan yang dilewati"),
    (
        "Settings file; default: nearest jipp.toml in the input's folder or a parent. Options of the command win over it",
        "Berkas setelan; bawaan: jipp.toml terdekat di folder masukan atau di atasnya. Opsi perintah mengalahkannya",
    ),
    ("Look for no jipp.toml", "Jangan cari jipp.toml"),
    (
        "Who says so: a role, an account or an agency; never the name of a person",
        "Yang menyatakannya: peran, akun, atau instansi; jangan pernah nama orang",
    ),
    ("Why", "Alasannya"),
    ("KIPP/SINOVIK export (KemenPANRB)", "Ekspor KIPP/SINOVIK (KemenPANRB)"),
    ("IGA / Indeks Inovasi Daerah export (Kemendagri)", "Ekspor IGA / Indeks Inovasi Daerah (Kemendagri)"),
    ("Labinov / Inoland export (LAN)", "Ekspor Labinov / Inoland (LAN)"),
    (
        "Any input: kipp, iga, lan, jippnas, generic or auto, and a file",
        "Masukan apa pun: kipp, iga, lan, jippnas, generic, atau auto, dan berkasnya",
    ),
    (
        "Where to write the catalog; an existing catalog is replaced in one step",
        "Tempat menulis katalog; katalog yang ada diganti sekaligus",
    ),
    (
        "Settings of the linkage; the preset for innovations if not given",
        "Setelan penautan; bila tidak disebut, setelan bawaan untuk inovasi",
    ),
    ("Merged innovations, one JSON object a line", "Inovasi gabungan, satu objek JSON per baris"),
    ("Merged innovations as a table", "Inovasi gabungan sebagai tabel"),
    ("Merged innovations as a workbook", "Inovasi gabungan sebagai buku kerja"),
    ("Merged innovations as a Parquet file, every column a text", "Inovasi gabungan sebagai berkas Parquet, setiap kolom berupa teks"),
    (
        "The search index as one file, for browsers and other programs",
        "Indeks pencarian sebagai satu berkas, untuk peramban dan program lain",
    ),
    (
        "What the search index does not hold, as JSON: figures, lineage, hubs, articles, guides, campaigns",
        "Yang tidak dimuat indeks pencarian, sebagai JSON: angka, silsilah, simpul, artikel, panduan, kampanye",
    ),
    (
        "The search index in pieces, of which a page loads those that its questions need",
        "Indeks pencarian dalam potongan, yang dimuat halaman seperlunya",
    ),
    (
        "Titles, names and facets as one small file, which answers while the index is on its way",
        "Judul, nama, dan faset sebagai satu berkas kecil, yang menjawab selagi indeks diunduh",
    ),
    (
        "Documents and an index for OpenSearch, in a folder: `index.json` and `bulk.ndjson`",
        "Dokumen dan indeks untuk OpenSearch, dalam folder: `index.json` dan `bulk.ndjson`",
    ),
    (
        "Documents and an index for Quickwit, in a folder: `index.json` and `documents.ndjson`",
        "Dokumen dan indeks untuk Quickwit, dalam folder: `index.json` dan `documents.ndjson`",
    ),
    ("A static web site that searches the directory", "Situs web statis untuk mencari dalam direktori"),
    ("Form", "Bentuk"),
    (
        "File, or folder for `portal`, `opensearch`, `quickwit` and for `pieces --chunked`",
        "Berkas, atau folder untuk `portal`, `opensearch`, `quickwit`, dan `pieces --chunked`",
    ),
    (
        "For `pieces`: a folder with a file for each piece, for hosts that do not answer ranges of bytes",
        "Untuk `pieces`: folder dengan satu berkas per potongan, untuk peladen yang tidak melayani rentang bita",
    ),
    ("For `opensearch` and `quickwit`: the name of the index there", "Untuk `opensearch` dan `quickwit`: nama indeks di sana"),
    ("For `portal`: folder of the pages", "Untuk `portal`: folder halaman-halamannya"),
    ("For `portal`: folder of the browser package", "Untuk `portal`: folder paket peramban"),
    (
        "For `portal`: the address at which it will stand, for the site map and for search engines",
        "Untuk `portal`: alamat tempatnya kelak, untuk peta situs dan mesin pencari",
    ),
    ("The file", "Berkasnya"),
    (
        "kipp, iga, lan, jippnas, generic or auto: records are innovations",
        "kipp, iga, lan, jippnas, generic, atau auto: rekamannya inovasi",
    ),
    ("The first file", "Berkas pertama"),
    ("The second file", "Berkas kedua"),
    ("Source of both files: records are innovations", "Sumber kedua berkas: rekamannya inovasi"),
    ("Settings of the linkage, for any table", "Setelan penautan, untuk tabel apa pun"),
    (
        "Similarities for levels of kind `custom`: measure,left,right and, where it is not 1, similarity. They become part of the settings",
        "Kemiripan untuk tingkat berjenis `custom`: measure,left,right dan, bila bukan 1, similarity. Menjadi bagian setelan",
    ),
    ("Column with record ids", "Kolom ID rekaman"),
    (
        "Match probability from which records count as the same; that of the settings if not given",
        "Peluang cocok sejak rekaman dianggap sama; dari setelan bila tidak disebut",
    ),
    ("Where to write the pairs: left,right,probability,kind", "Tempat menulis pasangan: left,right,probability,kind"),
    ("Where to write the clusters: id,cluster", "Tempat menulis gugus: id,cluster"),
    (
        "Where to write how well each cluster holds together, the least cohesive first: cluster,records,density,cohesion,bridges",
        "Tempat menulis seberapa erat setiap gugus, yang paling longgar lebih dahulu: cluster,records,density,cohesion,bridges",
    ),
    (
        "Explain why two records are, or are not, the same, and why they were not compared. Of two files LEFT is in the first",
        "Jelaskan mengapa dua rekaman sama atau tidak, dan mengapa tidak dibandingkan. Dari dua berkas, KIRI ada di yang pertama",
    ),
    (
        "Answers of a person about pairs: left,right,same (1 or 0). They teach the weights and are binding",
        "Jawaban orang tentang pasangan: left,right,same (1 atau 0). Jawaban itu melatih bobot dan mengikat",
    ),
    (
        "Labels to measure against, left,right,same or id,cluster: precision, recall, thresholds, calibration, errors by kind",
        "Label pembanding, left,right,same atau id,cluster: presisi, recall, ambang, kalibrasi, kesalahan menurut jenis",
    ),
    (
        "With --evaluate, where to write every error: left,right,error,probability",
        "Dengan --evaluate, tempat menulis setiap kesalahan: left,right,error,probability",
    ),
    (
        "Where to write the most telling pairs for a person to answer; give them back with --labels",
        "Tempat menulis pasangan yang paling bermakna untuk dijawab orang; kembalikan dengan --labels",
    ),
    (
        "Where to write a sample of pairs that says how good the linkage is; give it back with --evaluate",
        "Tempat menulis sampel pasangan yang menunjukkan mutu penautan; kembalikan dengan --evaluate",
    ),
    ("How many pairs --to-review and --sample write", "Jumlah pasangan yang ditulis --to-review dan --sample"),
    (
        "Show what each rule of blocking costs; with --evaluate also which share of the true pairs it finds",
        "Tampilkan biaya setiap aturan pemblokan; dengan --evaluate juga bagian pasangan benar yang ditemukannya",
    ),
    ("Link with a saved model: nothing is learned", "Tautkan dengan model yang disimpan: tanpa pembelajaran"),
    ("Where to save the model that was learned, with its settings", "Tempat menyimpan model yang dipelajari, beserta setelannya"),
    ("Form of the summary", "Bentuk ringkasan"),
    ("List the mappings that come with jipp", "Daftarkan pemetaan bawaan jipp"),
    (
        "Explain which column of a file is read into which field, with samples. Exit code 1 if a column cannot be read at all",
        "Jelaskan kolom berkas mana dibaca ke isian mana, dengan contoh isinya. Kode keluar 1 bila ada kolom yang sama sekali tidak terbaca",
    ),
    (
        "Write a first draft of a mapping by matching headers and looking at values",
        "Tulis rancangan pemetaan dengan mencocokkan judul kolom dan melihat isinya",
    ),
    (
        "A mapping that comes with jipp (`jipp mapping list`), generic or auto",
        "Pemetaan bawaan jipp (`jipp mapping list`), generic, atau auto",
    ),
    ("Where to write the mapping; standard output if not given", "Tempat menulis pemetaan; keluaran standar bila tidak disebut"),
    ("Replace the output if it is there", "Timpa keluaran bila sudah ada"),
    ("Names, or `-` for one name a line on standard input", "Nama-nama, atau `-` untuk satu nama per baris dari masukan standar"),
    ("The year the names are from", "Tahun asal nama-nama itu"),
    ("The work unit that the records name: its place may decide", "Unit kerja yang disebut rekaman: tempatnya dapat menentukan"),
    ("The title of the records: a place in it may decide", "Judul rekaman: tempat di dalamnya dapat menentukan"),
    (
        "The region code (Ministry of Home Affairs) that the records state: it decides between bodies of the same name",
        "Kode wilayah (Kemendagri) yang disebut rekaman: menentukan di antara lembaga bernama sama",
    ),
    ("Form of the answer; with `json` one object a line", "Bentuk jawaban; dengan `json` satu objek per baris"),
    ("Ministry of Home Affairs, with a dot: 35.78", "Kemendagri, dengan titik: 35.78"),
    ("Statistics Indonesia, without a dot: 3578", "BPS, tanpa titik: 3578"),
    ("Code or name of a province, regency or city", "Kode atau nama provinsi, kabupaten, atau kota"),
    ("Whose code it is", "Kode milik siapa"),
    ("Show this many regions nearest to it", "Tampilkan sekian daerah terdekat"),
    (
        "Show this many regions most like it: by type, population, density and group of islands",
        "Tampilkan sekian daerah paling mirip: menurut jenis, jumlah penduduk, kepadatan, dan gugus pulau",
    ),
    ("Name of a vocabulary; all are listed without one", "Nama kosakata; tanpa nama semuanya didaftarkan"),
    ("Only values offered in this year", "Hanya nilai yang ditawarkan pada tahun ini"),
    (
        "Which value this text means; if none, which it may have been meant for",
        "Nilai yang dimaksud teks ini; bila tidak ada, yang mungkin dimaksud",
    ),
    (
        "Vocabularies of your own, in the format of jipp-core/data/vocabularies, added to those of jipp",
        "Kosakata sendiri, dalam format jipp-core/data/vocabularies, ditambahkan pada kosakata jipp",
    ),
    ("List the rows that were kept out, with the reasons", "Daftarkan baris yang dikarantina, dengan alasannya"),
    (
        "Write the rows that were kept out into a workbook with a comment on each bad cell",
        "Tulis baris yang dikarantina ke buku kerja dengan komentar pada setiap sel yang salah",
    ),
    ("File: mapping to read with. Catalog: source to list", "Berkas: pemetaan untuk membacanya. Katalog: sumber yang didaftarkan"),
    ("Where to write the workbook", "Tempat menulis buku kerja"),
    (
        "Let telephone numbers, e-mail addresses and identity numbers travel with it; they are masked if not given",
        "Sertakan nomor telepon, surel, dan nomor identitas; tanpa ini semuanya disamarkan",
    ),
    ("Best first", "Yang terbaik lebih dahulu"),
    ("Latest year first", "Tahun terbaru lebih dahulu"),
    ("By title", "Menurut judul"),
    ("Catalog, or search index", "Katalog, atau indeks pencarian"),
    (
        "Words; optional syntax: `\"...\"`, `-word`, `title:word`, `year:2020..2023`, `AND`, `OR`",
        "Kata-kata; sintaks tambahan: `\"...\"`, `-kata`, `title:kata`, `year:2020..2023`, `AND`, `OR`",
    ),
    ("Read the query as a need told in sentences", "Baca kueri sebagai kebutuhan yang diceritakan dalam kalimat"),
    ("Put versions and replications under their innovation", "Letakkan versi dan replikasi di bawah inovasinya"),
    (
        "How hits are ranked: a TOML file; what it does not name keeps its default",
        "Cara mengurutkan hasil: berkas TOML; yang tidak disebut tetap bawaan",
    ),
    ("Only innovations with this value; repeat for more", "Hanya inovasi dengan nilai ini; ulangi untuk nilai lain"),
    (
        "Count the values of this facet: source, level, agency, province, region, year, sector, sdg, affair, award, status, hub, replicated",
        "Hitung nilai faset ini: source, level, agency, province, region, year, sector, sdg, affair, award, status, hub, replicated",
    ),
    ("Most hits to show", "Jumlah hasil yang ditampilkan, paling banyak"),
    ("Hits to leave out from the start", "Jumlah hasil yang dilewati dari awal"),
    ("Order of the hits", "Urutan hasil"),
    ("Say why each innovation was found", "Sebutkan mengapa setiap inovasi ditemukan"),
    (
        "Do not answer: write the question as a search request to this engine, over documents of `jipp export --format opensearch` or `quickwit`",
        "Tanpa menjawab: tulis pertanyaan sebagai permintaan pencarian bagi mesin ini, atas dokumen `jipp export --format opensearch` atau `quickwit`",
    ),
    ("OpenSearch and Elasticsearch", "OpenSearch dan Elasticsearch"),
    ("Quickwit", "Quickwit"),
    ("Measure how well an index answers judged queries", "Ukur seberapa baik indeks menjawab kueri yang sudah dinilai"),
    ("Build a search index of documents, one JSON object a line", "Buat indeks pencarian dari dokumen, satu objek JSON per baris"),
    ("Write the ranking settings, every number named", "Tulis setelan pemeringkatan, setiap angka bernama"),
    (
        "Queries: CSV with the columns `query_id`, `query` and, for means by kind, `type`",
        "Kueri: CSV dengan kolom `query_id`, `query`, dan, untuk rata-rata menurut jenis, `type`",
    ),
    (
        "Judgements: CSV with the columns `query_id`, `doc_id`, `gain`, or TREC's four columns",
        "Penilaian: CSV dengan kolom `query_id`, `doc_id`, `gain`, atau empat kolom TREC",
    ),
    (
        "Which documents are one thing: CSV with the columns `doc_id` and `group`",
        "Dokumen yang merupakan satu hal: CSV dengan kolom `doc_id` dan `group`",
    ),
    ("Ranking settings", "Setelan pemeringkatan"),
    (
        "Compare with these ranking settings; an empty file has the defaults",
        "Bandingkan dengan setelan pemeringkatan ini; berkas kosong berisi bawaan",
    ),
    ("Evaluate this TREC run instead of searching", "Nilai hasil TREC ini, tanpa mencari"),
    ("Compare with this run of TREC's form", "Bandingkan dengan hasil berbentuk TREC ini"),
    ("Write the run in TREC's form", "Tulis hasil dalam bentuk TREC"),
    ("Cut-off for nDCG and MRR", "Batas peringkat untuk nDCG dan MRR"),
    ("Hits that recall looks at", "Jumlah hasil yang dilihat recall"),
    ("Read every query as a need told in sentences", "Baca setiap kueri sebagai kebutuhan yang diceritakan dalam kalimat"),
    ("Show every query", "Tampilkan setiap kueri"),
    (
        "Documents: one JSON object a line, with `id`, `title`, `texts` and whatever else a search document has; with `--mapping` a table of records, each of which becomes a document",
        "Dokumen: satu objek JSON per baris, dengan `id`, `title`, `texts`, dan isian lain dokumen pencarian; dengan `--mapping` tabel rekaman, yang masing-masing menjadi dokumen",
    ),
    ("How the columns of a table of records are read", "Cara membaca kolom tabel rekaman"),
    ("Where the index goes", "Tempat menulis indeks"),
    ("Write it in pieces, as `export --format pieces` does", "Tulis dalam potongan, seperti `export --format pieces`"),
    (
        "Write titles, names and facets only, as `export --format lite` does",
        "Tulis hanya judul, nama, dan faset, seperti `export --format lite`",
    ),
    ("The text", "Teksnya"),
    ("Print this message or the help of the given subcommand(s)", "Tampilkan keterangan ini atau keterangan perintah yang disebut"),
    ("Print help (see more with '--help')", "Tampilkan keterangan (selengkapnya dengan '--help')"),
    ("Print help (see a summary with '-h')", "Tampilkan keterangan (ringkasnya dengan '-h')"),
    ("Print version", "Tampilkan versi"),
];

/// What stands for a value: English, Indonesian. Others stay as they are.
pub(super) const VALUES: &[(&str, &str)] = &[
    ("ABOUT", "INOVASI"),
    ("AGENCY", "INSTANSI"),
    ("CATALOG", "KATALOG"),
    ("CHARACTER", "TANDA"),
    ("CODE", "KODE"),
    ("CODE_OR_NAME", "KODE_ATAU_NAMA"),
    ("COLUMN", "KOLOM"),
    ("COMMAND", "PERINTAH"),
    ("COPY", "SALINAN"),
    ("DIR", "FOLDER"),
    ("DOCUMENTS", "DOKUMEN"),
    ("ENGINE", "MESIN"),
    ("FACET", "FASET"),
    ("FACET=VALUE", "FASET=NILAI"),
    ("FIELD", "ISIAN"),
    ("FILE", "BERKAS"),
    ("FILES", "BERKAS"),
    ("FORMAT", "BENTUK"),
    ("FEEDBACK_FORMAT", "BENTUK"),
    ("FROM_YEAR", "TAHUN"),
    ("GROUP", "KELOMPOK"),
    ("ID:NUMBER=LEVEL,..", "ID:NOMOR=TINGKAT,.."),
    ("IMPORT", "IMPOR"),
    ("LANG", "BAHASA"),
    ("LEFT", "KIRI"),
    ("LIMIT", "JUMLAH"),
    ("MEMBER", "ANGGOTA"),
    ("NAME", "NAMA"),
    ("NAMES", "NAMA"),
    ("NAME=NUMBER", "NAMA=ANGKA"),
    ("NEED", "KEBUTUHAN"),
    ("NUMBER", "ANGKA"),
    ("OFFSET", "JUMLAH"),
    ("OUT", "KELUARAN"),
    ("OUTPUT", "KELUARAN"),
    ("PROVINCE", "PROVINSI"),
    ("QUERY", "KUERI"),
    ("RECORD", "REKAMAN"),
    ("RIGHT", "KANAN"),
    ("RULE,..", "ATURAN,.."),
    ("RUN", "HASIL"),
    ("SCHEME", "SKEMA"),
    ("SORT", "URUTAN"),
    ("SOURCE", "SUMBER"),
    ("SOURCE=FILE", "SUMBER=BERKAS"),
    ("STEPS", "JUMLAH"),
    ("SYSTEM", "SISTEM"),
    ("TEXT", "TEKS"),
    ("TITLE", "JUDUL"),
    ("TO", "LANGKAH"),
    ("TO_YEAR", "TAHUN"),
    ("UNIT", "UNIT"),
    ("VALUE", "NILAI"),
    ("VERDICT", "PUTUSAN"),
    ("WHO", "SIAPA"),
    ("YEAR", "TAHUN"),
    ("DEPTH", "JUMLAH"),
    ("YYYY-MM-DD", "TTTT-BB-HH"),
];

/// Paragraphs behind the options, as they stand there; those of examples are told apart by their first line.
pub(super) const PARAGRAPHS: &[(&str, &str)] = &[
    (
        "Exit codes: 0 fine, 1 findings of severity error or refused rows, 2 cannot proceed.",
        "Kode keluar: 0 baik, 1 ada temuan bertingkat galat atau baris yang ditolak, 2 tidak dapat dilanjutkan.",
    ),
    (
        "Rows that are there already are skipped, changed ones become new versions, new ones are compared with the records around them, merged\n\
and indexed: all of it, or nothing. `jipp undo` takes it back.",
        "Baris yang sudah ada dilewati, yang berubah menjadi versi baru, yang baru dibandingkan dengan rekaman di sekitarnya, digabung, dan\n\
diindeks: semuanya, atau tidak sama sekali. `jipp undo` membatalkannya.",
    ),
    (
        "--fix applies only fixes that keep the meaning of a cell, to a copy; FILE is never changed. The copy has the same columns, rows\n\
and order, in UTF-8: CSV stays CSV with the same delimiter, JSON stays JSON (one object a line), NDJSON stays NDJSON; of an XLSX\n\
workbook the sheet that is read becomes CSV. All other cells stay as they are, formulas too: open the copy with the care that you\n\
give to the file itself. What is then shown, and the exit code, is what is left wrong in the copy.",
        "--fix hanya menerapkan perbaikan yang tidak mengubah makna sel, pada salinan; BERKAS tidak pernah diubah. Salinan memiliki kolom, baris,\n\
dan urutan yang sama, dalam UTF-8: CSV tetap CSV dengan pemisah yang sama, JSON tetap JSON (satu objek per baris), NDJSON tetap NDJSON;\n\
dari buku kerja XLSX, lembar yang dibaca menjadi CSV. Sel lain tetap seperti semula, juga rumus: buka salinan secermat berkas aslinya.\n\
Yang kemudian ditampilkan, dan kode keluarnya, adalah yang masih salah dalam salinan.",
    ),
    (
        "The file of --declared is TOML or JSON:\n\
\x20 [[figures]]\n\
\x20 name = \"October 2024\"\n\
\x20 total = 2928\n\
\x20 parts = { running = 1916, stopped = 429, not_updated = 573, other = 10 }\n\
and, where wanted, of = \"updated\", source = \"panrb_kipp\", agency = \"pemda:35.78\" or year = 2023.",
        "Berkas --declared adalah TOML atau JSON:\n\
\x20 [[figures]]\n\
\x20 name = \"Oktober 2024\"\n\
\x20 total = 2928\n\
\x20 parts = { running = 1916, stopped = 429, not_updated = 573, other = 10 }\n\
dan, bila perlu, of = \"updated\", source = \"panrb_kipp\", agency = \"pemda:35.78\", atau year = 2023.",
    ),
    (
        "FILE is CSV, XLSX or JSON with one row for each innovation:\n\
\x20 id,title,agency,affairs,implementation_date,development_date,sid_16,...,sid_35   (numbers of the form of the year)\n\
and, where known, verified_N, value_N, evidence_N for an indicator, basis, initiation_date, maturity. Affairs are codes or\n\
names, separated by `;`. The file of --spd has rows number,level and, where known, verified.",
        "BERKAS adalah CSV, XLSX, atau JSON dengan satu baris untuk setiap inovasi:\n\
\x20 id,title,agency,affairs,implementation_date,development_date,sid_16,...,sid_35   (nomor pada formulir tahunnya)\n\
dan, bila diketahui, verified_N, value_N, evidence_N untuk sebuah indikator, basis, initiation_date, maturity. Urusan berupa kode atau\n\
nama, dipisahkan `;`. Berkas --spd memiliki baris number,level dan, bila diketahui, verified.",
    ),
    (
        "A corrected row keeps the id of its record: read again, it takes the place of the row that it corrects. An OUTPUT that ends in .csv is a\n\
table without comments. Of several files with quarantined rows each gets an output of its own: OUTPUT, OUTPUT-2, ...",
        "Baris yang dikoreksi tetap memakai ID rekamannya: bila dibaca lagi, ia menggantikan baris yang dikoreksinya. KELUARAN berakhiran .csv\n\
adalah tabel tanpa komentar. Dari beberapa berkas yang memuat baris karantina, masing-masing mendapat keluaran sendiri: KELUARAN,\n\
KELUARAN-2, ...",
    ),
    (
        "Examples:\n\
\x20 jipp quarantine export kipp.csv --source kipp -o kipp-karantina.xlsx\n\
\x20 jipp build --kipp kipp.csv --input auto=kipp-karantina.xlsx -o national.jipp    (after correction)",
        "Contoh:\n\
\x20 jipp quarantine export kipp.csv --source kipp -o kipp-karantina.xlsx\n\
\x20 jipp build --kipp kipp.csv --input auto=kipp-karantina.xlsx -o national.jipp    (setelah dikoreksi)",
    ),
];
