//! What can go wrong between an id and its content.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::fault::Faults;

/// There is no prompt of that id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no prompt `{id}`")]
pub struct NotFound {
    /// What was asked for, control characters made visible.
    pub id: String,
    /// The id that was probably meant.
    pub nearest: Option<String>,
}

/// A prompt, a rubric or what they share cannot be had.
#[derive(Clone, Debug, thiserror::Error)]
pub enum BankError {
    /// There is no prompt of that id.
    #[error(transparent)]
    NotFound(#[from] NotFound),
    /// The prompt is there and its rubric is not.
    #[error("the prompt `{id}` has no rubric")]
    NoRubric {
        /// The prompt's id.
        id: String,
        /// Where the rubric would be.
        path: PathBuf,
    },
    /// A file has errors; the message draws them.
    #[error("{0}")]
    Faulty(#[from] Faults),
    /// A file or folder cannot be read.
    #[error("cannot read `{}`", super::visible::visible(&path.to_string_lossy()))]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why, in the system's words.
        source: Arc<io::Error>,
    },
}

impl BankError {
    /// What to type or write next, where that is known.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NotFound(NotFound { nearest: Some(nearest), .. }) => {
                Some(format!("did you mean `{nearest}`?"))
            }
            Self::NotFound(_) => Some("`onsite prompts` lists all of them".to_owned()),
            Self::NoRubric { path, .. } => {
                Some(format!("write `{}`", super::visible::visible(&path.to_string_lossy())))
            }
            Self::Faulty(_) | Self::Unreadable { .. } => None,
        }
    }

    pub(super) fn unreadable(path: impl Into<PathBuf>, error: io::Error) -> Self {
        Self::Unreadable { path: path.into(), source: Arc::new(error) }
    }
}
