"""The words of the generated records: places, units, and sentence patterns for each section of an innovation.

A pattern holds slots in braces; each slot names a list in `SLOTS`, or a value of the record (`tempat`, `nama`, `unit`).
"""

PLACES = {
    "Aceh": "Kota Banda Aceh, Kabupaten Aceh Besar, Kabupaten Bireuen, Kabupaten Pidie, Kota Lhokseumawe",
    "Sumatera Utara": "Kota Medan, Kabupaten Deli Serdang, Kabupaten Karo, Kabupaten Asahan, Kota Binjai, Kabupaten Samosir",
    "Sumatera Barat": "Kota Padang, Kota Bukittinggi, Kabupaten Agam, Kabupaten Tanah Datar, Kota Payakumbuh",
    "Riau": "Kota Pekanbaru, Kabupaten Kampar, Kabupaten Siak, Kabupaten Bengkalis, Kota Dumai",
    "Kepulauan Riau": "Kota Batam, Kabupaten Bintan, Kabupaten Natuna, Kota Tanjungpinang",
    "Jambi": "Kota Jambi, Kabupaten Kerinci, Kabupaten Bungo, Kabupaten Merangin",
    "Bengkulu": "Kota Bengkulu, Kabupaten Rejang Lebong, Kabupaten Mukomuko",
    "Sumatera Selatan": "Kota Palembang, Kabupaten Muara Enim, Kabupaten Lahat, Kota Lubuklinggau, Kabupaten Banyuasin",
    "Lampung": "Kota Bandar Lampung, Kabupaten Pringsewu, Kabupaten Way Kanan, Kota Metro, Kabupaten Tanggamus",
    "Kepulauan Bangka Belitung": "Kota Pangkalpinang, Kabupaten Bangka, Kabupaten Belitung",
    "Banten": "Kota Serang, Kabupaten Lebak, Kabupaten Pandeglang, Kota Cilegon, Kota Tangerang Selatan",
    "Jawa Barat": "Kota Bandung, Kota Bogor, Kota Depok, Kabupaten Sumedang, Kabupaten Garut, Kabupaten Cianjur, Kabupaten Subang, "
    "Kabupaten Kuningan, Kota Cimahi, Kota Cirebon, Kabupaten Purwakarta, Kabupaten Karawang",
    "Jawa Tengah": "Kota Semarang, Kota Surakarta, Kabupaten Banyumas, Kabupaten Wonosobo, Kabupaten Jepara, Kabupaten Kudus, "
    "Kabupaten Klaten, Kabupaten Boyolali, Kota Salatiga, Kabupaten Temanggung, Kabupaten Brebes, Kabupaten Cilacap, Kabupaten Blora",
    "DI Yogyakarta": "Kota Yogyakarta, Kabupaten Sleman, Kabupaten Bantul, Kabupaten Gunungkidul, Kabupaten Kulon Progo",
    "Jawa Timur": "Kota Surabaya, Kota Malang, Kota Batu, Kabupaten Banyuwangi, Kabupaten Lamongan, Kabupaten Tuban, Kabupaten Ponorogo, "
    "Kabupaten Pacitan, Kabupaten Jember, Kabupaten Sidoarjo, Kabupaten Gresik, Kabupaten Trenggalek, Kabupaten Lumajang, Kabupaten Ngawi",
    "Bali": "Kota Denpasar, Kabupaten Badung, Kabupaten Gianyar, Kabupaten Tabanan, Kabupaten Buleleng, Kabupaten Karangasem",
    "Nusa Tenggara Barat": "Kota Mataram, Kabupaten Lombok Timur, Kabupaten Lombok Utara, Kabupaten Sumbawa, Kabupaten Dompu",
    "Nusa Tenggara Timur": "Kota Kupang, Kabupaten Ende, Kabupaten Sikka, Kabupaten Manggarai, Kabupaten Belu, Kabupaten Alor",
    "Kalimantan Barat": "Kota Pontianak, Kota Singkawang, Kabupaten Sambas, Kabupaten Ketapang, Kabupaten Sintang",
    "Kalimantan Tengah": "Kota Palangka Raya, Kabupaten Kapuas, Kabupaten Katingan, Kabupaten Sukamara",
    "Kalimantan Selatan": "Kota Banjarmasin, Kota Banjarbaru, Kabupaten Tabalong, Kabupaten Tapin, Kabupaten Balangan",
    "Kalimantan Timur": "Kota Samarinda, Kota Balikpapan, Kota Bontang, Kabupaten Berau, Kabupaten Paser",
    "Kalimantan Utara": "Kota Tarakan, Kabupaten Nunukan, Kabupaten Malinau",
    "Sulawesi Utara": "Kota Manado, Kota Bitung, Kabupaten Minahasa, Kota Tomohon",
    "Gorontalo": "Kota Gorontalo, Kabupaten Bone Bolango, Kabupaten Boalemo",
    "Sulawesi Tengah": "Kota Palu, Kabupaten Donggala, Kabupaten Morowali, Kabupaten Poso",
    "Sulawesi Barat": "Kabupaten Mamuju, Kabupaten Majene, Kabupaten Polewali Mandar",
    "Sulawesi Selatan": "Kota Makassar, Kota Parepare, Kabupaten Luwu Utara, Kabupaten Bantaeng, Kabupaten Maros, Kabupaten Gowa, "
    "Kabupaten Wajo, Kabupaten Sinjai, Kabupaten Barru",
    "Sulawesi Tenggara": "Kota Kendari, Kota Baubau, Kabupaten Kolaka, Kabupaten Wakatobi",
    "Maluku": "Kota Ambon, Kabupaten Buru, Kota Tual",
    "Maluku Utara": "Kota Ternate, Kabupaten Halmahera Utara, Kota Tidore Kepulauan",
    "Papua": "Kota Jayapura, Kabupaten Biak Numfor, Kabupaten Keerom",
    "Papua Barat": "Kabupaten Manokwari, Kabupaten Kaimana, Kabupaten Fakfak",
}

MINISTRIES = [
    "Kementerian Kesehatan",
    "Kementerian Keuangan",
    "Kementerian Pertanian",
    "Kementerian Perhubungan",
    "Kementerian Agama",
    "Kementerian Sosial",
    "Kementerian Luar Negeri",
    "Badan Pusat Statistik",
    "Badan Kepegawaian Negara",
    "Lembaga Administrasi Negara",
]

#: Units of a regional government, with the sector each works in.
UNITS = {
    "Dinas Kesehatan": "kesehatan",
    "Dinas Pendidikan": "pendidikan",
    "Dinas Sosial": "sosial",
    "Dinas Pertanian": "pertanian",
    "Dinas Perhubungan": "perhubungan",
    "Dinas Lingkungan Hidup": "lingkungan hidup",
    "Dinas Kependudukan dan Pencatatan Sipil": "administrasi kependudukan",
    "Dinas Komunikasi dan Informatika": "komunikasi dan informatika",
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu": "penanaman modal",
    "Dinas Perpustakaan dan Kearsipan": "perpustakaan",
    "Dinas Pariwisata": "pariwisata",
    "Dinas Koperasi dan UKM": "koperasi dan usaha kecil",
    "Dinas Tenaga Kerja": "tenaga kerja",
    "Dinas Perikanan": "perikanan",
    "Badan Pendapatan Daerah": "keuangan",
    "Badan Penanggulangan Bencana Daerah": "ketenteraman dan perlindungan masyarakat",
    "Badan Kepegawaian Daerah": "kepegawaian",
    "Satuan Polisi Pamong Praja": "ketenteraman dan perlindungan masyarakat",
    "Inspektorat Daerah": "pengawasan",
    "Sekretariat Daerah": "pemerintahan",
}

HEADS = (
    "Sistem Aplikasi Gerakan Layanan Program Klinik Rumah Pos Kampung Sekolah Bank Mobil Sentra Gerai Jaringan Pojok Loket Kelas Forum "
    "Kartu Taman Lumbung Posko Portal Balai Sahabat Duta Warung Kebun Sanggar"
).split()
THINGS = (
    "Antrean Aduan Data Sampah Gizi Balita Lansia Kelahiran Pajak Perizinan Arsip Literasi Lahan Irigasi Benih Ternak Nelayan Pasar "
    "Wisata Lingkungan Banjir Air Jalan Angkutan Darah Obat Imunisasi Stunting Remaja Pemuda Difabel Santri Guru Siswa Beasiswa "
    "Keterampilan Usaha Koperasi Modal Limbah Energi Listrik Desa Kelurahan Kependudukan Akta Nikah Warisan Budaya Bahasa Hutan "
    "Mangrove Terumbu Pangan Kopi Jagung Padi Kelapa Rumput Laut"
).split()
MANNERS = (
    "Cepat Terpadu Mandiri Digital Daring Bersama Keliling Ramah Tanggap Sehat Cerdas Hijau Lestari Tepat Terbuka Berbasis Warga Sadar "
    "Peduli Siaga Inklusif Merata Andal Tuntas Sejahtera Berdaya Aman Nyaman Transparan Berkelanjutan Bijak"
).split()
ENDS = [
    "untuk Warga Pesisir",
    "bagi Penyandang Disabilitas",
    "di Wilayah Kepulauan",
    "untuk Keluarga Muda",
    "bagi Pelaku Usaha Mikro",
    "dari Rumah ke Rumah",
    "di Sekolah Dasar",
    "untuk Ibu Hamil",
    "dalam Satu Hari",
    "tanpa Tatap Muka",
    "di Daerah Perbatasan",
    "bersama Kader Desa",
    "untuk Petani Muda",
    "di Pasar Rakyat",
    "bagi Anak Putus Sekolah",
    "",
    "",
    "",
]

SLOTS = {
    "layanan": [
        "pengurusan akta kelahiran",
        "pemeriksaan ibu hamil",
        "pembayaran pajak daerah",
        "pengaduan jalan rusak",
        "izin usaha mikro",
        "antrean rawat jalan",
        "pinjaman buku keliling",
        "pengangkutan sampah rumah tangga",
        "penyaluran bantuan pangan",
        "pelatihan kerja singkat",
        "pendampingan anak putus sekolah",
        "penyuluhan tanam padi",
        "uji mutu air minum",
        "peringatan dini banjir",
        "perbaikan rumah tidak layak huni",
        "pencatatan hasil tangkapan ikan",
        "penjemputan pasien rujukan",
        "konsultasi gizi balita",
        "penerbitan surat keterangan desa",
        "pemesanan darah",
    ],
    "sasaran": [
        "warga lanjut usia",
        "ibu rumah tangga",
        "petani muda",
        "nelayan kecil",
        "penyandang disabilitas",
        "pelaku usaha mikro",
        "siswa sekolah dasar",
        "keluarga prasejahtera",
        "warga pulau terluar",
        "pedagang pasar",
        "remaja desa",
        "kader posyandu",
        "pekerja migran",
        "masyarakat adat",
        "perangkat desa",
    ],
    "masalah": [
        "jarak ke kantor layanan lebih dari dua jam perjalanan",
        "berkas sering hilang di antara meja",
        "data penerima tidak pernah sama antarinstansi",
        "biaya perjalanan melebihi harga layanannya",
        "petugas hanya dua orang untuk satu kecamatan",
        "sinyal telepon tidak sampai ke dusun",
        "antrean dimulai sejak subuh",
        "laporan warga dijawab setelah satu bulan",
        "formulir ditulis ulang pada setiap loket",
        "musim hujan memutus jalan desa",
        "calo menawarkan jalan pintas",
        "kebiasaan lama sulit diubah",
    ],
    "alat": [
        "aplikasi pesan singkat",
        "mobil layanan dengan dua petugas",
        "papan informasi di balai desa",
        "peta digital sederhana",
        "kartu warna untuk setiap tahap",
        "siaran radio komunitas",
        "formulir satu halaman",
        "mesin pencetak di kantor camat",
        "grup kader tiap dusun",
        "timbangan dan buku catatan",
        "kotak saran yang dibuka tiap minggu",
        "sensor tinggi air buatan bengkel setempat",
    ],
    "pihak": [
        "kader desa",
        "perguruan tinggi setempat",
        "tim penggerak PKK",
        "karang taruna",
        "puskesmas",
        "kelompok tani",
        "sekolah kejuruan",
        "koperasi nelayan",
        "tokoh agama",
        "bank daerah",
        "komunitas relawan",
        "badan usaha milik desa",
    ],
    "hasil": [
        "waktu tunggu turun",
        "jumlah pengguna naik dua kali lipat",
        "keluhan berkurang",
        "biaya warga menjadi lebih ringan",
        "angka kunjungan bertambah",
        "berkas selesai pada hari yang sama",
        "pendapatan kelompok meningkat",
        "data menjadi satu dan mutakhir",
        "kehadiran siswa membaik",
        "kasus baru ditemukan lebih awal",
    ],
    "waktu": ["tiga hari", "satu minggu", "dua jam", "lima belas menit", "satu bulan", "empat belas hari", "setengah hari", "enam bulan"],
    "n": ["12", "27", "45", "68", "96", "134", "210", "385", "742", "1.250", "2.480", "5.600", "11.900"],
    "persen": ["18", "24", "31", "37", "42", "56", "63", "71", "78", "84", "92,5", "97"],
}

#: Sentences of each section. Every section has its own, so that two sections never say the same by chance.
SECTIONS = {
    "summary": [
        "{nama} adalah cara baru {tempat} menyediakan {layanan} bagi {sasaran} tanpa harus datang berulang kali ke kantor.",
        "Melalui {alat}, {sasaran} memperoleh {layanan} dalam {waktu} dan dapat memantau setiap langkahnya sendiri.",
        "Inovasi ini menyatukan {layanan} dan {layanan} dalam satu alur yang dijalankan {unit} bersama {pihak}.",
        "Sejak dijalankan, {n} orang telah terlayani dan {hasil} di hampir semua kecamatan.",
        "Pelayanan dibuka pukul 08.00 sampai 15.30 dan petugas mendatangi {sasaran} yang tidak dapat bepergian.",
    ],
    "background": [
        "Sebelum ada {nama}, {sasaran} di {tempat} menghadapi kenyataan bahwa {masalah}.",
        "Survei {unit} menunjukkan {persen} persen responden belum pernah memakai {layanan} karena {masalah}.",
        "Keadaan itu diperberat oleh hal lain, yakni {masalah}, sehingga banyak yang memilih tidak mengurus apa pun.",
        "Dari {n} permohonan yang masuk setiap tahun, hanya sebagian kecil dapat diselesaikan dalam {waktu}.",
        "Musyawarah bersama {pihak} menyimpulkan bahwa akar persoalannya adalah {masalah}.",
    ],
    "objective": [
        "Tujuan utamanya adalah memastikan {sasaran} memperoleh {layanan} secara adil, mudah, dan tanpa biaya tambahan.",
        "Secara khusus, {unit} menargetkan penyelesaian {layanan} paling lama {waktu} untuk setiap pemohon.",
        "Kegiatan ini juga dimaksudkan agar {pihak} ikut memiliki dan menjaga mutu layanan di lingkungannya.",
        "Pada akhir tahun kedua diharapkan {persen} persen {sasaran} sudah terdaftar dan menerima manfaat.",
        "Sasaran antara adalah terbentuknya {n} titik layanan yang dapat dijangkau dengan berjalan kaki.",
    ],
    "novelty": [
        "Hal yang baru dari {nama} ialah pemakaian {alat} yang sebelumnya tidak pernah dipakai untuk {layanan}.",
        "Berbeda dengan cara lama, {pihak} kini menjadi pintu pertama, bukan sekadar penerima pemberitahuan.",
        "Belum ada layanan serupa di kabupaten tetangga yang menggabungkan {alat} dengan {alat}.",
        "Keunikannya terletak pada pembagian peran: {unit} mengolah data, sedangkan {pihak} mendampingi {sasaran}.",
        "Pembaruan lainnya adalah umpan balik terbuka yang diumumkan setiap {waktu} di balai desa.",
    ],
    "design": [
        "Rancangan dimulai dengan pendataan {sasaran} oleh {pihak}, lalu hasilnya dicocokkan dengan data {unit}.",
        "Tahap pertama menyiapkan {alat}; tahap kedua melatih {n} petugas; tahap ketiga menguji alurnya di dua kecamatan.",
        "Setiap permohonan {layanan} diberi nomor, diperiksa dalam {waktu}, dan hasilnya disampaikan melalui {alat}.",
        "Pembiayaan berasal dari anggaran daerah serta dukungan {pihak}, dengan laporan yang dapat dibaca siapa pun.",
        "Penilaian dilakukan tiap {waktu}: {unit} membandingkan capaian dengan rencana dan memperbaiki langkah yang lambat.",
        "Dasar hukumnya berupa keputusan kepala daerah yang menunjuk {unit} sebagai pengelola bersama {pihak}.",
    ],
    "impact": [
        "Setelah berjalan, {hasil} dan {persen} persen pengguna menyatakan puas menurut survei tahunan.",
        "Perbandingan dua tahun memperlihatkan bahwa {hasil}, terutama pada {sasaran}.",
        "Jumlah {layanan} yang selesai naik dari {n} menjadi {n} dalam setahun.",
        "Dampak yang paling terasa di {tempat} adalah {hasil} pada kecamatan yang terjauh.",
        "Pemeriksaan mandiri oleh {pihak} membenarkan bahwa {hasil} walaupun anggaran tidak bertambah.",
    ],
    "benefit": [
        "Bagi {sasaran}, manfaatnya adalah kepastian waktu serta penghematan ongkos sampai {persen} persen.",
        "Bagi pemerintah daerah, {alat} mengurangi pekerjaan berulang dan menutup peluang pungutan liar.",
        "{pihak} memperoleh pengetahuan baru dan kini mampu melatih kelompok lain secara mandiri.",
        "Keluarga dapat memakai waktu yang semula habis di perjalanan untuk bekerja dan mendampingi anak.",
        "Manfaat lain ialah tersedianya catatan lengkap tentang {layanan} yang membantu perencanaan.",
    ],
    "adaptability": [
        "{nama} mudah ditiru karena hanya memerlukan {alat} serta kesediaan {pihak} untuk terlibat.",
        "Sudah ada {n} desa yang menyalin alurnya dengan penyesuaian kecil pada formulir dan jadwal.",
        "Daerah dengan keadaan serupa, misalnya ketika {masalah}, dapat memulai dari satu kecamatan.",
        "Panduan langkah demi langkah tersedia dan tim {unit} siap mendampingi selama {waktu} pertama.",
        "Kunci penyalinannya adalah pemimpin yang mau turun, bukan perangkat yang mahal.",
    ],
}

REASONS = [
    "anggaran dialihkan untuk penanganan bencana",
    "digabung dengan layanan kementerian",
    "pengelola pindah tugas dan belum ada pengganti",
    "tidak lagi sesuai dengan peraturan yang baru",
]
