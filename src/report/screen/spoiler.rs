//! Everything about a prompt that is hidden until it was sat.

use super::styled::{Layout, Styled, Tone, hanging};
use crate::bank::{Prompt, Rubric, Step};
use crate::report::{one_line, visible};

/// The facts, the criteria with their follow-ups, the red flags, the curveballs, the worked estimate
/// and the reference answer.
pub fn spoiler(prompt: &Prompt, rubric: &Rubric, layout: Layout) -> Vec<Styled> {
    let mut page = Vec::new();
    heading(&mut page, "Facts, told when asked");
    for fact in &prompt.facts {
        let must = if fact.must { "must be asked or assumed: " } else { "" };
        item(&mut page, &fact.id, &format!("{must}{}", fact.say), layout);
    }
    heading(&mut page, "Numbers");
    for scale in &prompt.scales {
        item(&mut page, &scale.what, &scale.value, layout);
    }
    for estimate in &prompt.estimates {
        let text = format!("{} = {}", estimate.working, estimate.result);
        item(&mut page, &estimate.what, &text, layout);
    }
    for step in Step::ALL {
        let mut listed = rubric.criteria.iter().filter(|c| c.step == step).peekable();
        if listed.peek().is_none() {
            continue;
        }
        heading(&mut page, &format!("Criteria: {}", step.heading()));
        for criterion in listed {
            let text = format!("{} · {}", criterion.tier.id(), criterion.text);
            item(&mut page, &criterion.id, &layout.own(&text), layout);
            let asked = prompt.follow_ups.iter().find(|asked| asked.criterion == criterion.id);
            if let Some(asked) = asked {
                item(&mut page, "  follow-up", &asked.missed, layout);
            }
        }
    }
    heading(&mut page, "Red flags");
    for flag in &rubric.red_flags {
        item(&mut page, &flag.id, &format!("-{} {}", flag.points, flag.text), layout);
    }
    heading(&mut page, "Caps");
    for cap in &rubric.caps {
        item(&mut page, &cap.id, &format!("at most {}: {}", cap.at_most, cap.text), layout);
    }
    heading(&mut page, "Curveballs");
    for curveball in &prompt.curveballs {
        item(&mut page, &curveball.id, &curveball.say, layout);
    }
    for (step, text) in &prompt.reference {
        heading(&mut page, &format!("Reference: {}", step.heading()));
        for line in text.trim().lines() {
            page.extend(hanging(
                Styled::of(Tone::Plain, "  "),
                Tone::Plain,
                &visible(line),
                layout,
            ));
        }
    }
    page
}

fn heading(page: &mut Vec<Styled>, text: &str) {
    page.push(Styled::blank());
    page.push(Styled::of(Tone::Heading, text));
}

fn item(page: &mut Vec<Styled>, name: &str, text: &str, layout: Layout) {
    let name = Styled::of(Tone::Accent, format!("  {}: ", visible(name)));
    page.extend(hanging(name, Tone::Plain, &one_line(text), layout));
}
