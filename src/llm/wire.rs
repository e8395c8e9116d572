//! The one file that opens a connection.

use std::error::Error;
use std::io::Read;

use reqwest::blocking::{Client, Response};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, DATE, HeaderValue, LOCATION, RETRY_AFTER};
use reqwest::redirect::Policy;

use super::client::{Limits, Transport, TransportReply};
use super::endpoint::{Endpoint, Proxy};
use super::failure::CallFailure;
use super::retry::retry_after;

/// An HTTP client for one endpoint. Proxies are those of the environment, except for this machine.
struct Wire {
    client: Client,
    endpoint: Endpoint,
    limits: Limits,
}

/// Makes the client; no connection is opened yet.
pub(super) fn open(endpoint: &Endpoint, limits: Limits) -> Result<Box<dyn Transport>, CallFailure> {
    // Whoever else has installed one before has installed one.
    drop(rustls::crypto::ring::default_provider().install_default());
    let mut building = Client::builder()
        .user_agent(concat!("onsite/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(limits.connect)
        .timeout(limits.whole)
        .redirect(Policy::none())
        .referer(false);
    if endpoint.is_loopback() {
        building = building.no_proxy();
    }
    let client = building.build();
    let client = client.map_err(|error| CallFailure::Preparing(cause(&error)))?;
    Ok(Box::new(Wire { client, endpoint: endpoint.clone(), limits }))
}

impl Transport for Wire {
    fn post(&self, body: Vec<u8>) -> Result<TransportReply, CallFailure> {
        let mut request = self
            .client
            .post(self.endpoint.url())
            // Of the request: it counts until the last byte, however they trickle.
            .timeout(self.limits.whole)
            .header(CONTENT_TYPE, "application/json")
            .body(body);
        if let Some(key) = self.endpoint.key() {
            let header = HeaderValue::from_str(&format!("Bearer {}", key.reveal()));
            let mut header = header.map_err(|_| {
                CallFailure::Preparing("the key holds what no header can carry".to_owned())
            })?;
            header.set_sensitive(true);
            request = request.header(AUTHORIZATION, header);
        }
        let response = request.send().map_err(|error| self.failure(&error))?;
        let status = response.status().as_u16();
        if (300..400).contains(&status) {
            return Err(self.elsewhere(&response));
        }
        let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
        let retry_after = text(RETRY_AFTER).and_then(|value| retry_after(value, text(DATE)));
        let body = self.read(response)?;
        Ok(TransportReply { status, retry_after, body })
    }
}

impl Wire {
    fn host(&self) -> String {
        self.endpoint.host().to_owned()
    }

    fn read(&self, response: Response) -> Result<Vec<u8>, CallFailure> {
        let limit = self.limits.bytes;
        let too_long = || CallFailure::TooLong { host: self.host(), limit };
        if response.content_length().is_some_and(|length| length > limit) {
            return Err(too_long());
        }
        let mut body = Vec::new();
        response.take(limit + 1).read_to_end(&mut body).map_err(|error| {
            match error.get_ref().and_then(|inner| inner.downcast_ref::<reqwest::Error>()) {
                Some(inner) => self.failure(inner),
                None if error.kind() == std::io::ErrorKind::TimedOut => self.timeout(),
                None => CallFailure::Broken { host: self.host(), reason: innermost(&error) },
            }
        })?;
        if body.len() as u64 > limit { Err(too_long()) } else { Ok(body) }
    }

    fn elsewhere(&self, response: &Response) -> CallFailure {
        let to = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
        let to = to.unwrap_or("nowhere");
        // Of a foreign address the host says enough.
        let to = to.split_once("://").map_or("another path", |(_, rest)| rest);
        let to = to.split(['/', '?', '#']).next().unwrap_or_default();
        let to: String = to.chars().filter(|letter| !letter.is_control()).take(80).collect();
        CallFailure::Redirect { host: self.host(), to }
    }

    fn timeout(&self) -> CallFailure {
        CallFailure::Timeout { host: self.host(), after: self.limits.whole }
    }

    fn unreachable(&self, reason: String) -> CallFailure {
        let host = self.host();
        match self.endpoint.proxy() {
            None => CallFailure::Connect { host, reason },
            Some(Proxy { host: proxy, variable }) => {
                CallFailure::Proxy { host, proxy: proxy.clone(), variable, reason }
            }
        }
    }

    fn failure(&self, error: &reqwest::Error) -> CallFailure {
        let (host, reason) = (self.host(), cause(error));
        if error.is_timeout() && !error.is_connect() {
            return self.timeout();
        }
        if is_tls(error) {
            return CallFailure::Tls { host, reason };
        }
        if error.is_timeout() {
            return self.unreachable("nobody answers in time".to_owned());
        }
        if error.is_connect() {
            return self.unreachable(reason);
        }
        CallFailure::Broken { host, reason }
    }
}

/// Why a connection failed: the innermost cause, which says most. The address is in none of them.
pub fn cause(error: &reqwest::Error) -> String {
    error.source().map_or_else(|| "the connection failed".to_owned(), innermost)
}

/// The cause of all causes of an error, in lower case and without its number.
pub fn innermost(error: &(dyn Error + 'static)) -> String {
    let mut cause = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    let text = cause.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    text.to_lowercase()
}

fn is_tls(error: &reqwest::Error) -> bool {
    let mut cause: Option<&(dyn Error + 'static)> = error.source();
    while let Some(inner) = cause {
        // An I/O error may carry another, which is not in the chain.
        let mut carried = Some(inner);
        while let Some(one) = carried {
            if one.is::<rustls::Error>() {
                return true;
            }
            let io = one.downcast_ref::<std::io::Error>();
            let inside = io.and_then(std::io::Error::get_ref);
            carried = inside.map(|inside| inside as &(dyn Error + 'static));
        }
        cause = inner.source();
    }
    false
}
