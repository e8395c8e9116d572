//! The settings, as a page.

use super::styled::{Layout, Styled, Tone, hanging};
use crate::report::json::{ConfigDocument, SettingEntry, SettingOrigin};
use crate::report::visible;

/// Each setting with its value and where it comes from, a line each.
pub fn settings_page(document: &ConfigDocument, layout: Layout) -> Vec<Styled> {
    let path = document.path.as_deref().unwrap_or("unknown: there is no home directory");
    let mut page = Vec::new();
    if layout.plain {
        page.push(Styled::of(Tone::Dim, "file: ").then(Tone::Plain, visible(path)));
    } else {
        page.extend(hanging(
            Styled::of(Tone::Heading, "Settings  "),
            Tone::Dim,
            &visible(path),
            layout,
        ));
        page.push(Styled::blank());
    }
    page.extend(document.settings.iter().flat_map(|entry| setting_line(entry, layout)));
    page
}

/// A setting: its key, its value, and where that comes from.
pub(super) fn setting_line(entry: &SettingEntry, layout: Layout) -> Vec<Styled> {
    let value = setting_value(entry);
    let origin = setting_origin(entry);
    if layout.plain {
        let line = Styled::of(Tone::Dim, format!("{}: ", entry.key));
        return vec![line.then(Tone::Plain, visible(&format!("{value} ({origin})")))];
    }
    let tone = if entry.origin == SettingOrigin::Default { Tone::Dim } else { Tone::Plain };
    let first = Styled::of(Tone::Accent, format!("  {:<17}", entry.key));
    let room = layout.width().saturating_sub(19);
    let short = value.chars().count() < 16 && room >= 17 + origin.chars().count();
    let text = if short { format!("{value:<17}{origin}") } else { format!("{value} ({origin})") };
    if short {
        let (value, origin) = text.split_at(text.len() - origin.len());
        return vec![first.then(tone, visible(value)).then(Tone::Dim, visible(origin))];
    }
    hanging(first, tone, &visible(&text), layout)
}

fn setting_value(entry: &SettingEntry) -> String {
    match &entry.value {
        serde_json::Value::Null => entry.unset_means.to_owned(),
        serde_json::Value::String(text) if text.is_empty() => "none".to_owned(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn setting_origin(entry: &SettingEntry) -> String {
    let from = entry.from.as_deref().unwrap_or_default();
    match (entry.origin, entry.line) {
        (SettingOrigin::Flag, _) => format!("flag {from}"),
        (SettingOrigin::Environment, _) => format!("environment {from}"),
        (SettingOrigin::File, Some(line)) => format!("file, line {line}"),
        (SettingOrigin::File, None) => "file".to_owned(),
        (SettingOrigin::Default, _) => "default".to_owned(),
    }
}
