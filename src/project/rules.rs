//! The rules as they stand in `rules.toml`: what in a package gives points to which role.

use std::sync::OnceLock;

use serde::Deserialize;

use super::role::Role;
use crate::diagram::Kind;

/// What gives points to a role.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Rule {
    /// The role that gets the points.
    pub(super) role: Option<Role>,
    /// The technology that it shows.
    pub(super) name: Option<String>,
    /// The kind of the box that stands for the technology.
    draw: Option<String>,
    /// What the list of risks asks for.
    pub(super) mark: Option<String>,
    /// For each place.
    pub(super) points: u32,
    /// Altogether; 0 stands for as much as one place gives.
    most: u32,
    pub(super) imports: Vec<String>,
    calls: Vec<String>,
    types: Vec<String>,
    literals: Vec<String>,
    takes: Vec<String>,
    methods: Vec<String>,
    declares: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) begins: Vec<String>,
    pub(super) words: Vec<String>,
}

impl Rule {
    /// The most points that it gives.
    pub(super) fn most(&self) -> u32 {
        self.most.max(self.points)
    }

    /// The kind of the box that stands for its technology.
    pub(super) fn kind(&self) -> Option<Kind> {
        self.draw.as_deref().and_then(Kind::of_mark)
    }
}

/// What in a source a rule can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// A function of an imported package is called.
    Call,
    /// A type of an imported package is named.
    Type,
    /// A value of an imported type is written out.
    Literal,
    /// A declared function takes the type.
    Takes,
    /// A method is called.
    Method,
    /// A function is declared.
    Declares,
}

/// A name with a package before it and perhaps a star in it.
#[derive(Clone, Debug)]
struct Pattern {
    /// The import path; `None` for any, and for names without one.
    path: Option<String>,
    before: String,
    after: Option<String>,
}

impl Pattern {
    /// Reads `path.Name`, or a bare name.
    fn read(text: &str, has_path: bool) -> Self {
        let (path, name) = match text.rsplit_once('.') {
            Some((path, name)) if has_path => (Some(path), name),
            _ => (None, text),
        };
        let (before, after) = match name.split_once('*') {
            Some((before, after)) => (before, Some(after.to_owned())),
            None => (name, None),
        };
        let path = path.filter(|path| *path != "*").map(str::to_owned);
        Self { path, before: before.to_owned(), after }
    }

    fn fits(&self, path: &str, name: &str) -> bool {
        if self.path.as_deref().is_some_and(|wanted| wanted != path) {
            return false;
        }
        match &self.after {
            None => name == self.before,
            Some(after) => {
                name.len() >= self.before.len() + after.len()
                    && name.starts_with(&self.before)
                    && name.ends_with(after.as_str())
            }
        }
    }
}

/// The rules, prepared for looking things up.
#[derive(Debug)]
pub(super) struct Rules {
    /// In the order of the file.
    pub(super) all: Vec<Rule>,
    patterns: Vec<(usize, Sight, Pattern)>,
}

#[derive(Deserialize)]
struct RuleFile {
    rule: Vec<Rule>,
}

impl Rules {
    /// The rules that are built in.
    pub(super) fn built_in() -> &'static Self {
        static RULES: OnceLock<Rules> = OnceLock::new();
        RULES.get_or_init(|| {
            // A test holds that the file can be read.
            let file = toml::from_str::<RuleFile>(include_str!("rules.toml"));
            Self::of(file.map(|file| file.rule).unwrap_or_default())
        })
    }

    fn of(all: Vec<Rule>) -> Self {
        let mut patterns = Vec::new();
        for (at, rule) in all.iter().enumerate() {
            let lists = [
                (Sight::Call, &rule.calls, true),
                (Sight::Type, &rule.types, true),
                (Sight::Literal, &rule.literals, true),
                (Sight::Takes, &rule.takes, true),
                (Sight::Method, &rule.methods, false),
                (Sight::Declares, &rule.declares, false),
            ];
            for (sight, list, has_path) in lists {
                patterns.extend(list.iter().map(|text| (at, sight, Pattern::read(text, has_path))));
            }
        }
        Self { all, patterns }
    }

    /// The rules that ask for a name in this place.
    pub(super) fn asking<'r>(
        &'r self,
        sight: Sight,
        path: &'r str,
        name: &'r str,
    ) -> impl Iterator<Item = usize> + 'r {
        let fits = move |(at, of, pattern): &(usize, Sight, Pattern)| {
            (*of == sight && pattern.fits(path, name)).then_some(*at)
        };
        self.patterns.iter().filter_map(fits)
    }

    /// The rules that ask for an import. Of those that name a technology only the one that says most
    /// counts.
    pub(super) fn importing(&self, path: &str) -> Vec<usize> {
        let path = without_version(path);
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (at, rule) in self.all.iter().enumerate() {
            let longest = rule.imports.iter().filter(|wanted| is_below(&path, wanted));
            if let Some(length) = longest.map(String::len).max() {
                found.push((length, at));
            }
        }
        let named = |at: usize| self.all[at].name.is_some();
        let most = found.iter().filter(|(_, at)| named(*at)).map(|(length, _)| *length).max();
        found.retain(|(length, at)| !named(*at) || Some(*length) == most);
        found.into_iter().map(|(_, at)| at).collect()
    }
}

/// Whether a path is another or lies below it.
fn is_below(path: &str, wanted: &str) -> bool {
    let wanted = without_version(wanted);
    path.strip_prefix(&wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// An import path without the major versions in it: `…/chi/v5` is `…/chi`, `gopkg.in/ini.v1` is
/// `gopkg.in/ini`.
pub(super) fn without_version(path: &str) -> String {
    let mut bare = String::with_capacity(path.len());
    for (at, segment) in path.split('/').enumerate() {
        if at > 0 && is_version(segment) {
            continue;
        }
        if !bare.is_empty() {
            bare.push('/');
        }
        let short = segment.rsplit_once('.').filter(|(_, last)| is_version(last));
        bare.push_str(match short {
            Some((name, _)) if path.starts_with("gopkg.in/") => name,
            _ => segment,
        });
    }
    bare
}

/// Whether a segment of a path is a major version such as `v2`.
pub(super) fn is_version(segment: &str) -> bool {
    segment
        .strip_prefix('v')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_can_be_read_and_each_asks_for_something() {
        let file: RuleFile = toml::from_str(include_str!("rules.toml")).unwrap();
        assert!(file.rule.len() > 80);
        for rule in &file.rule {
            let asks = [
                &rule.imports,
                &rule.calls,
                &rule.types,
                &rule.literals,
                &rule.takes,
                &rule.methods,
                &rule.declares,
                &rule.tags,
                &rule.begins,
                &rule.words,
            ];
            assert!(asks.iter().any(|list| !list.is_empty()), "{rule:?}");
            assert!(rule.role.is_some() == (rule.points > 0), "{rule:?}");
            assert!(rule.role.is_some() || rule.mark.is_some(), "{rule:?}");
            assert_eq!(rule.draw.is_some(), rule.kind().is_some(), "{rule:?}");
        }
        assert_eq!(Rules::built_in().all.len(), file.rule.len());
    }

    #[test]
    fn a_path_is_found_with_its_versions_and_below() {
        let rules = Rules::built_in();
        let name = |path: &str| {
            let found = rules.importing(path).into_iter();
            found.filter_map(|at| rules.all[at].name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(name("github.com/jackc/pgx/v5/pgxpool"), ["PostgreSQL"]);
        assert_eq!(name("github.com/aws/aws-sdk-go/service/s3/s3manager"), ["S3"]);
        assert_eq!(name("github.com/aws/aws-sdk-go/service/kms"), ["AWS"]);
        assert_eq!(name("gopkg.in/rethinkdb/rethinkdb-go.v6"), ["RethinkDB"]);
        assert!(name("github.com/lib/pqueue").is_empty());
        assert_eq!(
            without_version("github.com/go-chi/chi/v5/middleware"),
            "github.com/go-chi/chi/middleware"
        );
        assert_eq!(without_version("gopkg.in/ini.v1"), "gopkg.in/ini");
    }

    #[test]
    fn a_star_stands_for_any_ending_or_any_package() {
        let rules = Rules::built_in();
        let roles = |sight, path: &str, name: &str| {
            let found = rules.asking(sight, path, name);
            found.filter_map(|at| rules.all[at].role).collect::<Vec<_>>()
        };
        assert_eq!(roles(Sight::Call, "example.org/pb", "RegisterOrdersServer"), [Role::Grpc]);
        assert_eq!(roles(Sight::Declares, "", "AuthenticateUser"), [Role::Auth]);
        assert!(roles(Sight::Call, "net/http", "Registered").is_empty());
    }
}
