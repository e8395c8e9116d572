//! Why a call gave nothing.

use std::time::Duration;

/// Why a call gave nothing. No message holds a key: what a server said had it taken out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallFailure {
    /// This program was built without the feature that opens connections.
    #[error("this `onsite` was built without the feature `llm` and cannot open a connection")]
    Unavailable,
    /// The client could not be made.
    #[error("cannot prepare calls: {0}")]
    Preparing(String),
    /// Nobody answers there.
    #[error("cannot reach `{host}`: {reason}")]
    Connect {
        /// Host and port.
        host: String,
        /// Why.
        reason: String,
    },
    /// Nobody answers there, or the proxy before it does not.
    #[error("cannot reach `{host}` through the proxy `{proxy}` of ${variable}: {reason}")]
    Proxy {
        /// Host and port.
        host: String,
        /// Host and port of the proxy.
        proxy: String,
        /// The variable that names it.
        variable: &'static str,
        /// Why.
        reason: String,
    },
    /// There is no secure connection.
    #[error("no secure connection to `{host}`: {reason}")]
    Tls {
        /// Host and port.
        host: String,
        /// Why.
        reason: String,
    },
    /// It took too long, from connecting to the last byte.
    #[error("`{host}` did not answer within {}", seconds(*after))]
    Timeout {
        /// Host and port.
        host: String,
        /// The limit.
        after: Duration,
    },
    /// The connection broke off.
    #[error("the connection to `{host}` broke off: {reason}")]
    Broken {
        /// Host and port.
        host: String,
        /// Why.
        reason: String,
    },
    /// The answer is longer than is read.
    #[error("the answer of `{host}` is longer than {} MB", limit >> 20)]
    TooLong {
        /// Host and port.
        host: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// It sends callers elsewhere.
    #[error("`{host}` sends callers on to `{to}`; nothing was sent there")]
    Redirect {
        /// Host and port.
        host: String,
        /// Where to.
        to: String,
    },
    /// The key, or its lack, is not accepted.
    #[error("`{host}` refuses the key ({status}){}", said(message))]
    Refused {
        /// Host and port.
        host: String,
        /// 401 or 403.
        status: u16,
        /// What it said.
        message: String,
    },
    /// Another status than success.
    #[error("`{host}` answered {status}{}", said(message))]
    Status {
        /// Host and port.
        host: String,
        /// The status.
        status: u16,
        /// What it said.
        message: String,
    },
    /// It answered, and that cannot be used.
    #[error("the model's answer cannot be used: {0}")]
    Unusable(String),
    /// It was called off.
    #[error("the call was called off")]
    Stopped,
}

fn said(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!(": {message}") }
}

fn seconds(after: Duration) -> String {
    let seconds = after.as_secs_f64();
    if seconds.fract() == 0.0 { format!("{seconds} s") } else { format!("{seconds:.1} s") }
}

impl CallFailure {
    /// Whether every further call would end the same way.
    pub fn is_final(&self) -> bool {
        match self {
            Self::Unavailable
            | Self::Preparing(_)
            | Self::Connect { .. }
            | Self::Proxy { .. }
            | Self::Tls { .. }
            | Self::Redirect { .. }
            | Self::Refused { .. }
            | Self::Stopped => true,
            Self::Status { status, .. } => matches!(status, 402 | 404 | 405),
            _ => false,
        }
    }

    /// What to type next.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Unavailable => "build it with the default features",
            Self::Connect { .. } => "is the server running, and is `--llm-url` its address?",
            Self::Proxy { .. } => {
                "is the proxy running? $NO_PROXY lists hosts that are reached without one"
            }
            Self::Tls { .. } => "is its certificate one that this machine trusts?",
            Self::Timeout { .. } => "$ONSITE_LLM_TIMEOUT says how many seconds a call may take",
            Self::Redirect { .. } => "name the address it sends to, if you trust it",
            Self::Refused { .. } => "$ONSITE_LLM_KEY holds the key",
            Self::Status { status: 404, .. } => "is the path of `--llm-url` right, and the model?",
            _ => return None,
        })
    }
}
