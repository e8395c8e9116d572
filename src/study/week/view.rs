//! Where the week stands on a day: the layout and what was done of it, laid side by side.

use jiff::civil::Date;

use super::layout::{Amount, Block, Day, Track, Week};
use super::progress::{BlockRecord, Progress, Today};
use super::recognition::{Asked, Sat, recognised};
use crate::interview::Mode;

/// Where a block stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Done.
    Done,
    /// Left out on purpose.
    Skipped,
    /// Of an earlier study day, and neither done nor left out.
    CarriedOver,
    /// Of the study day that one is on.
    Today,
    /// Of a later study day.
    Ahead,
}

impl Standing {
    /// The word used in JSON and on the screen.
    pub fn id(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Skipped => "skipped",
            Self::CarriedOver => "carried over",
            Self::Today => "today",
            Self::Ahead => "ahead",
        }
    }

    /// Whether something is left to do.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Done | Self::Skipped)
    }
}

/// A block and what was done of it.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockView {
    /// The number of its day.
    pub day: u8,
    /// Unique in the day.
    pub id: String,
    /// As a heading.
    pub title: String,
    /// How long it takes.
    pub minutes: Amount,
    /// What is done in it.
    pub what: String,
    /// What it leaves behind.
    pub leaves: String,
    /// The commands that do it, as they would be typed now.
    pub commands: Vec<String>,
    /// Which of the commands is next, by its place; `None` when there is none left.
    pub next: Option<usize>,
    /// How many problems it asks for, where it counts problems.
    pub problems: Option<Amount>,
    /// The track that it belongs to alone.
    pub track: Option<Track>,
    /// Where it stands.
    pub standing: Standing,
    /// What was done.
    pub record: BlockRecord,
    /// What was made or sat for it, in words.
    pub made: Vec<String>,
    /// Whether everything that its commands make is there, though it is open.
    pub looks_done: bool,
    /// Sessions that are what it asks for and count to no block yet.
    pub unclaimed: Vec<Sat>,
}

/// A day and what was done on it.
#[derive(Clone, Debug, PartialEq)]
pub struct DayView {
    /// Its number, from 1.
    pub number: u8,
    /// A few words.
    pub name: String,
    /// What it is about.
    pub focus: String,
    /// The prompt that its interviews are about.
    pub prompt: Option<String>,
    /// The dates on which it was the study day.
    pub dates: Vec<Date>,
    /// The blocks of the track, and those that were worked on besides.
    pub blocks: Vec<BlockView>,
    /// Sessions that were sat for its blocks or on its dates.
    pub sessions: Vec<Sat>,
}

impl DayView {
    /// The minutes that are left of the blocks that are open: the least and the most.
    pub fn minutes_left(&self) -> (u32, u32) {
        let open = self.blocks.iter().filter(|block| block.standing.is_open());
        sum(open.map(|block| {
            let spent = u32::try_from(block.record.worked_s / 60).unwrap_or(u32::MAX);
            let Amount { least, most } = block.minutes;
            Amount { least: least.saturating_sub(spent), most: most.saturating_sub(spent) }
        }))
    }

    /// The minutes of all blocks: the least and the most.
    pub fn minutes(&self) -> (u32, u32) {
        sum(self.blocks.iter().map(|block| block.minutes))
    }

    /// Whether every block is done or was left out.
    pub fn is_settled(&self) -> bool {
        self.blocks.iter().all(|block| !block.standing.is_open())
    }

    /// Problems solved, and how many the day asks for; `None` where it asks for none.
    pub fn problems(&self) -> Option<(u32, (u32, u32))> {
        let counted: Vec<&BlockView> =
            self.blocks.iter().filter(|block| block.problems.is_some()).collect();
        if counted.is_empty() {
            return None;
        }
        let solved = counted.iter().filter_map(|block| block.record.problems).sum();
        Some((solved, sum(counted.iter().filter_map(|block| block.problems))))
    }

    /// Seconds spent on its blocks.
    pub fn worked_s(&self) -> u64 {
        self.blocks.iter().map(|block| block.record.worked_s).sum()
    }
}

fn sum(amounts: impl Iterator<Item = Amount>) -> (u32, u32) {
    amounts.fold((0, 0), |(least, most), amount| (least + amount.least, most + amount.most))
}

/// The week as it stands on a date.
#[derive(Clone, Debug, PartialEq)]
pub struct WeekView {
    /// The track.
    pub track: Track,
    /// The date.
    pub date: Date,
    /// Which study day it is.
    pub today: Today,
    /// The date of the first thing done; `None` before that.
    pub began: Option<Date>,
    /// The days in order.
    pub days: Vec<DayView>,
    /// What was done to blocks that this week does not have (its file was changed).
    pub strays: Vec<(u8, String, BlockRecord)>,
    /// Sessions since the week began that belong to none of its days.
    pub others: Vec<Sat>,
}

impl WeekView {
    /// The study day that one is on; `None` when all are over.
    pub fn current(&self) -> Option<&DayView> {
        self.day(self.today.day?)
    }

    /// A day by its number.
    pub fn day(&self, number: u8) -> Option<&DayView> {
        self.days.iter().find(|day| day.number == number)
    }

    /// A block by day and id.
    pub fn block(&self, day: u8, id: &str) -> Option<&BlockView> {
        self.day(day)?.blocks.iter().find(|block| block.id == id)
    }

    /// All blocks in order.
    pub fn blocks(&self) -> impl Iterator<Item = &BlockView> {
        self.days.iter().flat_map(|day| &day.blocks)
    }

    /// The blocks that were carried over, oldest first.
    pub fn carried_over(&self) -> Vec<&BlockView> {
        self.blocks().filter(|block| block.standing == Standing::CarriedOver).collect()
    }

    /// What to do now: the first open block of today, else the first carried over, else the first
    /// ahead.
    pub fn next(&self) -> Option<&BlockView> {
        let first = |standing| self.blocks().find(|block| block.standing == standing);
        first(Standing::Today)
            .or_else(|| first(Standing::CarriedOver))
            .or_else(|| first(Standing::Ahead))
    }

    /// Problems solved in the week, and how many it asks for.
    pub fn problems(&self) -> (u32, (u32, u32)) {
        self.days.iter().filter_map(DayView::problems).fold(
            (0, (0, 0)),
            |(solved, (least, most)), (more, asked)| {
                (solved + more, (least + asked.0, most + asked.1))
            },
        )
    }
}

/// The week as it stands on `date`. `sat` are the sessions since the week began, newest first; where
/// it has not begun, those of `date`.
pub fn view(week: &Week, progress: &Progress, date: Date, sat: &[Sat]) -> WeekView {
    let today = progress.today(week, date);
    let days: Vec<DayView> = week
        .numbered()
        .map(|(number, day)| DayView {
            number,
            name: day.name.clone(),
            focus: day.focus.clone(),
            prompt: day.prompt.clone(),
            dates: progress.dates(number).collect(),
            blocks: day
                .blocks
                .iter()
                .filter(|block| progress.includes(number, block))
                .map(|block| block_view((number, day), block, progress, today, sat))
                .collect(),
            sessions: Vec::new(),
        })
        .collect();
    let strays = progress
        .blocks()
        .filter(|(day, id, _)| week.block(*day, id).is_none())
        .map(|(day, id, record)| (day, id.to_owned(), record.clone()))
        .collect();
    let mut view = WeekView {
        track: progress.track(),
        date,
        today,
        began: progress.began(),
        days,
        strays,
        others: Vec::new(),
    };
    for one in sat.iter().rev() {
        let counted =
            |day: &DayView| day.blocks.iter().any(|block| block.record.sessions.contains(&one.id));
        let place = view
            .days
            .iter()
            .position(counted)
            .or_else(|| view.days.iter().position(|day| day.dates.contains(&one.on)));
        match place {
            Some(place) => view.days[place].sessions.push(one.clone()),
            None => view.others.push(one.clone()),
        }
    }
    view
}

fn block_view(
    (number, day): (u8, &Day),
    block: &Block,
    progress: &Progress,
    today: Today,
    sat: &[Sat],
) -> BlockView {
    let record = progress.block(number, &block.id).cloned().unwrap_or_default();
    let standing = match (record.done, record.skipped, today.day) {
        (Some(_), ..) => Standing::Done,
        (None, Some(_), _) => Standing::Skipped,
        (None, None, Some(today)) if number == today => Standing::Today,
        (None, None, Some(today)) if number > today => Standing::Ahead,
        (None, None, _) => Standing::CarriedOver,
    };
    let found = recognised((number, day), block, progress, sat);
    let all_there = found.found.1 > 0 && found.found.0 == found.found.1;
    let others = |command: &String| Asked::by(command, day.prompt.as_deref()) == Asked::Other;
    let next = found.next.or_else(|| block.commands.iter().position(others));
    let unclaimed =
        found.sessions.into_iter().filter(|one| !record.sessions.contains(&one.id)).collect();
    BlockView {
        day: number,
        id: block.id.clone(),
        title: block.title.clone(),
        minutes: block.minutes,
        what: block.what.clone(),
        leaves: block.leaves.clone(),
        commands: block.commands.iter().map(|command| as_typed(command, day, sat)).collect(),
        next,
        problems: block.problems,
        track: block.track,
        standing,
        looks_done: all_there && standing.is_open(),
        record,
        made: found.words,
        unclaimed,
    }
}

/// A command as it would be typed now: `--continue latest` means the last session on the day's
/// prompt, whatever was sat since; where there is none, the prompt itself. What is refined is the last
/// mock.
fn as_typed(command: &str, day: &Day, sat: &[Sat]) -> String {
    if command == "onsite refine"
        && let Some(mock) = sat.iter().find(|one| one.mode == Mode::Mock)
    {
        return format!("{command} {}", mock.id);
    }
    let (Some(prompt), true) = (&day.prompt, command.contains("--continue latest")) else {
        return command.to_owned();
    };
    match sat.iter().find(|one| one.prompt == *prompt) {
        Some(last) => command.replace("--continue latest", &format!("--continue {}", last.id)),
        None => command.replace("--continue latest", prompt),
    }
}
