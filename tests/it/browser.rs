//! Chromium without a window, spoken to over its pipe: what a page asks for, what it says on the
//! console, how wide it is, and how it prints.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use crate::stage::installed;

/// How long an answer of the browser may take.
const PATIENCE: Duration = Duration::from_mins(2);

/// A browser with a new, empty profile and one page.
pub(crate) struct Browser {
    child: Child,
    input: ChildStdin,
    answers: Receiver<Value>,
    session: Option<String>,
    number: u64,
    events: Vec<Value>,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts it; `None`, with a line that says so, where it is not installed.
    pub(crate) fn start() -> Option<Self> {
        if !installed("chromium") {
            return None;
        }
        let profile = tempfile::tempdir().unwrap();
        // The protocol is spoken on the descriptors 3 and 4.
        let mut command = Command::new("sh");
        command.args(["-c", "exec \"$@\" 3<&0 4>&1 </dev/null >/dev/null", "sh", "chromium"]);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"]);
        command.args(["--no-first-run", "--disable-background-networking"]);
        command.args(["--disable-component-update", "--disable-sync", "--remote-debugging-pipe"]);
        command.arg(format!("--user-data-dir={}", profile.path().join("profile").display()));
        command.env_clear().env("HOME", profile.path());
        command.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (sender, answers) = channel();
        std::thread::spawn(move || {
            for message in BufReader::new(output).split(0).map_while(Result::ok) {
                if sender.send(serde_json::from_slice(&message).unwrap()).is_err() {
                    break;
                }
            }
        });
        let (session, events) = (None, Vec::new());
        let mut browser =
            Self { child, input, answers, session, number: 0, events, _profile: profile };
        let target = browser.call("Target.createTarget", &json!({"url": "about:blank"}));
        let target = json!({"targetId": target["targetId"], "flatten": true});
        let attached = browser.call("Target.attachToTarget", &target);
        browser.session = Some(attached["sessionId"].as_str().unwrap().to_owned());
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), &json!({}));
        }
        Some(browser)
    }

    /// Calls a method of the protocol.
    #[track_caller]
    fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.number += 1;
        let mut message = json!({"id": self.number, "method": method, "params": parameters});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.input.write_all(format!("{message}\0").as_bytes()).unwrap();
        self.input.flush().unwrap();
        loop {
            let mut answer = self.next(method);
            if answer["id"] == json!(self.number) {
                assert!(answer.get("error").is_none(), "{method}: {}", answer["error"]);
                return answer["result"].take();
            }
            self.events.push(answer);
        }
    }

    #[track_caller]
    fn next(&self, wanted: &str) -> Value {
        self.answers.recv_timeout(PATIENCE).unwrap_or_else(|error| panic!("{wanted}: {error}"))
    }

    /// The width and height of the window in CSS pixels.
    pub(crate) fn resize(&mut self, width: u32, height: u32) {
        let mobile = width < 500;
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile,
        });
        self.call("Emulation.setDeviceMetricsOverride", &size);
    }

    /// The theme that is preferred, `light` or `dark`, and the medium, `screen` or `print`.
    pub(crate) fn prefer(&mut self, theme: &str, medium: &str) {
        let features = json!([{"name": "prefers-color-scheme", "value": theme}]);
        self.call("Emulation.setEmulatedMedia", &json!({"media": medium, "features": features}));
    }

    /// Opens a file, and tells what happened until it stood there whole.
    pub(crate) fn open(&mut self, file: &Path) -> Visit {
        self.events.clear();
        let url = format!("file://{}", file.display());
        let opened = self.call("Page.navigate", &json!({"url": url}));
        assert!(opened.get("errorText").is_none(), "{opened}");
        while !self.events.iter().any(|event| event["method"] == "Page.loadEventFired") {
            let event = self.next("the page to be loaded");
            self.events.push(event);
        }
        // What a frame that was drawn had brought about has been said by then.
        let drawn = "new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))";
        self.evaluate(drawn);
        let mut visit = Visit { requests: Vec::new(), messages: Vec::new() };
        for event in &self.events {
            let parameters = &event["params"];
            match event["method"].as_str().unwrap_or_default() {
                "Network.requestWillBeSent" => {
                    let url = parameters["request"]["url"].as_str().unwrap();
                    visit.requests.push(url.to_owned());
                }
                "Runtime.consoleAPICalled" | "Runtime.exceptionThrown" | "Log.entryAdded" => {
                    visit.messages.push(parameters.to_string());
                }
                _ => {}
            }
        }
        visit
    }

    /// What an expression is worth in the page; a promise is waited for.
    #[track_caller]
    pub(crate) fn evaluate(&mut self, expression: &str) -> Value {
        let what = json!({
            "expression": expression, "awaitPromise": true, "returnByValue": true,
        });
        let mut answer = self.call("Runtime.evaluate", &what);
        assert!(answer.get("exceptionDetails").is_none(), "{expression}: {answer}");
        answer["result"]["value"].take()
    }

    /// How many pages the page is printed on.
    pub(crate) fn printed_pages(&mut self) -> usize {
        use base64::Engine as _;
        let printed = self.call("Page.printToPDF", &json!({"printBackground": false}));
        let bytes = base64::engine::general_purpose::STANDARD;
        let bytes = bytes.decode(printed["data"].as_str().unwrap()).unwrap();
        assert!(bytes.starts_with(b"%PDF-"));
        bytes.windows(12).filter(|window| window == b"/Type /Page\n").count()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// What happened while a page was opened.
#[derive(Debug)]
pub(crate) struct Visit {
    /// The addresses that were asked for, the page's own among them.
    pub(crate) requests: Vec<String>,
    /// Everything that was said on the console, by the page or about it.
    pub(crate) messages: Vec<String>,
}
