//! `onsite doctor`: what is found on this machine, and whether what is kept is whole.

use std::collections::BTreeSet;
use std::path::Path;

use super::args::Doctor;
use super::context::Context;
use super::endpoint;
use super::error::{Failure, Kind};
use super::judging::{self, Judges};
use super::record::fold;
use crate::report::json::{
    DOCTOR, DoctorDocument, Paths, Programs, StoreFacts, StoreState, TerminalFacts,
};
use crate::report::{Charset, doctor_page};
use crate::scoring::SCORER;
use crate::store::{FILE, Judged, SCHEMA_VERSION, Store, StoreError, Summary};
use crate::terminal::{Size, find_editor, find_pager};

/// Says what is found. With `--rebuild` summaries that are not what their events say are made anew,
/// and what was deleted is overwritten.
///
/// # Errors
/// When something is not whole, or the store cannot be used; that was shown then.
pub(super) fn run(context: &Context, args: &Doctor) -> Result<(), Failure> {
    let (store, mut hints) = store_facts(context, args.rebuild);
    let config = super::config::document(context);
    let found = DoctorDocument {
        schema: DOCTOR.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        program: std::env::current_exe().ok().map(|path| path.display().to_string()),
        paths: paths(context),
        terminal: terminal_facts(context),
        programs: programs(context),
        settings: config.settings,
        settings_faults: config.faults,
        store,
        model: endpoint::facts(context, args.endpoint)?,
    };
    hints.extend(context.settings().faults().iter().map(|fault| fault.hint.clone()));
    if args.json {
        context.json(&found)?;
    } else {
        context.styled_paged(&doctor_page(&found, context.layout()))?;
    }
    for hint in hints {
        context.ui.say(&hint);
    }
    match found.store.state {
        StoreState::None | StoreState::Whole if found.settings_faults.is_empty() => Ok(()),
        StoreState::None | StoreState::Whole | StoreState::Faulty => {
            Err(Failure::silent(Kind::Expected))
        }
        StoreState::Unusable => Err(Failure::silent(Kind::Store)),
    }
}

fn paths(context: &Context) -> Paths {
    let data = context.data_dir().ok();
    let at = |name: &str| data.map(|data| data.join(name).display().to_string());
    Paths {
        config: context.settings().path().map(|path| path.display().to_string()),
        data: data.map(|data| data.display().to_string()),
        database: at(FILE),
        bank: at("bank"),
    }
}

fn terminal_facts(context: &Context) -> TerminalFacts {
    let environment = &context.environment;
    let size = Size::or_environment(std::io::stdout(), environment.text("COLUMNS"));
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| environment.text(name));
    let charset = match context.layout().charset {
        Charset::Ascii => "ascii",
        Charset::Unicode => "unicode",
    };
    TerminalFacts {
        input: environment.stdin_terminal,
        output: environment.stdout_terminal,
        kind: environment.text("TERM").map(str::to_owned),
        columns: size.columns,
        rows: size.rows,
        colour: context.ui.style.paints(),
        line_editor: context.has_editor(),
        locale: named.map(str::to_owned),
        charset: charset.to_owned(),
    }
}

fn programs(context: &Context) -> Programs {
    let environment = &context.environment;
    let path = environment.get("PATH");
    let installed = |program: &str| {
        let on_path = |folder: std::path::PathBuf| folder.join(program).is_file();
        let absolute = program.contains('/') && Path::new(program).is_file();
        absolute || path.is_some_and(|path| std::env::split_paths(path).any(on_path))
    };
    let found = find_editor(environment.text("VISUAL"), environment.text("EDITOR"), path);
    let (editor, editor_fault) = match found {
        Err(error) => (None, Some(error.to_string())),
        Ok(words) => {
            let missing = words.first().filter(|program| !installed(program));
            let fault = missing.map(|program| format!("`{program}` is not installed"));
            (Some(words), fault)
        }
    };
    Programs {
        editor,
        editor_fault,
        pager: find_pager(context.settings().pager().value.as_deref(), path),
        man: installed("man"),
    }
}

/// How the store stands, and what to do about it.
fn store_facts(context: &Context, rebuild: bool) -> (StoreFacts, Vec<String>) {
    let mut facts = StoreFacts { version: SCHEMA_VERSION, ..StoreFacts::default() };
    match examined(context, rebuild, &mut facts) {
        Ok(hints) => (facts, hints),
        Err(failure) => {
            facts.state = StoreState::Unusable;
            facts.faults.push(failure.message);
            (facts, failure.hints)
        }
    }
}

fn examined(
    context: &Context,
    rebuild: bool,
    facts: &mut StoreFacts,
) -> Result<Vec<String>, Failure> {
    let directory = context.data_dir()?;
    facts.bytes = std::fs::metadata(directory.join(FILE)).ok().map(|file| file.len());
    if facts.bytes.is_none() {
        return Ok(Vec::new());
    }
    let mut hints = Vec::new();
    if rebuild {
        let store = context.store()?;
        for id in stale(&store)? {
            match made_anew(&store, &id) {
                Ok(()) => facts.rebuilt.push(id),
                Err(failure) => hints.push(failure.message),
            }
        }
        judging::bring_up_to_date(context, &store)?;
        store.scrub()?;
    }
    let store = context.store_for_reading()?;
    let faults = store.integrity()?;
    facts.faults = faults.iter().map(ToString::to_string).collect();
    // Damage to the file makes all else unreadable, and no statement about it true.
    if faults.iter().any(|fault| matches!(fault, crate::store::Fault::Database(_))) {
        facts.state = StoreState::Unusable;
        hints.push("A backup can be put back: `onsite restore FILE --force`.".to_owned());
        return Ok(hints);
    }
    facts.faults.extend(unreadable(&store)?);
    facts.stale = stale(&store)?;
    facts.sessions = store.session_ids()?.len();
    facts.unfinished = store.unfinished().map_or(0, |unfinished| unfinished.len());
    facts.copies = store.kept_copies()?.len();
    if !facts.stale.is_empty() {
        hints.push("`onsite doctor --rebuild` makes the summaries anew.".to_owned());
    }
    let whole = facts.faults.is_empty() && facts.stale.is_empty();
    facts.state = if whole { StoreState::Whole } else { StoreState::Faulty };
    Ok(hints)
}

/// The sessions of which something else is stored than their events give: the summary, or what the
/// judge of today found. Sessions whose events cannot be read are left out, and what was not judged
/// by today's judge is no fault: it is judged when somebody wants to know.
fn stale(store: &Store) -> Result<Vec<String>, Failure> {
    let mut judges = Judges::new(store);
    let mut stale = Vec::new();
    for id in store.session_ids()? {
        // A session that goes on while it is looked at is looked at again.
        let differs = |judges: &mut Judges<'_>| {
            from_events(store, judges, &id).is_some_and(|made| !says(store, &made))
        };
        if differs(&mut judges) && differs(&mut judges) {
            stale.push(id);
        }
    }
    Ok(stale)
}

/// What the events of a session give.
struct Made {
    summary: Summary,
    /// Where today's judge has judged it, and its content can be read.
    judged: Option<Judged>,
}

fn says(store: &Store, made: &Made) -> bool {
    let id = &made.summary.id;
    let same = |judged: &Judged| {
        store.findings(id).is_ok_and(|stored| stored.as_ref() == Some(&judged.findings))
    };
    store.summary(id).is_ok_and(|stored| stored == made.summary)
        && made.judged.as_ref().is_none_or(same)
}

fn from_events(store: &Store, judges: &mut Judges<'_>, id: &str) -> Option<Made> {
    let records = store.events(id).ok()?;
    let session = fold(id, &records).ok()?;
    let summary = Summary::of(&session, &records.last()?.at);
    // Rows that cannot be read are as good as wrong ones.
    let stored = store.findings(id).ok();
    let by_today =
        stored.is_none_or(|found| found.is_some_and(|findings| findings.scorer == SCORER));
    let judged = by_today && judges.of(&session).is_ok();
    let judged = judged.then(|| judges.findings(&session).ok()).flatten().map(|findings| Judged {
        session: id.to_owned(),
        last_seq: session.last_seq(),
        findings,
    });
    Some(Made { summary, judged })
}

fn made_anew(store: &Store, id: &str) -> Result<(), Failure> {
    let _nobody_types = store.lock(id)?;
    if let Some(made) = from_events(store, &mut Judges::new(store), id) {
        store.rewrite_summary(&made.summary)?;
        store.keep_findings(made.judged.as_slice())?;
    }
    Ok(())
}

/// Sessions that are stored whole and yet make no session, or name content that is not there.
fn unreadable(store: &Store) -> Result<Vec<String>, Failure> {
    let mut faults = Vec::new();
    let mut known = BTreeSet::new();
    for id in store.session_ids()? {
        // What is wrong with the events themselves is told already.
        let Ok(records) = store.events(&id) else { continue };
        let session = match fold(&id, &records) {
            Ok(session) => session,
            Err(error) => {
                faults.push(error.to_string());
                continue;
            }
        };
        let started = session.started();
        for sha256 in [&started.prompt_sha256, &started.rubric_sha256, &started.lexicon_sha256] {
            if known.contains(sha256) {
                continue;
            }
            if let Err(StoreError::NoContent { .. }) = store.content(sha256) {
                faults.push(format!("the content `{sha256}` of session `{id}` is not stored"));
            }
            known.insert(sha256.clone());
        }
    }
    Ok(faults)
}
