//! A pack as a whole: its `pack.toml`, and that every prompt has its other half.

use std::sync::Arc;

use super::Inspection;
use crate::bank::error::BankError;
use crate::bank::fault::{Faults, Severity};
use crate::bank::folder::Kind;
use crate::bank::id::{as_id, is_id};
use crate::bank::library::{Bank, is_reserved};
use crate::bank::manifest::{MANIFEST, Manifest};
use crate::bank::reading::Sourced;
use crate::bank::source_text::SourceText;

impl Bank {
    /// Checks everything in the pack that this is the bank of; the first inspection is that of
    /// `pack.toml` and of what concerns the pack as a whole.
    ///
    /// In a pack a prompt without a rubric is an error, and so is a rubric without a prompt, a name
    /// that is no id, and, before it is installed, the id of a built-in prompt: a pack adds prompts
    /// and replaces none.
    ///
    /// # Errors
    ///
    /// When a file or folder cannot be opened; what is wrong inside a file is in the inspections.
    pub fn inspect_pack(&self) -> Result<Vec<Inspection>, BankError> {
        let mut whole = Inspection { id: MANIFEST.to_owned(), ..Inspection::default() };
        let manifest = whole.take(self.manifest())?.flatten();
        let (prompts, rubrics) = (self.own_stems(Kind::Prompts)?, self.own_stems(Kind::Rubrics)?);
        for (kind, stems) in [(Kind::Prompts, &prompts), (Kind::Rubrics, &rubrics)] {
            for stem in stems.iter().filter(|stem| !is_id(stem)) {
                whole.faults.merge(self.misnamed(kind, stem));
            }
        }
        if let Some(manifest) = manifest.as_ref().filter(|_| prompts.is_empty()) {
            whole.faults.merge(empty(manifest));
        }
        let mut found = vec![whole];
        let common = self.inspect_common()?;
        let own = |inspection: &Inspection| rubrics.contains(&inspection.id);
        found.extend(common.into_iter().filter(own));
        let mut ids: Vec<&String> = prompts.iter().chain(&rubrics).collect();
        ids.sort();
        ids.dedup();
        for id in ids.into_iter().filter(|id| is_id(id) && !is_reserved(id)) {
            let mut inspection = self.inspect_id(id)?;
            self.replaces_nothing(id, &mut inspection);
            if let Some(rubric) = inspection.rubric.take() {
                if !prompts.contains(id) {
                    let message = format!("there is no prompt `{id}` in this pack");
                    let hint = "a rubric of a pack has its prompt beside it";
                    let fault = rubric.fault("prompt", Severity::Error, message).with_hint(hint);
                    inspection.faults.add(&rubric, fault);
                }
                inspection.rubric = Some(rubric);
            }
            found.push(inspection);
        }
        Ok(found)
    }

    /// How bad it is that a prompt has no rubric.
    pub(super) fn lack_of_rubric(&self) -> Severity {
        if self.pack().is_some() { Severity::Error } else { Severity::Warning }
    }

    fn replaces_nothing(&self, id: &str, inspection: &mut Inspection) {
        let Some(prompt) = &inspection.prompt else { return };
        if self.is_incoming() && self.is_built_in(id) {
            let message = format!("`{id}` is the id of a built-in prompt");
            let hint = "a pack adds prompts and replaces none: choose another id";
            let fault = prompt.fault("id", Severity::Error, message).with_hint(hint);
            inspection.faults.add(prompt, fault);
        }
    }

    /// A file whose name is no id.
    fn misnamed(&self, kind: Kind, stem: &str) -> Faults {
        let path = self.layer_path(kind, stem);
        let source = Arc::new(SourceText::new(&path.to_string_lossy(), String::new()));
        let mut faults = Faults::default();
        let message = "the file's name is no id: a-z, 0-9 and -, then .toml";
        let hint = || as_id(stem).map(|id| format!("call it `{id}.toml`"));
        faults.report(&source, 0..0, Severity::Error, message, hint);
        faults
    }
}

fn empty(manifest: &Sourced<Manifest>) -> Faults {
    let mut faults = Faults::default();
    let hint = "they lie beside it in `prompts`, their rubrics in `rubrics`";
    let fault = manifest.fault("name", Severity::Error, "the pack has no prompts").with_hint(hint);
    faults.add(manifest, fault);
    faults
}
