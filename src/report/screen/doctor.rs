//! What the program finds on a machine, as a page.

use super::settings::setting_line;
use super::styled::{Layout, Styled, Tone, hanging};
use crate::interview::count;
use crate::report::json::{DoctorDocument, ModelFacts, StoreFacts, StoreState, TerminalFacts};
use crate::report::visible;

/// A line of the page.
struct Fact(&'static str, Tone, String);

/// The findings under headings, a fact a line.
pub fn doctor_page(found: &DoctorDocument, layout: Layout) -> Vec<Styled> {
    let path = |path: &Option<String>| match path {
        Some(path) => (Tone::Plain, path.clone()),
        None => (Tone::Bad, "unknown: there is no home directory".to_owned()),
    };
    let at = |name, (tone, text)| Fact(name, tone, text);
    let plain = |name, text: String| Fact(name, Tone::Plain, text);
    let programs = &found.programs;
    let editor = match (&programs.editor, &programs.editor_fault) {
        (_, Some(fault)) => Fact("editor", Tone::Bad, fault.clone()),
        (editor, None) => plain("editor", words(editor.as_ref())),
    };
    let groups = [
        (
            "Program",
            vec![
                plain("version", format!("onsite {}", found.version)),
                at("program", path(&found.program)),
            ],
        ),
        (
            "Paths",
            vec![
                at("settings", path(&found.paths.config)),
                at("data", path(&found.paths.data)),
                at("database", path(&found.paths.database)),
                at("own prompts", path(&found.paths.bank)),
            ],
        ),
        ("Terminal", terminal(&found.terminal)),
        (
            "Programs",
            vec![
                editor,
                plain("pager", words(programs.pager.as_ref())),
                plain("man", if programs.man { "found" } else { "none" }.to_owned()),
            ],
        ),
        ("Settings", settings_faults(found)),
        ("Store", store(&found.store)),
        ("Language model", model(&found.model)),
    ];
    let mut page = Vec::new();
    for (heading, facts) in groups {
        let settings = if heading == "Settings" { &found.settings[..] } else { &[] };
        let settings = settings.iter().flat_map(|entry| setting_line(entry, layout));
        if layout.plain {
            page.extend(settings);
            page.extend(facts.into_iter().map(|Fact(name, tone, text)| {
                Styled::of(Tone::Dim, format!("{name}: ")).then(tone, visible(&text))
            }));
            continue;
        }
        if !page.is_empty() {
            page.push(Styled::blank());
        }
        page.push(Styled::of(Tone::Heading, heading));
        page.extend(settings);
        for Fact(name, tone, text) in facts {
            let first = Styled::of(Tone::Dim, format!("  {name:<13}"));
            page.extend(hanging(first, tone, &visible(&text), layout));
        }
    }
    page
}

fn settings_faults(found: &DoctorDocument) -> Vec<Fact> {
    let faults = found.settings_faults.iter();
    faults.map(|fault| Fact("fault", Tone::Bad, fault.clone())).collect()
}

fn words(command: Option<&Vec<String>>) -> String {
    command.map_or_else(|| "none".to_owned(), |words| words.join(" "))
}

fn terminal(found: &TerminalFacts) -> Vec<Fact> {
    let is = |terminal| if terminal { "a terminal" } else { "no terminal" };
    let plain = |name, text: String| Fact(name, Tone::Plain, text);
    let interviews = if found.line_editor {
        "line editor and live clock"
    } else {
        "plain lines, the time in front of each"
    };
    vec![
        plain("input", is(found.input).to_owned()),
        plain("output", is(found.output).to_owned()),
        plain("type", found.kind.clone().unwrap_or_else(|| "not set".to_owned())),
        plain("size", format!("{} columns, {} rows", found.columns, found.rows)),
        plain("colour", if found.colour { "yes" } else { "no" }.to_owned()),
        plain("interviews", interviews.to_owned()),
        plain(
            "letters",
            format!("{}, locale {}", found.charset, found.locale.as_deref().unwrap_or("not set")),
        ),
    ]
}

fn model(found: &ModelFacts) -> Vec<Fact> {
    let plain = |name, text: String| Fact(name, Tone::Plain, text);
    if !found.can_connect {
        return vec![plain("endpoint", "none: built without the feature `llm`".to_owned())];
    }
    let mut facts = vec![plain(
        "endpoint",
        found.endpoint.clone().unwrap_or("none is set: nothing can be sent anywhere".to_owned()),
    )];
    facts.extend(found.fault.clone().map(|fault| Fact("fault", Tone::Bad, fault)));
    if found.endpoint.is_some() {
        facts.push(plain("model", found.name.clone().unwrap_or("not named".to_owned())));
        facts.push(plain("key", found.key.clone().unwrap_or("none".to_owned())));
    }
    facts.extend(found.answer.clone().map(|answer| plain("answer", answer)));
    if !found.agreed.is_empty() {
        facts.push(plain("agreed to", found.agreed.join(", ")));
    }
    facts
}

fn store(found: &StoreFacts) -> Vec<Fact> {
    let plain = |name, text: String| Fact(name, Tone::Plain, text);
    let mut facts = Vec::new();
    let state = match found.state {
        StoreState::None => Fact("state", Tone::Plain, "no interview yet".to_owned()),
        StoreState::Whole => Fact("state", Tone::Good, "everything is whole".to_owned()),
        StoreState::Faulty => Fact("state", Tone::Bad, "not everything is whole".to_owned()),
        StoreState::Unusable => Fact("state", Tone::Bad, "it cannot be used".to_owned()),
    };
    facts.push(state);
    facts.extend(found.faults.iter().map(|fault| Fact("fault", Tone::Bad, fault.clone())));
    if !found.stale.is_empty() {
        let of = count(found.stale.len(), "interview", "interviews");
        let text = format!("of {of} not what the events say: {}", found.stale.join(", "));
        facts.push(Fact("summaries", Tone::Bad, text));
    }
    if !found.rebuilt.is_empty() {
        let text = format!("made anew: {}", found.rebuilt.join(", "));
        facts.push(Fact("summaries", Tone::Good, text));
    }
    if matches!(found.state, StoreState::Whole | StoreState::Faulty) {
        let sessions = count(found.sessions, "interview", "interviews");
        facts.push(plain("kept", format!("{sessions}, {} unfinished", found.unfinished)));
    }
    if let Some(bytes) = found.bytes {
        facts.push(plain("size", format!("{}, version {}", size(bytes), found.version)));
    }
    if found.copies > 0 {
        let copies = count(found.copies, "copy", "copies");
        facts.push(plain("copies", format!("{copies} from before a restore, in `backups`")));
    }
    facts
}

/// Bytes in the largest fitting unit, one decimal: `1.2 MB`.
fn size(bytes: u64) -> String {
    match bytes {
        1_000_000.. => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} kB", bytes as f64 / 1e3),
    }
}
