//! What would be sent, to the byte, and how much it is.

use std::fmt::Write as _;

use crate::cli::context::Context;
use crate::cli::endpoint::Settings;
use crate::cli::error::Failure;
use crate::interview::count;
use crate::llm::{Shape, Task, Work};

/// Bytes of a token, roughly, in English text.
const BYTES: usize = 4;

/// Shows every request that would be made first. No connection is opened.
///
/// # Errors
/// When the output fails.
pub(super) fn show(
    context: &Context,
    settings: &Settings,
    work: &Work,
    tasks: &[Task],
    known: usize,
) -> Result<(), Failure> {
    let endpoint = &settings.endpoint;
    let key =
        if endpoint.key().is_some() { "authorization: Bearer (the key, not shown)\n" } else { "" };
    let mut text = format!("POST {}\ncontent-type: application/json\n{key}", endpoint.url());
    let mut bytes = 0;
    for (number, task) in tasks.iter().enumerate() {
        let request = task.request(work, 0);
        let body = request.body(endpoint.model(), Shape::default());
        bytes += body.len();
        // Writing to a string never fails.
        let _ = write!(
            text,
            "\ncall {} of {}: {} bytes, about {} tokens, answered with at most {}\n{}\n",
            number + 1,
            tasks.len(),
            body.len(),
            body.len() / BYTES,
            request.max_tokens,
            String::from_utf8_lossy(&body)
        );
    }
    let calls = count(tasks.len(), "call", "calls");
    let _ = writeln!(text, "\n{calls}, {bytes} bytes, about {} tokens", bytes / BYTES);
    if known > 0 {
        let _ = writeln!(text, "known already: {}", count(known, "criterion", "criteria"));
    }
    if work.votes > 1 {
        let _ = writeln!(
            text,
            "and {} more for each criterion in which the judges differ",
            count(work.votes as usize - 1, "call", "calls")
        );
    }
    text.push_str("The marks around the texts are made anew for every call. Nothing was sent.\n");
    context.ui.out(&text)
}
