//! Which files to check: all of a bank, a folder, or one file.

use std::path::Path;
use std::sync::Arc;

use super::{Context, check, lexicon, rubric};
use crate::bank::error::BankError;
use crate::bank::fault::{Faults, Severity};
use crate::bank::folder::{self, Kind};
use crate::bank::guide::{GUIDES, Guide};
use crate::bank::lexicon::Lexicon;
use crate::bank::library::{Bank, LEXICON, SHARED, is_reserved};
use crate::bank::prompt::Prompt;
use crate::bank::reading::{
    FileKind, Sourced, kind_of, read_lexicon, read_prompt, read_rubric, read_shared,
    salvage_prompt, salvage_rubric,
};
use crate::bank::rubric::{Rubric, RubricFile};
use crate::bank::source_text::SourceText;

/// What was found about a prompt and its rubric, or about what rubrics share.
#[derive(Clone, Debug, Default)]
pub struct Inspection {
    /// The prompt's id, or `shared`, or `lexicon`.
    pub id: String,
    /// Everything that is wrong, readable or not.
    pub faults: Faults,
    /// The prompt, when it can be read.
    pub prompt: Option<Sourced<Prompt>>,
    /// The rubric as written, when it can be read: its places are for faults that are found later.
    pub rubric: Option<Sourced<RubricFile>>,
    /// The rubric resolved, when that can be done.
    pub resolved: Option<Rubric>,
}

/// What could be made of files that have faults: the rest of them is looked at as well, so that
/// everything that is wrong is told at once.
#[derive(Debug, Default)]
struct Salvaged {
    prompt: Option<Sourced<Prompt>>,
    rubric: Option<Sourced<RubricFile>>,
}

impl Salvaged {
    fn of<P, R>(prompt: &Result<P, BankError>, rubric: &Result<R, BankError>) -> Self {
        fn source<T>(file: &Result<T, BankError>) -> Option<&Arc<SourceText>> {
            match file {
                Err(BankError::Faulty(faults)) => faults.first_file(),
                _ => None,
            }
        }
        Self {
            prompt: source(prompt).and_then(salvage_prompt),
            rubric: source(rubric).and_then(salvage_rubric),
        }
    }
}

impl Inspection {
    /// Takes a file in, or what is wrong with it.
    ///
    /// # Errors
    ///
    /// When the file is there and cannot be opened.
    pub(super) fn take<T>(&mut self, file: Result<T, BankError>) -> Result<Option<T>, BankError> {
        match file {
            Ok(file) => Ok(Some(file)),
            Err(BankError::Faulty(faults)) => {
                self.faults.merge(faults);
                Ok(None)
            }
            Err(BankError::NotFound(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Says that there is no rubric, which would be at `path`.
    fn lacks_rubric(&mut self, path: &Path, severity: Severity) {
        if let Some(prompt) = &self.prompt {
            let fault = prompt
                .fault("", severity, "the prompt has no rubric")
                .with_hint(format!("write `{}`", path.display()));
            self.faults.add(prompt, fault);
        }
    }
}

impl Bank {
    /// Checks everything in the bank. Packs are checked by themselves, with
    /// [`Bank::inspect_pack`].
    ///
    /// # Errors
    ///
    /// When a file or folder cannot be opened; what is wrong inside a file is in the inspections.
    pub fn inspect(&self) -> Result<Vec<Inspection>, BankError> {
        let mut inspections = self.inspect_common()?;
        for id in self.ids().iter().filter(|id| !id.contains('/')) {
            inspections.push(self.inspect_id(id)?);
        }
        Ok(inspections)
    }

    /// Checks the checklists of the guided documents.
    ///
    /// # Errors
    ///
    /// As [`Bank::inspect`].
    pub fn inspect_guides(&self) -> Result<Vec<Inspection>, BankError> {
        let inspect = |guide: &Guide| {
            let mut found = Inspection { id: guide.id.to_owned(), ..Inspection::default() };
            found.rubric = found.take(guide.rubric_file())?;
            Ok(self.compare(found, &Salvaged::default()))
        };
        GUIDES.iter().map(inspect).collect()
    }

    /// Checks a file, or a folder that holds `prompts/` and `rubrics/` (or is one of the two), on
    /// top of the built-in content. A file in one of those folders is checked with its other half;
    /// a file elsewhere by itself, a rubric with the prompt of its id in this bank, if there is one.
    ///
    /// # Errors
    ///
    /// When the file or folder is not there or cannot be opened; what is wrong inside a file is in
    /// the inspections.
    pub fn inspect_path(&self, path: &Path) -> Result<Vec<Inspection>, BankError> {
        let unreadable = |error| BankError::unreadable(path, error);
        let metadata = path.metadata().map_err(unreadable)?;
        // `.` and the like have no name of their own.
        let path = &match path.file_name() {
            Some(_) => path.to_owned(),
            None => path.canonicalize().map_err(unreadable)?,
        };
        if metadata.is_dir() {
            return self.inspect_folder(path);
        }
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        match (path.parent().and_then(bank_above), stem) {
            (Some(root), Some(stem)) => {
                let bank = self.beside(root);
                if is_reserved(&stem) {
                    let mut common = bank.inspect_common()?;
                    common.retain(|inspection| inspection.id == stem);
                    return Ok(common);
                }
                Ok(vec![bank.inspect_id(&stem)?])
            }
            _ => Ok(vec![self.inspect_alone(path)?]),
        }
    }

    fn inspect_folder(&self, folder: &Path) -> Result<Vec<Inspection>, BankError> {
        let has = |kind: Kind| folder.join(kind.folder()).is_dir();
        if has(Kind::Prompts) || has(Kind::Rubrics) {
            return self.beside(folder).inspect_own();
        }
        if let Some(root) = bank_above(folder) {
            return self.beside(root).inspect_own();
        }
        let unreadable = |error| BankError::unreadable(folder, error);
        let stems = folder::stems(folder).map_err(unreadable)?;
        let files = stems.iter().map(|stem| folder.join(format!("{stem}.toml")));
        files.map(|file| self.inspect_alone(&file)).collect()
    }

    /// The files of the user's folder.
    fn inspect_own(&self) -> Result<Vec<Inspection>, BankError> {
        let mut stems = self.own_stems(Kind::Prompts)?;
        stems.extend(self.own_stems(Kind::Rubrics)?);
        stems.sort();
        stems.dedup();
        let mut inspections = self.inspect_common()?;
        inspections.retain(|inspection| stems.contains(&inspection.id));
        for stem in stems.iter().filter(|stem| !is_reserved(stem)) {
            inspections.push(self.inspect_id(stem)?);
        }
        Ok(inspections)
    }

    /// The shared criteria and the lexicon.
    pub(super) fn inspect_common(&self) -> Result<Vec<Inspection>, BankError> {
        let mut shared = Inspection { id: SHARED.to_owned(), ..Inspection::default() };
        let files = shared.take(self.shared_files())?;
        let terms = self.lexicon().cloned().unwrap_or_default();
        for file in files.iter().flatten() {
            let context = Context { shared: file, lexicon: &terms, prompts: &[] };
            shared.faults.merge(rubric::check_shared(file, &context));
        }
        let mut terms = Inspection { id: LEXICON.to_owned(), ..Inspection::default() };
        let files = terms.take(self.lexicon_files())?;
        for file in files.iter().flatten() {
            terms.faults.merge(lexicon::check(file));
        }
        Ok(vec![shared, terms])
    }

    /// A prompt with its rubric.
    pub(super) fn inspect_id(&self, id: &str) -> Result<Inspection, BankError> {
        let mut found = Inspection { id: id.to_owned(), ..Inspection::default() };
        let prompt = self.prompt_file(id);
        let rubric = self.rubric_file(id);
        let salvaged = Salvaged::of(&prompt, &rubric);
        found.prompt = found.take(prompt)?;
        found.rubric = match rubric {
            Err(BankError::NoRubric { path, .. }) => {
                found.lacks_rubric(&path, self.lack_of_rubric());
                None
            }
            file => found.take(file)?,
        };
        Ok(self.compare(found, &salvaged))
    }

    /// A file outside of any bank.
    fn inspect_alone(&self, path: &Path) -> Result<Inspection, BankError> {
        let unreadable = |error| BankError::unreadable(path, error);
        let bytes = folder::read(path).map_err(unreadable)?.unwrap_or_default();
        let name = path.to_string_lossy();
        let stem = stem_of(&name);
        let mut found = Inspection { id: stem.clone(), ..Inspection::default() };
        let kind = found.take(kind_of(&name, &bytes).map_err(BankError::from))?;
        match kind {
            None => Ok(found),
            Some(FileKind::Prompt) => {
                let prompt = read_prompt(&name, bytes).map_err(BankError::from);
                let salvaged = Salvaged::of(&prompt, &Ok(()));
                found.prompt = found.take(prompt)?;
                Ok(self.compare(found, &salvaged))
            }
            Some(FileKind::Rubric) if stem == SHARED => {
                let file = found.take(read_shared(&name, bytes).map_err(BankError::from))?;
                if let Some(file) = file {
                    let terms = self.lexicon()?;
                    let context = Context { shared: &file, lexicon: terms, prompts: &[] };
                    found.faults.merge(rubric::check_shared(&file, &context));
                }
                Ok(found)
            }
            Some(FileKind::Rubric) => self.inspect_rubric(&name, bytes),
            Some(FileKind::Lexicon) => {
                let file = found.take(read_lexicon(&name, bytes).map_err(BankError::from))?;
                if let Some(file) = file {
                    found.faults.merge(lexicon::check(&file));
                }
                Ok(found)
            }
        }
    }

    /// Checks a rubric by itself, with the prompt of its id in this bank, if there is one; `name` is
    /// what faults call it.
    ///
    /// # Errors
    ///
    /// When the prompt is there and cannot be opened; what is wrong inside the rubric is in the
    /// inspection.
    pub fn inspect_rubric(
        &self,
        name: &str,
        bytes: impl AsRef<[u8]>,
    ) -> Result<Inspection, BankError> {
        let rubric = read_rubric(name, bytes).map_err(BankError::from);
        let salvaged = Salvaged::of(&Ok(()), &rubric);
        let mut found = Inspection { id: stem_of(name), ..Inspection::default() };
        found.rubric = found.take(rubric)?;
        let id = found.rubric.as_ref().or(salvaged.rubric.as_ref());
        let id = id.and_then(|rubric| rubric.prompt.clone());
        found.prompt = id.and_then(|id| self.prompt_file(&id).ok());
        let mut found = self.compare(found, &salvaged);
        // A prompt of the bank is not what was asked about.
        found.faults.only(name);
        found.prompt = None;
        Ok(found)
    }

    /// Checks what of a prompt and its rubric could be read, and of the rest what can be looked at.
    fn compare(&self, mut found: Inspection, salvaged: &Salvaged) -> Inspection {
        let prompts = self.pack().map_or_else(|| self.ids(), |name| self.known_to_pack(name));
        let empty = Lexicon::default();
        // Faults of these two are told where they are inspected.
        let terms = self.lexicon().unwrap_or(&empty);
        let Ok(shared) = self.shared() else { return found };
        let context = Context { shared, lexicon: terms, prompts: &prompts };
        let faults = check(found.prompt.as_ref(), found.rubric.as_ref(), &context);
        found.faults.merge(faults);
        let (prompt, rubric) = (salvaged.prompt.as_ref(), salvaged.rubric.as_ref());
        let paths = [prompt.map(Sourced::path), rubric.map(Sourced::path)];
        for path in paths.into_iter().flatten() {
            let prompt = found.prompt.as_ref().or(prompt);
            let rubric = found.rubric.as_ref().or(rubric);
            found.faults.add_elsewhere(&check(prompt, rubric, &context), path);
        }
        if let Some(rubric) = &found.rubric {
            found.resolved = self.resolve(rubric).ok();
        }
        found
    }
}

/// What an inspection of a file is called.
fn stem_of(name: &str) -> String {
    Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The folder of content around a folder called `prompts` or `rubrics`.
fn bank_above(folder: &Path) -> Option<&Path> {
    let name = folder.file_name()?;
    let ours = [Kind::Prompts, Kind::Rubrics].iter().any(|kind| name == kind.folder());
    if ours { folder.parent() } else { None }
}
