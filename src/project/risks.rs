//! What a tree lacks that a service people rely on has, as milestones.

use std::collections::BTreeSet;

use super::beside::Beside;
use super::package::Package;
use super::roadmap::Milestone;
use super::role::Role;
use super::survey::Project;

/// Places that are named as examples.
const EXAMPLES: usize = 3;

/// A risk, as the milestone that ends it.
pub(super) struct Risk {
    pub(super) milestone: Milestone,
    /// The titles of milestones that come before it, where they are needed at all.
    pub(super) after: &'static [&'static str],
}

/// The titles that others refer to.
const TESTS: &str = "Test what has no test";
const METRICS: &str = "See what it does";
const AUTH: &str = "Know who calls";
const READABLE: &str = "Make the tree readable";

/// The risks of a tree, each behind those that it needs. What the design has as missing already is
/// not said again.
pub(super) fn risks(project: &Project, beside: Option<&Beside>) -> Vec<Risk> {
    let view = View::of(project);
    let mut risks = Vec::new();
    risks.extend(readable(project));
    risks.extend(tests(&view));
    if view.serves() {
        let said: BTreeSet<&str> =
            beside.into_iter().flat_map(|b| &b.missing).map(|m| m.design.as_str()).collect();
        let unless = |name: &str| !said.contains(name);
        risks.extend(boundaries(&view));
        risks.extend(metrics(&view).filter(|_| unless("metrics and alerts")));
        risks.extend(auth(&view).filter(|_| unless("authentication")));
        risks.extend(timeouts(&view));
        risks.extend(shutdown(&view));
        risks.extend(health(&view));
        risks.extend(limits(&view).filter(|_| unless("rate limiting")));
    }
    risks
}

/// The packages that count: the project's own, without those that are only for tests.
struct View<'v> {
    project: &'v Project,
    packages: Vec<&'v Package>,
}

impl<'v> View<'v> {
    fn of(project: &'v Project) -> Self {
        let packages = project.packages.iter().filter(|package| package.role != Role::Test);
        Self { project, packages: packages.collect() }
    }

    fn is(&self, role: Role) -> bool {
        self.packages.iter().any(|package| package.is(role))
    }

    /// Whether others send requests to it.
    fn serves(&self) -> bool {
        self.is(Role::Http) || self.is(Role::Grpc)
    }

    fn marked(&self, mark: &str) -> Vec<String> {
        let found = self.packages.iter().filter_map(|package| package.marks.get(mark));
        found.map(|evidence| format!("{} {}", evidence.place(), evidence.what)).collect()
    }

    /// Where requests come in, as examples.
    fn entries(&self) -> Vec<String> {
        let is = |p: &&&Package| p.is(Role::Http) || p.is(Role::Grpc);
        let places = self.packages.iter().filter(is).filter_map(|package| {
            let entry = |role: Option<Role>| matches!(role, Some(Role::Http | Role::Grpc));
            let evidence = package.evidence.iter().find(|evidence| entry(evidence.role))?;
            Some(format!("{} {}", evidence.place(), evidence.what))
        });
        places.take(EXAMPLES).collect()
    }
}

fn risk(
    title: &str,
    delivers: &str,
    proof: &str,
    because: Vec<String>,
    after: &'static [&'static str],
) -> Risk {
    let milestone = Milestone {
        title: title.to_owned(),
        delivers: delivers.to_owned(),
        proof: proof.to_owned(),
        because,
        needs: Vec::new(),
    };
    Risk { milestone, after }
}

fn readable(project: &Project) -> Option<Risk> {
    let broken = project.unread.iter().filter(|unread| unread.why.contains("is no Go"));
    let places: Vec<String> =
        broken.map(|unread| format!("{}: {}", unread.path, unread.why)).take(EXAMPLES).collect();
    let mut because = places;
    if !project.has_module_file && !project.packages.is_empty() {
        because.push(
            "there is no `go.mod`, so nothing says which versions it is built with".to_owned(),
        );
    }
    (!because.is_empty()).then(|| {
        risk(
            READABLE,
            "a tree that the compiler takes, with a `go.mod`",
            "`go build ./...` and `go vet ./...` end without a word",
            because,
            &[],
        )
    })
}

fn tests(view: &View<'_>) -> Option<Risk> {
    let own = |package: &&&Package| package.generated < package.files && package.role != Role::Main;
    let untested =
        |package: &&&Package| package.tests == 0 && !tested_from_outside(view.project, package);
    let counted = || view.packages.iter().filter(own);
    let mut bare: Vec<&Package> = counted().filter(untested).copied().collect();
    let count = bare.len();
    let of = counted().count();
    // A few packages without tests are a choice.
    if count == 0 || count * 5 < of {
        return None;
    }
    bare.sort_by_key(|package| (std::cmp::Reverse(package.used_by), package.folder.clone()));
    let mut because = vec![format!("{count} of {of} packages beside the mains have no test file")];
    because.extend(bare.iter().take(EXAMPLES).map(|package| {
        let users = package.used_by;
        let name = if package.folder == "." { "the root" } else { package.folder.as_str() };
        match users {
            0 => format!("`{name}`"),
            1 => format!("`{name}`, which 1 other package uses"),
            users => format!("`{name}`, which {users} other packages use"),
        }
    }));
    Some(risk(
        TESTS,
        "a test beside each package that others build on, the most used first",
        "`go test -race ./...` passes, and fails when the package is broken on purpose",
        because,
        &[READABLE],
    ))
}

/// Whether a folder of tests lies below the package.
fn tested_from_outside(project: &Project, package: &Package) -> bool {
    let below = format!("{}/", package.folder);
    project.packages.iter().any(|p| p.files == 0 && p.folder.starts_with(&below))
}

/// Handlers that go to the store without anything between.
fn boundaries(view: &View<'_>) -> Option<Risk> {
    let stores = |package: &Package| -> Option<String> {
        let used = package.uses.iter().filter_map(|at| view.project.packages.get(*at));
        let store = used.into_iter().find(|used| used.role == Role::Persistence)?;
        Some(format!("`{}` uses `{}`", package.folder, store.folder))
    };
    let handlers = view.packages.iter().filter(|package| package.role == Role::Handlers);
    let direct: Vec<String> = handlers.filter_map(|package| stores(package)).collect();
    (!direct.is_empty()).then(|| {
        risk(
            "Put the rules between entry and store",
            "handlers that know interfaces only; the store is chosen where the program starts",
            "the handlers' tests run with a store in memory; `onsite map` draws no line from \
             handlers to persistence",
            direct.into_iter().take(EXAMPLES).collect(),
            &[TESTS],
        )
    })
}

fn metrics(view: &View<'_>) -> Option<Risk> {
    let seen = |mark: &str| !view.marked(mark).is_empty();
    let mut because = Vec::new();
    if !seen("metrics") {
        because.push("no package imports a library for metrics".to_owned());
    }
    if !seen("logging") {
        because.push("no package imports a library for logs".to_owned());
    }
    (!because.is_empty()).then(|| {
        because.extend(
            view.entries().into_iter().take(1).map(|entry| format!("requests come in at {entry}")),
        );
        risk(
            METRICS,
            "rate, errors and duration of each entry, and logs with the request's id",
            "a test reads the numbers after known requests",
            because,
            &[],
        )
    })
}

fn auth(view: &View<'_>) -> Option<Risk> {
    (!view.is(Role::Auth) && view.marked("auth").is_empty()).then(|| {
        let entries = view.entries().into_iter();
        let mut because = vec!["nothing in the tree asks who calls".to_owned()];
        because.extend(entries.take(1).map(|entry| format!("requests come in at {entry}")));
        risk(
            AUTH,
            "who calls is known before a handler runs; or the sentence in the README why nobody \
             need be",
            "a table of requests without, with a wrong and with a right identity, and what each gets",
            because,
            &[TESTS],
        )
    })
}

fn timeouts(view: &View<'_>) -> Option<Risk> {
    let mut because = view.marked("server-without-timeouts");
    because.extend(view.marked("client-without-timeout"));
    (!because.is_empty()).then(|| {
        because.truncate(EXAMPLES);
        risk(
            "Let nothing wait for ever",
            "timeouts on every server and every call to another service",
            "a test with a peer that never answers ends in time",
            because,
            &[TESTS],
        )
    })
}

fn shutdown(view: &View<'_>) -> Option<Risk> {
    view.marked("shutdown").is_empty().then(|| {
        risk(
            "Stop without losing a request",
            "on SIGTERM no new request is taken, those in flight are answered, then the stores close",
            "a test ends the program under load and counts no failed request",
            view.entries(),
            &[TESTS],
        )
    })
}

fn health(view: &View<'_>) -> Option<Risk> {
    let named = |package: &&&Package| package.folder.split('/').any(|part| part.contains("health"));
    let seen = !view.marked("health").is_empty() || view.packages.iter().any(|p| named(&p));
    (!seen).then(|| {
        risk(
            "Say whether it is well",
            "an address that says whether it lives, and one that says whether it can serve",
            "taking its store away turns the second one and not the first",
            view.entries().into_iter().take(1).collect(),
            &[METRICS],
        )
    })
}

fn limits(view: &View<'_>) -> Option<Risk> {
    let open = view.is(Role::Http) && view.marked("rate-limit").is_empty();
    open.then(|| {
        risk(
            "Refuse what is too much",
            "a limit a caller, a largest body, and an answer that says when to come back",
            "a load test past the limit: the rest is refused quickly, nobody else is slower",
            view.entries().into_iter().take(1).collect(),
            &[AUTH, METRICS],
        )
    })
}
