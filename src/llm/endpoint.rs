//! Where calls go: an address that the user named.

use super::secret::Secret;

/// An OpenAI-compatible endpoint with its model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    url: String,
    origin: String,
    host: String,
    loopback: bool,
    model: String,
    key: Option<Secret>,
    proxy: Option<Proxy>,
}

/// A proxy that calls go through, for messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    /// Host and port, without a user and a password.
    pub host: String,
    /// The variable of the environment that names it, without a dollar sign.
    pub variable: &'static str,
}

/// Why an address cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadEndpoint {
    /// It does not begin with `http://` or `https://`, or has no host.
    #[error("`{0}` is no address of an endpoint")]
    NoUrl(String),
    /// It carries a user, a password, a query or a fragment.
    #[error("the address of an endpoint carries no user, password, query or fragment")]
    Carries,
    /// A key would go over the network for everybody to read.
    #[error("a key is not sent to `{0}` over plain http")]
    PlainKey(String),
    /// Nobody said which model.
    #[error("it is not known which model to ask at `{0}`")]
    NoModel(String),
}

impl BadEndpoint {
    /// What to type next.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoUrl(_) => "such as `http://localhost:11434/v1` or `https://api.example.com/v1`",
            Self::Carries => "a key belongs into $ONSITE_LLM_KEY, a file or a command",
            Self::PlainKey(_) => "use https, or leave the key away",
            Self::NoModel(_) => "`--llm-model NAME` or $ONSITE_LLM_MODEL says so",
        }
    }
}

impl Endpoint {
    /// Reads an address: with no path `/v1/chat/completions` is added, with another
    /// `/chat/completions`.
    ///
    /// # Errors
    /// See [`BadEndpoint`]. An address that carries something is never named in the message.
    pub fn new(url: &str, model: &str, key: Option<Secret>) -> Result<Self, BadEndpoint> {
        let url = url.trim();
        if url.contains(['@', '?', '#']) {
            return Err(BadEndpoint::Carries);
        }
        let bad = || BadEndpoint::NoUrl(url.to_owned());
        let (scheme, rest) = url.split_once("://").ok_or_else(bad)?;
        let scheme = scheme.to_ascii_lowercase();
        if !matches!(scheme.as_str(), "http" | "https") {
            return Err(bad());
        }
        let (authority, path) = match rest.find('/') {
            Some(at) => rest.split_at(at),
            None => (rest, ""),
        };
        let authority = authority.to_ascii_lowercase();
        let host = match authority.strip_prefix('[') {
            Some(bracketed) => bracketed.split_once(']').ok_or_else(bad)?.0,
            None => authority.split(':').next().unwrap_or_default(),
        };
        let fine = |letter: char| letter.is_ascii_graphic() && !"\"<>\\^`{|}%".contains(letter);
        if host.is_empty() || !authority.chars().all(fine) || !path.chars().all(fine) {
            return Err(bad());
        }
        let loopback = host == "localhost" || is_loopback(host);
        if key.is_some() && scheme == "http" && !loopback {
            return Err(BadEndpoint::PlainKey(authority));
        }
        let model = model.trim();
        if model.is_empty() {
            return Err(BadEndpoint::NoModel(authority));
        }
        let path = path.trim_end_matches('/');
        let path = match path {
            "" => "/v1/chat/completions".to_owned(),
            path if path.ends_with("/chat/completions") => path.to_owned(),
            path => format!("{path}/chat/completions"),
        };
        let origin = format!("{scheme}://{authority}");
        Ok(Self {
            url: format!("{origin}{path}"),
            origin,
            host: authority,
            loopback,
            model: model.to_owned(),
            key,
            proxy: None,
        })
    }

    /// The same, with the proxy that calls to it go through.
    #[must_use]
    pub fn through(self, proxy: Option<Proxy>) -> Self {
        let proxy = proxy.filter(|_| !self.loopback);
        Self { proxy, ..self }
    }

    /// The proxy that calls go through; to this machine they go through none.
    pub fn proxy(&self) -> Option<&Proxy> {
        self.proxy.as_ref()
    }

    /// The whole address that is called.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Scheme, host and port: what consent is given to.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Host and port.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The model that is asked.
    pub fn model(&self) -> &str {
        &self.model
    }

    /// Whether it is this machine.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// The key, when there is one.
    pub fn key(&self) -> Option<&Secret> {
        self.key.as_ref()
    }
}

fn is_loopback(host: &str) -> bool {
    host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_people_type() {
        for (typed, url) in [
            ("http://localhost:11434", "http://localhost:11434/v1/chat/completions"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1/chat/completions"),
            ("https://API.Example.com/v1/", "https://api.example.com/v1/chat/completions"),
            ("https://x.org/api/v1/chat/completions", "https://x.org/api/v1/chat/completions"),
            ("http://[::1]:9/v1", "http://[::1]:9/v1/chat/completions"),
        ] {
            assert_eq!(Endpoint::new(typed, "m", None).unwrap().url(), url);
        }
        assert!(Endpoint::new("http://[::1]:9", "m", None).unwrap().is_loopback());
        assert_eq!(Endpoint::new("https://a:8/v1", "m", None).unwrap().origin(), "https://a:8");
    }

    #[test]
    fn what_is_no_address_is_refused_and_a_key_in_it_is_not_repeated() {
        for wrong in ["", "localhost:11434", "ftp://x", "http://", "http:///v1", "http://a b/"] {
            assert!(
                matches!(Endpoint::new(wrong, "m", None), Err(BadEndpoint::NoUrl(_))),
                "{wrong}"
            );
        }
        for wrong in ["https://me:sk-1@x.org/v1", "https://x.org/v1?key=sk-1", "http://x/#sk-1"] {
            let error = Endpoint::new(wrong, "m", None).unwrap_err();
            assert!(!error.to_string().contains("sk-1"), "{error}");
            assert_eq!(error, BadEndpoint::Carries);
        }
        let key = || Secret::new("sk-1");
        assert!(Endpoint::new("http://127.0.0.1:1", "m", key()).is_ok());
        assert!(matches!(
            Endpoint::new("http://10.0.0.7:1", "m", key()),
            Err(BadEndpoint::PlainKey(_))
        ));
        assert!(matches!(Endpoint::new("http://a", " ", None), Err(BadEndpoint::NoModel(_))));
    }
}
