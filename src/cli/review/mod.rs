//! `onsite review`: the candidate disputes single verdicts, on a terminal one by one, or by `--set`.

mod command;
mod reader;
mod reviewing;
mod setting;
mod walk;

pub(super) use command::run;
pub(super) use setting::{Setting, read_setting};
