//! Code fences of markdown, as the `CommonMark` standard has them.

/// An open code fence: its sign and how often it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fence {
    sign: char,
    length: usize,
}

impl Fence {
    /// Takes the next line in: `fence` becomes open, closed or stays. Returns whether the line is
    /// inside a fence or one of its ends.
    pub(super) fn step(fence: &mut Option<Self>, line: &str) -> bool {
        let text = line.trim_start_matches(' ');
        if line.len() - text.len() > 3 {
            return fence.is_some();
        }
        let Some(sign @ ('`' | '~')) = text.chars().next() else { return fence.is_some() };
        let length = text.len() - text.trim_start_matches(sign).len();
        let rest = &text[length..];
        match *fence {
            Some(open) => {
                if open.sign == sign && length >= open.length && rest.trim().is_empty() {
                    *fence = None;
                }
                true
            }
            None if length >= 3 && !(sign == '`' && rest.contains('`')) => {
                *fence = Some(Self { sign, length });
                true
            }
            None => false,
        }
    }

    /// The line that closes it.
    pub(super) fn closing(self) -> String {
        String::from(self.sign).repeat(self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_open_and_close_as_in_markdown() {
        let inside = |text: &str| -> Vec<bool> {
            let mut fence = None;
            text.lines().map(|line| Fence::step(&mut fence, line)).collect()
        };
        assert_eq!(inside("a\n```rust\n~~~\n``\n```` \nb"), [false, true, true, true, true, false]);
        assert_eq!(inside("``` a`b\nc"), [false, false]);
        assert_eq!(inside("    ```\nc"), [false, false]);
        assert_eq!(inside("~~~~\n~~~\nc"), [true, true, true]);
    }
}
