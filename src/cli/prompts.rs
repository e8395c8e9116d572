//! `onsite prompts`: list, show and begin prompts.

use super::args::{Prompts, PromptsCommand, PromptsList};
use super::context::Context;
use super::error::{Failure, file_failure};
use super::files;
use super::seen;
use super::sessions;
use crate::bank::{
    BUILT_IN, Level, Listed, Origin, Prompt, Rubric, Step, budgets, nearest, skeleton,
};
use crate::interview::{Budget, Mode};
use crate::report::{CardTerms, PromptEntry, PromptsDocument, prompt_card, prompt_list, spoiler};
use crate::study::Way;

/// Lists, shows or begins prompts.
///
/// # Errors
/// When a prompt is not there, or showing it would spoil a mock that runs.
pub(super) fn run(context: &Context, args: &Prompts) -> Result<(), Failure> {
    match &args.command {
        None => list(context, &args.list),
        Some(PromptsCommand::List(args)) => list(context, args),
        Some(PromptsCommand::Show { prompt, spoil }) => show(context, prompt, *spoil),
        Some(PromptsCommand::New { prompt }) => new(context, prompt),
    }
}

fn list(context: &Context, args: &PromptsList) -> Result<(), Failure> {
    let bank = context.bank();
    let listing = bank.prompts();
    for broken in &listing.broken {
        context.ui.warning(&broken.to_string());
    }
    let now = context.clock.now();
    let sat = match context.store_for_reading() {
        Ok(store) => sessions::times_sat(&store, &now)?,
        Err(failure) => {
            context.ui.warning(&failure.message);
            super::stored::Counts::new()
        }
    };
    let all = listing.prompts.len();
    check_tags(&args.tag, &listing.prompts)?;
    let practised = |id: &str| sat.get(id).copied().unwrap_or(0) as usize;
    let wanted = listing.prompts.into_iter().filter(|listed| {
        let prompt = &listed.prompt;
        args.tag.iter().all(|tag| prompt.tags.contains(tag))
            && args.difficulty.is_none_or(|difficulty| prompt.difficulty == difficulty)
            && args.day.is_none_or(|day| prompt.days.contains(&day))
            && !(args.new && practised(&prompt.id) > 0)
            && args.step.is_none_or(|step| {
                bank.rubric(&prompt.id).is_ok_and(|rubric| leans_on(&rubric, step))
            })
    });
    let entries = wanted.map(|listed| {
        let prompt = listed.prompt;
        PromptEntry {
            criteria: bank.rubric(&prompt.id).map_or(0, |rubric| rubric.criteria.len()),
            source: match listed.source {
                Origin::BuiltIn => BUILT_IN.to_owned(),
                Origin::File(path) => path.display().to_string(),
                Origin::Pack(name) => name,
            },
            practised: practised(&prompt.id),
            title: prompt.title,
            difficulty: prompt.difficulty,
            tags: prompt.tags,
            id: prompt.id,
        }
    });
    let entries: Vec<PromptEntry> = entries.collect();
    if args.json {
        return context.json(&PromptsDocument::new(entries));
    }
    if entries.is_empty() {
        context.ui.say(&format!("None of the {all} prompts is like that."));
        return Ok(());
    }
    context.styled_paged(&prompt_list(&entries, context.layout()))
}

/// A tag that no prompt has is a slip.
fn check_tags(wanted: &[String], prompts: &[Listed]) -> Result<(), Failure> {
    let known = || prompts.iter().flat_map(|listed| &listed.prompt.tags).map(String::as_str);
    for tag in wanted {
        if !known().any(|one| one == tag) {
            let near = nearest(tag, known()).map(|near| format!("did you mean `{near}`?"));
            return Err(
                Failure::expected(format!("no prompt has the tag `{tag}`")).maybe_hint(near)
            );
        }
    }
    Ok(())
}

/// Whether a quarter or more of a rubric's weight lies on a step.
fn leans_on(rubric: &Rubric, step: Step) -> bool {
    let asked = rubric.criteria.iter().filter(|one| one.curveball.is_none());
    let weigh = |own: bool| {
        let counted = asked.clone().filter(|one| !own || one.step == step);
        counted.map(|one| one.weight.at(Level::default())).sum::<f64>()
    };
    weigh(true) * 4.0 >= weigh(false)
}

fn show(context: &Context, id: &str, spoil: bool) -> Result<(), Failure> {
    let bank = context.bank();
    let (prompt, rubric): (Prompt, Rubric) = (bank.prompt(id)?, bank.rubric(id)?);
    let store = context.store_for_reading()?;
    let now = context.clock.now();
    let sat = sessions::times_sat(&store, &now)?.get(id).copied().unwrap_or(0) > 0;
    if spoil {
        sessions::refuse_to_spoil(context, &store, id, "this")?;
    }
    let all = spoil || (sat && sessions::refuse_to_spoil(context, &store, id, "this").is_ok());
    let seconds = budgets(45 * 60, &Step::ALL);
    let steps = Step::ALL.iter().zip(seconds);
    let steps: Vec<Budget> = steps.map(|(step, seconds)| Budget { step: *step, seconds }).collect();
    let start = format!("`onsite start {id}` sits it.");
    let hidden = "What is asked for stays hidden until it was sat; `--spoil` shows it.";
    let closing = if all { vec![start.as_str()] } else { vec![start.as_str(), hidden] };
    let terms = CardTerms {
        mode: Mode::Mock,
        level: Level::default(),
        box_ms: Some(45 * 60_000),
        steps: &steps,
        closing: &closing,
    };
    let mut page = prompt_card(&prompt, &terms, context.layout());
    if all {
        seen::note(context, &store, id, Way::Shown, None);
        page.extend(spoiler(&prompt, &rubric, context.layout()));
    }
    context.styled_paged(&page)
}

fn new(context: &Context, id: &str) -> Result<(), Failure> {
    let skeleton = skeleton(id).map_err(|error| {
        let near = error.nearest.as_ref().map(|near| format!("`onsite prompts new {near}`"));
        Failure::usage(error.to_string()).maybe_hint(near)
    })?;
    if context.bank().source(id).is_ok() {
        return Err(Failure::expected(format!("there is a prompt `{id}` already"))
            .hint("choose another id, or edit the file that `onsite prompts` names"));
    }
    let folder = context.data_dir()?.join("bank");
    let mut written = Vec::new();
    for (kind, text) in [("prompts", skeleton.prompt), ("rubrics", skeleton.rubric)] {
        let folder = folder.join(kind);
        let path = folder.join(format!("{id}.toml"));
        if path.exists() {
            return Err(Failure::expected(format!("`{}` is there already", path.display())));
        }
        std::fs::create_dir_all(&folder).map_err(|error| file_failure("make", &folder, &error))?;
        files::replace(&path, text.as_bytes())
            .map_err(|error| file_failure("write", &path, &error))?;
        written.push(path);
    }
    for path in &written {
        context.ui.line(&path.display().to_string())?;
    }
    context.ui.say(&format!(
        "Write what is yours into both; `onsite check {}` says what is missing.",
        folder.display()
    ));
    Ok(())
}
