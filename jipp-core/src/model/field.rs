use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// What kind of value a [`Field`] holds, which decides how a raw cell is read into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// Several lines of text, in one cell parted by `;`.
    Texts,
    /// Several paragraphs; markup is turned into plain text while reading.
    RichText,
    /// One value of a controlled vocabulary.
    Code,
    /// Several values of a controlled vocabulary.
    Codes,
    /// A date known to the year, month or day.
    Date,
    /// Several dates.
    Dates,
    /// A year.
    Year,
    /// Several years.
    Years,
    /// A decimal number.
    Number,
    /// Awards such as `Top 99/2015`.
    Awards,
    /// A web address.
    Link,
    /// Several web addresses.
    Links,
    /// A place: `lat, lng`.
    Coordinates,
    /// A value of several parts, or a list of such: in a table JSON text.
    Structured,
    /// Computed by jipp from other fields, never read from a source.
    Derived,
}

/// The one table of fields, all of the canonical model (domain section 9): name, type, [`Field`] variant, [`FieldKind`], label in Indonesian and in English.
/// A new field is one more row here.
macro_rules! innovation_fields {
    ($callback:ident) => {
        $callback! {
            /// The identifier in the source system (*nomor registrasi*, *id*).
            external_id: Option<String> = ExternalId, Text, "ID sumber", "Source id";
            /// The title as written, tidied (*judul*).
            title: Option<String> = Title, Text, "Judul", "Title";
            /// Other titles of the same innovation (*judul alias*), found while merging or given by a source.
            title_aliases: Vec<String> = TitleAliases, Texts, "Judul lain", "Other titles";
            /// The acronym or short name found in the title (*akronim*).
            acronym: Option<String> = Acronym, Derived, "Akronim", "Acronym";
            /// The expansion of the acronym found in the title (*kepanjangan*).
            expansion: Option<String> = Expansion, Derived, "Kepanjangan", "Expansion";
            /// The owner agency as written (*instansi*).
            agency: Option<String> = Agency, Text, "Instansi", "Agency";
            /// The work unit as written (*unit pelayanan publik*, *UPP*, *OPD*).
            unit: Option<String> = Unit, Text, "Unit pelayanan publik", "Unit";
            /// The region as written (*wilayah*).
            region: Option<String> = Region, Text, "Wilayah", "Region";
            /// Where it is (*koordinat*), WGS84; asked by IGA since 2025.
            coordinates: Option<Coordinates> = Coordinates, Coordinates, "Koordinat", "Coordinates";
            /// The agency whose database the record belongs to (*pemangku*), vocabulary `source_system`.
            steward: Option<String> = Steward, Code, "Pemangku", "Steward";
            /// The year of the source record (*tahun*), not of the implementation.
            year: Option<i32> = Year, Year, "Tahun", "Year";
            /// Every year in which a source reports it (*tahun sumber*).
            source_years: Vec<i32> = SourceYears, Years, "Tahun sumber", "Source years";
            /// The work area (*bidang*), as written.
            sector: Option<String> = Sector, Text, "Bidang", "Sector";
            /// KIPP group (*kelompok*), vocabulary `kipp_kelompok`.
            kipp_group: Option<String> = KippGroup, Code, "Kelompok KIPP", "KIPP group";
            /// KIPP category (*kategori*) of the year's scheme, vocabulary `kipp_kategori`.
            kipp_category: Option<String> = KippCategory, Code, "Kategori KIPP", "KIPP category";
            /// Entries in KIPP, one a year, each with group and category.
            kipp_entries: Vec<KippEntry> = KippEntries, Structured, "Keikutsertaan KIPP", "KIPP entries";
            /// Stage (*tahapan*), vocabulary `tahapan_iga`.
            stage: Option<String> = Stage, Code, "Tahapan", "Stage";
            /// Kind of initiator (*inisiator*), vocabulary `inisiator`.
            initiator: Option<String> = Initiator, Code, "Inisiator", "Initiator";
            /// Who initiated it, by name (*nama inisiator*). Personal data: only where the source publishes it.
            initiator_name: Option<String> = InitiatorName, Text, "Nama inisiator", "Name of the initiator";
            /// Who conceived it (*inovator*). Personal data: only where the source publishes it.
            innovators: Vec<Innovator> = Innovators, Structured, "Inovator", "Innovators";
            /// Form (*bentuk*) of PP 38/2017, vocabulary `bentuk_inovasi`.
            form: Option<String> = Form, Code, "Bentuk", "Form";
            /// Kind (*jenis*) in IGA, vocabulary `jenis_inovasi_iga`.
            kind: Option<String> = Kind, Code, "Jenis", "Kind";
            /// LAN's types of administrative innovation, vocabulary `jenis_inovasi_lan`.
            lan_kinds: Vec<String> = LanKinds, Codes, "Jenis inovasi LAN", "LAN types";
            /// Government affairs (*urusan*), the main one and the intersecting ones, vocabulary `urusan`.
            affairs: Vec<String> = Affairs, Codes, "Urusan", "Government affairs";
            /// The main one of its affairs (*urusan utama*), vocabulary `urusan`; the others are the intersecting ones (*urusan beririsan*).
            main_affair: Option<String> = MainAffair, Code, "Urusan utama", "Main affair";
            /// Sustainable Development Goals, vocabulary `sdgs` (1 to 17).
            sdgs: Vec<String> = Sdgs, Codes, "TPB/SDGs", "SDGs";
            /// *Asta Cita*, vocabulary `asta_cita`; IGA since 2025.
            asta_cita: Vec<String> = AstaCita, Codes, "Asta Cita", "Asta Cita";
            /// Clusters of the national priority programme (*PKPN*), vocabulary `pkpn_klaster`; IGA since 2026.
            pkpn: Vec<String> = Pkpn, Codes, "Klaster PKPN", "PKPN clusters";
            /// Themes (*tematik*), vocabulary `tematik_iga_2024`; IGA 2024.
            themes: Vec<String> = Themes, Codes, "Tematik", "Themes";
            /// Themes of bureaucratic reform (*RB tematik*) in JIPPNas; the values are not public.
            rb_themes: Vec<String> = RbThemes, Codes, "RB tematik", "Reform themes";
            /// OECD categories in JIPPNas; the values are not public.
            oecd: Vec<String> = Oecd, Codes, "Kategori OECD", "OECD categories";
            /// General or replication (*klasifikasi*), vocabulary `klasifikasi_iga`.
            classification: Option<String> = Classification, Code, "Klasifikasi", "Classification";
            /// When the idea was started (*tanggal inisiasi*).
            initiation_date: Option<PartialDate> = InitiationDate, Date, "Waktu inisiasi", "Initiation date";
            /// When the trial began (*waktu uji coba*).
            trial_date: Option<PartialDate> = TrialDate, Date, "Waktu uji coba", "Trial date";
            /// When the implementation began (*waktu penerapan*).
            implementation_date: Option<PartialDate> = ImplementationDate, Date, "Waktu penerapan", "Implementation date";
            /// When it was developed further (*waktu pengembangan*).
            development_date: Option<PartialDate> = DevelopmentDate, Date, "Waktu pengembangan", "Development date";
            /// Every date of a further development, where a source gives several.
            development_dates: Vec<PartialDate> = DevelopmentDates, Dates, "Riwayat pengembangan", "Development dates";
            /// What it is, in short (*ringkasan*); KIPP allows 200 words.
            summary: Option<RichText> = Summary, RichText, "Ringkasan", "Summary";
            /// Background (*latar belakang*).
            background: Option<RichText> = Background, RichText, "Latar belakang", "Background";
            /// Objective (*tujuan*).
            objective: Option<RichText> = Objective, RichText, "Tujuan", "Objective";
            /// Novelty (*kebaruan*).
            novelty: Option<RichText> = Novelty, RichText, "Kebaruan", "Novelty";
            /// Design and process (*rancang bangun*, *implementasi*, *tahapan proses*); IGA asks for at least 300 words.
            design: Option<RichText> = Design, RichText, "Rancang bangun", "Design";
            /// Effect (*signifikansi*, *hasil*, *dampak*).
            impact: Option<RichText> = Impact, RichText, "Dampak", "Impact";
            /// Benefit (*manfaat*).
            benefit: Option<RichText> = Benefit, RichText, "Manfaat", "Benefit";
            /// Effects in numbers (*indikator dampak*): before and after.
            impact_indicators: Vec<ImpactIndicator> = ImpactIndicators, Structured, "Indikator dampak", "Impact indicators";
            /// Adaptability (*adaptabilitas*, potential for replication).
            adaptability: Option<RichText> = Adaptability, RichText, "Adaptabilitas", "Adaptability";
            /// What a replicator needs first (*prasyarat replikasi*).
            replication_prerequisites: Option<RichText> = ReplicationPrerequisites, RichText, "Prasyarat replikasi", "Replication prerequisites";
            /// Money, people, methods and tools (*sumber daya*).
            resources: Option<RichText> = Resources, RichText, "Sumber daya", "Resources";
            /// The parts of the resources, where a source keeps them apart: *keuangan*, *manusia*, *metode*, *peralatan* (KIPP 2023).
            resource_parts: Option<ResourceParts> = ResourceParts, Structured, "Rincian sumber daya", "Parts of the resources";
            /// How it is kept running (*strategi keberlanjutan*).
            sustainability_strategy: Option<RichText> = SustainabilityStrategy, RichText, "Strategi keberlanjutan", "Sustainability strategy";
            /// The parts of the strategy, where a source keeps them apart: *institusional*, *manajerial*, *sosial* (KIPP 2023).
            sustainability_parts: Option<SustainabilityParts> = SustainabilityParts, Structured, "Rincian strategi keberlanjutan", "Parts of the sustainability strategy";
            /// Drivers (*faktor pendorong*).
            drivers: Option<RichText> = Drivers, RichText, "Faktor pendorong", "Drivers";
            /// Obstacles (*faktor penghambat*).
            obstacles: Option<RichText> = Obstacles, RichText, "Faktor penghambat", "Obstacles";
            /// Who takes part (*kolaborasi*), vocabulary `aktor_inovasi`.
            collaboration: Vec<Collaborator> = Collaboration, Structured, "Kolaborasi", "Collaboration";
            /// The rules it stands on (*regulasi*).
            regulations: Vec<Regulation> = Regulations, Structured, "Regulasi", "Regulations";
            /// What was made (*produk inovasi*).
            product: Option<String> = Product, Text, "Produk inovasi", "Product";
            /// Maturity score (*kematangan*), 0 to 111, as claimed by the source.
            maturity: Option<f64> = Maturity, Number, "Kematangan", "Maturity";
            /// Maturity by year, as claimed and as verified.
            maturity_scores: Vec<MaturityScore> = MaturityScores, Structured, "Kematangan per tahun", "Maturity by year";
            /// Levels in the indicators of IGA, by year.
            iga_indicators: Vec<IgaIndicator> = IgaIndicators, Structured, "Indikator IGA", "IGA indicators";
            /// What proves it (*bukti dukung*).
            evidence: Vec<Evidence> = Evidence, Structured, "Bukti dukung", "Evidence";
            /// Awards (*penghargaan*).
            awards: Vec<Award> = Awards, Awards, "Penghargaan", "Awards";
            /// Does it still run (*status keberlanjutan*), vocabulary `status_keberlanjutan`.
            status: Option<String> = Status, Code, "Status keberlanjutan", "Sustainability status";
            /// Why it stopped or continues (*alasan*).
            status_reason: Option<String> = StatusReason, Text, "Alasan status", "Reason of the status";
            /// In what condition it is (*kondisi keberlanjutan*).
            status_condition: Option<RichText> = StatusCondition, RichText, "Kondisi keberlanjutan", "Condition";
            /// When it stopped (*tanggal berhenti*).
            stop_date: Option<PartialDate> = StopDate, Date, "Tanggal berhenti", "Stop date";
            /// Every update of the status (*pemutakhiran*), oldest first; it only grows.
            status_history: StatusHistory = StatusHistory, Structured, "Riwayat pemutakhiran", "Status history";
            /// Every judgement by another agency (*validasi*).
            validations: Vec<Validation> = Validations, Structured, "Validasi", "Validations";
            /// Whether everything that a published record needs is there (*kelengkapan*), vocabulary `kelengkapan`.
            completeness: Option<Completeness> = Completeness, Derived, "Kelengkapan", "Completeness";
            /// The innovation it replicates, as written (*replikasi dari*).
            replicates: Option<String> = Replicates, Text, "Replikasi dari", "Replicates";
            /// What it replicates: records of the directory, or what is known of them.
            replication_origins: Vec<ReplicationOrigin> = ReplicationOrigins, Structured, "Asal replikasi", "Replication origins";
            /// The earlier report of the same innovation, and what was renewed since (*versi sebelumnya*).
            previous_version: Option<PreviousVersion> = PreviousVersion, Structured, "Versi sebelumnya", "Previous version";
            /// Records that may be the same innovation, and what was decided (*duplikat*).
            duplicates: Vec<DuplicateDecision> = Duplicates, Structured, "Duplikat", "Duplicates";
            /// *Nomor registrasi inovasi* of JIPPNas, six digits.
            nri: Option<String> = Nri, Text, "NRI", "NRI";
            /// Registration numbers in IGA (*nomor registrasi IGA*); asked by the forms of 2023 and 2025.
            iga_registrations: Vec<String> = IgaRegistrations, Texts, "Nomor registrasi IGA", "IGA registrations";
            /// How LAN validated the record, vocabulary `teknik_validasi_lan`.
            validation_technique: Option<String> = ValidationTechnique, Code, "Teknik validasi", "Validation technique";
            /// What the source record itself is based on (*sumber*).
            source_note: Option<String> = SourceNote, Text, "Sumber data", "Source note";
            /// Video address.
            video: Option<String> = Video, Link, "Video", "Video";
            /// Addresses of pictures (*gambar*).
            images: Vec<String> = Images, Links, "Gambar", "Images";
            /// Web address of the record or of a page about it.
            url: Option<String> = Url, Link, "Tautan", "Link";
            /// Counters of JIPPNas (*statistik*).
            statistics: Option<Statistics> = Statistics, Structured, "Statistik", "Statistics";
            /// Whether the record is shown to the public (*publikasi*).
            publication: Option<Publication> = Publication, Structured, "Publikasi", "Publication";
            /// Code of the resolved owner agency, such as `pemda:35.78` or `pusat:kemenkes`.
            agency_code: Option<String> = AgencyCode, Derived, "Kode instansi", "Agency code";
            /// Name of the resolved owner agency.
            agency_name: Option<String> = AgencyName, Derived, "Nama instansi", "Agency name";
            /// Level of the resolved owner agency: `provinsi`, `kabupaten`, `kota`, `pusat`, `bumn`, `bumd`.
            agency_level: Option<String> = AgencyLevel, Derived, "Jenis instansi", "Agency level";
            /// Region code of the Ministry of Home Affairs, such as `35.78`.
            region_code: Option<String> = RegionCode, Derived, "Kode wilayah", "Region code";
            /// Name of the resolved region, such as `Kota Surabaya`.
            region_name: Option<String> = RegionName, Derived, "Nama wilayah", "Region name";
            /// Name of the province of the region.
            province: Option<String> = Province, Derived, "Provinsi", "Province";
        }
    };
}
pub(crate) use innovation_fields;

macro_rules! define_field {
    ($( $(#[$doc:meta])* $name:ident : $type:ty = $variant:ident, $kind:ident, $id:literal, $en:literal; )*) => {
        /// A field of an [`Innovation`](super::Innovation). Its name is the same in JSON, CSV, SQL, Python and JS.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Field { $( $(#[$doc])* $variant, )* }

        impl Field {
            /// Every field, in the order of the table.
            pub const ALL: &'static [Field] = &[ $( Field::$variant, )* ];

            /// The canonical name.
            pub const fn name(self) -> &'static str {
                match self { $( Field::$variant => stringify!($name), )* }
            }

            /// What it holds.
            pub const fn kind(self) -> FieldKind {
                match self { $( Field::$variant => FieldKind::$kind, )* }
            }

            /// The label that people read.
            pub const fn label(self, lang: Lang) -> &'static str {
                match (self, lang) { $( (Field::$variant, Lang::Id) => $id, (Field::$variant, Lang::En) => $en, )* }
            }
        }
    };
}

innovation_fields!(define_field);

impl Field {
    /// Whether sources may fill it; derived fields are computed.
    pub const fn is_readable(self) -> bool {
        !matches!(self.kind(), FieldKind::Derived)
    }

    /// Whether it names persons. Such a field is read only from a source that publishes the names itself (domain rule PII-01).
    pub const fn is_personal(self) -> bool {
        matches!(self, Self::InitiatorName | Self::Innovators)
    }

    /// Whether that there is none is an answer to it, and no empty cell: obstacles, drivers, what a replicator needs first.
    pub const fn may_be_none(self) -> bool {
        matches!(self, Self::Obstacles | Self::Drivers | Self::ReplicationPrerequisites)
    }

    /// Whether it is a text of several paragraphs.
    pub const fn is_rich_text(self) -> bool {
        matches!(self.kind(), FieldKind::RichText)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Field {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|field| field.name() == name).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_serde_and_come_back() {
        for &field in Field::ALL {
            assert_eq!(serde_json::to_value(field).unwrap(), field.name());
            assert_eq!(field.name().parse(), Ok(field));
        }
    }

    /// The canonical model of domain section 9, row by row. Row 1, 2 and 56 are `record_id`, `sources` and `provenance`; row 49,
    /// contacts, is personal data and no field (see `Contact`).
    #[test]
    fn every_row_of_the_canonical_model_has_its_fields() {
        let rows = [
            "3 nri",
            "4 iga_registrations",
            "5 title",
            "6 acronym expansion",
            "7 title_aliases",
            "8 agency agency_code",
            "9 unit",
            "10 region region_code",
            "11 coordinates",
            "12 steward",
            "13 source_years year",
            "14 form",
            "15 kind",
            "16 lan_kinds",
            "17 stage",
            "18 initiator initiator_name",
            "19 innovators",
            "20 main_affair affairs",
            "21 kipp_group kipp_category kipp_entries",
            "22 sdgs",
            "23 asta_cita pkpn themes rb_themes oecd",
            "24 classification",
            "25 initiation_date",
            "26 trial_date",
            "27 implementation_date",
            "28 development_date development_dates",
            "29 summary",
            "30 background",
            "31 objective",
            "32 novelty",
            "33 design",
            "34 impact",
            "35 benefit",
            "36 impact_indicators",
            "37 adaptability",
            "38 replication_prerequisites",
            "39 resources resource_parts",
            "40 sustainability_strategy sustainability_parts",
            "41 drivers obstacles",
            "42 collaboration",
            "43 regulations",
            "44 iga_indicators",
            "45 maturity maturity_scores",
            "46 evidence",
            "47 video images",
            "48 awards",
            "50 status",
            "51 status_reason status_condition",
            "52 stop_date",
            "53 status_history",
            "54 validations validation_technique",
            "55 completeness",
            "57 previous_version",
            "58 duplicates",
            "59 replicates replication_origins",
            "60 statistics",
            "61 publication",
        ];
        let mut numbers: Vec<u32> = vec![1, 2, 49, 56];
        for row in rows {
            let (number, names) = row.split_once(' ').unwrap();
            numbers.push(number.parse().unwrap());
            for name in names.split(' ') {
                assert!(name.parse::<Field>().is_ok(), "row {number}: there is no field `{name}`");
            }
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=61).collect::<Vec<_>>());
    }
}
