//! The settings: what a person likes, from flags, environment and `config.toml`, each with where it
//! comes from.

mod fault;
mod file;
mod key;
mod resolved;
mod value;

pub(crate) use fault::Fault;
pub(crate) use file::ConfigFile;
pub(crate) use key::{Key, UnknownKey};
pub(crate) use resolved::{Given, KeySource, Origin, Setting, Settings};
pub(crate) use value::{SettingValue, expanded};
