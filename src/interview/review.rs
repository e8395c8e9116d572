//! Reviewing a verdict line by line: what is typed about it, what has to be asked still, and what
//! comes of it. The rules are those of [`crate::scoring`].

use std::collections::BTreeMap;

use crate::scoring::{CriterionVerdict, Document, Review, Verdict, confirm, dispute, pick};

/// What the next line is read as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asking {
    /// What to do with the verdict.
    #[default]
    Key,
    /// The numbers of the lines that show it.
    Lines,
    /// Why.
    Why,
}

/// What came of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Took {
    /// It is settled: this is to be kept.
    Decided(Review),
    /// It stays as it was decided before.
    Stays,
    /// Something is asked still; see [`Disputed::asking`].
    Asks,
    /// It is taken in, and the verdict is still open.
    Noted(String),
    /// It is not taken, and why; the line is to be typed again.
    Refused(String),
    /// Nothing was changed after all.
    Dropped(String),
    /// The keys are to be shown.
    Help,
    /// The verdict before this one is to be shown again.
    Back,
    /// No more for now.
    Stop,
}

/// What the keys do.
pub const REVIEW_KEYS: [(&str, &str); 6] = [
    ("Enter", "accept the verdict"),
    ("m, p, x", "met, partly, missed instead; a reason may follow: `m see line 3`"),
    ("e 3, e 4-6", "the lines that show it; `e storage 3` in another step"),
    ("r WHY", "the reason"),
    ("b", "back to the one before"),
    ("q", "stop; everything that was decided is kept"),
];

/// What every change takes.
pub const REVIEW_RULE: &str = "Every change takes a reason. A verdict of met takes a quotation too, \
    or your word that you said it aloud.";

/// A verdict that is being reviewed.
#[derive(Debug)]
pub struct Disputed<'a> {
    document: &'a Document,
    judged: &'a CriterionVerdict,
    earlier: Option<&'a Review>,
    asking: Asking,
    verdict: Option<Verdict>,
    quote: Option<String>,
    reason: String,
    aloud: bool,
}

impl<'a> Disputed<'a> {
    /// Takes a verdict up, with what was decided about it before.
    pub fn new(
        document: &'a Document,
        judged: &'a CriterionVerdict,
        reviews: &'a BTreeMap<String, Review>,
    ) -> Self {
        let earlier = reviews.get(&judged.id).filter(|review| review.stands_for(judged));
        Self {
            document,
            judged,
            earlier,
            asking: Asking::Key,
            verdict: None,
            quote: None,
            reason: String::new(),
            aloud: false,
        }
    }

    /// What the next line is read as.
    pub fn asking(&self) -> Asking {
        self.asking
    }

    /// Takes a line.
    pub fn take(&mut self, line: &str) -> Took {
        let line = line.trim();
        match std::mem::take(&mut self.asking) {
            Asking::Key => self.key(line),
            Asking::Lines if line.is_empty() && self.verdict.is_none() => {
                Took::Dropped("No line was picked.".to_owned())
            }
            Asking::Lines if line.is_empty() => {
                self.aloud = true;
                self.settle()
            }
            Asking::Lines => self.lines(line),
            Asking::Why if line.is_empty() => {
                (self.verdict, self.quote, self.aloud) = (None, None, false);
                Took::Dropped("Without a reason nothing is changed.".to_owned())
            }
            Asking::Why => {
                line.clone_into(&mut self.reason);
                self.settle()
            }
        }
    }

    fn key(&mut self, line: &str) -> Took {
        let (key, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        let verdict = match key.to_lowercase().as_str() {
            "" => return self.accept(),
            "m" | "met" => Verdict::Met,
            "p" | "partly" => Verdict::Partly,
            "x" | "missed" => Verdict::Missed,
            "e" if rest.is_empty() => return self.ask(Asking::Lines),
            "e" => return self.lines(rest),
            "r" if rest.is_empty() => return self.ask(Asking::Why),
            "r" => {
                rest.clone_into(&mut self.reason);
                return self.settle();
            }
            "b" | "back" if rest.is_empty() => return Took::Back,
            "q" | "quit" | ":q" if rest.is_empty() => return Took::Stop,
            "?" | "help" | ":help" if rest.is_empty() => return Took::Help,
            _ => {
                let shown: String = key.chars().take(20).collect();
                return Took::Refused(format!(
                    "`{shown}` is none of Enter, m, p, x, e, r, b, q; ? says what they do"
                ));
            }
        };
        self.verdict = Some(verdict);
        if !rest.is_empty() {
            rest.clone_into(&mut self.reason);
        }
        self.settle()
    }

    fn ask(&mut self, what: Asking) -> Took {
        self.asking = what;
        Took::Asks
    }

    /// Enter: the verdict stays, with the lines or the reason that were given meanwhile.
    fn accept(&mut self) -> Took {
        if self.quote.is_none() && self.reason.is_empty() {
            return match self.earlier {
                Some(_) => Took::Stays,
                None => Took::Decided(confirm(self.judged)),
            };
        }
        self.verdict = Some(self.earlier.map_or(self.judged.verdict, |earlier| earlier.verdict));
        self.settle()
    }

    fn lines(&mut self, words: &str) -> Took {
        match pick(&self.document.answers, self.judged.step, words) {
            Ok(quote) => {
                self.quote = Some(quote);
                self.settle()
            }
            Err(why) => {
                // Where the lines were asked for they are asked for again.
                if self.verdict.is_some() {
                    self.asking = Asking::Lines;
                }
                Took::Refused(why.to_string())
            }
        }
    }

    /// Decides if everything is there; asks for what is not.
    fn settle(&mut self) -> Took {
        let Some(verdict) = self.verdict else { return Took::Noted(self.noted()) };
        let same = verdict == self.judged.verdict;
        if same && self.quote.is_none() && self.reason.is_empty() {
            return Took::Decided(confirm(self.judged));
        }
        if verdict == Verdict::Met && !self.aloud && !self.is_quoted() {
            return self.ask(Asking::Lines);
        }
        if self.reason.is_empty()
            && let Some(earlier) = self.earlier.filter(|earlier| earlier.verdict == verdict)
        {
            self.reason.clone_from(&earlier.reason);
        }
        if self.reason.is_empty() {
            return self.ask(Asking::Why);
        }
        let quote = self.quote.as_deref().or(self.earlier_quote());
        let quote = quote.filter(|_| verdict != Verdict::Missed);
        match dispute(self.document, &self.judged.id, verdict, &self.reason, quote) {
            Ok(review) => Took::Decided(review),
            Err(why) => Took::Refused(why.to_string()),
        }
    }

    fn is_quoted(&self) -> bool {
        self.quote.is_some() || self.earlier_quote().is_some() || !self.judged.evidence.is_empty()
    }

    fn earlier_quote(&self) -> Option<&'a str> {
        self.earlier.and_then(|earlier| earlier.quote.as_deref())
    }

    fn noted(&self) -> String {
        match (&self.quote, self.reason.is_empty()) {
            (Some(_), true) => "Quoted. Enter keeps the verdict with it, or m, p, x.".to_owned(),
            (Some(_), false) => {
                "Quoted, with your reason. Enter keeps the verdict, or m, p, x.".to_owned()
            }
            (None, _) => "Your reason is noted. Enter keeps the verdict, or m, p, x.".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
