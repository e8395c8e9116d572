//! `onsite doctor`: what is found on this machine, and whether what is kept is whole.

use std::collections::BTreeSet;
use std::path::Path;

use super::args::Doctor;
use super::context::Context;
use super::endpoint;
use super::error::{Failure, Kind};
use super::record::fold;
use crate::report::json::{
    DOCTOR, DoctorDocument, Paths, Programs, StoreFacts, StoreState, TerminalFacts,
};
use crate::report::{Charset, doctor_page};
use crate::store::{FILE, SCHEMA_VERSION, Store, StoreError, Summary};
use crate::terminal::{Size, find_editor, find_pager};

/// Says what is found. With `--rebuild` summaries that are not what their events say are made anew,
/// and what was deleted is overwritten.
///
/// # Errors
/// When something is not whole, or the store cannot be used; that was shown then.
pub(super) fn run(context: &Context, args: &Doctor) -> Result<(), Failure> {
    let (store, hints) = store_facts(context, args.rebuild);
    let found = DoctorDocument {
        schema: DOCTOR.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        program: std::env::current_exe().ok().map(|path| path.display().to_string()),
        paths: paths(context),
        terminal: terminal_facts(context),
        programs: programs(context),
        store,
        model: endpoint::facts(context, args.endpoint)?,
    };
    if args.json {
        context.json(&found)?;
    } else {
        context.styled_paged(&doctor_page(&found, context.layout()))?;
    }
    for hint in hints {
        context.ui.say(&hint);
    }
    match found.store.state {
        StoreState::None | StoreState::Whole => Ok(()),
        StoreState::Faulty => Err(Failure::silent(Kind::Expected)),
        StoreState::Unusable => Err(Failure::silent(Kind::Store)),
    }
}

fn paths(context: &Context) -> Paths {
    let data = context.data_dir().ok();
    let at = |name: &str| data.map(|data| data.join(name).display().to_string());
    Paths {
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
        pager: find_pager(environment.set("PAGER"), path),
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
        for summary in stale(&store)? {
            match made_anew(&store, &summary.id) {
                Ok(()) => facts.rebuilt.push(summary.id),
                Err(failure) => hints.push(failure.message),
            }
        }
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
    facts.stale = stale(&store)?.into_iter().map(|summary| summary.id).collect();
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

/// The summaries that the events of sessions give, where others are stored. Sessions whose events
/// cannot be read are left out.
fn stale(store: &Store) -> Result<Vec<Summary>, Failure> {
    let mut stale = Vec::new();
    for id in store.session_ids()? {
        // A session that goes on while it is looked at is looked at again.
        let mut differs = None;
        for _ in 0..2 {
            let Some(made) = from_events(store, &id) else { break };
            differs = Some(made).filter(|made| !says(store, made));
            if differs.is_none() {
                break;
            }
        }
        stale.extend(differs);
    }
    Ok(stale)
}

fn says(store: &Store, made: &Summary) -> bool {
    store.summary(&made.id).is_ok_and(|stored| stored == *made)
}

fn from_events(store: &Store, id: &str) -> Option<Summary> {
    let records = store.events(id).ok()?;
    let session = fold(id, &records).ok()?;
    Some(Summary::of(&session, &records.last()?.at))
}

fn made_anew(store: &Store, id: &str) -> Result<(), Failure> {
    let _nobody_types = store.lock(id)?;
    match from_events(store, id) {
        Some(summary) => Ok(store.rewrite_summary(&summary)?),
        None => Ok(()),
    }
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
