//! A pack from an address: over https alone, but for this machine.

use crate::bank::visible;
use crate::cli::context::Context;
use crate::cli::error::{Failure, Kind};

#[cfg(feature = "llm")]
mod wire;

/// An address that may be fetched from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// The whole of it.
    text: String,
    /// The host, as messages name it.
    host: String,
    /// Whether it is this machine: only then http will do.
    loopback: bool,
}

impl Address {
    /// Reads an address that somebody typed, or that a server sent on to.
    ///
    /// # Errors
    /// When it is none, carries a user or password, or is http and not of this machine.
    pub(super) fn read(text: &str) -> Result<Self, Failure> {
        let none = || {
            Failure::usage(format!("`{}` is no address of a pack", visible(text)))
                .hint("such as `https://example.com/acme.tar.gz`; a path needs no `://`")
        };
        let (scheme, rest) = text.split_once("://").ok_or_else(none)?;
        let scheme = scheme.to_ascii_lowercase();
        if !matches!(scheme.as_str(), "http" | "https") {
            return Err(none());
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err(Failure::usage("the address of a pack carries no user and no password"));
        }
        let host = match authority.strip_prefix('[') {
            Some(bracketed) => bracketed.split_once(']').ok_or_else(none)?.0,
            None => authority.split(':').next().unwrap_or_default(),
        };
        let host = host.to_ascii_lowercase();
        let driving = |c: char| c.is_control() || c.is_whitespace() || "\\<>\"`".contains(c);
        if host.is_empty() || text.contains(driving) {
            return Err(none());
        }
        let numeric = host.parse::<std::net::IpAddr>();
        let loopback = host == "localhost" || numeric.is_ok_and(|address| address.is_loopback());
        if scheme == "http" && !loopback {
            return Err(Failure::usage(format!(
                "nothing is fetched from `{host}` over plain http"
            ))
            .hint("use https; only from this machine http will do"));
        }
        Ok(Self { text: text.to_owned(), host, loopback })
    }
}

/// Fetches an archive.
///
/// # Errors
/// [`Kind::Network`] when it is not there whole, in time, from where the address says; always
/// without the feature `llm`.
pub(super) fn fetch(context: &Context, address: &Address) -> Result<Vec<u8>, Failure> {
    #[cfg(feature = "llm")]
    {
        wire::fetch(context, address)
    }
    #[cfg(not(feature = "llm"))]
    {
        let Address { text, host, loopback } = address;
        context.ui.detail(&format!("{text} lies on {host}, this machine: {loopback}"));
        Err(Failure::new(Kind::Network, "this `onsite` was built so that it opens no connection")
            .hint("fetch the archive with another program, and add the file"))
    }
}

/// Something went wrong on the way.
#[cfg(feature = "llm")]
fn failed(address: &Address, why: impl std::fmt::Display) -> Failure {
    unreachable(&format!("`{}`", address.host), &why.to_string())
}

/// Something went wrong on a way that is in words already.
#[cfg(feature = "llm")]
fn unreachable(way: &str, why: &str) -> Failure {
    Failure::new(Kind::Network, format!("cannot fetch from {way}: {}", visible(why)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_this_machine() {
        for (text, host) in [
            ("https://example.com/a.tar.gz", "example.com"),
            ("HTTPS://Example.com:8443/a?b=c", "example.com"),
            ("http://localhost:80/a", "localhost"),
            ("http://127.0.0.1/a", "127.0.0.1"),
            ("http://[::1]:9/a", "::1"),
        ] {
            assert_eq!(Address::read(text).unwrap().host, host);
        }
        for text in [
            "http://example.com/a.tar.gz",
            "http://localhost.example.com/",
            "http://10.0.0.1/",
            "https://user:pass@example.com/",
            "http://127.0.0.1@example.com/",
            "https:///a",
            "ftp://example.com/",
            "file:///etc/passwd",
            "https://a\\b/",
            "https://exa mple.com/",
            "https://a\u{1b}[2J/",
        ] {
            let failure = Address::read(text).unwrap_err();
            assert_eq!(failure.kind, Kind::Usage, "{text}");
            assert!(!failure.message.contains(['\u{1b}']) && !failure.message.contains("pass@"));
        }
    }
}
