//! The failures of the rooms, as failures of a command.

use super::error::{Failure, Kind, reason};
use super::record::RecordError;
use crate::bank::BankError;
use crate::scoring::ScoreError;
use crate::store::StoreError;

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let kind = match &error {
            StoreError::NoSession { .. } => Kind::Expected,
            _ => Kind::Store,
        };
        let message = match &error {
            StoreError::Unreadable { source, .. } => format!("{error}: {}", reason(source)),
            _ => error.to_string(),
        };
        Self::new(kind, message).maybe_hint(error.hint())
    }
}

impl From<RecordError> for Failure {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Store(error) => error.into(),
            RecordError::Fold { .. } => Self::new(Kind::Store, error.to_string())
                .hint("a newer `onsite` may read it; nothing was changed"),
        }
    }
}

impl From<BankError> for Failure {
    fn from(error: BankError) -> Self {
        let message = match &error {
            BankError::Unreadable { source, .. } => format!("{error}: {}", reason(source)),
            _ => error.to_string(),
        };
        Self::expected(message).maybe_hint(error.hint())
    }
}

impl From<ScoreError> for Failure {
    fn from(error: ScoreError) -> Self {
        Self::expected(error.to_string()).hint(error.hint())
    }
}
