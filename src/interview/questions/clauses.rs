//! Which parts of a line ask something.

/// A sentence that asks, and its clauses where it asks more than one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked<'a> {
    /// The sentence.
    pub(super) whole: &'a str,
    /// The sentence before it in the line, which pronouns may point to.
    pub(super) before: Option<&'a str>,
    /// It is put as a statement, with a question mark at its end.
    pub(super) doubtful: bool,
    /// Its clauses, at least two, or none.
    pub(super) clauses: Vec<&'a str>,
    /// There are two clauses, and an "and" between them.
    pub(super) paired: bool,
    /// Whether it says enough without another sentence.
    pub(super) says: Says,
    /// Things named side by side in a short question, at least two, or none.
    pub(super) items: Vec<&'a str>,
}

/// What a sentence says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// What can be asked for.
    Enough,
    /// A word or three after another sentence, which ask nothing by themselves: "dozens, hundreds?".
    Scraps,
    /// Words of asking alone after another sentence, which they ask about: "and by how much?".
    Nothing,
}

/// The most bytes of a line that are looked at, from its end: what is asked stands last.
const MOST_BYTES: usize = 1_600;
/// The most sentences of a line that are heard as questions.
const MOST_SENTENCES: usize = 6;
/// The most clauses or items of a sentence.
const MOST_PARTS: usize = 4;
/// The most words of a question that has no verb.
const TERSE: usize = 7;
/// The most words of a scrap.
const SCRAP: usize = 3;

/// The sentences of a line that ask something. Where the whole line was put as a question
/// (`outright`), it need not sound like one.
pub(super) fn asked(line: &str, outright: bool) -> Vec<Asked<'_>> {
    let sentences = sentences(tail(line));
    let found = asking(&sentences, |form| match form {
        Form::Asks => Some(false),
        Form::Doubts => Some(!outright),
        Form::States => None,
    });
    if found.is_empty() && outright { asking(&sentences, |_| Some(false)) } else { found }
}

/// The sentences of which `doubtful` says whether they ask in doubt.
fn asking<'a>(sentences: &[&'a str], doubtful: impl Fn(Form) -> Option<bool>) -> Vec<Asked<'a>> {
    let mut found = Vec::new();
    for (at, &whole) in sentences.iter().enumerate() {
        let clauses = clauses(whole);
        if let Some(doubtful) = doubtful(form(whole, &clauses)) {
            let items = if clauses.is_empty() { items(whole) } else { Vec::new() };
            let before = at.checked_sub(1).and_then(|last| sentences.get(last)).copied();
            let paired = clauses.len() == 2 && clauses.first().is_some_and(|one| ends_in_and(one));
            let says = if at == 0 { Says::Enough } else { says(whole) };
            found.push(Asked { whole, before, doubtful, clauses, paired, says, items });
        }
    }
    let first = found.len().saturating_sub(MOST_SENTENCES);
    found.split_off(first)
}

fn ends_in_and(clause: &str) -> bool {
    words(clause)
        .last()
        .is_some_and(|(_, _, word)| ["and", "also", "plus"].contains(&word.as_str()))
}

/// What a sentence after another says by itself.
fn says(sentence: &str) -> Says {
    let words = words(sentence);
    let all = |listed: &[&str], has: bool| {
        words.iter().all(|(_, _, word)| listed.contains(&word.as_str()) == has)
    };
    if all(BARE, true) {
        Says::Nothing
    } else if words.len() <= SCRAP && all(STARTS, false) {
        Says::Scraps
    } else {
        Says::Enough
    }
}

/// The end of a line that is too long to be looked at whole.
pub(super) fn tail(line: &str) -> &str {
    let mut start = line.len().saturating_sub(MOST_BYTES);
    while !line.is_char_boundary(start) {
        start += 1;
    }
    line.get(start..).unwrap_or_default()
}

fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next);
        let ends = match character {
            '?' | '？' | '\n' | '\r' => true,
            '.' | '!' | ';' => {
                next.is_none_or(char::is_whitespace) && !abbreviated(text, at) && !goes_on(text, at)
            }
            _ => false,
        };
        if ends {
            let end = at + character.len_utf8();
            push(&mut found, text.get(start..end));
            start = end;
        }
    }
    push(&mut found, text.get(start..));
    found
}

fn push<'a>(found: &mut Vec<&'a str>, piece: Option<&'a str>) {
    let piece = piece.unwrap_or_default().trim();
    if piece.chars().any(char::is_alphanumeric) {
        found.push(piece);
    }
}

fn abbreviated(text: &str, stop: usize) -> bool {
    let before = text.get(..stop).unwrap_or_default();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    ["vs", "approx", "avg", "g", "e", "max", "min", "incl", "etc"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether three stops are followed by a small letter: "the '... is typing' thing".
fn goes_on(text: &str, stop: usize) -> bool {
    let after = text.get(stop + 1..).unwrap_or_default().trim_start();
    text.get(..stop).is_some_and(|before| before.ends_with(".."))
        && after.starts_with(char::is_lowercase)
}

/// The words of a text in lower case, with where they begin and end.
pub(super) fn words(text: &str) -> Vec<(usize, usize, String)> {
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    let mut open: Option<usize> = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = character.is_alphanumeric() || matches!(character, '\'' | '’');
        match (inside, open) {
            (true, None) => open = Some(at),
            (false, Some(start)) => {
                let word = text.get(start..at).unwrap_or_default();
                found.push((start, at, word.to_lowercase().replace('’', "'")));
                open = None;
            }
            _ => {}
        }
    }
    found
}

const STARTS: &[&str] = &[
    "how",
    "what",
    "whats",
    "what's",
    "which",
    "who",
    "whom",
    "whose",
    "where",
    "when",
    "why",
    "is",
    "are",
    "was",
    "were",
    "do",
    "does",
    "did",
    "can",
    "could",
    "should",
    "shall",
    "may",
    "might",
    "must",
    "will",
    "would",
    "has",
    "have",
    "had",
    "any",
    "anything",
    "isn't",
    "aren't",
    "don't",
    "doesn't",
    "who's",
    "where's",
    "how's",
    "whether",
    "wat",
    "hows",
    "wheres",
    "whos",
    "dose",
    "am",
    "r",
    "cant",
    "can't",
    "won't",
    "shouldn't",
    "does",
    "what're",
    "is't",
];
/// Words that ask for nothing without another sentence.
const BARE: &[&str] = &[
    "how", "what", "which", "who", "where", "when", "why", "many", "much", "often", "long", "big",
    "large", "far", "fast", "quickly", "soon", "so", "and", "or", "by", "for", "since", "until",
    "one", "ones", "of", "them", "exactly", "roughly", "not", "if", "then",
];
const QUESTION_WORDS: &[&str] = &[
    "how", "what", "whats", "what's", "which", "who", "whose", "where", "when", "why", "whether",
    "who's", "where's", "how's",
];
const LEADS: &[&str] = &[
    "so",
    "and",
    "ok",
    "okay",
    "hi",
    "hey",
    "also",
    "well",
    "but",
    "first",
    "then",
    "hmm",
    "um",
    "uh",
    "right",
    "please",
    "pls",
    "sorry",
    "now",
    "next",
    "or",
    "plus",
    "just",
    "quick",
    "question",
    "alright",
    "hello",
    "great",
    "thanks",
    "in",
    "for",
    "from",
    "at",
    "to",
    "by",
    "on",
    "until",
    "since",
    "with",
    "of",
    "if",
    "about",
    "maybe",
    "more",
    "concretely",
    "roughly",
];
/// More words that stand before a question word: "and across how many zones".
const BEFORE_ASKS: &[&str] = &[
    "across", "over", "per", "under", "within", "into", "through", "between", "among", "against",
    "after", "before", "around", "during", "near", "below", "above", "via", "up", "like",
];
const JOINTS: &[&str] = &["and", "also", "or", "plus", "but", "then"];

/// The clauses of a sentence that begin with a question word of their own.
fn clauses(sentence: &str) -> Vec<&str> {
    let words = words(sentence);
    let mut cuts = vec![0_usize];
    for at in 1..words.len() {
        let (start, _, ref word) = words[at];
        if !STARTS.contains(&word.as_str()) || words.len() - at < 2 {
            continue;
        }
        let gap = sentence.get(words[at - 1].1..start).unwrap_or_default();
        let parted = gap.contains([',', ':', ';', '-', '–', '—', '+', '&', '/', '(']);
        let before = |back: usize| at.checked_sub(back).map(|i| words[i].2.as_str());
        let joined = before(1).is_some_and(|one| JOINTS.contains(&one));
        let asks = QUESTION_WORDS.contains(&word.as_str());
        let preposition = asks
            && before(1).is_some_and(|one| LEADS.contains(&one) || BEFORE_ASKS.contains(&one))
            && before(2).is_some_and(|one| JOINTS.contains(&one));
        let cut = if preposition {
            words[at - 1].0
        } else if parted || (joined && before(1) != Some("or")) {
            start
        } else {
            continue;
        };
        if cuts.last().is_some_and(|&last| cut > last) {
            cuts.push(cut);
        }
    }
    if cuts.len() < 2 || cuts.len() > MOST_PARTS {
        return Vec::new();
    }
    let ends = cuts.iter().skip(1).copied().chain([sentence.len()]);
    cuts.iter().zip(ends).filter_map(|(&start, end)| sentence.get(start..end)).collect()
}

/// Things side by side in a short question: "dau and latency?". Where an "or" is among them they are
/// answers to choose from.
fn items(sentence: &str) -> Vec<&str> {
    let words = words(sentence);
    if words.len() > 12 || words.iter().any(|(_, _, word)| word == "or") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for (at, (from, to, word)) in words.iter().enumerate().skip(1) {
        let gap = sentence.get(words[at - 1].1..*from).unwrap_or_default();
        if ["and", "plus"].contains(&word.as_str()) {
            found.push(sentence.get(start..*from).unwrap_or_default());
            start = *to;
        } else if gap.contains([',', '+', '&', ';']) {
            found.push(sentence.get(start..*from).unwrap_or_default());
            start = *from;
        }
    }
    if found.is_empty() || found.len() >= MOST_PARTS {
        return Vec::new();
    }
    found.push(sentence.get(start..).unwrap_or_default());
    found.retain(|item| item.chars().any(char::is_alphanumeric));
    found
}

/// Requests and doubts that ask without a question mark.
const REQUESTS: &[&str] = &[
    "tell me",
    "give me",
    "i'd like to know",
    "i would like to know",
    "i want to know",
    "wondering",
    "i wonder",
    "curious",
    "clarify",
    "let me know",
    "explain",
    "describe",
    "what about",
    "how about",
    "not sure",
    "do you",
    "can you",
    "could you",
    "i need to know",
    "unclear",
    "let me ask",
    "i'd like to ask",
    "need to understand",
    "want to understand",
    "need to ask",
    "like to understand",
    "talk about",
    "say something about",
    "or not",
    "yes or no",
    "is there",
    "are there",
    "my question",
    "pls",
    "please",
];
const HOW: &[&str] = &[
    "how many",
    "how much",
    "how long",
    "how often",
    "how big",
    "how large",
    "how fast",
    "how quickly",
    "how soon",
    "what kind",
    "which kind",
    "how old",
    "how far",
    "how fresh",
];
/// Words of which a statement has one, and a question without a verb has none.
const STATES: &[&str] = &[
    "i", "we", "they", "it", "he", "she", "i'll", "we'll", "i'd", "let's", "lets", "is", "are",
    "was", "were", "will", "would", "has", "have", "had", "do", "does", "did", "can", "could",
    "should", "shall", "must", "may", "might", "assume", "assuming", "assumed", "use", "using",
    "store", "say", "add", "put", "make", "keep", "choose", "pick", "need", "needs", "write",
    "stays", "that's", "this", "i'm", "we're", "means", "gets", "ok", "thanks", "thank", "sends",
    "goes", "done", "yes", "no",
];

/// Words that begin questions and statements alike.
const EITHER: &[&str] =
    &["when", "where", "any", "may", "might", "will", "whether", "which", "why"];

/// What a sentence does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// It asks.
    Asks,
    /// It states, with a question mark.
    Doubts,
    /// It states.
    States,
}

fn form(sentence: &str, clauses: &[&str]) -> Form {
    let marked = sentence.contains(['?', '？']);
    let ended = !marked && sentence.ends_with(['.', '!']);
    let words: Vec<String> = words(sentence).into_iter().map(|word| word.2).collect();
    let listed = |list: &[&str], word: &String| list.contains(&word.as_str());
    let text = format!(" {} ", words.join(" "));
    let holds = |phrases: &[&str]| phrases.iter().any(|one| text.contains(&format!(" {one} ")));
    let first = words.iter().find(|word| !listed(LEADS, word));
    let starts = first.is_some_and(|word| listed(STARTS, word) && !(ended && listed(EITHER, word)));
    let mine = words.first().is_some_and(|word| {
        let own = ["i", "we", "i'll", "i'd", "we'll", "let's", "assume", "assuming"];
        own.contains(&word.as_str())
    });
    let verbless = !words.iter().any(|word| listed(STATES, word));
    let terse = verbless && (marked || (!ended && words.len() <= TERSE));
    let midway = !mine && (holds(HOW) || !clauses.is_empty());
    if starts || terse || midway || holds(REQUESTS) {
        Form::Asks
    } else if marked {
        Form::Doubts
    } else {
        Form::States
    }
}
