//! A pack that somebody wants to take in, looked through.

use std::collections::BTreeMap;
use std::path::Path;

use super::contents::Contents;
use super::refusal::Refusal;
use crate::bank::{
    Bank, BankError, Fault, Faults, Inspection, MANIFEST, Manifest, Severity, Sourced,
    version_numbers,
};

/// A pack that was looked through and is not installed.
#[derive(Debug)]
pub struct Examined {
    /// What it says about itself, when that can be read.
    pub manifest: Option<Manifest>,
    /// Everything that is wrong with it; first what concerns it as a whole.
    pub inspections: Vec<Inspection>,
    /// Its files by their paths in it.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The bank that it is, while it is not installed.
    pub bank: Bank,
}

impl Examined {
    /// How many faults there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.inspections.iter().map(|inspection| inspection.faults.count(severity)).sum()
    }

    /// How many prompts it has.
    pub fn prompts(&self) -> usize {
        self.inspections.iter().filter(|inspection| inspection.prompt.is_some()).count()
    }

    /// The errors alone, file by file.
    pub fn errors(&self) -> Vec<&Faults> {
        self.inspections.iter().map(|one| &one.faults).filter(|one| one.has_errors()).collect()
    }
}

/// Checks the files of a pack as `onsite check` would. `label` is put before their paths in
/// messages; `program` is the version of this program.
///
/// # Errors
///
/// [`Refusal::NoManifest`], before anything else is looked at.
pub fn examine(contents: Contents, label: &Path, program: &str) -> Result<Examined, Refusal> {
    let files = contents.files;
    if !files.contains_key(MANIFEST) {
        return Err(Refusal::NoManifest);
    }
    let bank = Bank::of_pack(label, files.clone());
    let unreadable = |error: BankError| Refusal::Broken(error.to_string());
    let mut inspections = bank.inspect_pack().map_err(unreadable)?;
    let manifest = bank.manifest().ok().flatten();
    if let (Some(manifest), Some(whole)) = (&manifest, inspections.first_mut())
        && let Some(fault) = too_old(manifest, program)
    {
        whole.faults.add(manifest, fault);
    }
    Ok(Examined { manifest: manifest.map(Sourced::into_value), inspections, files, bank })
}

/// What is wrong when the pack wants a newer program.
fn too_old(manifest: &Sourced<Manifest>, program: &str) -> Option<Fault> {
    let wanted = manifest.onsite.as_deref()?;
    let newer = version_numbers(wanted)? > version_numbers(program)?;
    let message = format!("the pack is for onsite {wanted} and newer, and this is {program}");
    newer.then(|| manifest.fault("onsite", Severity::Error, message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::template;

    fn contents() -> Contents {
        Contents { files: template("acme").unwrap(), left_out: 0 }
    }

    #[test]
    fn a_new_pack_can_be_added_as_it_is() {
        let examined = examine(contents(), Path::new(""), "0.1.0").unwrap();
        assert_eq!(examined.count(Severity::Error), 0, "{:?}", examined.errors());
        assert_eq!((examined.prompts(), examined.manifest.unwrap().name.as_str()), (1, "acme"));
    }

    #[test]
    fn a_pack_for_a_newer_program_is_refused() {
        let said = |program: &str, wanted: &str| {
            let mut contents = contents();
            let manifest = contents.files.get_mut(MANIFEST).unwrap();
            manifest.extend_from_slice(format!("onsite = \"{wanted}\"\n").as_bytes());
            let examined = examine(contents, Path::new("x"), program).unwrap();
            examined.errors().iter().map(ToString::to_string).collect::<String>()
        };
        assert_eq!(said("0.10.0", "0.9"), "");
        assert_eq!(said("0.1.0", "0.1"), "");
        assert!(said("0.1.0", "0.2").contains("for onsite 0.2 and newer, and this is 0.1.0"));
        assert!(said("0.1.0", "0.2").contains("x/pack.toml"));
    }

    #[test]
    fn without_a_manifest_nothing_is_looked_at() {
        let refused = examine(Contents::default(), Path::new(""), "0.1.0").unwrap_err();
        assert_eq!(refused, Refusal::NoManifest);
    }
}
