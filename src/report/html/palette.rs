//! The colours of a page, on light and on dark. Words carry the meaning, colours only help; a test
//! holds that all of them can be read.

use std::fmt::Write as _;

/// A colour of sRGB.
pub(super) type Colour = [u8; 3];

/// The colours of one theme.
#[derive(Clone, Copy, Debug)]
pub(super) struct Palette {
    /// What is written on.
    pub paper: Colour,
    /// What stands apart from the paper: answers, code.
    pub panel: Colour,
    /// Text.
    pub ink: Colour,
    /// Text that is said beside the rest.
    pub soft: Colour,
    /// Lines between things, and the empty part of a bar.
    pub rule: Colour,
    /// Links.
    pub link: Colour,
    /// The filled part of a bar, a line of a chart.
    pub bar: Colour,
    /// What is met, as text, and behind text.
    pub met: [Colour; 2],
    /// What is half met.
    pub partly: [Colour; 2],
    /// What is missed, or wrong.
    pub missed: [Colour; 2],
}

/// Where light is preferred, and on paper.
pub(super) const LIGHT: Palette = Palette {
    paper: [0xff, 0xfe, 0xfb],
    panel: [0xf6, 0xf4, 0xee],
    ink: [0x1e, 0x1d, 0x1a],
    soft: [0x5a, 0x57, 0x50],
    rule: [0xdd, 0xd9, 0xcf],
    link: [0x1d, 0x4f, 0x91],
    bar: [0x47, 0x6a, 0x8f],
    met: [[0x1a, 0x66, 0x38], [0xdd, 0xee, 0xdc]],
    partly: [[0x7d, 0x51, 0x00], [0xfa, 0xeb, 0xc4]],
    missed: [[0x9f, 0x24, 0x28], [0xf9, 0xe0, 0xdb]],
};

/// Where dark is preferred.
pub(super) const DARK: Palette = Palette {
    paper: [0x17, 0x19, 0x1c],
    panel: [0x20, 0x23, 0x27],
    ink: [0xe8, 0xe5, 0xdf],
    soft: [0xac, 0xa9, 0xa1],
    rule: [0x3a, 0x3e, 0x44],
    link: [0x93, 0xbb, 0xf2],
    bar: [0x86, 0xac, 0xd4],
    met: [[0x85, 0xd2, 0x9c], [0x1f, 0x3a, 0x2a]],
    partly: [[0xe6, 0xbc, 0x66], [0x41, 0x35, 0x18]],
    missed: [[0xf4, 0xa1, 0x99], [0x48, 0x25, 0x24]],
};

impl Palette {
    /// The colours as custom properties of a style sheet, `--ink:#1e1d1a;` and so on.
    pub(super) fn properties(&self) -> String {
        let mut text = String::new();
        for (name, [r, g, b]) in self.named() {
            let _ = write!(text, "--{name}:#{r:02x}{g:02x}{b:02x};");
        }
        text
    }

    fn named(&self) -> [(&'static str, Colour); 13] {
        [
            ("paper", self.paper),
            ("panel", self.panel),
            ("ink", self.ink),
            ("soft", self.soft),
            ("rule", self.rule),
            ("link", self.link),
            ("bar", self.bar),
            ("met", self.met[0]),
            ("met-tint", self.met[1]),
            ("partly", self.partly[0]),
            ("partly-tint", self.partly[1]),
            ("missed", self.missed[0]),
            ("missed-tint", self.missed[1]),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as WCAG 2.2 has it.
    fn luminance(colour: Colour) -> f64 {
        let [r, g, b] = colour.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast ratio of WCAG 2.2, from 1 to 21.
    fn contrast(one: Colour, other: Colour) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast([0x76; 3], [255; 3]) - 4.54).abs() < 0.01);
    }

    /// Level AA: 4.5 for text, 3 for what is drawn.
    #[test]
    fn everything_can_be_read_in_both_themes() {
        for (theme, palette) in [("light", LIGHT), ("dark", DARK)] {
            let Palette { paper, panel, ink, soft, rule, link, bar, met, partly, missed } = palette;
            let mut pairs = Vec::new();
            for ground in [paper, panel] {
                let texts = [ink, soft, link, met[0], partly[0], missed[0]];
                pairs.extend(texts.map(|text| (text, ground, 4.5)));
                pairs.push((bar, ground, 3.0));
            }
            for [word, tint] in [met, partly, missed] {
                pairs.extend([ink, link, word].map(|text| (text, tint, 4.5)));
            }
            pairs.push((bar, rule, 3.0));
            for (one, other, least) in pairs {
                let found = contrast(one, other);
                assert!(found >= least, "{theme}: {one:02x?} on {other:02x?} is {found:.2}");
            }
        }
    }

    #[test]
    fn the_style_sheet_knows_them_by_name() {
        let properties = LIGHT.properties();
        assert!(properties.starts_with("--paper:#fffefb;--panel:#f6f4ee;"), "{properties}");
        let style = crate::report::html::style::sheet();
        for (name, _) in LIGHT.named() {
            assert!(style.contains(&format!("var(--{name})")), "{name} is not used");
        }
    }
}
