//! Marking words of an answer in place. Marks may overlap; the text between the tags stays the
//! answer, whatever is marked: the numbers beside a mark come from the style sheet.

use std::ops::Range;

use maud::{Markup, html};

use super::prose::as_typed;

/// Words of an answer that something is said about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the answer; both ends lie between characters and inside it.
    pub range: Range<usize>,
    /// The class that the mark has in the style sheet.
    pub class: &'static str,
    /// The id of the place.
    pub id: String,
    /// The id of what is said about it.
    pub about: String,
    /// What stands beside it: the number under which it is listed.
    pub number: String,
    /// What is said, in words.
    pub label: String,
}

/// An answer with its marks. `bell` is what was being typed when the time was up.
pub(super) fn marked(answer: &str, marks: &[Mark], bell: &Range<usize>) -> Markup {
    let mut cuts: Vec<usize> =
        marks.iter().flat_map(|mark| [mark.range.start, mark.range.end]).collect();
    cuts.extend([0, answer.len()]);
    if !bell.is_empty() {
        cuts.extend([bell.start, bell.end]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    html! {
        @for cut in cuts.windows(2) {
            @let piece = answer.get(cut[0]..cut[1]).unwrap_or_default();
            @let over: Vec<&Mark> = marks
                .iter()
                .filter(|mark| mark.range.start <= cut[0] && cut[1] <= mark.range.end)
                .collect();
            @for mark in over.iter().filter(|mark| mark.range.start == cut[0]) {
                span id=(mark.id) {}
            }
            (segment(piece, &over, bell.start <= cut[0] && cut[1] <= bell.end))
            @for mark in over.iter().filter(|mark| mark.range.end == cut[1]) {
                a class="ref" href={ "#" (mark.about) } data-n=(mark.number)
                    aria-label=(mark.label) {}
            }
        }
    }
}

fn segment(piece: &str, over: &[&Mark], bell: bool) -> Markup {
    let text = as_typed(piece);
    let class = |first: &str| {
        let many = if over.len() > 1 { " many" } else { "" };
        format!("{first}{many}{}", if bell { " bell" } else { "" })
    };
    html! {
        @if let Some(first) = over.first() {
            @let labels: Vec<&str> = over.iter().map(|mark| mark.label.as_str()).collect();
            mark class=(class(first.class)) title=(labels.join("; ")) { (text) }
        } @else if bell {
            span class="bell" { (text) }
        } @else {
            (text)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::report::html::tests::{decoded, stripped};

    fn mark(number: usize, range: Range<usize>) -> Mark {
        Mark {
            range,
            class: "met",
            id: format!("q{number}"),
            about: format!("c{number}"),
            number: number.to_string(),
            label: format!("{number} met: a \"name\""),
        }
    }

    #[test]
    fn overlapping_marks_are_cut_where_they_begin_and_end() {
        let marks = [mark(1, 0..4), mark(2, 2..6)];
        assert_eq!(
            marked("ab<d>f g", &marks, &(7..8)).into_string(),
            "<span id=\"q1\"></span><mark class=\"met\" title=\"1 met: a &quot;name&quot;\">ab</mark>\
             <span id=\"q2\"></span><mark class=\"met many\" title=\"1 met: a &quot;name&quot;; \
             2 met: a &quot;name&quot;\">&lt;d</mark>\
             <a class=\"ref\" href=\"#c1\" data-n=\"1\" aria-label=\"1 met: a &quot;name&quot;\"></a>\
             <mark class=\"met\" title=\"2 met: a &quot;name&quot;\">&gt;f</mark>\
             <a class=\"ref\" href=\"#c2\" data-n=\"2\" aria-label=\"2 met: a &quot;name&quot;\"></a> \
             <span class=\"bell\">g</span>"
        );
    }

    /// The text inside `mark` elements between the place of a mark and its number.
    fn inside(page: &str, number: usize) -> String {
        let (_, rest) = page.split_once(&format!("<span id=\"q{number}\"></span>")).unwrap();
        let (part, _) = rest.split_once(&format!("href=\"#c{number}\"")).unwrap();
        let part = part.rsplit_once("<a class=\"ref\"").unwrap().0;
        let mut text = String::new();
        for piece in part.split("<mark ").skip(1) {
            let (_, piece) = piece.split_once('>').unwrap();
            text.push_str(&decoded(piece.split("</mark>").next().unwrap()));
        }
        // Nothing that belongs to it stands outside a mark.
        assert_eq!(text, stripped(part));
        text
    }

    proptest! {
        /// Whatever the answer and its marks: the text is the answer, and each mark holds exactly
        /// its words.
        #[test]
        fn the_text_is_the_answer_and_every_span_is_marked(
            answer in "(<script>|&amp;|\"|[a-cé \n\t<>]|😀|\u{1b}|\\PC){0,40}",
            ends in prop::collection::vec((0_usize..80, 0_usize..80), 0..6),
            bell in (0_usize..80, 0_usize..80),
        ) {
            let place = |(one, other): (usize, usize)| {
                let at = |n: usize| (0..=n.min(answer.len())).rev().find(|n| answer.is_char_boundary(*n));
                let (one, other) = (at(one).unwrap(), at(other).unwrap());
                one.min(other)..one.max(other)
            };
            let marks: Vec<Mark> = ends
                .into_iter()
                .enumerate()
                .map(|(number, ends)| mark(number, place(ends)))
                .filter(|mark| !mark.range.is_empty())
                .collect();
            let page = marked(&answer, &marks, &place(bell)).into_string();
            prop_assert_eq!(stripped(&page), as_typed(&answer));
            for mark in &marks {
                let number = mark.number.parse().unwrap();
                prop_assert_eq!(inside(&page, number), as_typed(&answer[mark.range.clone()]));
            }
        }
    }
}
