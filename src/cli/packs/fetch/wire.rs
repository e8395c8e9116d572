//! The connection: whole within a time, within a size, never from https to http.

use std::io::Read;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use reqwest::blocking::{Client, Response};
use reqwest::header::LOCATION;
use reqwest::redirect::Policy;

use super::{Address, failed, unreachable};
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::proxy;
use crate::llm::{Proxy, cause, innermost};
use crate::packs::{MOST_ARCHIVE_BYTES, Refusal};

/// From the first packet to a connection.
const CONNECT: Duration = Duration::from_secs(10);
/// From connecting to the last byte, however they trickle.
const WHOLE: Duration = Duration::from_mins(2);
/// What to try where a proxy stands in between.
const THROUGH: &str = "is the proxy running? $NO_PROXY lists hosts that are reached without one";
/// How often a server may send on.
const MOST_REDIRECTS: usize = 3;
/// What is read at once, in bytes.
const PIECE: usize = 64 << 10;

pub(super) fn fetch(context: &Context, address: &Address) -> Result<Vec<u8>, Failure> {
    let (at, response) = answer(context, address)?;
    let length = response.content_length();
    if length.is_some_and(|length| length > MOST_ARCHIVE_BYTES as u64) {
        return Err(failed(&at, Refusal::ArchiveTooLarge));
    }
    let bar = bar(context, length);
    let bytes = body(&at, response, &bar);
    bar.finish_and_clear();
    bytes
}

/// The answer of the last server, and its address.
fn answer(context: &Context, address: &Address) -> Result<(Address, Response), Failure> {
    // Whoever else has installed one before has installed one.
    drop(rustls::crypto::ring::default_provider().install_default());
    let mut at = address.clone();
    for _ in 0..=MOST_REDIRECTS {
        let response = get(context, &at)?;
        let status = response.status();
        if status.is_success() {
            return Ok((at, response));
        }
        let to = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
        let Some(to) = to.filter(|_| status.is_redirection()) else {
            return Err(failed(&at, format_args!("it answers {}", status.as_u16())));
        };
        let next = response.url().join(to).map_err(|_| failed(&at, "it sends on to nowhere"))?;
        at = onward(&at, next.as_str())?;
    }
    Err(failed(&at, format_args!("it sends on more than {MOST_REDIRECTS} times")))
}

fn get(context: &Context, at: &Address) -> Result<Response, Failure> {
    let mut building = Client::builder()
        .user_agent(concat!("onsite/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT)
        .timeout(WHOLE)
        .redirect(Policy::none())
        .referer(false);
    if at.loopback {
        building = building.no_proxy();
    }
    let client = building.build().map_err(|error| failed(at, reason(&error)))?;
    // Of the request the time counts until the last byte.
    let sent = client.get(&at.text).timeout(WHOLE).send();
    sent.map_err(|error| {
        let why = reason(&error);
        match proxy::of(&context.environment, &at.text).filter(|_| !at.loopback) {
            Some(proxy) if error.is_connect() => {
                let Proxy { host, variable } = proxy;
                let way = format!("`{}` through the proxy `{host}` of ${variable}", at.host);
                unreachable(&way, &why).hint(THROUGH)
            }
            _ => failed(at, why),
        }
    })
}

/// Where a server sends on to. What came over https, or from this machine, goes on no less well.
fn onward(from: &Address, to: &str) -> Result<Address, Failure> {
    let refused = || failed(from, "it sends on to plain http, which is not followed");
    let next = Address::read(to).map_err(|_| refused())?;
    let plain = |address: &Address| !address.text.to_ascii_lowercase().starts_with("https:");
    if plain(&next) && !plain(from) { Err(refused()) } else { Ok(next) }
}

fn body(at: &Address, mut response: Response, bar: &ProgressBar) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let mut piece = vec![0; PIECE];
    loop {
        let read = response.read(&mut piece);
        let read = read.map_err(|error| failed(at, innermost(&error)))?;
        if read == 0 {
            return Ok(bytes);
        }
        bytes.extend_from_slice(&piece[..read]);
        bar.inc(read as u64);
        if bytes.len() > MOST_ARCHIVE_BYTES {
            return Err(failed(at, Refusal::ArchiveTooLarge));
        }
    }
}

/// How much has come, on standard error of a terminal.
fn bar(context: &Context, length: Option<u64>) -> ProgressBar {
    if !context.environment.stderr_terminal || !context.ui.may_draw() {
        return ProgressBar::hidden();
    }
    let (bar, template) = match length {
        Some(length) => (ProgressBar::new(length), "{bar:30} {bytes} of {total_bytes}"),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes}"),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

fn reason(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "nobody answers in time".to_owned();
    }
    cause(error)
}
