//! Which endpoint: flags before environment before configuration.

use std::path::PathBuf;
use std::time::Duration;

use super::key;
use crate::cli::args::ModelArgs;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::proxy;
use crate::cli::settings::KeySource;
use crate::llm::{BadEndpoint, Endpoint, Limits, can_connect};

/// What the configuration says; every field may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::cli) struct Configured {
    /// The address.
    pub(in crate::cli) url: Option<String>,
    /// The model.
    pub(in crate::cli) model: Option<String>,
    /// A file that holds the key.
    pub(in crate::cli) key_file: Option<PathBuf>,
    /// A command that prints the key.
    pub(in crate::cli) key_command: Option<String>,
}

/// What the configuration says of a model.
pub(super) fn configured(context: &Context) -> Configured {
    let settings = context.settings();
    let (key_file, key_command) = match settings.llm_key() {
        Some(KeySource::File(path)) => (Some(path), None),
        Some(KeySource::Command(words)) => (None, Some(words)),
        None => (None, None),
    };
    Configured {
        url: settings.llm_url().value,
        model: settings.llm_model().value,
        key_file,
        key_command,
    }
}

/// An endpoint, and how it is called.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Settings {
    /// Where, and with which key.
    pub(in crate::cli) endpoint: Endpoint,
    /// How long and how much.
    pub(in crate::cli) limits: Limits,
    /// How many calls at the same time.
    pub(in crate::cli) calls: usize,
}

/// Calls at the same time.
const CALLS: usize = 4;

/// The address that is named, before anything is read of it.
pub(in crate::cli) fn named(context: &Context, args: &ModelArgs) -> Option<String> {
    let environment = context.environment.text("ONSITE_LLM_URL").map(str::to_owned);
    args.llm_url.clone().or(environment).or(configured(context).url)
}

/// The model that is named.
pub(super) fn model(context: &Context, args: &ModelArgs) -> Option<String> {
    let environment = context.environment.text("ONSITE_LLM_MODEL").map(str::to_owned);
    args.llm_model.clone().or(environment).or_else(|| configured(context).model)
}

/// What was named, with the key. Nothing is called yet.
///
/// # Errors
/// When no endpoint was named, or it cannot be used; when the key cannot be had.
pub(in crate::cli) fn settings(context: &Context, args: &ModelArgs) -> Result<Settings, Failure> {
    let configured = configured(context);
    if !can_connect() {
        let unavailable = crate::llm::CallFailure::Unavailable;
        return Err(Failure::usage(unavailable.to_string()).maybe_hint(unavailable.hint()));
    }
    let url = named(context, args).ok_or_else(|| {
        Failure::usage("no endpoint of a language model was named").hint(
            "`--llm-url URL` or $ONSITE_LLM_URL says where, such as http://localhost:11434/v1",
        )
    })?;
    let environment = &context.environment;
    let model = model(context, args).unwrap_or_default();
    let key = key::find(context, &configured)?;
    let endpoint = Endpoint::new(&url, &model, key).map_err(|error| bad(&error))?;
    let proxy = proxy::of(environment, endpoint.url());
    let endpoint = endpoint.through(proxy);
    let seconds = match environment.text("ONSITE_LLM_TIMEOUT") {
        None => None,
        Some(text) => Some(number(text, 0.05, 3600.0).ok_or_else(|| {
            Failure::usage(format!("ONSITE_LLM_TIMEOUT is `{text}`: seconds are needed"))
        })?),
    };
    let calls = match environment.text("ONSITE_LLM_CALLS") {
        None => CALLS,
        Some(text) => {
            text.parse().ok().filter(|calls| (1..=32).contains(calls)).ok_or_else(|| {
                Failure::usage(format!(
                    "ONSITE_LLM_CALLS is `{text}`: a whole number from 1 to 32 is needed"
                ))
            })?
        }
    };
    let limits =
        seconds.map_or_else(Limits::default, |s| Limits::within(Duration::from_secs_f64(s)));
    Ok(Settings { endpoint, limits, calls })
}

fn number(text: &str, least: f64, most: f64) -> Option<f64> {
    text.parse::<f64>().ok().filter(|number| (least..=most).contains(number))
}

fn bad(error: &BadEndpoint) -> Failure {
    Failure::usage(error.to_string()).hint(error.hint())
}
