//! How large the terminal is.

use std::os::fd::AsFd;

use terminal_size::{Height, Width, terminal_size_of};

/// Columns and rows of a terminal, each at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Characters in a row.
    pub columns: u16,
    /// Rows on the screen.
    pub rows: u16,
}

impl Size {
    /// What is taken where nothing is known.
    pub const USUAL: Self = Self { columns: 80, rows: 24 };

    /// The size the terminal itself gives; `None` when the stream is none or does not know.
    pub fn of(stream: impl AsFd) -> Option<Self> {
        let (Width(columns), Height(rows)) = terminal_size_of(stream)?;
        Some(Self { columns, rows })
    }

    /// The size of `stream`, else the columns given in the environment, else 80 × 24.
    ///
    /// `columns` is the value of `COLUMNS`; it counts when it is a number from 1 to 65535.
    pub fn or_environment(stream: impl AsFd, columns: Option<&str>) -> Self {
        Self::of(stream).unwrap_or_else(|| {
            let columns = columns.and_then(|text| text.trim().parse().ok()).filter(|n| *n > 0);
            Self { columns: columns.unwrap_or(Self::USUAL.columns), ..Self::USUAL }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_the_environment_count_where_there_is_no_terminal() {
        let file = tempfile::tempfile().unwrap();
        let columns = |text| Size::or_environment(&file, text).columns;
        assert_eq!(columns(Some("132")), 132);
        assert_eq!([columns(None), columns(Some("0")), columns(Some("wide"))], [80, 80, 80]);
    }
}
