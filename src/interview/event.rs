//! The events of an interview. A session is what [`fold`](super::session::Session::fold) makes of
//! its events, and nothing else.
//!
//! The stored form is the JSON of [`Record`], one a row. Events carry the version of this format;
//! fields may be added under the same major version, and a record of a newer major is refused.

use serde::{Deserialize, Serialize};

use super::timebox::Reading;
use crate::bank::{Level, Step};
use crate::scoring::Verdict;

/// The version of the event format: a reader refuses records of another major.
///
/// 1.1 added what the interviewer may do beside answering ([`Conduct`]) and the ticks of a
/// self-interview ([`Event::Ticked`]). 1.2 added the total to [`Event::Reviewed`]. 1.3 added the box
/// in which criteria are refined ([`Event::Refining`], [`Event::Turned`]), the verdict on a refined
/// answer ([`Event::Refined`]), second opinions ([`Event::SecondOpinion`]) and who words what the
/// interviewer says ([`Conduct::worded_by`]).
pub const VERSION: Version = Version { major: 1, minor: 3 };

/// A version of the event format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Different majors do not understand each other.
    pub major: u16,
    /// Minors only add.
    pub minor: u16,
}

/// An event with its place in the session and its time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The version of the format it was written in.
    pub version: Version,
    /// Position in the session, from 1 without gaps.
    pub seq: u64,
    /// What the clocks said.
    pub at: Reading,
    /// Time used of the box, in milliseconds of box time, pauses left out.
    pub elapsed_ms: u64,
    /// What happened.
    pub event: Event,
}

/// What kind of sitting it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// A mock interview: the box is enforced.
    Mock,
    /// Practice: any length or none, single steps, pausing.
    Practice,
    /// Day 7: told aloud, with notes.
    SelfInterview,
}

impl Mode {
    /// The word used in JSON and on the screen.
    pub fn id(self) -> &'static str {
        match self {
            Self::Mock => "mock",
            Self::Practice => "practice",
            Self::SelfInterview => "self-interview",
        }
    }
}

/// Where the answers come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Typed in a terminal.
    Terminal,
    /// Read from a pipe or a file.
    Script,
}

impl Source {
    /// The word used in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Script => "script",
        }
    }
}

/// Everything that is fixed when an interview starts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Started {
    /// The session's id.
    pub session: String,
    /// The prompt's id.
    pub prompt: String,
    /// What kind of sitting.
    pub mode: Mode,
    /// The level it is graded for.
    pub level: Level,
    /// The length of the box in milliseconds of box time; absent when untimed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub box_ms: Option<u64>,
    /// The steps that are part of it, with their budgets in seconds of box time (0 when untimed).
    pub steps: Vec<Budget>,
    /// How many milliseconds of box time pass in a real one; above 1 it is a rehearsal.
    pub rate: u32,
    /// Whether it is a rehearsal, which counts nowhere.
    pub rehearsal: bool,
    /// Where the answers come from.
    pub input: Source,
    /// What every choice of chance in the session starts from.
    pub seed: u64,
    /// The stored prompt, by content hash.
    pub prompt_sha256: String,
    /// The stored resolved rubric, by content hash.
    pub rubric_sha256: String,
    /// The stored lexicon, by content hash.
    pub lexicon_sha256: String,
    /// The session whose work this practice continues.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<String>,
    /// The program's version.
    pub program: String,
    /// What the interviewer may do beside answering questions.
    #[serde(default, skip_serializing_if = "Conduct::is_reserved")]
    pub conduct: Conduct,
}

/// What the interviewer may do of their own accord, settled at the start; by default nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conduct {
    /// Whether follow-up questions are asked when a step is left.
    #[serde(default)]
    pub follow_ups: bool,
    /// The requirement that will change, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub curveball: Option<Planned>,
    /// Who words what is said: `llm`, or the bank when it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worded_by: Option<String>,
}

impl Conduct {
    /// Whether the interviewer only answers.
    pub fn is_reserved(&self) -> bool {
        *self == Self::default()
    }
}

/// A curveball that will come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Its id in the prompt.
    pub id: String,
    /// From when on, in milliseconds of box time used.
    pub at_ms: u64,
}

/// A step and its budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// The step.
    pub step: Step,
    /// Seconds of box time.
    pub seconds: u64,
}

/// Why the answers were sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Seal {
    /// The candidate finished.
    Finish,
    /// The box ended.
    Bell,
}

/// What a line of an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineKind {
    /// Typed or pasted.
    Typed,
    /// A question of the candidate's own.
    Question,
    /// A reply to a follow-up or a curveball.
    Reply,
    /// A calculation with its result.
    Calculation,
    /// An edge of the whiteboard.
    Edge,
    /// What was being typed when the bell rang.
    Bell,
}

/// What was being worked on when the box ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Held {
    /// A new line at the end of the answer.
    New,
    /// A line that was being corrected, by its number from 1.
    Line(usize),
    /// The whole answer, in an external editor.
    Whole,
    /// A command; it is kept, and is no answer text.
    Command,
}

/// What an interviewer's remark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remark {
    /// A step's budget is used up; the reference is the step.
    Budget,
    /// Ten minutes are left.
    TenMinutes,
    /// A fact is told; the reference is the fact.
    Fact,
    /// A design decision is handed back, or an unknown question.
    HandedBack,
    /// A follow-up; the reference is the criterion.
    FollowUp,
    /// A changed requirement; the reference is the curveball.
    Curveball,
    /// A hint; the reference is the criterion.
    Hint,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Event {
    /// The clock started.
    Started(Box<Started>),
    /// A terminal took the session up again.
    Resumed,
    /// Text was added at the end of a step's answer; it may hold several lines.
    Added {
        /// The step.
        step: Step,
        /// What it is.
        line: LineKind,
        /// The text, as typed.
        text: String,
    },
    /// A line was corrected in place; with empty text it is deleted. The text may hold several
    /// lines.
    Corrected {
        /// The step.
        step: Step,
        /// The line's number, from 1.
        number: usize,
        /// The new text.
        text: String,
    },
    /// The whole answer to a step was replaced, from an external editor.
    Replaced {
        /// The step.
        step: Step,
        /// The new text.
        text: String,
    },
    /// The last change to a step was taken back.
    Undone {
        /// The step.
        step: Step,
    },
    /// The last change taken back was made again.
    Redone {
        /// The step.
        step: Step,
    },
    /// The candidate moved to a step.
    Moved {
        /// The step.
        to: Step,
    },
    /// What was being typed when the box ended.
    Belled {
        /// The step.
        step: Step,
        /// What was being worked on.
        held: Held,
        /// The text.
        text: String,
    },
    /// The clock stopped; practice only.
    Paused,
    /// The clock went on after a pause.
    Continued,
    /// The interviewer spoke.
    Said {
        /// About what kind of thing.
        remark: Remark,
        /// The id of the thing.
        about: String,
        /// The words.
        text: String,
    },
    /// A follow-up was put off.
    Deferred {
        /// The criterion it is about.
        about: String,
    },
    /// The answers were sealed.
    Sealed {
        /// Why.
        by: Seal,
    },
    /// The session was struck out; it counts nowhere.
    Abandoned,
    /// The candidate's own guess of the total, before it was shown.
    Guessed {
        /// 0 to 100.
        total: u8,
    },
    /// The score that was shown.
    Scored {
        /// [`crate::scoring::SCORER`] at the time.
        scorer: String,
        /// 0 to 100.
        total: f64,
    },
    /// The candidate disputed or confirmed a verdict.
    Reviewed {
        /// The criterion.
        criterion: String,
        /// The candidate's verdict.
        verdict: Verdict,
        /// Why; empty where the judge's verdict was accepted.
        reason: String,
        /// The words that show it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<String>,
        /// The total with this review and those before it, 0 to 100, beside the total of the last
        /// [`Event::Scored`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        total: Option<f64>,
    },
    /// The candidate of a self-interview ticked what they had said aloud in a step.
    Ticked {
        /// The step.
        step: Step,
        /// The criteria that were ticked.
        said: Vec<String>,
        /// The criteria that were listed and not ticked.
        unsaid: Vec<String>,
    },
    /// A box opened in which missed and half-met criteria are answered again.
    Refining {
        /// The length of the box in milliseconds of box time.
        box_ms: u64,
        /// How many milliseconds of box time pass in a real one.
        rate: u32,
        /// The criteria, in the order in which they are shown.
        criteria: Vec<String>,
    },
    /// A criterion was shown, to be answered again.
    Turned {
        /// The criterion.
        criterion: String,
        /// The verdict that counted then.
        verdict: Verdict,
        /// The lines of the first answer that came nearest; empty where none did.
        first: String,
    },
    /// A criterion was worked on again after the interview. The last such event of a criterion
    /// counts.
    Refined {
        /// The criterion.
        criterion: String,
        /// The whole refined answer; empty takes it away.
        text: String,
        /// What the judge says of the criterion with the refined answer behind the first, beside
        /// the score; absent while it is being written.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        verdict: Option<Verdict>,
    },
    /// An improvement in the candidate's own words.
    Improvement {
        /// The words.
        text: String,
    },
    /// Another judge gave its opinion on criteria.
    SecondOpinion {
        /// `llm`.
        judge: String,
        /// The model.
        model: String,
        /// Host and port of the endpoint.
        host: String,
        /// The total with its verdicts, 0 to 100.
        total: f64,
        /// What it said.
        opinions: Vec<Judgement>,
    },
}

/// What another judge said of a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The criterion.
    pub criterion: String,
    /// A hash over everything that the opinion depends on: the same is not asked twice.
    pub key: String,
    /// Its verdict.
    pub verdict: Verdict,
    /// The words that are to show it, as it said them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// Why.
    pub reason: String,
    /// Whether it was asked several times and said the same each time.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unanimous: bool,
}
