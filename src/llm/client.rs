//! Calls: at most so long, made again where that helps, called off at once.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::chat::{Request, Shape, complaint, words_of};
use super::endpoint::Endpoint;
use super::failure::CallFailure;
use super::retry::Patience;

/// How long and how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From the first packet to a connection.
    pub connect: Duration,
    /// From connecting to the last byte of the answer.
    pub whole: Duration,
    /// The longest answer that is read, in bytes.
    pub bytes: u64,
}

impl Limits {
    /// The usual limits with another time for the whole call.
    pub fn within(whole: Duration) -> Self {
        Self { connect: whole.min(Duration::from_secs(10)), whole, bytes: 4 << 20 }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::within(Duration::from_mins(1))
    }
}

/// What a server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransportReply {
    /// The HTTP status.
    pub status: u16,
    /// How long it asks to be left alone.
    pub retry_after: Option<Duration>,
    /// The body.
    pub body: Vec<u8>,
}

/// What carries a request to the endpoint. The key is its business alone.
pub trait Transport: Send + Sync {
    /// Posts a body once.
    ///
    /// # Errors
    /// When no whole answer came.
    fn post(&self, body: Vec<u8>) -> Result<TransportReply, CallFailure>;
}

/// Calls everything off that waits for it; shared by those who call.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<(Mutex<bool>, Condvar)>);

impl Stop {
    /// Calls off.
    pub fn now(&self) {
        *self.lock() = true;
        self.0.1.notify_all();
    }

    /// Whether it was called off.
    pub fn is_stopped(&self) -> bool {
        *self.lock()
    }

    /// Waits so long, or until it is called off; says whether it was.
    fn wait(&self, time: Duration) -> bool {
        let waiting = self.0.1.wait_timeout_while(self.lock(), time, |stopped| !*stopped);
        waiting.map_or(true, |(stopped, _)| *stopped)
    }

    fn lock(&self) -> MutexGuard<'_, bool> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether this program can open connections at all.
pub fn can_connect() -> bool {
    cfg!(feature = "llm")
}

/// Calls an endpoint. It can be shared between threads, and remembers what the server knows.
pub struct Client {
    endpoint: Endpoint,
    transport: Box<dyn Transport>,
    stop: Stop,
    shape: Mutex<Shape>,
    last: Mutex<Option<CallFailure>>,
    patience: Patience,
}

impl Client {
    /// A client that opens connections when it is asked something.
    ///
    /// # Errors
    /// [`CallFailure::Unavailable`] without the feature `llm`, and when the system's certificates
    /// cannot be read.
    pub fn new(endpoint: Endpoint, limits: Limits, stop: Stop) -> Result<Self, CallFailure> {
        #[cfg(feature = "llm")]
        {
            let transport = super::wire::open(&endpoint, limits)?;
            Ok(Self::over(endpoint, transport, stop))
        }
        #[cfg(not(feature = "llm"))]
        {
            drop((endpoint, limits, stop));
            Err(CallFailure::Unavailable)
        }
    }

    /// A client over something that carries requests.
    pub fn over(endpoint: Endpoint, transport: Box<dyn Transport>, stop: Stop) -> Self {
        let (shape, last) = (Mutex::default(), Mutex::default());
        Self { endpoint, transport, stop, shape, last, patience: Patience::USUAL }
    }

    /// Where calls go.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Calls everything off.
    pub fn stop(&self) -> &Stop {
        &self.stop
    }

    /// Asks, and gives the model's words. `seed` is the chance in waiting.
    ///
    /// # Errors
    /// When there are none that can be used. After a failure that would come again every time,
    /// nothing more is sent.
    pub fn ask(&self, request: &Request, seed: u64) -> Result<String, CallFailure> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(failure) = last {
            return Err(failure);
        }
        let found = self.attempts(request, seed).map_err(|failure| self.redacted(failure));
        if let Err(failure) = &found
            && failure.is_final()
        {
            let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
            last.get_or_insert_with(|| failure.clone());
        }
        let key = self.endpoint.key();
        found.map(|words| key.map_or_else(|| words.clone(), |key| key.redact(&words)))
    }

    fn attempts(&self, request: &Request, seed: u64) -> Result<String, CallFailure> {
        let mut shape = *self.shape();
        let mut attempt = 1;
        loop {
            if self.stop.is_stopped() {
                return Err(CallFailure::Stopped);
            }
            let reply = self.transport.post(request.body(self.endpoint.model(), shape))?;
            let status = reply.status;
            if (200..300).contains(&status) {
                *self.shape() = shape;
                return words_of(&reply.body).map_err(CallFailure::Unusable);
            }
            let words = String::from_utf8_lossy(&reply.body[..reply.body.len().min(1 << 14)]);
            if let Some(less) = shape.after(status, &words) {
                shape = less;
                continue;
            }
            let asked = reply.retry_after;
            match self.patience.wait(attempt, status, asked, seed) {
                Some(wait) if self.stop.wait(wait) => return Err(CallFailure::Stopped),
                Some(_) => attempt += 1,
                None => return Err(self.refusal(status, &reply.body)),
            }
        }
    }

    fn shape(&self) -> MutexGuard<'_, Shape> {
        self.shape.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refusal(&self, status: u16, body: &[u8]) -> CallFailure {
        let (host, message) = (self.endpoint.host().to_owned(), complaint(body));
        match status {
            401 | 403 => CallFailure::Refused { host, status, message },
            _ => CallFailure::Status { host, status, message },
        }
    }

    /// A failure without the key, should the server have repeated it.
    fn redacted(&self, failure: CallFailure) -> CallFailure {
        let Some(key) = self.endpoint.key() else { return failure };
        match failure {
            CallFailure::Refused { host, status, message } => {
                CallFailure::Refused { host, status, message: key.redact(&message) }
            }
            CallFailure::Status { host, status, message } => {
                CallFailure::Status { host, status, message: key.redact(&message) }
            }
            CallFailure::Unusable(why) => CallFailure::Unusable(key.redact(&why)),
            CallFailure::Redirect { host, to } => {
                CallFailure::Redirect { host, to: key.redact(&to) }
            }
            other => other,
        }
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::*;
    use crate::llm::{Format, Message, Role, Secret};

    /// A server that gives its answers in order and remembers what it was asked.
    struct Script {
        replies: Mutex<VecDeque<(u16, &'static str)>>,
        asked: Arc<Mutex<Vec<serde_json::Value>>>,
    }

    impl Transport for Script {
        fn post(&self, body: Vec<u8>) -> Result<TransportReply, CallFailure> {
            self.asked.lock().unwrap().push(serde_json::from_slice(&body).unwrap());
            let (status, text) = self.replies.lock().unwrap().pop_front().unwrap();
            let retry_after = (status == 429).then_some(Duration::ZERO);
            Ok(TransportReply { status, retry_after, body: text.into() })
        }
    }

    const FINE: &str = r#"{"choices":[{"message":{"content":"fine sk-77"}}]}"#;

    type Asked = Arc<Mutex<Vec<serde_json::Value>>>;

    fn client(replies: &[(u16, &'static str)]) -> (Client, Asked) {
        let asked = Asked::default();
        let script = Script {
            replies: Mutex::new(replies.iter().copied().collect()),
            asked: Arc::clone(&asked),
        };
        let endpoint = Endpoint::new("http://127.0.0.1:1", "m", Secret::new("sk-77")).unwrap();
        let mut client = Client::over(endpoint, Box::new(script), Stop::default());
        client.patience = Patience {
            first: Duration::from_millis(1),
            longest: Duration::from_millis(5),
            ..Patience::USUAL
        };
        (client, asked)
    }

    fn request() -> Request {
        Request {
            messages: vec![Message { role: Role::User, content: "q".to_owned() }],
            name: "n",
            schema: serde_json::json!({}),
            max_tokens: 10,
        }
    }

    #[test]
    fn it_goes_down_the_ladder_once_and_remembers() {
        let named = r#"{"detail":"response_format: Input should be 'text' or 'json_object'"}"#;
        let (client, asked) = client(&[(500, named), (422, ""), (200, FINE), (200, FINE)]);
        // The server says the key in its answer; it is taken out.
        assert_eq!(client.ask(&request(), 1).unwrap(), "fine [key]");
        assert_eq!(client.ask(&request(), 1).unwrap(), "fine [key]");
        let forms: Vec<_> = asked
            .lock()
            .unwrap()
            .iter()
            .map(|body| body["response_format"]["type"].as_str().map(str::to_owned))
            .collect();
        let wanted = [Some("json_schema"), Some("json_object"), None, None];
        assert_eq!(forms, wanted.map(|form| form.map(str::to_owned)));
        assert_eq!(client.shape().format, Format::Text);
    }

    #[test]
    fn it_tries_again_and_gives_up() {
        let (trying, asked) = client(&[(429, ""), (503, ""), (200, FINE)]);
        assert!(trying.ask(&request(), 1).is_ok());
        assert_eq!(asked.lock().unwrap().len(), 3);
        let (client, asked) = client(&[(500, "a"), (500, "b"), (500, "sk-77 broke"), (200, FINE)]);
        let failure = client.ask(&request(), 1).unwrap_err();
        assert_eq!(failure.to_string(), "`127.0.0.1:1` answered 500: [key] broke");
        assert_eq!(asked.lock().unwrap().len(), 3);
        assert!(client.ask(&request(), 1).is_ok(), "another call may fare better");
    }

    #[test]
    fn after_a_refused_key_nothing_more_is_sent() {
        let (client, asked) = client(&[(401, r#"{"error":{"message":"bad key sk-77"}}"#)]);
        for _ in 0..3 {
            let failure = client.ask(&request(), 1).unwrap_err();
            let said = "`127.0.0.1:1` refuses the key (401): bad key [key]";
            assert_eq!(failure.to_string(), said);
        }
        assert_eq!(asked.lock().unwrap().len(), 1);
        assert!(!format!("{client:?}").contains("sk-77"));
    }

    #[test]
    fn a_wait_is_called_off_at_once() {
        let (mut client, _) = client(&[(500, ""), (200, FINE)]);
        client.patience = Patience {
            first: Duration::from_hours(1),
            longest: Duration::from_hours(1),
            ..Patience::USUAL
        };
        let stop = client.stop().clone();
        std::thread::scope(|scope| {
            let asking = scope.spawn(|| client.ask(&request(), 1));
            stop.now();
            assert_eq!(asking.join().unwrap(), Err(CallFailure::Stopped));
        });
    }
}
