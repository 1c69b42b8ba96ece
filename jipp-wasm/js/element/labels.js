// What do codes mean? In Indonesian and English.
//
// Made by tests/e2e/labels.mjs from jipp-core/data/vocabularies (affair, sdg, status) and jipp-core/src/model/field.rs
// (field); do not edit. Where the lists come from: jipp-core/data/PROVENANCE.md.

const LABELS = {
  source: {
    "panrb_kipp": ["KIPP (KemenPANRB)", "KIPP (KemenPANRB)"],
    "kemendagri_iga": ["IGA (Kemendagri)", "IGA (Kemendagri)"],
    "lan_inoland": ["LAN", "LAN"],
    "jippnas": ["JIPPNas", "JIPPNas"],
    "generic": ["Lainnya", "Other"],
  },
  level: {
    "provinsi": ["Provinsi", "Province"],
    "kabupaten": ["Kabupaten", "Regency"],
    "kota": ["Kota", "City"],
    "pusat": ["Kementerian/lembaga", "Ministry or agency"],
    "bumn": ["BUMN", "State-owned enterprise"],
    "bumd": ["BUMD", "Regional enterprise"],
  },
  affair: {
    "01": ["Pendidikan", "Education"],
    "02": ["Kesehatan", "Health"],
    "03": ["Pekerjaan Umum dan Penataan Ruang", "Public works and spatial planning"],
    "04": ["Perumahan Rakyat dan Kawasan Permukiman", "Housing and settlements"],
    "05": ["Ketenteraman, Ketertiban Umum, dan Perlindungan Masyarakat", "Peace, public order and community protection"],
    "06": ["Sosial", "Social affairs"],
    "07": ["Tenaga Kerja", "Manpower"],
    "08": ["Pemberdayaan Perempuan dan Perlindungan Anak", "Women's empowerment and child protection"],
    "09": ["Pangan", "Food"],
    "10": ["Pertanahan", "Land"],
    "11": ["Lingkungan Hidup", "Environment"],
    "12": ["Administrasi Kependudukan dan Pencatatan Sipil", "Population administration and civil registration"],
    "13": ["Pemberdayaan Masyarakat dan Desa", "Community and village empowerment"],
    "14": ["Pengendalian Penduduk dan Keluarga Berencana", "Population control and family planning"],
    "15": ["Perhubungan", "Transport"],
    "16": ["Komunikasi dan Informatika", "Communication and informatics"],
    "17": ["Koperasi, Usaha Kecil, dan Menengah", "Cooperatives and SMEs"],
    "18": ["Penanaman Modal", "Investment"],
    "19": ["Kepemudaan dan Olahraga", "Youth and sport"],
    "20": ["Statistik", "Statistics"],
    "21": ["Persandian", "Cryptography"],
    "22": ["Kebudayaan", "Culture"],
    "23": ["Perpustakaan", "Libraries"],
    "24": ["Kearsipan", "Archives"],
    "25": ["Kelautan dan Perikanan", "Marine affairs and fisheries"],
    "26": ["Pariwisata", "Tourism"],
    "27": ["Pertanian", "Agriculture"],
    "28": ["Kehutanan", "Forestry"],
    "29": ["Energi dan Sumber Daya Mineral", "Energy and mineral resources"],
    "30": ["Perdagangan", "Trade"],
    "31": ["Perindustrian", "Industry"],
    "32": ["Transmigrasi", "Transmigration"],
    "33": ["Perencanaan", "Planning"],
    "34": ["Keuangan", "Finance"],
    "35": ["Kepegawaian", "Personnel"],
    "36": ["Pendidikan dan Pelatihan", "Education and training (of staff)"],
    "37": ["Penelitian dan Pengembangan", "Research and development"],
    "38": ["Fungsi lain sesuai dengan ketentuan peraturan perundang-undangan", "Other functions under law"],
  },
  sdg: {
    "1": ["Tanpa Kemiskinan", "No poverty"],
    "2": ["Tanpa Kelaparan", "Zero hunger"],
    "3": ["Kehidupan Sehat dan Sejahtera", "Good health and well-being"],
    "4": ["Pendidikan Berkualitas", "Quality education"],
    "5": ["Kesetaraan Gender", "Gender equality"],
    "6": ["Air Bersih dan Sanitasi Layak", "Clean water and sanitation"],
    "7": ["Energi Bersih dan Terjangkau", "Affordable and clean energy"],
    "8": ["Pekerjaan Layak dan Pertumbuhan Ekonomi", "Decent work and economic growth"],
    "9": ["Industri, Inovasi dan Infrastruktur", "Industry, innovation and infrastructure"],
    "10": ["Berkurangnya Kesenjangan", "Reduced inequalities"],
    "11": ["Kota dan Permukiman yang Berkelanjutan", "Sustainable cities and communities"],
    "12": ["Konsumsi dan Produksi yang Bertanggung Jawab", "Responsible consumption and production"],
    "13": ["Penanganan Perubahan Iklim", "Climate action"],
    "14": ["Ekosistem Lautan", "Life below water"],
    "15": ["Ekosistem Daratan", "Life on land"],
    "16": ["Perdamaian, Keadilan dan Kelembagaan yang Tangguh", "Peace, justice and strong institutions"],
    "17": ["Kemitraan untuk Mencapai Tujuan", "Partnerships for the goals"],
  },
  status: {
    "berlanjut_dengan_pengembangan": ["Berlanjut dengan pengembangan", "Continuing, developed further"],
    "berlanjut_tanpa_pengembangan": ["Berlanjut tanpa pengembangan", "Continuing, unchanged"],
    "berlanjut": ["Ya, berlanjut", "Yes, continuing"],
    "vakum": ["Vakum", "Dormant"],
    "berhenti": ["Berhenti", "Stopped"],
    "belum_dimutakhirkan": ["Belum dimutakhirkan", "Not updated yet"],
  },
  field: {
    "summary": ["Ringkasan", "Summary"],
    "background": ["Latar belakang", "Background"],
    "objective": ["Tujuan", "Objective"],
    "novelty": ["Kebaruan", "Novelty"],
    "design": ["Rancang bangun", "Design"],
    "impact": ["Dampak", "Impact"],
    "benefit": ["Manfaat", "Benefit"],
    "adaptability": ["Adaptabilitas", "Adaptability"],
    "replication_prerequisites": ["Prasyarat replikasi", "Replication prerequisites"],
    "resources": ["Sumber daya", "Resources"],
    "sustainability_strategy": ["Strategi keberlanjutan", "Sustainability strategy"],
    "drivers": ["Faktor pendorong", "Drivers"],
    "obstacles": ["Faktor penghambat", "Obstacles"],
    "status_condition": ["Kondisi keberlanjutan", "Condition"],
  },
};

/** The name of a code. A value that is no code of this kind (a province, a year) is its own name. */
export function label(kind, code, lang) {
  const names = Object.hasOwn(LABELS, kind) && Object.hasOwn(LABELS[kind], code) ? LABELS[kind][code] : undefined;
  const name = names ? names[lang === 'en' ? 1 : 0] : code;
  return kind === 'sdg' && names ? `${code}. ${name}` : name;
}

/** The short name of a source system, for badges. */
export const shortLabel = (system) => label('source', system, 'id').replace(/ \(.*/, '');
