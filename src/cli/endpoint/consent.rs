//! The user's consent to an endpoint: asked once, remembered, taken back by deleting a file.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::cli::context::Context;
use crate::cli::error::{Failure, Kind, file_failure};
use crate::cli::files;
use crate::llm::Endpoint;
use crate::report::timestamp;

/// The file in the data directory.
pub(in crate::cli) const FILE: &str = "consent.json";
/// The name of its format.
const SCHEMA: &str = "onsite.consent/1";

/// What was agreed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Consents {
    schema: String,
    endpoints: Vec<Consent>,
}

/// One endpoint that was agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Consent {
    /// Scheme, host and port.
    origin: String,
    /// When: RFC 3339 in UTC.
    given: String,
}

fn path(context: &Context) -> Result<PathBuf, Failure> {
    Ok(context.data_dir()?.join(FILE))
}

fn read(context: &Context) -> Result<Consents, Failure> {
    let path = path(context)?;
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok(Consents::default());
        }
        Err(error) => return Err(file_failure("read", &path, &error)),
    };
    // What cannot be understood agrees to nothing.
    Ok(serde_json::from_str::<Consents>(&text).unwrap_or_default())
}

/// The endpoints that were agreed to, scheme, host and port each.
///
/// # Errors
/// When the file cannot be read.
pub(in crate::cli) fn consents(context: &Context) -> Result<Vec<String>, Failure> {
    Ok(read(context)?.endpoints.into_iter().map(|one| one.origin).collect())
}

/// Whether calls to an endpoint were agreed to, in the file or for this run by `ONSITE_LLM_CONSENT`.
///
/// # Errors
/// When the file cannot be read.
pub(in crate::cli) fn agreed(context: &Context, endpoint: &Endpoint) -> Result<bool, Failure> {
    let said =
        context.environment.text("ONSITE_LLM_CONSENT").map(|said| said.trim_end_matches('/'));
    if said.is_some_and(|said| said.eq_ignore_ascii_case(endpoint.origin())) {
        return Ok(true);
    }
    Ok(consents(context)?.iter().any(|origin| origin == endpoint.origin()))
}

/// Sees to it that calls to an endpoint are agreed to: says in one line what would be sent and
/// where, asks, and remembers a yes.
///
/// # Errors
/// When nobody may be asked, or the answer is no; nothing is sent then.
pub(in crate::cli) fn obtain(
    context: &Context,
    endpoint: &Endpoint,
    what: &str,
) -> Result<(), Failure> {
    if agreed(context, endpoint)? {
        return Ok(());
    }
    let origin = endpoint.origin();
    if !context.ui.may_ask {
        return Err(Failure::usage(format!(
            "nobody has agreed yet that anything is sent to `{origin}`, and there is nobody to ask"
        ))
        .hint("on a terminal it is asked once, and remembered")
        .hint(format!("ONSITE_LLM_CONSENT={origin} agrees for one run")));
    }
    let question = format!("{what} will be sent to {origin}. Agree, for this and later? y/N: ");
    let answer = context.ui.ask(&question)?.unwrap_or_default();
    if !matches!(answer.trim().to_lowercase().as_str(), "y" | "yes") {
        context.ui.say("Nothing was sent.");
        return Err(Failure::silent(Kind::Expected));
    }
    remember(context, origin)
}

fn remember(context: &Context, origin: &str) -> Result<(), Failure> {
    let path = path(context)?;
    let mut consents = read(context)?;
    SCHEMA.clone_into(&mut consents.schema);
    let given = timestamp(context.clock.now().wall_ms);
    consents.endpoints.push(Consent { origin: origin.to_owned(), given });
    let text = serde_json::to_string_pretty(&consents)
        .map_err(|error| Failure::expected(format!("cannot write the consent: {error}")))?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| file_failure("make", folder, &error))?;
    }
    files::replace(&path, format!("{text}\n").as_bytes())
        .map_err(|error| file_failure("write", &path, &error))
}
