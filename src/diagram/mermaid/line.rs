//! One statement of a flow chart: nodes with their shapes, and the links between them.

use crate::diagram::kind::Kind;

/// A node, as a statement mentions it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) id: String,
    pub(super) label: Option<String>,
    pub(super) kind: Option<Kind>,
}

/// A link with its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Joint {
    pub(super) label: String,
    /// Whether it has a head at its end.
    pub(super) forth: bool,
    /// Whether it has one at its beginning.
    pub(super) back: bool,
    /// Whether it only places nodes.
    pub(super) invisible: bool,
}

/// Nodes side by side (`a & b`), then links and more of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chain {
    pub(super) first: Vec<Mention>,
    pub(super) rest: Vec<(Joint, Vec<Mention>)>,
}

/// Brackets of the shapes, longer ones before those that they begin with, with what they say.
const SHAPES: [(&str, &[&str], Option<Kind>); 13] = [
    ("(((", &[")))"], None),
    ("([", &["])"], None),
    ("((", &["))"], None),
    ("[(", &[")]"], Some(Kind::Database)),
    ("[[", &["]]"], None),
    ("[/", &["/]", "\\]"], None),
    ("[\\", &["\\]", "/]"], None),
    ("[|", &["|]"], None),
    ("{{", &["}}"], None),
    ("(", &[")"], None),
    ("[", &["]"], None),
    ("{", &["}"], None),
    (">", &["]"], None),
];

struct Cursor<'a> {
    rest: &'a str,
}

/// Reads a statement; `None` when it is not understood.
pub(super) fn chain(text: &str) -> Option<Chain> {
    let mut cursor = Cursor { rest: text };
    let first = cursor.group()?;
    let mut rest = Vec::new();
    loop {
        cursor.blanks();
        if cursor.rest.is_empty() {
            return Some(Chain { first, rest });
        }
        let joint = cursor.joint()?;
        rest.push((joint, cursor.group()?));
    }
}

impl<'a> Cursor<'a> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn takes(&mut self, sign: &str) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn until(&mut self, sign: &str) -> Option<&'a str> {
        let (before, after) = self.rest.split_once(sign)?;
        self.rest = after;
        Some(before)
    }

    fn group(&mut self) -> Option<Vec<Mention>> {
        let mut group = vec![self.mention()?];
        loop {
            let here = self.rest;
            self.blanks();
            if !self.takes("&") {
                self.rest = here;
                return Some(group);
            }
            group.push(self.mention()?);
        }
    }

    fn mention(&mut self) -> Option<Mention> {
        self.blanks();
        let id = self.id()?.to_owned();
        let mut mention = Mention { id, label: None, kind: None };
        if self.takes("@{") {
            self.attributes(&mut mention)?;
        } else if let Some((open, closes, kind)) =
            SHAPES.into_iter().find(|(open, ..)| self.rest.starts_with(open))
        {
            self.rest = &self.rest[open.len()..];
            mention.label = Some(self.text(closes)?);
            mention.kind = kind;
        }
        if self.takes(":::") {
            let end = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'));
            let (class, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
            self.rest = rest;
            mention.kind = Kind::ALL.into_iter().find(|kind| kind.id() == class).or(mention.kind);
        }
        Some(mention)
    }

    /// A node's id: letters, figures, `_`, `.`, `/` and single hyphens.
    fn id(&mut self) -> Option<&'a str> {
        let mut end = 0;
        for (at, c) in self.rest.char_indices() {
            let next = self.rest[at + c.len_utf8()..].chars().next();
            let joins = matches!(c, '-' | '.' | '/')
                && at > 0
                && next.is_some_and(|next| next.is_alphanumeric() || next == '_');
            if !(c.is_alphanumeric() || c == '_' || joins) {
                break;
            }
            end = at + c.len_utf8();
        }
        let (id, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!id.is_empty()).then_some(id)
    }

    /// The text of a shape: in quotation marks, or up to one of its closing brackets.
    fn text(&mut self, closes: &[&str]) -> Option<String> {
        let inside = self.rest.trim_start();
        if let Some(quoted) = inside.strip_prefix('"') {
            let (text, rest) = quoted.split_once('"')?;
            let rest = rest.trim_start();
            self.rest = closes.iter().find_map(|close| rest.strip_prefix(close))?;
            return Some(decoded(text));
        }
        let (at, close) =
            closes.iter().filter_map(|close| Some((self.rest.find(close)?, close))).min()?;
        let (text, rest) = self.rest.split_at(at);
        self.rest = &rest[close.len()..];
        Some(decoded(text))
    }

    /// `@{ shape: cyl, label: "orders" }`.
    fn attributes(&mut self, mention: &mut Mention) -> Option<()> {
        let inside = self.until("}")?;
        for pair in inside.split(',') {
            let Some((key, value)) = pair.split_once(':') else { continue };
            let value = value.trim().trim_matches('"');
            match key.trim() {
                "label" => mention.label = Some(decoded(value)),
                "shape" if matches!(value, "cyl" | "db" | "database" | "cylinder" | "das") => {
                    mention.kind = Some(Kind::Database);
                }
                _ => {}
            }
        }
        Some(())
    }

    /// A link: `-->`, `---`, `-- text -->`, `-.->`, `==>`, `<-->`, `--x`, `~~~`, with `|text|`.
    fn joint(&mut self) -> Option<Joint> {
        let mut joint = Joint { label: String::new(), forth: true, back: false, invisible: false };
        self.edge_id();
        if self.takes("~~~") {
            self.rest = self.rest.trim_start_matches('~');
            joint.invisible = true;
            return Some(joint);
        }
        joint.back = self.takes("<");
        if !joint.back && self.rest.starts_with(['x', 'o']) {
            self.rest = &self.rest[1..];
        }
        let (stroke, tail, closing) = match () {
            () if self.takes("--") => ('-', '-', "--"),
            () if self.takes("==") => ('=', '=', "=="),
            () if self.takes("-.") => ('.', '-', ".-"),
            () => return None,
        };
        let longer = self.rest.trim_start_matches(stroke);
        let plain = longer.len() < self.rest.len() || stroke == '.' && longer.starts_with(tail);
        self.rest = longer;
        if stroke == '.' {
            self.rest = self.rest.strip_prefix(tail).unwrap_or(self.rest);
        }
        if !self.head(plain) {
            joint.label = decoded(self.until(closing)?);
            self.rest = self.rest.trim_start_matches([stroke, tail]);
            self.head(true);
        }
        self.blanks();
        if self.takes("|") {
            joint.label = decoded(self.until("|")?);
        }
        Some(joint)
    }

    /// The head of a link. `plain` says whether there may be none.
    fn head(&mut self, plain: bool) -> bool {
        if self.takes(">") {
            return true;
        }
        let alone = self.rest[self.rest.len().min(1)..].starts_with([' ', '|']);
        if self.rest.starts_with(['x', 'o']) && alone {
            self.rest = &self.rest[1..];
            return true;
        }
        plain
    }

    /// `e1@` before a link.
    fn edge_id(&mut self) {
        if let Some((id, rest)) = self.rest.split_once('@')
            && id.chars().all(char::is_alphanumeric)
            && rest.starts_with(['-', '=', '<'])
        {
            self.rest = rest;
        }
    }
}

/// Text with its quotation marks, entities and line breaks taken off.
fn decoded(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).unwrap_or(text);
    let text = text.strip_prefix('`').and_then(|t| t.strip_suffix('`')).unwrap_or(text);
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['#', '&', '<']) {
        decoded.push_str(&rest[..at]);
        let (sign, after) = rest[at..].split_at(1);
        let entity = after.split_once(';').filter(|(word, _)| word.len() <= 8);
        let read = entity.and_then(|(word, tail)| Some((character(sign, word)?, tail)));
        if sign == "<" && ["br>", "br/>", "br />"].iter().any(|tag| after.starts_with(tag)) {
            decoded.push(' ');
            rest = after.split_once('>').map_or("", |(_, tail)| tail);
        } else if let Some((c, tail)) = read {
            decoded.push(c);
            rest = tail;
        } else {
            decoded.push_str(sign);
            rest = after;
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The character of an entity: `#quot;`, `&amp;`, `#35;`, `&#35;`.
fn character(sign: &str, word: &str) -> Option<char> {
    let named = match word {
        "quot" => Some('"'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => None,
    };
    let figures = if sign == "&" { word.strip_prefix('#')? } else { word };
    named.or_else(|| match figures.strip_prefix('x') {
        Some(hexadecimal) => char::from_u32(u32::from_str_radix(hexadecimal, 16).ok()?),
        None => char::from_u32(figures.parse().ok()?),
    })
}
