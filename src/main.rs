//! The `onsite` binary: hands the process over to the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    onsite::cli::run(std::env::args_os(), onsite::cli::Environment::of_process())
}
