//! A rubric made ready: everything that does not depend on an answer, done once.

use std::borrow::Cow;
use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use crate::bank::{Exemplars, Fact, Lexicon, Rubric, Step, content_sha256};

use super::answering::about_answering;
use super::both::both;
use super::columns::Columns;
use super::document::RubricRef;
use super::logarithm::ln;
use super::phrases::{Group, Phrases};
use super::target::{
    ConceptGroup, Line, Model, Sentence, Shows, Target, denies, drops, keys, lines,
};
use super::text::{Symbol, Vocabulary, stem};
use super::topic::Topic;
use super::words::Words;

/// How much a word of the brief counts: everybody who answers uses it.
const BRIEF: f32 = 0.1;
/// How much a word of a criterion's text counts that speaks about answering.
const ABOUT_ANSWERING: f32 = 0.15;

/// A rubric with everything prepared that judging needs. It can be shared between threads.
#[derive(Debug)]
pub struct Compiled {
    rubric: Rubric,
    reference: RubricRef,
    pub(super) vocabulary: Vocabulary,
    /// Concept phrases, by target.
    pub(super) phrases: Phrases,
    /// How telling each phrase is for its group, 0 to 1: little where sentences about other
    /// criteria hold it too.
    pub(super) telling: HashMap<(Group, u32), f32>,
    /// Other names of words that the rubric uses; the group's target is an index into `aliases`.
    pub(super) names: Phrases,
    /// What a name stands for.
    pub(super) aliases: Vec<Vec<Symbol>>,
    /// The words that models are made of.
    pub(super) columns: Columns,
    /// The criteria in order, then the red flags.
    pub(super) targets: Vec<Target>,
    /// What the rubric's own criteria keep speaking about.
    pub(super) topic: Topic,
    /// How many sentences there are.
    pub(super) lines: usize,
    /// How many of them, the first, are the texts and the keys of targets.
    pub(super) own_lines: usize,
    /// How many concept groups there are.
    pub(super) group_count: usize,
    /// Runs of words in the brief and in the criteria's own texts.
    pub(super) echoes: HashSet<[Symbol; ECHO]>,
}

/// The length of a run of words that counts as copied.
pub(super) const ECHO: usize = 4;

impl Compiled {
    /// Prepares a rubric. `brief` and `facts` are the prompt's, where there is one: the brief's
    /// words count little, and the ways of assuming a fact count for criteria that name it.
    ///
    /// The hash is made on a second thread meanwhile; where none can be had, after the rest.
    pub fn new(rubric: &Rubric, brief: Option<&str>, facts: &[Fact], lexicon: &Lexicon) -> Self {
        // Rubrics and lexicons always have a JSON to be hashed.
        let sha256 = || content_sha256(rubric, lexicon).unwrap_or_default();
        let (mut made, sha256) = both(|| Self::prepare(rubric, brief, facts, lexicon), sha256);
        made.reference.sha256 = sha256;
        made
    }

    /// Everything but the hash.
    fn prepare(rubric: &Rubric, brief: Option<&str>, facts: &[Fact], lexicon: &Lexicon) -> Self {
        let mut vocabulary = Vocabulary::new(Words::builtin());
        let sources = sources(rubric, facts);
        let sentences: Vec<Vec<Sentence>> =
            sources.iter().map(|source| source.sentences(&mut vocabulary)).collect();
        let texts: Vec<Sentence> = sources
            .iter()
            .map(|source| Sentence::read(&mut vocabulary, Shows::Met, source.text))
            .collect();
        let brief_words: BTreeSet<Symbol> =
            vocabulary.learn_symbols(brief.unwrap_or_default()).into_iter().collect();
        let echoes = echoes(&mut vocabulary, rubric, brief);

        let mut phrases = Phrases::new();
        let other_names = other_names(lexicon, &sources);
        let mut groups = Vec::with_capacity(sources.len());
        let mut group_count = 0;
        for (target, source) in sources.iter().enumerate() {
            let mut own = Vec::with_capacity(source.concepts.len());
            for (group, listed) in source.concepts.iter().enumerate() {
                let place = Group { target: target as u16, group: group as u8 };
                let mut made =
                    concept_group(&mut vocabulary, &mut phrases, &other_names, place, listed);
                made.number = group_count;
                group_count += 1;
                own.push(made);
            }
            groups.push(own);
        }
        let ((names, aliases), (group_weights, telling)) = both(
            || aliases(&mut vocabulary, lexicon),
            || weigh(&groups, &phrases, &sentences, rubric.criteria.len()),
        );
        for (group, weight) in groups.iter_mut().flatten().zip(group_weights) {
            group.weight = weight;
        }

        let read = sources.into_iter().zip(&sentences).zip(&texts).zip(groups);
        let read = read.map(|(((one, sentences), text), groups)| (one, &**sentences, text, groups));
        let ((targets, numbers, columns), topic) = both(
            || {
                let weights = weights(&vocabulary, rubric, (&sentences, &texts), &brief_words);
                let (targets, numbers) = targets(read, &weights);
                let columns = Columns::new(&vocabulary, &targets);
                (targets, numbers, columns)
            },
            || Topic::of(&vocabulary, rubric, &sentences),
        );
        Self {
            rubric: rubric.clone(),
            reference: RubricRef { version: rubric.version, sha256: String::new() },
            vocabulary,
            phrases,
            telling,
            names,
            aliases,
            columns,
            targets,
            topic,
            echoes,
            lines: numbers.all as usize,
            own_lines: numbers.own as usize,
            group_count: group_count as usize,
        }
    }

    /// The rubric that was prepared.
    pub fn rubric(&self) -> &Rubric {
        &self.rubric
    }

    /// Its version and its hash.
    pub fn reference(&self) -> &RubricRef {
        &self.reference
    }
}

/// What the words of a rubric weigh, by symbol: in its sentences, and in the texts of its criteria.
struct Weights {
    in_sentences: Vec<f32>,
    in_texts: Vec<f32>,
}

fn weights(
    vocabulary: &Vocabulary,
    rubric: &Rubric,
    (sentences, texts): (&[Vec<Sentence>], &[Sentence]),
    brief: &BTreeSet<Symbol>,
) -> Weights {
    let mut in_targets = vec![0_u32; vocabulary.len()];
    let mut last = vec![usize::MAX; vocabulary.len()];
    let in_criteria = sentences.iter().zip(texts).take(rubric.criteria.len());
    for (target, (sentences, text)) in in_criteria.enumerate() {
        let shown = sentences.iter().filter(|sentence| sentence.shows == Shows::Met);
        for word in shown.chain([text]).flat_map(|one| &one.words) {
            let at = word.symbol.index();
            in_targets[at] += u32::from(last[at] != target);
            last[at] = target;
        }
    }
    let count = rubric.criteria.len().max(10) as f32;
    let in_sentences: Vec<f32> = (0..vocabulary.len() as u32)
        .map(Symbol)
        .map(|symbol| {
            let rarity = vocabulary.entry(symbol).map_or(0.0, |entry| entry.rarity);
            let spread = in_targets[symbol.index()].max(1) as f32;
            let known = if brief.contains(&symbol) { BRIEF } else { 1.0 };
            rarity.sqrt() * (ln(1.0 + count / spread) / ln(1.0 + count)) * known
        })
        .collect();
    let mut in_texts = in_sentences.clone();
    let named: BTreeSet<Symbol> =
        texts.iter().flat_map(|text| text.words.iter().map(|word| word.symbol)).collect();
    for symbol in named {
        let entry = vocabulary.entry(symbol);
        let about = entry.is_some_and(|entry| about_answering(&stem(&entry.surface)));
        in_texts[symbol.index()] *= if about { ABOUT_ANSWERING } else { 1.0 };
    }
    Weights { in_sentences, in_texts }
}

/// Makes the targets of what each source brings: its sentences, its text and its concept groups.
fn targets<'a>(
    read: impl ExactSizeIterator<Item = (Source<'a>, &'a [Sentence], &'a Sentence, Vec<ConceptGroup>)>,
    weights: &Weights,
) -> (Vec<Target>, Numbers) {
    let weight = |symbol: Symbol| weights.in_sentences[symbol.index()];
    let weight_in_text = |symbol: Symbol| weights.in_texts[symbol.index()];
    let mut numbers = Numbers::of(read.len());
    let made = read.map(|(source, sentences, text, mut groups)| {
        let models: Vec<Model> =
            sentences.iter().map(|sentence| Model::new(numbers.next(), sentence, weight)).collect();
        let met = models.iter().filter(|model| model.shows == Shows::Met);
        let (sum, count) =
            met.fold((0.0, 0_u16), |(sum, count), model| (sum + model.total, count + 1));
        allow_negation(&mut groups, sentences);
        Target {
            group_weight: groups.iter().map(|group| group.weight).sum(),
            groups,
            lines: lines(&models),
            models,
            text: Model::new(numbers.next_own(), text, weight_in_text),
            text_words: text.words.len(),
            keys: keys(numbers.next_own(), sentences, weight),
            enough: if count > 0 { sum / f32::from(count) } else { 0.0 },
            denies: denies(sentences, source.step.is_none()),
            drops: drops(sentences, text),
            depth: source.depth,
            step: source.step,
        }
    });
    (made.collect(), numbers)
}

/// Gives each sentence its number. The texts and the keys of all targets stand before the rest.
struct Numbers {
    own: u32,
    all: u32,
}

impl Numbers {
    fn of(targets: usize) -> Self {
        Self { own: 0, all: 2 * targets as u32 }
    }

    fn next(&mut self) -> Line {
        self.all += 1;
        Line(self.all - 1)
    }

    fn next_own(&mut self) -> Line {
        self.own += 1;
        Line(self.own - 1)
    }
}

/// What a criterion or a red flag brings along.
struct Source<'a> {
    text: &'a str,
    concepts: &'a [Vec<String>],
    exemplars: &'a Exemplars,
    misconceptions: &'a [String],
    assumed: Vec<&'a str>,
    depth: bool,
    step: Option<Step>,
}

impl Source<'_> {
    fn sentences(&self, vocabulary: &mut Vocabulary) -> Vec<Sentence> {
        let exemplars = self.exemplars;
        let met = exemplars.met.iter().map(|text| (Shows::Met, text.as_str()));
        let partly = exemplars.partly.iter().map(|text| (Shows::Partly, text.as_str()));
        let missed = exemplars.missed.iter().map(|text| (Shows::Missed, text.as_str()));
        let wrong = self.misconceptions.iter().map(|text| (Shows::Wrong, text.as_str()));
        let assumed = self.assumed.iter().map(|&text| (Shows::Met, text));
        met.chain(assumed)
            .chain(partly)
            .chain(missed)
            .chain(wrong)
            .map(|(shows, text)| Sentence::read(vocabulary, shows, text))
            .collect()
    }
}

fn sources<'a>(rubric: &'a Rubric, facts: &'a [Fact]) -> Vec<Source<'a>> {
    let criteria = rubric.criteria.iter().map(|criterion| Source {
        text: &criterion.text,
        concepts: &criterion.concepts,
        exemplars: &criterion.exemplars,
        misconceptions: &criterion.misconceptions,
        assumed: if criterion.exemplars.is_empty() {
            let named = facts.iter().filter(|fact| criterion.facts.contains(&fact.id));
            named.flat_map(|fact| fact.assumed.iter().map(String::as_str)).collect()
        } else {
            Vec::new()
        },
        depth: criterion.depth,
        step: Some(criterion.step),
    });
    let flags = rubric.red_flags.iter().map(|flag| Source {
        text: &flag.text,
        concepts: &flag.concepts,
        exemplars: &flag.exemplars,
        misconceptions: &[],
        assumed: Vec::new(),
        depth: false,
        step: None,
    });
    criteria.chain(flags).collect()
}

/// For each phrase of a concept group that names a term: all other names and examples of the term.
fn other_names<'a>(lexicon: &'a Lexicon, sources: &[Source<'_>]) -> HashMap<String, Vec<&'a str>> {
    let phrases = sources.iter().flat_map(|source| source.concepts.iter().flatten());
    let wanted: HashSet<Cow<'_, str>> = phrases.map(|phrase| lower(phrase)).collect();
    let mut found: HashMap<String, Vec<&str>> = HashMap::new();
    for term in &lexicon.terms {
        let names = || [&term.name].into_iter().chain(&term.names).map(String::as_str);
        for name in names().filter(|&name| wanted.contains(name)) {
            let others = names().chain(term.examples.iter().map(String::as_str));
            found.entry(name.to_owned()).or_default().extend(others.filter(|&one| one != name));
        }
    }
    found
}

fn lower(phrase: &str) -> Cow<'_, str> {
    let is_lower = phrase.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { phrase.into() } else { phrase.to_lowercase().into() }
}

fn concept_group(
    vocabulary: &mut Vocabulary,
    phrases: &mut Phrases,
    other_names: &HashMap<String, Vec<&str>>,
    place: Group,
    listed: &[String],
) -> ConceptGroup {
    let mut symbols = Vec::with_capacity(listed.len());
    for phrase in listed {
        let words: Vec<Symbol> = vocabulary.learn_symbols(phrase);
        phrases.add(&words, place);
        let parts: Vec<&str> = phrase.split([' ', '-', '_']).collect();
        if let [first, second] = parts[..]
            && first.len() > 2
            && second.len() > 2
            && phrase.bytes().all(|byte| byte.is_ascii_alphabetic() || b" -_".contains(&byte))
        {
            let joined = vocabulary.learn_symbols(&format!("{first}{second}"));
            phrases.add(&joined, place);
        }
        for name in other_names.get(&*lower(phrase)).into_iter().flatten() {
            let other: Vec<Symbol> = vocabulary.learn_symbols(name);
            phrases.add(&other, place);
        }
        symbols.push(words);
    }
    ConceptGroup { number: 0, symbols, negatable: false, weight: 1.0 }
}

/// How much each group says, one after the other, and how telling each of its phrases is: by how
/// seldom it stands in sentences about other criteria.
fn weigh(
    groups: &[Vec<ConceptGroup>],
    phrases: &Phrases,
    sentences: &[Vec<Sentence>],
    criteria: usize,
) -> (Vec<f32>, HashMap<(Group, u32), f32>) {
    let mut single: HashMap<(Group, u32), u32> = HashMap::new();
    let mut foreign: HashMap<Group, u32> = HashMap::new();
    let mut total = 0_u32;
    let mut held: Vec<(Group, u32)> = Vec::new();
    for (target, sentences) in sentences.iter().enumerate().take(criteria) {
        for sentence in sentences.iter().filter(|one| one.shows == Shows::Met) {
            total += 1;
            held.clear();
            phrases.find(&sentence.words, 0, sentence.words.len(), |hit| {
                held.push((hit.group, hit.phrase));
            });
            held.sort_unstable();
            held.dedup();
            let mut last = None;
            for &(group, phrase) in &held {
                let others = u32::from(usize::from(group.target) != target);
                *single.entry((group, phrase)).or_default() += others;
                if others > 0 && last.replace(group) != Some(group) {
                    *foreign.entry(group).or_default() += 1;
                }
            }
        }
    }
    let all = total as f32 + 10.0;
    let groups = groups.iter().enumerate().flat_map(|(target, own)| {
        let places = 0..own.len();
        places.map(move |group| Group { target: target as u16, group: group as u8 })
    });
    let weight = |place: Group| {
        let seen = foreign.get(&place).copied().unwrap_or(0) as f32;
        (-ln((seen + 1.0) / all)).clamp(0.7, 3.0)
    };
    let telling = |seen: u32| 1.0 - ln(seen as f32 + 1.0) / ln(all);
    let single = single.into_iter().map(|(phrase, seen)| (phrase, telling(seen))).collect();
    (groups.map(weight).collect(), single)
}

/// A group whose phrases stand under a negation in a sentence that meets the criterion may do so in
/// an answer too.
fn allow_negation(groups: &mut [ConceptGroup], sentences: &[Sentence]) {
    for group in groups {
        let within = |stems: &[(Symbol, bool)], wanted: bool| {
            group
                .symbols
                .iter()
                .any(|phrase| phrase.iter().all(|symbol| stems.contains(&(*symbol, wanted))))
        };
        let met = || sentences.iter().filter(|one| one.shows == Shows::Met).map(|one| &one.stems);
        group.negatable = met().any(|stems| within(stems, true) && !within(stems, false));
    }
}

/// Names of terms of which the rubric uses one, with the words that they stand for.
fn aliases(vocabulary: &mut Vocabulary, lexicon: &Lexicon) -> (Phrases, Vec<Vec<Symbol>>) {
    let mut names = Phrases::new();
    let mut aliases = Vec::new();
    for term in &lexicon.terms {
        let all = || [&term.name].into_iter().chain(&term.names);
        let used: Vec<Vec<Symbol>> = all().filter_map(|name| vocabulary.known(name)).collect();
        if used.is_empty() {
            continue;
        }
        let mut meant: Vec<Symbol> = used.concat();
        meant.sort_unstable();
        meant.dedup();
        let place = Group { target: aliases.len() as u16, group: 0 };
        for name in all().chain(&term.examples) {
            let symbols: Vec<Symbol> = vocabulary.learn_symbols(name);
            names.add(&symbols, place);
        }
        aliases.push(meant);
    }
    (names, aliases)
}

/// The runs of words of which an answer that only repeats the question is made.
fn echoes(
    vocabulary: &mut Vocabulary,
    rubric: &Rubric,
    brief: Option<&str>,
) -> HashSet<[Symbol; ECHO]> {
    let criteria = rubric.criteria.iter().flat_map(|one| [one.text.as_str(), one.why.as_str()]);
    let flags = rubric.red_flags.iter().map(|flag| flag.text.as_str());
    let mut found = HashSet::new();
    for text in brief.into_iter().chain(criteria).chain(flags) {
        let symbols: Vec<Symbol> = vocabulary.learn_symbols(text);
        found.extend(symbols.array_windows::<ECHO>().copied());
    }
    found
}
