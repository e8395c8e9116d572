//! The bank: built-in prompts and rubrics, a person's own over them, and packs beside both.

mod packs;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::de::DeserializeOwned;

use super::built_in::{self, BuiltIn};
use super::error::{BankError, NotFound};
use super::fault::{Faults, Severity};
use super::folder::Kind;
use super::id::is_id;
use super::layer::{Labelled, Layer};
use super::lexicon::Lexicon;
use super::nearest::nearest;
use super::prompt::Prompt;
use super::reading::{Sourced, read_lexicon, read_prompt, read_rubric, read_shared};
use super::resolve::resolve;
use super::rubric::{Rubric, RubricFile};
use super::visible::visible;

pub use packs::InstalledPack;
use packs::Packs;

/// Stems in `rubrics/` that are no rubric of a prompt.
pub(super) const SHARED: &str = "shared";
/// See [`SHARED`].
pub(super) const LEXICON: &str = "lexicon";

/// Where a prompt comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Embedded in the program.
    BuiltIn,
    /// A file of the user's own.
    File(PathBuf),
    /// An installed pack, by its name.
    Pack(String),
}

/// All prompts and rubrics. Nothing is read before it is asked for.
#[derive(Debug)]
pub struct Bank {
    built_in: BuiltIn,
    layer: Layer,
    /// The name, when this is the bank of one pack: built-in prompts are none of its own.
    pack: Option<String>,
    packs: Packs,
    shared: OnceLock<Result<RubricFile, BankError>>,
    lexicon: OnceLock<Result<Lexicon, BankError>>,
}

/// A prompt in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The prompt.
    pub prompt: Prompt,
    /// Where it comes from.
    pub source: Origin,
}

/// Every prompt that can be read, and why the others cannot.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// By id.
    pub prompts: Vec<Listed>,
    /// Files and folders that were left out.
    pub broken: Vec<BankError>,
}

impl Bank {
    /// The built-in content, and over it the folder `root` (which need not exist) with
    /// `prompts/ID.toml` and `rubrics/ID.toml`: a file there replaces the built-in one of the same
    /// id. `rubrics/shared.toml` adds shared criteria (one of the same id replaces), and
    /// `rubrics/lexicon.toml` adds terms (one of the same name gains the names and examples).
    pub fn open(root: Option<&Path>) -> Self {
        Self::over(BuiltIn::content(), root)
    }

    pub(super) fn over(built_in: BuiltIn, root: Option<&Path>) -> Self {
        let layer = root.map_or(Layer::None, |root| Layer::Folder(root.to_owned()));
        Self::of(built_in, layer, None)
    }

    fn of(built_in: BuiltIn, layer: Layer, pack: Option<String>) -> Self {
        let (shared, lexicon) = (OnceLock::new(), OnceLock::new());
        Self { built_in, layer, pack, packs: Packs::default(), shared, lexicon }
    }

    /// The same built-in content and packs with another folder over them.
    pub(super) fn beside(&self, root: &Path) -> Self {
        let packs = self.packs.anew();
        Self { packs, ..Self::over(self.built_in, Some(root)) }
    }

    /// The ids of all prompts, sorted, those of packs (`pack/id`) at the end. Files are not opened; a folder that cannot be listed counts
    /// as empty, and [`Bank::prompts`] says so.
    pub fn ids(&self) -> Vec<String> {
        let built_in = self.built_in_prompts().iter().map(|file| file.stem.to_owned());
        let own = self.own_stems(Kind::Prompts).unwrap_or_default();
        let ids: BTreeSet<String> = built_in.chain(own).filter(|id| is_id(id)).collect();
        ids.into_iter().chain(self.packed_ids()).collect()
    }

    /// Where a prompt comes from.
    ///
    /// # Errors
    ///
    /// [`NotFound`] when there is none of that id.
    pub fn source(&self, id: &str) -> Result<Origin, NotFound> {
        if is_id(id) {
            if self.layer.has(Kind::Prompts, id) {
                return Ok(Origin::File(self.layer.path(Kind::Prompts, id)));
            }
            if built_in::file(self.built_in_prompts(), id).is_some() {
                return Ok(Origin::BuiltIn);
            }
        }
        if let Some(packed) = self.packed(id)
            && packed.bank.source(packed.id).is_ok()
        {
            return Ok(Origin::Pack(packed.pack.to_owned()));
        }
        let ids = self.ids();
        // Of a pack's prompt the name of the pack is easily left out.
        let packed = ids.iter().find(|known| known.split_once('/').is_some_and(|it| it.1 == id));
        let near = packed.map(String::as_str);
        let near = near.or_else(|| nearest(id, ids.iter().map(String::as_str)));
        Err(NotFound { id: visible(id).into_owned(), nearest: near.map(str::to_owned) })
    }

    /// A prompt.
    ///
    /// # Errors
    ///
    /// When there is none of that id, or its file cannot be read or has errors.
    pub fn prompt(&self, id: &str) -> Result<Prompt, BankError> {
        self.prompt_file(id).map(Sourced::into_value)
    }

    /// A prompt with its text.
    ///
    /// # Errors
    ///
    /// As [`Bank::prompt`].
    pub fn prompt_file(&self, id: &str) -> Result<Sourced<Prompt>, BankError> {
        self.source(id)?;
        if let Some(packed) = self.packed(id) {
            return packed.prompt_file();
        }
        let Some(found) = self.file(Kind::Prompts, id)? else {
            return Err(NotFound { id: id.to_owned(), nearest: None }.into());
        };
        let prompt = found.read(read_prompt)?;
        named(&prompt, "id", &prompt.id, id)?;
        Ok(prompt)
    }

    /// The rubric of a prompt, resolved.
    ///
    /// # Errors
    ///
    /// When there is no such prompt, or it has no rubric, or a file on the way cannot be read or
    /// has errors.
    pub fn rubric(&self, id: &str) -> Result<Rubric, BankError> {
        let file = self.rubric_file(id)?;
        self.bank_of(id).resolve(&file)
    }

    /// The rubric of a prompt as written.
    ///
    /// # Errors
    ///
    /// As [`Bank::rubric`].
    pub fn rubric_file(&self, id: &str) -> Result<Sourced<RubricFile>, BankError> {
        if let Some(packed) = self.packed(id) {
            self.source(id)?;
            return packed.rubric_file();
        }
        let found =
            if is_id(id) && !is_reserved(id) { self.file(Kind::Rubrics, id)? } else { None };
        let Some(found) = found else {
            self.source(id)?;
            let path = self.layer.path(Kind::Rubrics, id);
            return Err(BankError::NoRubric { id: id.to_owned(), path });
        };
        let rubric = found.read(read_rubric)?;
        named(&rubric, "prompt", rubric.prompt.as_deref().unwrap_or_default(), id)?;
        Ok(rubric)
    }

    /// A rubric with the shared criteria of this bank taken in.
    ///
    /// # Errors
    ///
    /// When the shared criteria cannot be read, or the rubric refers to something that is not
    /// there.
    pub fn resolve(&self, rubric: &Sourced<RubricFile>) -> Result<Rubric, BankError> {
        Ok(resolve(rubric, self.shared()?)?)
    }

    /// The criteria that rubrics share.
    ///
    /// # Errors
    ///
    /// When their file cannot be read or has errors.
    pub fn shared(&self) -> Result<&RubricFile, BankError> {
        let shared = self.shared.get_or_init(|| {
            let mut shared = RubricFile::default();
            let mut places: BTreeMap<Option<String>, usize> = BTreeMap::new();
            for file in self.shared_files()? {
                shared.version = shared.version.max(file.version);
                for criterion in file.into_value().criteria {
                    if let Some(&place) = places.get(&criterion.id) {
                        shared.criteria[place] = criterion;
                    } else {
                        places.insert(criterion.id.clone(), shared.criteria.len());
                        shared.criteria.push(criterion);
                    }
                }
            }
            Ok(shared)
        });
        shared.as_ref().map_err(BankError::clone)
    }

    /// The terms that the scorer knows by more than one name.
    ///
    /// # Errors
    ///
    /// When their file cannot be read or has errors.
    pub fn lexicon(&self) -> Result<&Lexicon, BankError> {
        let lexicon = self.lexicon.get_or_init(|| {
            let mut lexicon = Lexicon::default();
            let mut places: BTreeMap<String, usize> = BTreeMap::new();
            for file in self.lexicon_files()? {
                lexicon.version = lexicon.version.max(file.version);
                for term in file.into_value().terms {
                    if let Some(&place) = places.get(&term.name) {
                        let known = &mut lexicon.terms[place];
                        add(&mut known.names, term.names);
                        add(&mut known.examples, term.examples);
                    } else {
                        places.insert(term.name.clone(), lexicon.terms.len());
                        lexicon.terms.push(term);
                    }
                }
            }
            Ok(lexicon)
        });
        lexicon.as_ref().map_err(BankError::clone)
    }

    /// Every prompt. One that cannot be read hides no other.
    pub fn prompts(&self) -> Listing {
        let mut listing = Listing::default();
        self.list_misnamed(&mut listing.broken);
        self.list_faulty_packs(&mut listing.broken);
        for id in self.ids() {
            let found = self.source(&id).map_err(BankError::from);
            match found.and_then(|source| Ok(Listed { prompt: self.prompt(&id)?, source })) {
                Ok(listed) => listing.prompts.push(listed),
                Err(error) => listing.broken.push(error),
            }
        }
        listing
    }

    /// The files of shared criteria: the built-in one, then the user's, as far as they exist.
    pub(super) fn shared_files(&self) -> Result<Vec<Sourced<RubricFile>>, BankError> {
        self.both(SHARED)?.into_iter().map(|found| Ok(found.read(read_shared)?)).collect()
    }

    /// The lexicons: the built-in one, then the user's, as far as they exist.
    pub(super) fn lexicon_files(&self) -> Result<Vec<Sourced<Lexicon>>, BankError> {
        self.both(LEXICON)?.into_iter().map(|found| Ok(found.read(read_lexicon)?)).collect()
    }

    /// The stems of the user's files.
    pub(super) fn own_stems(&self, kind: Kind) -> Result<Vec<String>, BankError> {
        self.layer.stems(kind)
    }

    /// The built-in prompts that are this bank's own.
    fn built_in_prompts(&self) -> built_in::Files {
        if self.pack.is_some() { &[] } else { self.built_in.prompts }
    }

    /// What messages call a file of the user's.
    pub(super) fn layer_path(&self, kind: Kind, stem: &str) -> PathBuf {
        self.layer.path(kind, stem)
    }

    /// A file of `rubrics/`, built in and of the user's own.
    fn both(&self, stem: &str) -> Result<Vec<Found>, BankError> {
        let built_in = built_in::file(self.built_in.rubrics, stem)
            .map(|file| Found::BuiltIn(label(Kind::Rubrics, stem), file));
        Ok(built_in.into_iter().chain(self.own(Kind::Rubrics, stem)?).collect())
    }

    /// A file: the user's own, or else the built-in one.
    fn file(&self, kind: Kind, id: &str) -> Result<Option<Found>, BankError> {
        if let Some(own) = self.own(kind, id)? {
            return Ok(Some(own));
        }
        let files = match kind {
            _ if self.pack.is_some() => return Ok(None),
            Kind::Prompts => self.built_in.prompts,
            Kind::Rubrics => self.built_in.rubrics,
        };
        Ok(built_in::file(files, id).map(|file| Found::BuiltIn(label(kind, id), file)))
    }

    fn own(&self, kind: Kind, id: &str) -> Result<Option<Found>, BankError> {
        Ok(self.layer.read(kind, id)?.map(Found::Own))
    }

    /// Adds the files whose names are no ids.
    fn list_misnamed(&self, broken: &mut Vec<BankError>) {
        match self.own_stems(Kind::Prompts) {
            Ok(stems) => broken.extend(stems.iter().filter(|stem| !is_id(stem)).map(|stem| {
                let path = self.layer.path(Kind::Prompts, stem);
                let error = std::io::Error::other("its name is no id: a-z, 0-9 and -, then .toml");
                BankError::unreadable(path, error)
            })),
            Err(error) => broken.push(error),
        }
    }
}

/// A file that was found, under its name for messages.
enum Found {
    BuiltIn(String, &'static built_in::File),
    Own(Labelled),
}

impl Found {
    /// Its value: the prepared one where it is built in, and else what `read` makes of its text.
    fn read<T: DeserializeOwned>(
        self,
        read: impl FnOnce(&str, Vec<u8>) -> Result<Sourced<T>, Faults>,
    ) -> Result<Sourced<T>, Faults> {
        match self {
            Self::BuiltIn(path, file) => match Sourced::prepared(&path, file) {
                Some(value) => Ok(value),
                None => read(&path, file.text().into_bytes()),
            },
            Self::Own((path, bytes)) => read(&path, bytes),
        }
    }
}

/// Whether a stem in `rubrics/` is taken by something that is no rubric of a prompt.
pub(super) fn is_reserved(stem: &str) -> bool {
    stem == SHARED || stem == LEXICON
}

/// A built-in file as messages call it.
fn label(kind: Kind, stem: &str) -> String {
    format!("{}/{stem}.toml", kind.folder())
}

/// A file has to be called after its prompt.
pub(super) fn named<T>(file: &Sourced<T>, key: &str, id: &str, stem: &str) -> Result<(), Faults> {
    let mut faults = Faults::default();
    if id != stem {
        let message = format!("`{key}` is `{id}`, and the file is called `{stem}.toml`");
        file.report(&mut faults, key, Severity::Error, message, || None);
    } else if is_reserved(id) {
        let message = format!("`{id}` is taken: `rubrics/{id}.toml` is no rubric of a prompt");
        file.report(&mut faults, key, Severity::Error, message, || None);
    }
    faults.or(())
}

/// Adds the names that are not there yet.
fn add(known: &mut Vec<String>, more: Vec<String>) {
    let there: BTreeSet<String> = known.iter().cloned().collect();
    known.extend(more.into_iter().filter(|name| !there.contains(name)));
}

#[cfg(test)]
mod tests;
