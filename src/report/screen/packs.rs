//! The list of packs.

use super::cells;
use super::styled::{Layout, Styled, Tone};
use crate::interview::count;
use crate::report::{PackEntry, visible};

/// In the place of what a pack does not say.
const NONE: &str = "none given";

/// A pack a line, in the order given: name, version, how many prompts, title; in plain form
/// everything. Behind the title, where there is room, who wrote it and under which licence.
pub fn pack_list(packs: &[PackEntry], layout: Layout) -> Vec<Styled> {
    if layout.plain {
        return packs.iter().map(plain).collect();
    }
    let widest = |text: &dyn Fn(&PackEntry) -> String| {
        packs.iter().map(|pack| cells(&text(pack))).max().unwrap_or(0).min(28)
    };
    let name = widest(&|pack| visible(&pack.name).into_owned());
    let version = widest(&|pack| visible(&pack.version).into_owned());
    let prompts = widest(&prompts);
    let line = |pack: &PackEntry| {
        let line = Styled::of(Tone::Accent, visible(&pack.name))
            .padded_to(name + 2)
            .then(Tone::Plain, visible(&pack.version))
            .padded_to(name + version + 4)
            .then(Tone::Dim, self::prompts(pack))
            .padded_to(name + version + prompts + 6);
        let room = layout.width().saturating_sub(line.width());
        let about = layout.own(&visible(&about(pack)));
        if room < 8 { line } else { line.then(Tone::Plain, layout.fit(&about, room)) }
    };
    packs.iter().map(line).collect()
}

fn prompts(pack: &PackEntry) -> String {
    count(pack.prompts.len(), "prompt", "prompts")
}

fn about(pack: &PackEntry) -> String {
    let authors = pack.authors.join(", ");
    let more = [authors.as_str(), pack.licence.as_deref().unwrap_or_default()];
    let more = more.into_iter().filter(|part| !part.is_empty());
    std::iter::once(pack.title.as_str()).chain(more).collect::<Vec<_>>().join(" · ")
}

fn plain(pack: &PackEntry) -> Styled {
    let authors = pack.authors.join("; ");
    let text = format!(
        "pack: {}, version: {}, title: {}, authors: {}, licence: {}, prompts: {}, path: {}",
        visible(&pack.name),
        visible(&pack.version),
        visible(&pack.title),
        visible(if authors.is_empty() { NONE } else { &authors }),
        visible(pack.licence.as_deref().unwrap_or(NONE)),
        visible(&pack.prompts.join(" ")),
        visible(&pack.path),
    );
    Styled::of(Tone::Plain, text)
}
