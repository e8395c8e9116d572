//! What every command has at hand.

use std::borrow::Borrow;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::args::Global;
use super::clock::Clock;
use super::environment::Environment;
use super::error::{Failure, Kind};
use super::settings::Settings;
use super::ui::Ui;
use crate::bank::Bank;
use crate::interview::Source;
use crate::report::{Charset, Layout, Styled};
use crate::store::Store;
use crate::terminal::Size;

/// Where packs lie in the data directory.
pub(crate) const PACKS: &str = "packs";

/// What every command has at hand.
#[derive(Debug)]
pub(crate) struct Context {
    /// The environment.
    pub(crate) environment: Environment,
    /// The one door to the person.
    pub(crate) ui: Ui,
    /// The machine's clocks.
    pub(crate) clock: Clock,
    settings: Settings,
    data_dir: Option<PathBuf>,
    no_input: bool,
}

impl Context {
    /// Gathers it from flags and environment.
    pub(crate) fn new(global: &Global, environment: Environment) -> Self {
        let settings = Settings::gather(global, &environment);
        let ui = Ui::new(global, &environment, &settings);
        let chosen = global.data_dir.clone();
        let data_dir = chosen.or_else(|| {
            environment.xdg("XDG_DATA_HOME", ".local/share").map(|base| base.join("onsite"))
        });
        let (clock, no_input) = (Clock::of_machine(), global.no_input);
        Self { environment, ui, clock, settings, data_dir, no_input }
    }

    /// What the person likes, with where each value comes from. What is wrong with a source is
    /// beside it: ask for [`Self::sound_settings`] before something that takes long begins.
    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The settings, before something that takes long begins: what is wrong is refused, and a name
    /// that no setting has is told.
    ///
    /// # Errors
    /// With everything that is wrong.
    pub(crate) fn sound_settings(&self) -> Result<&Settings, Failure> {
        let settings = self.settings.sound()?;
        for fault in settings.unknown() {
            self.ui.warning(&format!("{fault} ({})", fault.hint));
        }
        Ok(settings)
    }

    /// The folder where sessions lie.
    ///
    /// # Errors
    /// When there is no home to put it in.
    pub(crate) fn data_dir(&self) -> Result<&Path, Failure> {
        self.data_dir.as_deref().ok_or_else(|| {
            Failure::new(Kind::Store, "there is no home directory to keep sessions in")
                .hint("`--data-dir DIR` or $XDG_DATA_HOME says where")
        })
    }

    /// The store, made when it is not there.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(crate) fn store(&self) -> Result<Store, Failure> {
        let folder = self.data_dir()?;
        self.ui.detail(&format!("sessions lie in `{}`", folder.display()));
        Ok(Store::open(folder)?)
    }

    /// The store for reading; a missing one is empty.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn store_for_reading(&self) -> Result<Store, Failure> {
        Ok(Store::open_for_reading(self.data_dir()?)?)
    }

    /// The built-in prompts with the user's own over them, and the installed packs.
    pub(crate) fn bank(&self) -> Bank {
        bank_in(self.data_dir.as_deref())
    }

    /// The width to write in, 40 to 80 columns.
    pub(crate) fn width(&self) -> usize {
        let size = Size::or_environment(std::io::stdout(), self.environment.text("COLUMNS"));
        usize::from(size.columns).clamp(40, 80)
    }

    /// How pages for the screen are laid out.
    pub(crate) fn layout(&self) -> Layout {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"];
        let said = locale.iter().find_map(|name| self.environment.text(name)).unwrap_or("");
        let ascii = matches!(said, "C" | "POSIX");
        Layout {
            columns: self.width(),
            charset: if ascii || self.ui.plain { Charset::Ascii } else { Charset::Unicode },
            plain: self.ui.plain,
        }
    }

    /// Whether `--no-input` was given.
    pub(crate) fn no_input(&self) -> bool {
        self.no_input
    }

    /// Writes a page for the screen to standard output.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn styled(&self, page: &[Styled]) -> Result<(), Failure> {
        self.ui.out(&self.painted(page))
    }

    /// A page for the screen in its colours.
    pub(crate) fn painted(&self, page: impl IntoIterator<Item: Borrow<Styled>>) -> String {
        let page = page.into_iter();
        // A line is a row of the screen, or most of one.
        let mut text = String::with_capacity(page.size_hint().0 * 96);
        for line in page {
            for span in &line.borrow().spans {
                text.push_str(&self.ui.tone(span.tone, &span.text));
            }
            text.push('\n');
        }
        text
    }

    /// Writes a document as JSON to standard output.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn json(&self, document: &impl serde::Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(document)
            .map_err(|error| Failure::expected(format!("cannot write JSON: {error}")))?;
        self.ui.line(&text)
    }

    /// Where answers come from: a terminal, or a script that is played.
    pub(crate) fn input(&self) -> Source {
        if self.environment.stdin_terminal { Source::Terminal } else { Source::Script }
    }

    /// Whether the line editor can be used: input and output are terminals that can draw.
    pub(crate) fn has_editor(&self) -> bool {
        let environment = &self.environment;
        environment.stdin_terminal
            && environment.stdout_terminal
            && !self.ui.plain
            && !matches!(environment.text("TERM"), None | Some("dumb" | "cons25" | "emacs"))
    }

    /// The day that plan and drills count from: `ONSITE_TODAY`, else the machine's. No time box
    /// asks for it.
    ///
    /// # Errors
    /// When it is set and no day.
    pub(crate) fn today(&self) -> Result<Date, Failure> {
        let set = self.environment.get("ONSITE_TODAY").map(|text| text.to_string_lossy());
        today(set.as_deref(), self.clock.now().wall_ms, &TimeZone::system())
    }

    /// The day that `ONSITE_TODAY` names; `None` where it names none.
    pub(crate) fn moved_today(&self) -> Option<Date> {
        self.environment.text("ONSITE_TODAY")?.parse().ok()
    }

    /// How many milliseconds of box time pass in a real one, from `ONSITE_CLOCK_RATE`; 1 without
    /// it.
    ///
    /// # Errors
    /// When it is no whole number from 1 to 3600.
    pub(crate) fn clock_rate(&self) -> Result<u32, Failure> {
        let Some(text) = self.environment.get("ONSITE_CLOCK_RATE") else { return Ok(1) };
        let rate = text.to_str().and_then(|text| text.parse().ok());
        rate.filter(|rate| (1..=3600).contains(rate)).ok_or_else(|| {
            Failure::usage(format!(
                "ONSITE_CLOCK_RATE is `{}`: a whole number from 1 to 3600 is needed",
                text.to_string_lossy()
            ))
        })
    }
}

/// The day that plan and drills count from: `ONSITE_TODAY`, else the day of `wall_ms` where the
/// machine is.
fn today(set: Option<&str>, wall_ms: i64, zone: &TimeZone) -> Result<Date, Failure> {
    match set {
        Some(text) => text.parse().map_err(|_| {
            Failure::usage(format!("ONSITE_TODAY is `{text}`: a day such as 2026-11-22 is needed"))
        }),
        None => Timestamp::from_millisecond(wall_ms)
            .map(|now| now.to_zoned(zone.clone()).date())
            .map_err(|_| Failure::expected("the machine's clock is beyond the calendar")),
    }
}

/// The bank of a data directory.
pub(crate) fn bank_in(data_dir: Option<&Path>) -> Bank {
    let at = |name: &str| data_dir.map(|folder| folder.join(name));
    Bank::open(at("bank").as_deref()).with_packs(at(PACKS).as_deref())
}

/// A number from the machine's chance, below 2^53 so that every reader of JSON keeps it.
pub(crate) fn chance_seed() -> u64 {
    rand::random::<u64>() >> 11
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_is_what_was_set_or_the_day_where_the_machine_is() {
        let east = TimeZone::fixed(jiff::tz::offset(9));
        let late = 1_795_302_000_000; // 2026-11-21T23:00:00Z
        assert_eq!(today(Some("2026-02-28"), late, &east).unwrap().to_string(), "2026-02-28");
        assert_eq!(today(None, late, &east).unwrap().to_string(), "2026-11-22");
        assert_eq!(today(None, late, &TimeZone::UTC).unwrap().to_string(), "2026-11-21");
        for wrong in ["", "22.11.2026", "2026-02-30", "tomorrow"] {
            assert!(today(Some(wrong), late, &east).is_err(), "{wrong}");
        }
    }
}
