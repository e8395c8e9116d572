//! The control for the line editor: rustyline by itself, one line after another.

fn main() -> rustyline::Result<()> {
    let mut editor = rustyline::DefaultEditor::new()?;
    while editor.readline("› ").is_ok() {}
    Ok(())
}
