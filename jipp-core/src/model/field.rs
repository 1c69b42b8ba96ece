use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// What kind of value a [`Field`] holds, which decides how a raw cell is read into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// Several paragraphs; markup is turned into plain text while reading.
    RichText,
    /// One value of a controlled vocabulary.
    Code,
    /// Several values of a controlled vocabulary.
    Codes,
    /// A date known to the year, month or day.
    Date,
    /// A year.
    Year,
    /// A decimal number.
    Number,
    /// Awards such as `Top 99/2015`.
    Awards,
    /// A web address.
    Link,
    /// Computed by jipp from other fields, never read from a source.
    Derived,
}

/// The one table of fields: name, type, [`Field`] variant, [`FieldKind`], label in Indonesian and in English.
/// A new field is one more row here.
macro_rules! innovation_fields {
    ($callback:ident) => {
        $callback! {
            /// The identifier in the source system (*nomor registrasi*, *id*).
            external_id: Option<String> = ExternalId, Text, "ID sumber", "Source id";
            /// The title as written, tidied (*judul*).
            title: Option<String> = Title, Text, "Judul", "Title";
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
            /// The year of the source record (*tahun*), not of the implementation.
            year: Option<i32> = Year, Year, "Tahun", "Year";
            /// The work area (*bidang*), as written.
            sector: Option<String> = Sector, Text, "Bidang", "Sector";
            /// KIPP group (*kelompok*), vocabulary `kipp_kelompok`.
            kipp_group: Option<String> = KippGroup, Code, "Kelompok KIPP", "KIPP group";
            /// KIPP category (*kategori*) of the year's scheme, vocabulary `kipp_kategori`.
            kipp_category: Option<String> = KippCategory, Code, "Kategori KIPP", "KIPP category";
            /// Stage (*tahapan*), vocabulary `tahapan_iga`.
            stage: Option<String> = Stage, Code, "Tahapan", "Stage";
            /// Kind of initiator (*inisiator*), vocabulary `inisiator`.
            initiator: Option<String> = Initiator, Code, "Inisiator", "Initiator";
            /// Form (*bentuk*) of PP 38/2017, vocabulary `bentuk_inovasi`.
            form: Option<String> = Form, Code, "Bentuk", "Form";
            /// Kind (*jenis*) in IGA, vocabulary `jenis_inovasi_iga`.
            kind: Option<String> = Kind, Code, "Jenis", "Kind";
            /// LAN's types of administrative innovation, vocabulary `jenis_inovasi_lan`.
            lan_kinds: Vec<String> = LanKinds, Codes, "Jenis inovasi LAN", "LAN types";
            /// Government affairs (*urusan*), vocabulary `urusan`.
            affairs: Vec<String> = Affairs, Codes, "Urusan", "Government affairs";
            /// Sustainable Development Goals, vocabulary `sdgs` (1 to 17).
            sdgs: Vec<String> = Sdgs, Codes, "TPB/SDGs", "SDGs";
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
            /// What it is, in short (*ringkasan*); KIPP allows 200 words.
            summary: Option<String> = Summary, RichText, "Ringkasan", "Summary";
            /// Background (*latar belakang*).
            background: Option<String> = Background, RichText, "Latar belakang", "Background";
            /// Objective (*tujuan*).
            objective: Option<String> = Objective, RichText, "Tujuan", "Objective";
            /// Novelty (*kebaruan*).
            novelty: Option<String> = Novelty, RichText, "Kebaruan", "Novelty";
            /// Design and process (*rancang bangun*, *implementasi*, *tahapan proses*); IGA asks for at least 300 words.
            design: Option<String> = Design, RichText, "Rancang bangun", "Design";
            /// Effect (*signifikansi*, *hasil*, *dampak*).
            impact: Option<String> = Impact, RichText, "Dampak", "Impact";
            /// Benefit (*manfaat*).
            benefit: Option<String> = Benefit, RichText, "Manfaat", "Benefit";
            /// Adaptability (*adaptabilitas*, potential for replication).
            adaptability: Option<String> = Adaptability, RichText, "Adaptabilitas", "Adaptability";
            /// What a replicator needs first (*prasyarat replikasi*).
            replication_prerequisites: Option<String> = ReplicationPrerequisites, RichText, "Prasyarat replikasi", "Replication prerequisites";
            /// Money, people, methods and tools (*sumber daya*).
            resources: Option<String> = Resources, RichText, "Sumber daya", "Resources";
            /// How it is kept running (*strategi keberlanjutan*).
            sustainability_strategy: Option<String> = SustainabilityStrategy, RichText, "Strategi keberlanjutan", "Sustainability strategy";
            /// Drivers (*faktor pendorong*).
            drivers: Option<String> = Drivers, RichText, "Faktor pendorong", "Drivers";
            /// Obstacles (*faktor penghambat*).
            obstacles: Option<String> = Obstacles, RichText, "Faktor penghambat", "Obstacles";
            /// What was made (*produk inovasi*).
            product: Option<String> = Product, Text, "Produk inovasi", "Product";
            /// Maturity score (*kematangan*), 0 to 111, as claimed by the source.
            maturity: Option<f64> = Maturity, Number, "Kematangan", "Maturity";
            /// Awards (*penghargaan*).
            awards: Vec<Award> = Awards, Awards, "Penghargaan", "Awards";
            /// Does it still run (*status keberlanjutan*), vocabulary `status_keberlanjutan`.
            status: Option<String> = Status, Code, "Status keberlanjutan", "Sustainability status";
            /// Why it stopped or continues (*alasan*).
            status_reason: Option<String> = StatusReason, Text, "Alasan status", "Reason of the status";
            /// The innovation it replicates, as written (*replikasi dari*).
            replicates: Option<String> = Replicates, Text, "Replikasi dari", "Replicates";
            /// *Nomor registrasi inovasi* of JIPPNas, six digits.
            nri: Option<String> = Nri, Text, "NRI", "NRI";
            /// How LAN validated the record, vocabulary `teknik_validasi_lan`.
            validation_technique: Option<String> = ValidationTechnique, Code, "Teknik validasi", "Validation technique";
            /// What the source record itself is based on (*sumber*).
            source_note: Option<String> = SourceNote, Text, "Sumber data", "Source note";
            /// Video address.
            video: Option<String> = Video, Link, "Video", "Video";
            /// Web address of the record or of a page about it.
            url: Option<String> = Url, Link, "Tautan", "Link";
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
}
