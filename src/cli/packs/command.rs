//! `onsite packs`: what to do with packs.

use super::shelf::Shelf;
use super::{add, list, new};
use crate::bank::{nearest, visible};
use crate::cli::args::{Packs, PacksCommand};
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::interview::count;

/// Lists, adds, removes or begins packs.
///
/// # Errors
/// When a pack is not there or not taken in, or the data directory cannot be written.
pub(in crate::cli) fn run(context: &Context, args: &Packs) -> Result<(), Failure> {
    match &args.command {
        None => list::run(context, &args.list),
        Some(PacksCommand::List(args)) => list::run(context, args),
        Some(PacksCommand::Add(args)) => add::run(context, args),
        Some(PacksCommand::Remove { name }) => remove(context, name),
        Some(PacksCommand::New { name }) => new::run(context, name),
    }
}

fn remove(context: &Context, name: &str) -> Result<(), Failure> {
    let data = context.data_dir()?;
    Shelf::put_right(data);
    let packs = context.bank().packs();
    let Some(pack) = packs.iter().find(|pack| pack.name == name) else {
        let near = nearest(name, packs.iter().map(|pack| pack.name.as_str()));
        let near = near.map(|near| format!("did you mean `{near}`?"));
        let near = near.unwrap_or_else(|| "`onsite packs` lists what is installed".to_owned());
        let name = visible(name);
        return Err(Failure::expected(format!("there is no pack `{name}`")).hint(near));
    };
    Shelf::open(data)?.remove(name)?;
    let prompts = count(pack.prompts.len(), "prompt", "prompts");
    let version = pack.manifest.as_ref().map_or(String::new(), |one| format!(" {}", one.version));
    context.ui.line(&format!("Removed {name}{version}: {prompts}."))?;
    context.ui.say("Interviews on them stay, with everything they were held with.");
    Ok(())
}
