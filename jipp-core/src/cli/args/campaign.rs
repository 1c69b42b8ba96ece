//! What does the command take that asks whether innovations still run?

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::common::{SaidArgs, TextOrJson};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp campaign create national.jipp 2024 --name \"Pemutakhiran 2024\" --starts 2023-10-01 --due 2024-10-18
  jipp campaign export national.jipp 2024 -o lembar
  jipp campaign import national.jipp 2024 lembar/*.xlsx --at 2024-09-30
  jipp campaign validate national.jipp 2024 panrb_kipp:900001 --by pusat:panrb
  jipp campaign remind national.jipp 2024
  jipp campaign report national.jipp 2024 --as-of 2024-10-18")]
pub(in crate::cli) struct CampaignArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: CampaignCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum CampaignCommand {
    /// Begin a campaign over a selection of innovations.
    Create {
        /// Catalog.
        catalog: PathBuf,
        /// Its identity.
        id: String,
        /// Its name; its identity if not given.
        #[arg(long)]
        name: Option<String>,
        /// The day on which it begins; today if not given.
        #[arg(long, value_name = "YYYY-MM-DD")]
        starts: Option<String>,
        /// The day until which answers are wanted.
        #[arg(long, value_name = "YYYY-MM-DD")]
        due: Option<String>,
        /// Only innovations of these systems: `panrb_kipp`, `kemendagri_iga`, `lan_inoland`, jippnas, generic.
        #[arg(long, value_delimiter = ',')]
        system: Vec<String>,
        /// Only innovations of these owners, by code.
        #[arg(long, value_delimiter = ',')]
        agency: Vec<String>,
        /// Only innovations in these provinces, by code.
        #[arg(long, value_delimiter = ',')]
        province: Vec<String>,
        /// Only innovations of this year or later.
        #[arg(long)]
        from_year: Option<i32>,
        /// Only innovations of this year or earlier.
        #[arg(long)]
        to_year: Option<i32>,
    },
    /// List the campaigns.
    List {
        /// Catalog.
        catalog: PathBuf,
    },
    /// Write a worksheet with drop-downs for each agency, about what it has not answered.
    Export {
        /// Catalog.
        catalog: PathBuf,
        /// The campaign.
        id: String,
        /// Folder for the worksheets.
        #[arg(long, short, value_name = "DIR")]
        output: PathBuf,
        #[command(flatten)]
        said: SaidArgs,
    },
    /// Take filled worksheets in; exit code 1 if rows were refused.
    Import {
        /// Catalog.
        catalog: PathBuf,
        /// The campaign.
        id: String,
        /// Filled worksheets, or tables with `record_id`, status, reason, `stopped_on`, evidence, at, by.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        said: SaidArgs,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
    /// Confirm an answer, or send it back. Not by who answered.
    Validate {
        /// Catalog.
        catalog: PathBuf,
        /// The campaign.
        id: String,
        /// The innovation.
        record: String,
        /// Send it back.
        #[arg(long)]
        reject: bool,
        #[command(flatten)]
        said: SaidArgs,
    },
    /// List the agencies that owe answers.
    Remind {
        /// Catalog.
        catalog: PathBuf,
        /// The campaign.
        id: String,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
    /// Figures that reconcile, by agency and province; reasons; how long innovations run.
    Report {
        /// Catalog.
        catalog: PathBuf,
        /// The campaign.
        id: String,
        /// As known at the end of this day.
        #[arg(long, value_name = "YYYY-MM-DD")]
        as_of: Option<String>,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
}
