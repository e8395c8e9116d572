//! `score --jsonl`: a filter from answers to score documents, in parallel and in order.

use std::collections::BTreeMap;
use std::io::{BufRead, Read};
use std::sync::{Arc, Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use super::rubrics;
use crate::bank::{Bank, Level, Step};
use crate::cli::args::Score;
use crate::cli::context::Context;
use crate::cli::error::{Failure, Kind, reason};
use crate::scoring::{Answers, Compiled, Place, Submission, score};

/// The longest line, in bytes.
const LONGEST_LINE: u64 = 16 << 20;
/// How many lines, and about how many bytes of them, are held at a time.
const BATCH_LINES: usize = 512;
const BATCH_BYTES: usize = 8 << 20;

/// Scores every line of standard input.
///
/// # Errors
/// When a line was bad; the others are scored all the same.
pub(super) fn run(context: &Context, args: &Score) -> Result<(), Failure> {
    let bank = context.bank();
    let judges = Judges { bank, args, ready: Mutex::new(BTreeMap::new()) };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut input = std::io::stdin().lock();
    let mut number = 0;
    let mut bad = 0;
    let progress = progress(context);
    loop {
        let batch = read_batch(&mut input, &mut number)?;
        if batch.is_empty() {
            break;
        }
        let results = in_parallel(&judges, &batch, threads);
        let mut text = String::new();
        for (line, ok) in results {
            bad += usize::from(!ok);
            text.push_str(&line);
            text.push('\n');
        }
        context.ui.out(&text)?;
        progress.set_position(number);
    }
    progress.finish_and_clear();
    if bad > 0 {
        context.ui.say(&format!(
            "{} could not be scored.",
            crate::interview::count(bad, "line", "lines")
        ));
        return Err(Failure::silent(Kind::Expected));
    }
    Ok(())
}

/// How many lines are done, on standard error while the documents go somewhere else.
fn progress(context: &Context) -> ProgressBar {
    let environment = &context.environment;
    if !environment.stderr_terminal || environment.stdout_terminal || !context.ui.may_draw() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} scored, {per_sec}") {
        bar.set_style(style);
    }
    bar
}

/// A line with its number, from 1; without text when it is too long.
type Line = (u64, Option<Vec<u8>>);

fn read_batch(input: &mut impl BufRead, number: &mut u64) -> Result<Vec<Line>, Failure> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < BATCH_LINES && bytes < BATCH_BYTES {
        let mut line = Vec::new();
        let read = input.by_ref().take(LONGEST_LINE + 1).read_until(b'\n', &mut line);
        let read = read.map_err(|error| {
            Failure::expected(format!("cannot read the lines: {}", reason(&error)))
        })?;
        if read == 0 {
            break;
        }
        *number += 1;
        bytes += read;
        if read as u64 > LONGEST_LINE && line.last() != Some(&b'\n') {
            skip_line(input).map_err(|error| {
                Failure::expected(format!("cannot read the lines: {}", reason(&error)))
            })?;
            batch.push((*number, None));
        } else if !line.trim_ascii().is_empty() {
            batch.push((*number, Some(line)));
        }
    }
    Ok(batch)
}

fn skip_line(input: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        input.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

/// Scores a batch on all cores; the results stand in the order of the lines. Neighbours go to
/// different threads, so that a few long answers do not wait for one thread.
fn in_parallel(judges: &Judges<'_>, batch: &[Line], threads: usize) -> Vec<(String, bool)> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let done: Mutex<Vec<Option<(String, bool)>>> = Mutex::new(vec![None; batch.len()]);
    let work = || {
        loop {
            let index = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let Some((number, line)) = batch.get(index) else { return };
            let result = judges.line(*number, line.as_deref());
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            done[index] = Some(result);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.min(batch.len()) {
            scope.spawn(work);
        }
        work();
    });
    let done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.into_iter().flatten().collect()
}

/// A rubric made ready, or why it cannot be.
type Judge = Result<Arc<Compiled>, String>;

/// Rubrics made ready, each once.
struct Judges<'a> {
    bank: Bank,
    args: &'a Score,
    ready: Mutex<BTreeMap<Option<String>, Judge>>,
}

impl Judges<'_> {
    /// Scores a line: the text to write, and whether it is a score.
    fn line(&self, number: u64, line: Option<&[u8]>) -> (String, bool) {
        let failed = |id: Value, error: String| {
            (json!({"id": id, "line": number, "error": error}).to_string(), false)
        };
        let Some(line) = line else {
            let error = format!("the line is longer than {} MB", LONGEST_LINE >> 20);
            return failed(Value::Null, error);
        };
        let value: Value = match serde_json::from_slice(line) {
            Ok(value) => value,
            Err(error) => return failed(Value::Null, format!("not JSON: {error}")),
        };
        let id = value.get("id").cloned().unwrap_or(Value::Null);
        match self.scored(&value) {
            Ok(text) => (text, true),
            Err(error) => failed(id, error),
        }
    }

    fn scored(&self, value: &Value) -> Result<String, String> {
        let object = value.as_object().ok_or("the line is not a JSON object")?;
        let prompt = match object.get("prompt") {
            Some(Value::String(prompt)) => Some(prompt.clone()),
            Some(_) => return Err("`prompt` is not a string".to_owned()),
            None => self.args.prompt.clone(),
        };
        if prompt.is_none() && self.args.rubric.is_none() {
            return Err("`prompt` is missing".to_owned());
        }
        let level = match object.get("level") {
            None | Some(Value::Null) => self.args.level.unwrap_or_default(),
            Some(level) => serde_json::from_value::<Level>(level.clone())
                .map_err(|_| "`level` is none of junior, mid, senior, staff".to_owned())?,
        };
        let submission = Submission {
            id: Some(object.get("id").cloned().unwrap_or(Value::Null)),
            answers: answers(object.get("answers"))?,
            asked: strings(object.get("asked"), "asked")?.into_iter().collect(),
            level,
            ..Submission::default()
        };
        let judge = self.judge(prompt)?;
        let document = score(&judge, &submission).map_err(|error| error.to_string())?;
        serde_json::to_string(&document).map_err(|error| error.to_string())
    }

    fn judge(&self, prompt: Option<String>) -> Judge {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let judge = ready.entry(prompt).or_insert_with_key(|prompt| {
            rubrics::content(&self.bank, prompt.as_deref(), self.args.rubric.as_deref())
                .map(|content| Arc::new(content.compile()))
                .map_err(|failure| failure.message)
        });
        judge.clone()
    }
}

fn answers(value: Option<&Value>) -> Result<Answers, String> {
    match value {
        Some(Value::String(text)) => Ok(Answers::from([(Place::All, text.clone())])),
        Some(Value::Object(steps)) => {
            let mut answers = Answers::new();
            for (key, text) in steps {
                let known = Step::ALL.into_iter().find(|step| step.id() == key).map(Place::Step);
                let place = known.or((key == "all").then_some(Place::All));
                let place = place.ok_or_else(|| format!("`answers` has no step `{key}`"))?;
                let text =
                    text.as_str().ok_or_else(|| format!("`answers.{key}` is not a string"))?;
                answers.insert(place, text.to_owned());
            }
            Ok(answers)
        }
        Some(_) => Err("`answers` is neither a string nor an object of steps".to_owned()),
        None => Err("`answers` is missing".to_owned()),
    }
}

fn strings(value: Option<&Value>, key: &str) -> Result<Vec<String>, String> {
    let wrong = || format!("`{key}` is not a list of strings");
    match value {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(items)) => {
            items.iter().map(|item| item.as_str().map(str::to_owned).ok_or_else(wrong)).collect()
        }
        Some(_) => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn judges(args: &Score) -> Judges<'_> {
        Judges { bank: Bank::open(None), args, ready: Mutex::new(BTreeMap::new()) }
    }

    fn args() -> Score {
        Score {
            session: None,
            file: None,
            prompt: Some("url-shortener".to_owned()),
            jsonl: true,
            level: None,
            rubric: None,
            explain: None,
            fail_under: None,
            json: false,
            judge: crate::cli::args::JudgeArgs::default(),
        }
    }

    #[test]
    fn what_is_wrong_with_a_line_is_said() {
        let (args, answer) = (args(), "302, so that clicks are seen");
        let judges = judges(&args);
        let line = |text: &str| judges.line(7, Some(text.as_bytes()));
        let (score, ok) = line(&json!({"id": 1, "answers": answer}).to_string());
        assert!(ok && score.contains(r#""id":1"#), "{score}");
        for (text, error) in [
            ("{", "not JSON"),
            ("[]", "not a JSON object"),
            (r#"{"id":"a"}"#, "`answers` is missing"),
            (r#"{"answers":{"apis":"x"}}"#, "no step `apis`"),
            (r#"{"answers":{"api":1}}"#, "`answers.api` is not a string"),
            (r#"{"prompt":"no-such","answers":"x"}"#, "there is no prompt `no-such`"),
            (r#"{"level":"boss","answers":"x"}"#, "`level` is none of"),
            (r#"{"asked":[1],"answers":"x"}"#, "`asked` is not a list of strings"),
        ] {
            let (found, ok) = line(text);
            assert!(!ok && found.contains(error) && found.contains(r#""line":7"#), "{found}");
        }
        assert!(!judges.line(8, None).1);
    }

    #[test]
    fn a_line_that_is_too_long_hides_no_other() {
        let mut input = vec![b'x'; LONGEST_LINE as usize + 10];
        input.extend_from_slice(b"\n{}\n\nlast");
        let mut number = 0;
        let batch = read_batch(&mut &input[..], &mut number).unwrap();
        assert_eq!(batch.len(), 1);
        let batch = read_batch(&mut &input[LONGEST_LINE as usize + 11..], &mut number).unwrap();
        let lines: Vec<u64> = batch.iter().map(|(number, _)| *number).collect();
        assert_eq!(lines, [2, 4]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Whatever a line holds, one line of JSON comes back.
        #[test]
        fn any_line_gives_a_line(bytes in prop::collection::vec(any::<u8>(), 0..200), text in any::<String>()) {
            let args = args();
            let judges = judges(&args);
            let lines = [bytes, json!({"answers": text}).to_string().into_bytes()];
            for line in lines {
                let (found, _) = judges.line(1, Some(&line));
                prop_assert!(!found.contains('\n'));
                prop_assert!(serde_json::from_str::<Value>(&found).is_ok());
            }
        }
    }
}
