//! `onsite export`: writes an interview out.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::args::{Export as Args, Format};
use super::context::Context;
use super::error::{Failure, file_failure};
use super::files;
use super::seen;
use super::sessions;
use super::settings::Key;
use super::settle;
use super::stored;
use crate::interview::{Mode, Reading, Session, State};
use crate::report::html::{self, Attempt, Beside};
use crate::report::{self, Export};
use crate::store::{Filter, Rehearsals, Store, Summary};
use crate::study::Way;

/// Writes a session to a file or to standard output.
///
/// # Errors
/// When the session is not there, its prompt is being sat, or the file was changed by somebody.
pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let store = context.store_for_reading()?;
    let summary = sessions::find(&store, &args.session)?;
    let now = context.clock.now();
    let over = summary.state_at(&now).is_over();
    let draft = || -> Result<String, Failure> {
        Ok(store.draft(&summary.id)?.map_or_else(String::new, |draft| draft.text))
    };
    let (session, draft) = if over {
        sessions::refuse_to_spoil(context, &store, &summary.prompt, "this report")?;
        (settle::settled(context, &store, &summary.id)?, draft()?)
    } else {
        // The draft first: a line entered meanwhile is seen twice rather than not at all.
        let draft = draft()?;
        (sessions::open(&store, &summary.id)?, draft)
    };
    let content = stored::content(&store, &session)?;
    let document = if over { Some(content.score(&session, None)?) } else { None };
    let document = document.map(|document| stored::with_second(&content, &session, document));
    let reviewed =
        document.as_ref().and_then(|document| stored::after_review(&content, &session, document));
    let prompt = content
        .prompt
        .as_ref()
        .ok_or_else(|| Failure::expected(format!("session `{}` carries no prompt", summary.id)))?;
    let export = Export {
        session: &session,
        prompt,
        rubric: &content.rubric,
        document: document.as_ref(),
        reviewed: reviewed.as_ref(),
        prompted: &session.submission().prompted,
        draft: &draft,
        now: &now,
        program: env!("CARGO_PKG_VERSION"),
        reference: !args.no_reference,
    };
    if over && !args.no_reference {
        seen::note(context, &store, &summary.prompt, Way::Exported, Some(&summary.id));
    }
    let text = match args.format {
        Format::Markdown => report::markdown(&export),
        Format::Json => {
            let mut text = serde_json::to_string_pretty(&report::session_document(&export))
                .map_err(|error| Failure::expected(format!("cannot write JSON: {error}")))?;
            text.push('\n');
            text
        }
        Format::Html => {
            let records = store.events(&summary.id)?;
            let attempts = attempts(&store, &summary, &export, &now)?;
            html::html(&export, &Beside { records: &records, attempts: &attempts })
        }
    };
    if args.output.as_deref() == Some(Path::new("-")) {
        return context.ui.out(&text);
    }
    let path = match &args.output {
        Some(path) => path.clone(),
        None => folder(context)?.join(default_name(&session, &summary, args.format)),
    };
    refuse_changed(&path, args)?;
    files::replace(&path, text.as_bytes()).map_err(|error| file_failure("write", &path, &error))?;
    context.ui.line(&path.display().to_string())
}

/// The folder that exports go to, made when it is not there; empty for the current one.
fn folder(context: &Context) -> Result<PathBuf, Failure> {
    let settings = context.settings().sound_for(&[Key::ExportDir])?;
    let Some(folder) = settings.export_dir().value else { return Ok(PathBuf::new()) };
    let made = std::fs::create_dir_all(&folder);
    made.map_err(|error| file_failure("make", &folder, &error).hint("`-o FILE` writes elsewhere"))?;
    Ok(folder)
}

/// `DATE-PROMPT-ID.md`, or the ending of another format; the date in UTC.
fn default_name(session: &Session, summary: &Summary, format: Format) -> PathBuf {
    let started = report::timestamp(session.started_at().wall_ms);
    let date = started.split('T').next().unwrap_or_default().to_owned();
    let extension = match format {
        Format::Markdown => "md",
        Format::Json => "json",
        Format::Html => "html",
    };
    let prompt = summary.prompt.replace('/', "-");
    PathBuf::from(format!("{date}-{prompt}-{}.{extension}", summary.id))
}

/// The scored interviews on the same prompt, as the history has them; this one as it is exported.
/// Nothing where this one is none of them: practice, a rehearsal, abandoned, or not over.
fn attempts(
    store: &Store,
    own: &Summary,
    export: &Export<'_>,
    now: &Reading,
) -> Result<Vec<Attempt>, Failure> {
    let counts = |summary: &Summary| {
        summary.mode != Mode::Practice
            && !summary.rehearsal
            && matches!(summary.state_at(now), State::Finished | State::Expired)
    };
    let mut attempts = Vec::new();
    let Some(document) = export.document.filter(|_| counts(own)) else { return Ok(attempts) };
    let filter =
        Filter { prompt: Some(own.prompt.clone()), rehearsals: Rehearsals::Without, limit: None };
    store.visit_summaries(&filter, |summary| {
        let (total, reviewed_total) = if summary.id == own.id {
            (Some(document.total), export.reviewed.map(|reviewed| reviewed.total))
        } else {
            (summary.total, summary.reviewed_total)
        };
        if let Some(total) = total.filter(|_| counts(&summary)) {
            attempts.push(Attempt {
                id: summary.id,
                started_ms: summary.started_ms,
                mode: summary.mode,
                level: summary.level,
                total,
                reviewed_total,
            });
        }
        ControlFlow::Continue(())
    })?;
    Ok(attempts)
}

/// An earlier export that nobody changed may be replaced; anything else needs `--force`.
fn refuse_changed(path: &Path, args: &Args) -> Result<(), Failure> {
    if args.force || !path.exists() {
        return Ok(());
    }
    let text = std::fs::read(path).map_err(|error| file_failure("read", path, &error))?;
    if report::is_untouched(&String::from_utf8_lossy(&text)) {
        return Ok(());
    }
    Err(Failure::expected(format!("`{}` is there and holds something else", path.display()))
        .hint("`--force` replaces it, `-o FILE` writes elsewhere"))
}
