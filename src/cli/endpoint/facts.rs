//! What `doctor` says of the endpoint: never a key, and whether it answers only when that is asked.

use super::settings::configured;
use super::{consents, key, named, obtain, settings};
use crate::cli::args::ModelArgs;
use crate::cli::context::{Context, chance_seed};
use crate::cli::error::Failure;
use crate::llm::{CallFailure, Client, Endpoint, Message, Request, Role, Stop, can_connect};
use crate::report::json::ModelFacts;

/// The endpoint as it is named by environment and configuration. With `ask` it is called, with one
/// word of no meaning.
///
/// # Errors
/// When it is to be called and nobody agreed to that.
pub(in crate::cli) fn facts(context: &Context, ask: bool) -> Result<ModelFacts, Failure> {
    let args = ModelArgs::default();
    let name = super::settings::model(context, &args);
    let mut facts = ModelFacts {
        can_connect: can_connect(),
        key: key::source(context, &configured(context)),
        agreed: consents(context).unwrap_or_default(),
        name: name.clone(),
        ..ModelFacts::default()
    };
    if let Some(url) = named(context, &args) {
        match Endpoint::new(&url, name.as_deref().unwrap_or("unnamed"), None) {
            Ok(endpoint) => facts.endpoint = Some(endpoint.host().to_owned()),
            Err(error) => facts.fault = Some(error.to_string()),
        }
    }
    if ask {
        let settings = settings(context, &args)?;
        obtain(
            context,
            &settings.endpoint,
            "One word without meaning, now, and later your answers",
        )?;
        let answer = Client::new(settings.endpoint.clone(), settings.limits, Stop::default())
            .and_then(|client| client.ask(&ping(), chance_seed()));
        facts.answer = Some(match answer {
            // What it says to a word without meaning need not be of use.
            Ok(_) | Err(CallFailure::Unusable(_)) => "it answers".to_owned(),
            Err(why) => format!("none: {why}"),
        });
    }
    Ok(facts)
}

fn ping() -> Request {
    Request {
        messages: vec![Message { role: Role::User, content: "ping".to_owned() }],
        name: "ping",
        // One without properties ends some servers.
        schema: serde_json::json!({
            "type": "object",
            "additionalProperties": false,
            "required": ["ok"],
            "properties": {"ok": {"type": "boolean"}},
        }),
        max_tokens: 32,
    }
}
