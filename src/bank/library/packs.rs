//! Packs beside the bank: each is a bank of its own over the built-in shared criteria and terms,
//! so that it means the same on every machine.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::Bank;
use crate::bank::built_in::BuiltIn;
use crate::bank::error::BankError;
use crate::bank::fault::Severity;
use crate::bank::folder::Kind;
use crate::bank::id::is_id;
use crate::bank::layer::Layer;
use crate::bank::lexicon::Lexicon;
use crate::bank::manifest::{MANIFEST, Manifest};
use crate::bank::prompt::Prompt;
use crate::bank::reading::{Sourced, read_manifest};
use crate::bank::rubric::RubricFile;

/// The installed packs; their folder is read when one is first asked for.
#[derive(Debug, Default)]
pub(super) struct Packs {
    folder: Option<PathBuf>,
    found: OnceLock<Result<BTreeMap<String, Bank>, BankError>>,
}

impl Packs {
    /// The same folder, not read yet.
    pub(super) fn anew(&self) -> Self {
        Self { folder: self.folder.clone(), found: OnceLock::new() }
    }

    fn found(&self, built_in: BuiltIn) -> &Result<BTreeMap<String, Bank>, BankError> {
        self.found.get_or_init(|| match &self.folder {
            None => Ok(BTreeMap::new()),
            Some(folder) => {
                read(folder, built_in).map_err(|error| BankError::unreadable(folder.clone(), error))
            }
        })
    }
}

/// The folders whose names can be those of packs. Others are not looked at: while a pack is put in
/// its place, it has such a name.
fn read(folder: &Path, built_in: BuiltIn) -> io::Result<BTreeMap<String, Bank>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        entries => entries?,
    };
    let mut packs = BTreeMap::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).filter(|name| is_id(name));
        if let Some(name) = name.filter(|_| path.is_dir()) {
            let layer = Layer::Folder(path.clone());
            packs.insert(name.to_owned(), Bank::of(built_in, layer, Some(name.to_owned())));
        }
    }
    Ok(packs)
}

/// A pack as it lies on the disk.
#[derive(Clone, Debug)]
pub struct InstalledPack {
    /// The name of its folder, which its prompts' ids begin with.
    pub name: String,
    /// What it says about itself, or why that cannot be read.
    pub manifest: Result<Manifest, BankError>,
    /// The ids of its prompts, `pack/id`, sorted.
    pub prompts: Vec<String>,
}

/// A prompt of a pack.
pub(super) struct Packed<'a> {
    /// The pack's name.
    pub(super) pack: &'a str,
    /// The pack's bank, which knows the prompt by its own id.
    pub(super) bank: &'a Bank,
    /// The prompt's id in it.
    pub(super) id: &'a str,
}

impl Packed<'_> {
    /// The prompt with its whole id. A sibling that the pack has is the pack's.
    pub(super) fn prompt_file(&self) -> Result<Sourced<Prompt>, BankError> {
        let prompt = self.bank.prompt_file(self.id)?;
        Ok(prompt.map(|mut prompt| {
            prompt.id = self.whole(self.id);
            for sibling in &mut prompt.siblings {
                if is_id(sibling) && self.bank.layer.has(Kind::Prompts, sibling) {
                    *sibling = self.whole(sibling);
                }
            }
            prompt
        }))
    }

    /// The rubric as written, of the prompt with its whole id.
    pub(super) fn rubric_file(&self) -> Result<Sourced<RubricFile>, BankError> {
        let rubric = self.bank.rubric_file(self.id).map_err(|error| match error {
            BankError::NoRubric { path, .. } => {
                BankError::NoRubric { id: self.whole(self.id), path }
            }
            error => error,
        })?;
        Ok(rubric.map(|mut rubric| {
            rubric.prompt = Some(self.whole(self.id));
            rubric
        }))
    }

    fn whole(&self, id: &str) -> String {
        format!("{}/{id}", self.pack)
    }
}

impl Bank {
    /// The same bank with the packs in `folder`, which need not exist: `folder/NAME` holds
    /// `pack.toml`, `prompts/` and `rubrics/`, and its prompts are `NAME/ID`. `rubrics/shared.toml`
    /// and `rubrics/lexicon.toml` of a pack add to the built-in ones for that pack alone; what a
    /// person wrote over the built-in ones does not change it.
    #[must_use]
    pub fn with_packs(self, folder: Option<&Path>) -> Self {
        let packs = Packs { folder: folder.map(Path::to_owned), found: OnceLock::new() };
        Self { packs, ..self }
    }

    /// The bank of a pack that is not installed, from its files by their paths in it
    /// (`pack.toml`, `prompts/ID.toml`, `rubrics/ID.toml`); messages put `label` before them.
    pub fn of_pack(label: &Path, files: BTreeMap<String, Vec<u8>>) -> Self {
        let layer = Layer::Memory { label: label.to_owned(), files };
        let mut bank = Self::of(BuiltIn::content(), layer, Some(String::new()));
        if let Ok(Some(manifest)) = bank.manifest() {
            bank.pack = Some(manifest.into_value().name);
        }
        bank
    }

    /// What the pack of this bank says about itself; `None` when it has no `pack.toml`.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or has errors, or the pack lies in a folder that is called
    /// otherwise.
    pub fn manifest(&self) -> Result<Option<Sourced<Manifest>>, BankError> {
        let Some((path, bytes)) = self.layer.manifest()? else { return Ok(None) };
        let manifest = read_manifest(&path, bytes)?;
        let lies_in = self.pack.as_deref().filter(|name| !name.is_empty());
        if let Some(folder) = lies_in.filter(|folder| *folder != manifest.name) {
            let message = format!("`name` is `{}`, and the folder `{folder}`", manifest.name);
            let mut faults = super::Faults::default();
            manifest.report(&mut faults, "name", Severity::Error, message, || None);
            return Err(faults.into());
        }
        Ok(Some(manifest))
    }

    /// The installed packs by name. A folder that cannot be listed counts as empty, and
    /// [`Bank::prompts`] says so.
    pub fn packs(&self) -> Vec<InstalledPack> {
        let of = |(name, pack): (&String, &Bank)| InstalledPack {
            name: name.clone(),
            manifest: pack.manifest().and_then(|manifest| {
                let missing = || {
                    let path = self.packs.folder_of(name).join(MANIFEST);
                    BankError::unreadable(path, io::ErrorKind::NotFound.into())
                };
                manifest.map(Sourced::into_value).ok_or_else(missing)
            }),
            prompts: pack.ids().iter().map(|id| format!("{name}/{id}")).collect(),
        };
        self.installed().map(of).collect()
    }

    /// The terms by which a prompt is judged: those of its pack, or else of this bank.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or has errors.
    pub fn lexicon_for(&self, id: &str) -> Result<&Lexicon, BankError> {
        self.bank_of(id).lexicon()
    }

    /// The shared criteria that the rubric of a prompt can use.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or has errors.
    pub fn shared_for(&self, id: &str) -> Result<&RubricFile, BankError> {
        self.bank_of(id).shared()
    }

    /// The bank of the pack that a prompt belongs to, or else this one.
    pub(super) fn bank_of(&self, id: &str) -> &Self {
        let pack = id.split_once('/').map(|(pack, _)| pack);
        let found = self.packs.found(self.built_in).as_ref();
        pack.and_then(|pack| found.ok()?.get(pack)).unwrap_or(self)
    }

    /// The installed packs, each as a bank that knows its prompts by their own ids.
    pub fn installed(&self) -> impl Iterator<Item = (&String, &Bank)> {
        self.packs.found(self.built_in).iter().flatten()
    }

    /// The prompts that can be read of those that a person could mistake for one of this bank's: its
    /// own and the built-in ones, and none of other packs.
    pub fn prompts_beside(&self) -> Vec<Prompt> {
        let own = |bank: &Self| -> Vec<Prompt> {
            let ids = bank.ids();
            let ids = ids.iter().filter(|id| !id.contains('/'));
            ids.filter_map(|id| bank.prompt(id).ok()).collect()
        };
        let mut prompts = own(self);
        if self.pack.is_some() {
            prompts.extend(own(&Self::of(self.built_in, Layer::None, None)));
        }
        prompts
    }

    /// Whether the id is one of a pack that is not installed, which cannot be in its place.
    pub(in crate::bank) fn is_incoming(&self) -> bool {
        matches!(self.layer, Layer::Memory { .. })
    }

    /// What the prompts of a pack may call their siblings: their own, by either id, and the
    /// built-in ones.
    pub(in crate::bank) fn known_to_pack(&self, name: &str) -> Vec<String> {
        let own = self.ids();
        let whole: Vec<String> = own.iter().map(|id| format!("{name}/{id}")).collect();
        let built_in = self.built_in.prompts.iter().map(|file| file.stem.to_owned());
        own.into_iter().chain(whole).chain(built_in).collect()
    }

    /// Whether a prompt of that id comes with the program.
    pub(in crate::bank) fn is_built_in(&self, id: &str) -> bool {
        crate::bank::built_in::file(self.built_in.prompts, id).is_some()
    }

    /// The name of the pack that this is the bank of; empty while it is not installed.
    pub(in crate::bank) fn pack(&self) -> Option<&str> {
        self.pack.as_deref()
    }

    /// The prompt of an installed pack, or what might be one.
    pub(super) fn packed<'a>(&'a self, id: &'a str) -> Option<Packed<'a>> {
        let (pack, id) = id.split_once('/')?;
        let found = self.packs.found(self.built_in).as_ref().ok()?;
        let (pack, bank) = found.get_key_value(pack)?;
        is_id(id).then_some(Packed { pack, bank, id })
    }

    /// The ids of the prompts of all packs.
    pub(super) fn packed_ids(&self) -> Vec<String> {
        let of = |(name, pack): (&String, &Bank)| -> Vec<String> {
            pack.ids().iter().map(|id| format!("{name}/{id}")).collect()
        };
        self.installed().flat_map(of).collect()
    }

    /// Adds what of the packs cannot be used.
    pub(super) fn list_faulty_packs(&self, broken: &mut Vec<BankError>) {
        match self.packs.found(self.built_in) {
            Ok(packs) => packs.values().for_each(|pack| pack.list_misnamed(broken)),
            Err(error) => broken.push(error.clone()),
        }
    }
}

impl Packs {
    fn folder_of(&self, name: &str) -> PathBuf {
        self.folder.as_deref().unwrap_or(Path::new("")).join(name)
    }
}

#[cfg(test)]
mod tests;
