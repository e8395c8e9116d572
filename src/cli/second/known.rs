//! What a model said of files: kept without a word of them.
//!
//! A file may be the export of a session, and of a session that is forgotten no word may be left.
//! So only hashes, verdicts and places are kept; the words are read from the file again.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::cli::context::Context;
use crate::cli::error::{Failure, file_failure};
use crate::interview::Judgement;
use crate::scoring::{Answers, Document, Opinion, Place, Verdict, verified};

/// The file in the data directory.
const FILE: &str = "second-opinions.jsonl";
/// The longest file that is read, in bytes: some hundred thousand opinions.
const LONGEST: u64 = 32 << 20;

/// An opinion without words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    key: String,
    verdict: Verdict,
    unanimous: bool,
    at: Vec<(Place, usize, usize)>,
}

/// What is known of files.
#[derive(Debug, Default)]
pub(in crate::cli) struct FileMemory {
    path: Option<PathBuf>,
    lines: BTreeMap<String, Line>,
}

impl FileMemory {
    /// Reads it. Lines that cannot be understood are passed over; without a data directory nothing
    /// is known and nothing will be.
    pub(in crate::cli) fn read(context: &Context) -> Self {
        let path = context.data_dir().ok().map(|folder| folder.join(FILE));
        let mut bytes = Vec::new();
        if let Some(file) = path.as_ref().and_then(|path| std::fs::File::open(path).ok())
            && file.take(LONGEST).read_to_end(&mut bytes).is_err()
        {
            bytes.clear();
        }
        let text = String::from_utf8_lossy(&bytes);
        let lines = text.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok());
        Self { lines: lines.map(|line| (line.key.clone(), line)).collect(), path }
    }

    /// What was said under a key, with the words read from the answers.
    pub(in crate::cli) fn of(
        &self,
        criterion: &str,
        key: &str,
        answers: &Answers,
    ) -> Option<Judgement> {
        let line = self.lines.get(key)?;
        let pieces: Option<Vec<&str>> = line
            .at
            .iter()
            .map(|(place, start, end)| answers.get(place)?.get(*start..*end))
            .collect();
        Some(Judgement {
            criterion: criterion.to_owned(),
            key: key.to_owned(),
            verdict: line.verdict,
            quote: pieces?.join("\n"),
            reason: "as it said before; its words are not kept for files".to_owned(),
            unanimous: line.unanimous,
        })
    }

    /// Keeps what is new.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(in crate::cli) fn keep(
        &mut self,
        document: &Document,
        fresh: &[Judgement],
    ) -> Result<(), Failure> {
        let Some(path) = self.path.clone().filter(|_| !fresh.is_empty()) else { return Ok(()) };
        let mut text = String::new();
        for said in fresh {
            let own = document.criteria.iter().find(|judged| judged.id == said.criterion);
            let opinion = Opinion::from(said);
            let found = own.and_then(|own| verified(&document.answers, own.step, &opinion).ok());
            let at = found.unwrap_or_default();
            let at = at.into_iter().map(|piece| (piece.step, piece.start, piece.end)).collect();
            let (key, verdict) = (said.key.clone(), said.verdict);
            let line = Line { key: key.clone(), verdict, unanimous: said.unanimous, at };
            // A line always serialises.
            text.push_str(&serde_json::to_string(&line).unwrap_or_default());
            text.push('\n');
            self.lines.insert(key, line);
        }
        let folder = path.parent().unwrap_or(&path);
        let written = std::fs::create_dir_all(folder).and_then(|()| {
            let mut file = std::fs::OpenOptions::new().create(true).append(true).open(&path)?;
            file.write_all(text.as_bytes())
        });
        written.map_err(|error| file_failure("write", &path, &error))
    }
}
