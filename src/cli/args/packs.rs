//! What `packs` takes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::packs::Checksum;

/// `packs`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "\
Examples:
  onsite packs new acme           a folder to write prompts of your own into
  onsite check acme               what is wrong with it
  onsite packs add acme
  onsite start acme/room-booking

A pack adds prompts, called PACK/ID, and replaces none. It is checked before it
is taken in, and nothing of it is run.")]
pub(crate) struct Packs {
    /// What to do; without it, list them.
    #[command(subcommand)]
    pub(crate) command: Option<PacksCommand>,
    /// How to list them.
    #[command(flatten)]
    pub(crate) list: PacksList,
}

/// How to list packs.
#[derive(Debug, Args)]
pub(crate) struct PacksList {
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// What to do with packs.
#[derive(Debug, Subcommand)]
pub(crate) enum PacksCommand {
    /// List what is installed
    List(PacksList),
    /// Take a pack in, or another version of one
    Add(PacksAdd),
    /// Take a pack away; interviews on its prompts stay
    Remove {
        /// Its name
        name: String,
    },
    /// Begin a pack of your own, in a folder here
    New {
        /// Its name: a-z, 0-9 and -
        name: String,
    },
}

/// `packs add`.
#[derive(Debug, Args)]
pub(crate) struct PacksAdd {
    /// A folder with a pack.toml, a .tar.gz of one, or its https address
    #[arg(value_name = "DIR|FILE|URL")]
    pub(crate) source: PathBuf,
    /// Refuse an archive that has another SHA-256
    #[arg(long, value_name = "HEX")]
    pub(crate) sha256: Option<Checksum>,
}
