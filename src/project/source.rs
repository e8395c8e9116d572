//! One Go file: what it imports and declares, and which rules find something in it.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use tree_sitter::{Node, ParseOptions, ParseState, Parser, Tree};

use super::rules::{Rules, Sight, is_version, without_version};

/// The largest file that is read whole, in bytes. Of a larger one the beginning is read, which
/// holds the imports.
pub const LARGEST: usize = 2 << 20;
/// How much is read of a larger file, in bytes.
const BEGINNING: usize = 64 << 10;
/// How often the parser asks whether to go on; it asks every hundred operations or so. Sources that
/// people wrote stay far below; what takes longer is no Go.
const PATIENCE: usize = 2_000_000;

/// A place where a rule found something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// The rule's position.
    pub(super) rule: usize,
    /// The line, from 1.
    pub(super) line: usize,
    /// The import or declaration, in one short line.
    pub(super) what: String,
}

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about a file")]
pub(super) struct Source {
    /// The name in its package clause; empty when there is none.
    pub(super) package: String,
    /// The line of the package clause.
    pub(super) clause: usize,
    /// Import paths with their lines.
    pub(super) imports: Vec<(String, usize)>,
    /// What rules found.
    pub(super) hits: Vec<Hit>,
    /// Whether a generator says that nobody should edit it.
    pub(super) generated: bool,
    /// The build constraint, when there is one.
    pub(super) constraint: Option<String>,
    /// Types that others can name.
    pub(super) types: usize,
    /// Methods.
    pub(super) methods: usize,
    /// Functions that are no methods.
    pub(super) functions: usize,
    /// Lines of the file.
    pub(super) lines: usize,
    /// Where the first error in the syntax is.
    pub(super) fault: Option<usize>,
    /// Whether only its beginning was read.
    pub(super) cut: bool,
    /// Whether it holds bytes that are no UTF-8.
    pub(super) not_utf8: bool,
    /// Whether it could not be parsed at all.
    pub(super) unread: bool,
}

/// Reads sources.
pub(super) struct Reader {
    parser: Parser,
    works: bool,
}

impl Reader {
    pub(super) fn new() -> Self {
        let mut parser = Parser::new();
        let works = parser.set_language(&tree_sitter_go::LANGUAGE.into()).is_ok();
        Self { parser, works }
    }

    /// Reads a file; broken ones as far as they go.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Source {
        let lines = bytes.split(|byte| *byte == b'\n').count();
        let lines = lines - usize::from(bytes.is_empty() || bytes.ends_with(b"\n"));
        let cut = bytes.len() > LARGEST;
        let bytes = if cut { beginning(bytes) } else { bytes };
        let text = String::from_utf8_lossy(bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let mut source = Source {
            lines,
            cut,
            not_utf8: std::str::from_utf8(bytes).is_err(),
            ..Source::default()
        };
        head(text, &mut source);
        match self.parse(text) {
            Some(tree) => Walk::new(text, &mut source).all(&tree),
            None => source.unread = true,
        }
        if cut {
            // Where the file was cut is an error of ours.
            source.fault = None;
        }
        source
    }

    fn parse(&mut self, text: &str) -> Option<Tree> {
        if !self.works {
            return None;
        }
        self.parser.reset();
        let mut asked = 0_usize;
        let mut patience = |_: &ParseState| {
            asked += 1;
            if asked > PATIENCE { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let options = ParseOptions::new().progress_callback(&mut patience);
        let bytes = text.as_bytes();
        let mut rest = |at: usize, _| bytes.get(at..).unwrap_or_default();
        self.parser.parse_with_options(&mut rest, None, Some(options))
    }
}

/// The beginning of a file that is too large, up to the end of a line.
fn beginning(bytes: &[u8]) -> &[u8] {
    let bytes = &bytes[..BEGINNING.min(bytes.len())];
    let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
    &bytes[..end]
}

/// What stands in comments before the package clause.
fn head(text: &str, source: &mut Source) {
    for line in text.lines().take(200) {
        let line = line.trim();
        if line.starts_with("package ") {
            break;
        }
        if line.starts_with("// Code generated ") && line.ends_with(" DO NOT EDIT.") {
            source.generated = true;
        }
        if let Some(constraint) = line.strip_prefix("//go:build ") {
            source.constraint = Some(constraint.trim().to_owned());
        } else if let Some(constraint) = line.strip_prefix("// +build ") {
            source.constraint.get_or_insert_with(|| constraint.trim().to_owned());
        }
    }
}

/// A walk through the syntax tree of a file.
struct Walk<'w> {
    text: &'w str,
    source: &'w mut Source,
    /// Import paths by the name that they have in the file, without their versions.
    names: BTreeMap<String, String>,
    rules: &'static Rules,
}

impl<'w> Walk<'w> {
    fn new(text: &'w str, source: &'w mut Source) -> Self {
        Self { text, source, names: BTreeMap::new(), rules: Rules::built_in() }
    }

    /// Goes through all nodes in the order of the text, without calling itself: how deep a tree is
    /// nested is for the one who wrote it.
    fn all(&mut self, tree: &Tree) {
        let mut cursor = tree.walk();
        loop {
            self.node(cursor.node());
            if cursor.goto_first_child() {
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return;
                }
            }
        }
    }

    fn node(&mut self, node: Node<'_>) {
        if (node.is_error() || node.is_missing()) && self.source.fault.is_none() {
            self.source.fault = Some(line(node));
        }
        match node.kind() {
            "package_clause" if self.source.package.is_empty() => {
                if let Some(name) = node.named_child(0) {
                    self.source.package = self.words(name);
                    self.source.clause = line(node);
                }
            }
            "import_spec" => self.import(node),
            "function_declaration" => self.function(node, false),
            "method_declaration" => self.function(node, true),
            "type_spec" | "type_alias" => {
                let name = node.child_by_field_name("name");
                let name = name.map_or("", |name| self.text_of(name));
                self.source.types += usize::from(name.starts_with(char::is_uppercase));
            }
            "call_expression" => self.call(node),
            "qualified_type" => self.named(node, Sight::Type),
            "composite_literal" => {
                let of =
                    node.child_by_field_name("type").filter(|of| of.kind() == "qualified_type");
                if let Some(of) = of {
                    self.named(of, Sight::Literal);
                }
            }
            "field_declaration" => self.tags(node),
            "interpreted_string_literal" | "raw_string_literal" => self.string(node),
            _ => {}
        }
    }

    fn import(&mut self, node: Node<'_>) {
        let Some(path) = node.child_by_field_name("path") else { return };
        let path = self.words(path).trim_matches(['"', '`']).to_owned();
        if path.is_empty() {
            return;
        }
        let at = line(node);
        let bare = without_version(&path);
        if let Some(name) = node.child_by_field_name("name") {
            self.names.insert(self.words(name), bare);
        } else {
            let (first, others) = assumed(&path);
            self.names.insert(first, bare.clone());
            for name in others {
                self.names.entry(name).or_insert_with(|| bare.clone());
            }
        }
        for rule in self.rules.importing(&path) {
            self.hit(rule, at, format!("imports {path}"));
        }
        self.source.imports.push((path, at));
    }

    fn function(&mut self, node: Node<'_>, is_method: bool) {
        if is_method {
            self.source.methods += 1;
        } else {
            self.source.functions += 1;
        }
        let Some(name) = node.child_by_field_name("name") else { return };
        let name = self.words(name);
        let at = line(node);
        let asking: Vec<usize> = self.rules.asking(Sight::Declares, "", &name).collect();
        for rule in asking {
            self.hit(rule, at, format!("func {name}"));
        }
        let Some(parameters) = node.child_by_field_name("parameters") else { return };
        let mut cursor = parameters.walk();
        for parameter in parameters.named_children(&mut cursor) {
            let Some(mut of) = parameter.child_by_field_name("type") else { continue };
            if of.kind() == "pointer_type" {
                let Some(pointed) = of.named_child(0) else { continue };
                of = pointed;
            }
            let Some((path, type_name)) = self.resolved(of, "package", "name") else { continue };
            let asking: Vec<usize> = self.rules.asking(Sight::Takes, &path, &type_name).collect();
            let package = path.rsplit_once('/').map_or(path.as_str(), |(_, last)| last);
            for rule in asking {
                self.hit(rule, at, format!("func {name}({package}.{type_name})"));
            }
        }
    }

    fn call(&mut self, node: Node<'_>) {
        let Some(function) = node.child_by_field_name("function") else { return };
        if function.kind() != "selector_expression" {
            return;
        }
        let at = line(node);
        if let Some((path, name)) = self.resolved(function, "operand", "field") {
            let asking: Vec<usize> = self.rules.asking(Sight::Call, &path, &name).collect();
            let package = path.rsplit_once('/').map_or(path.as_str(), |(_, last)| last);
            for rule in asking {
                self.hit(rule, at, format!("calls {package}.{name}"));
            }
        } else if let Some(field) = function.child_by_field_name("field") {
            let name = self.words(field);
            let asking: Vec<usize> = self.rules.asking(Sight::Method, "", &name).collect();
            for rule in asking {
                self.hit(rule, at, format!("calls {name}"));
            }
        }
    }

    /// A type of another package.
    fn named(&mut self, node: Node<'_>, sight: Sight) {
        let Some((path, name)) = self.resolved(node, "package", "name") else { return };
        let at = line(node);
        let asking: Vec<usize> = self.rules.asking(sight, &path, &name).collect();
        let package = path.rsplit_once('/').map_or(path.as_str(), |(_, last)| last);
        for rule in asking {
            let said = if sight == Sight::Literal { "makes a" } else { "names" };
            self.hit(rule, at, format!("{said} {package}.{name}"));
        }
    }

    fn tags(&mut self, node: Node<'_>) {
        let Some(tag) = node.child_by_field_name("tag") else { return };
        let tag = self.text_of(tag).trim_matches(['"', '`']).to_owned();
        for part in tag.split_whitespace() {
            let Some((key, _)) = part.split_once(':') else { continue };
            for (rule, of) in self.rules.all.iter().enumerate() {
                if of.tags.iter().any(|wanted| wanted == key) {
                    self.hit(rule, line(node), format!("a field with a tag `{key}`"));
                }
            }
        }
    }

    fn string(&mut self, node: Node<'_>) {
        let text = self.text_of(node).trim_start_matches(['"', '`']).trim_start();
        let found: Vec<(usize, String)> = self
            .rules
            .all
            .iter()
            .enumerate()
            .filter_map(|(rule, of)| {
                let begins = of.begins.iter().find(|begins| text.starts_with(begins.as_str()))?;
                Some((rule, format!("a text that begins `{}`", begins.trim())))
            })
            .collect();
        for (rule, what) in found {
            self.hit(rule, line(node), what);
        }
    }

    /// What `package.Name` stands for: the import path and the name.
    fn resolved(&self, node: Node<'_>, first: &str, second: &str) -> Option<(String, String)> {
        let package = self.text_of(node.child_by_field_name(first)?);
        let name = self.words(node.child_by_field_name(second)?);
        Some((self.names.get(package)?.clone(), name))
    }

    fn hit(&mut self, rule: usize, line: usize, what: String) {
        self.source.hits.push(Hit { rule, line, what });
    }

    fn text_of(&self, node: Node<'_>) -> &'w str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }

    /// A name in the source, as it may be shown.
    fn words(&self, node: Node<'_>) -> String {
        crate::bank::visible(self.text_of(node)).into_owned()
    }
}

/// The line of a node, from 1.
fn line(node: Node<'_>) -> usize {
    node.start_position().row + 1
}

/// The name that a package is likely to have by its import path, where the file gives it none, and
/// others that are possible.
fn assumed(path: &str) -> (String, Vec<String>) {
    let mut segments = path.rsplit('/');
    let mut last = segments.next().unwrap_or_default();
    if is_version(last) {
        last = segments.next().unwrap_or(last);
    }
    let short = last.rsplit_once('.').map_or(last, |(name, _)| name);
    let mut others = vec![last.to_owned(), short.replace('-', "")];
    others.extend(short.strip_prefix("go-").map(str::to_owned));
    others.extend(short.strip_suffix("-go").map(str::to_owned));
    others.extend(short.rsplit('-').next().map(str::to_owned));
    (short.to_owned(), others)
}

#[cfg(test)]
mod tests;
