//! A page without what stands on it: what a browser may do with it, its head, its contents, its
//! foot, and the seal.

use std::borrow::Cow;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::style;
use crate::report::export::seal;
use crate::report::one_line;

/// What stands above the sections of a page.
#[derive(Debug)]
pub struct Head<'a> {
    /// The title, which is foreign text.
    pub title: &'a str,
    /// What kind of page it is, in a few words: also behind the title in the browser.
    pub kind: &'a str,
    /// A line above the title: date, level, length.
    pub line: &'a str,
    /// What follows the title.
    pub lead: Markup,
    /// What stands at the foot: how the page was made.
    pub foot: Markup,
}

/// A part of a page with a heading of its own.
#[derive(Debug)]
pub struct Section {
    /// Its id on the page, `a-z`, `0-9` and `-`.
    pub id: Cow<'static, str>,
    /// The heading, which may be foreign text.
    pub heading: Cow<'static, str>,
    /// What stands below it.
    pub body: Markup,
}

/// One file that shows these sections wherever it is opened: it holds no script and asks for
/// nothing, and its content security policy has a browser see to that, whatever stands in it. The
/// last line is the seal by which [`crate::report::is_untouched`] tells whether anybody edited it.
pub fn page(head: &Head<'_>, sections: &[Section]) -> String {
    let sheet = style::sheet();
    let policy = format!(
        "default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'",
        style::source(&sheet)
    );
    let title = one_line(head.title);
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) ": " (head.kind) }
                style { (PreEscaped(sheet)) }
            }
            "\n"
            body {
                a class="skip" href="#content" { "Skip to the content" }
                header {
                    p class="line" { (head.line) }
                    h1 { (title) }
                    (head.lead)
                }
                "\n"
                @if sections.len() > 2 {
                    nav aria-label="Contents" {
                        ul { @for section in sections {
                            li { a href={ "#" (section.id) } { (one_line(&section.heading)) } } " "
                        } }
                    }
                }
                "\n"
                main id="content" {
                    @for section in sections {
                        section id=(section.id) aria-labelledby={ (section.id) "-heading" } {
                            h2 id={ (section.id) "-heading" } { (one_line(&section.heading)) }
                            (section.body)
                        }
                        "\n"
                    }
                }
                footer { (head.foot) }
            }
        }
        "\n"
    };
    let mut page = markup.into_string();
    seal::close(&mut page);
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::is_untouched;

    fn small() -> String {
        let section = |id: &'static str, heading: &'static str| Section {
            id: id.into(),
            heading: heading.into(),
            body: html! { p { "Text." } },
        };
        let head = Head {
            title: "A <b>week</b>\n",
            kind: "plan",
            line: "Seven days",
            lead: html! {},
            foot: html! { p { "Made here." } },
        };
        page(&head, &[section("one", "One"), section("two", "Two"), section("three", "Three")])
    }

    #[test]
    fn the_policy_names_the_one_style_sheet_by_its_hash() {
        let page = small();
        let (_, policy) = page.split_once("Content-Security-Policy\" content=\"").unwrap();
        let (policy, _) = policy.split_once('"').unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        let (_, sheet) = page.split_once("<style>").unwrap();
        let (sheet, _) = sheet.split_once("</style>").unwrap();
        assert!(policy.contains(&style::source(sheet)));
        assert_eq!(page.matches("<style").count(), 1);
        assert!(!page.contains("style=") && !page.contains("<script") && !page.contains("url("));
    }

    #[test]
    fn a_title_is_text_and_every_part_can_be_reached() {
        let page = small();
        assert!(page.contains("<title>A &lt;b&gt;week&lt;/b&gt;: plan</title>"));
        for part in ["<html lang=\"en\">", "href=\"#content\"", "<main id=\"content\">"] {
            assert!(page.contains(part), "{part}");
        }
        assert!(page.contains("<a href=\"#two\">Two</a>"));
        assert!(page.contains("<section id=\"two\" aria-labelledby=\"two-heading\">"));
    }

    #[test]
    fn an_edited_page_is_told_from_one_that_is_not() {
        let page = small();
        assert!(is_untouched(&page));
        assert!(is_untouched(&page.replace('\n', "\r\n")));
        for edited in [page.replacen("Text.", "Mine.", 1), format!("{page}\n"), page[1..].into()] {
            assert!(!is_untouched(&edited));
        }
    }
}
