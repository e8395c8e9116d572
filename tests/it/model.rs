//! A server that speaks the wire of a language model, as scripted, on a real socket.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// Its headers, in lower case.
    pub(crate) headers: String,
    /// Its body.
    pub(crate) body: Value,
}

impl Asked {
    /// What stands between the marks of a name, read as JSON.
    pub(crate) fn data(&self, name: &str) -> Value {
        let user = self.body["messages"][1]["content"].as_str().unwrap();
        let mut lines = user.lines().skip_while(|line| !line.starts_with(&format!("<<{name} ")));
        serde_json::from_str(lines.nth(1).unwrap()).unwrap()
    }

    /// The ids of the criteria that it asks about.
    pub(crate) fn criteria(&self) -> Vec<String> {
        let listed = self.data("CRITERIA");
        let ids = listed.as_array().unwrap().iter();
        ids.map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    }

    /// The candidate's answer to a step.
    pub(crate) fn answer(&self, step: &str) -> String {
        self.data("ANSWER OF THE CANDIDATE BY STEP")[step].as_str().unwrap_or_default().to_owned()
    }
}

/// What a server does with a request.
pub(crate) enum Does {
    /// Answers with a status, headers and a body.
    Http(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Says this as the model.
    Says(String),
    /// Sends nothing until it is let go.
    Holds,
    /// Sends the headers and half of a body, and then nothing.
    Stalls,
    /// Sends half of a body and closes the connection.
    Breaks,
    /// Sends so many bytes.
    Floods(usize),
    /// Sends what is no TLS and no HTTP.
    Babbles,
}

impl Does {
    /// Verdicts, one a criterion that was asked about.
    pub(crate) fn judges(asked: &Asked, verdict: impl Fn(&str) -> (&'static str, String)) -> Self {
        let lines: Vec<Value> = asked
            .criteria()
            .iter()
            .map(|id| {
                let (verdict, quote) = verdict(id);
                json!({"id": id, "quote": quote, "reason": "because", "verdict": verdict})
            })
            .collect();
        Self::Says(json!({"verdicts": lines}).to_string())
    }
}

type Script = dyn Fn(usize, &Asked) -> Does + Send + Sync;

/// A server under test's control; it ends with its value.
pub(crate) struct Model {
    address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    came: Arc<Condvar>,
    over: Arc<AtomicBool>,
}

impl Model {
    /// One that does what the script says about the request with this number, from 0.
    pub(crate) fn new(script: impl Fn(usize, &Asked) -> Does + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (asked, came) = (Arc::<Mutex<Vec<Asked>>>::default(), Arc::<Condvar>::default());
        let over = Arc::<AtomicBool>::default();
        let script: Arc<Script> = Arc::new(script);
        let (all, signal, ended) = (Arc::clone(&asked), Arc::clone(&came), Arc::clone(&over));
        std::thread::Builder::new()
            .name("model".to_owned())
            .spawn(move || {
                for stream in listener.incoming() {
                    if ended.load(Ordering::SeqCst) {
                        return;
                    }
                    let Ok(stream) = stream else { continue };
                    let (all, signal) = (Arc::clone(&all), Arc::clone(&signal));
                    let (script, ended) = (Arc::clone(&script), Arc::clone(&ended));
                    let serve = move || serve(stream, &*script, &all, &signal, &ended);
                    std::thread::Builder::new().spawn(serve).unwrap();
                }
            })
            .unwrap();
        Self { address, asked, came, over }
    }

    /// One that gives every criterion the same verdict, with a quotation.
    pub(crate) fn saying(verdict: &'static str, quote: &'static str) -> Self {
        Self::new(move |_, asked| Does::judges(asked, |_| (verdict, quote.to_owned())))
    }

    /// Its address, as typed.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Host and port.
    pub(crate) fn host(&self) -> &str {
        &self.address
    }

    /// What it was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// Waits until it was asked so often.
    pub(crate) fn wait_for(&self, count: usize) {
        let asked = self.asked.lock().unwrap();
        let patience = Duration::from_mins(1);
        let few = |asked: &mut Vec<Asked>| asked.len() < count;
        let (asked, waited) = self.came.wait_timeout_while(asked, patience, few).unwrap();
        assert!(!waited.timed_out(), "{} requests instead of {count}", asked.len());
    }
}

impl Drop for Model {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        // Wakes the thread that accepts.
        drop(TcpStream::connect(&self.address));
    }
}

/// What a model says, as a chat completion.
pub(crate) fn completion(words: &str) -> Vec<u8> {
    let message = json!({"role": "assistant", "content": words});
    let choice = json!({"index": 0, "finish_reason": "stop", "message": message});
    json!({"object": "chat.completion", "choices": [choice]}).to_string().into_bytes()
}

fn read(stream: &TcpStream) -> Option<(String, Vec<u8>)> {
    let mut reader = BufReader::new(stream);
    let mut headers = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        headers.push_str(&line);
    }
    let low = headers.to_lowercase();
    let length = low.lines().find_map(|line| line.strip_prefix("content-length:"));
    let length: usize = length?.trim().parse().ok()?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((headers, body))
}

fn serve(
    mut stream: TcpStream,
    script: &Script,
    all: &Mutex<Vec<Asked>>,
    signal: &Condvar,
    over: &AtomicBool,
) {
    // A client that hopes for TLS begins with a byte that no request begins with.
    let mut first = [0];
    if stream.peek(&mut first).is_ok_and(|read| read == 1) && first[0] == 22 {
        drop(stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n"));
        return;
    }
    while let Some((headers, body)) = read(&stream) {
        if over.load(Ordering::SeqCst) {
            return;
        }
        let body = serde_json::from_slice(&body).unwrap();
        let asked = Asked { headers, body };
        let number = {
            let mut all = all.lock().unwrap();
            all.push(asked.clone());
            all.len() - 1
        };
        signal.notify_all();
        let until_let_go = || {
            while !over.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(5));
            }
        };
        let whole = completion("{\"verdicts\":[]}");
        let head = |status: u16, length: usize| {
            format!(
                "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n"
            )
        };
        let sent = match script(number, &asked) {
            Does::Http(status, headers, body) => {
                let mut text = head(status, body.len());
                for (name, value) in headers {
                    text = format!("{text}{name}: {value}\r\n");
                }
                stream
                    .write_all(format!("{text}\r\n").as_bytes())
                    .and_then(|()| stream.write_all(&body))
            }
            Does::Says(words) => {
                let body = completion(&words);
                let text = format!("{}\r\n", head(200, body.len()));
                stream.write_all(text.as_bytes()).and_then(|()| stream.write_all(&body))
            }
            Does::Holds => {
                until_let_go();
                return;
            }
            Does::Stalls => {
                let text = format!("{}\r\n", head(200, whole.len()));
                drop(stream.write_all(text.as_bytes()));
                drop(stream.write_all(&whole[..whole.len() / 2]));
                until_let_go();
                return;
            }
            Does::Breaks => {
                let text = format!("{}\r\n", head(200, whole.len()));
                drop(stream.write_all(text.as_bytes()));
                drop(stream.write_all(&whole[..whole.len() / 2]));
                return;
            }
            Does::Floods(bytes) => {
                let text = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n";
                let piece = vec![b' '; 1 << 16];
                let mut sent = stream.write_all(text.as_bytes());
                for _ in 0..bytes / piece.len() {
                    sent = sent.and_then(|()| stream.write_all(&piece));
                }
                drop(sent);
                return;
            }
            Does::Babbles => {
                drop(stream.write_all(b"\x00\x01 what?\r\n\r\n"));
                return;
            }
        };
        if sent.is_err() {
            return;
        }
    }
}
