//! The commands of this repository: `cargo xtask --help` lists them.

mod codegen_command;
mod diff_command;
mod exit;
mod github;
mod report;
mod root;
mod survey_command;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::exit::Exit;

/// The commands of this repository.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    disable_help_subcommand = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Codegen(codegen_command::Codegen),
    Survey(survey_command::Survey),
    Diff(Box<diff_command::Diff>),
}

fn main() -> ExitCode {
    let run = std::panic::catch_unwind(|| match Arguments::try_parse() {
        Ok(arguments) => match arguments.command {
            Command::Codegen(codegen) => codegen.run(),
            Command::Survey(survey) => survey.run(),
            Command::Diff(diff) => diff.run(),
        },
        Err(error) => usage(&error),
    });
    run.unwrap_or_else(|_| {
        terminal::problem(
            "error: this is a defect of the command itself; please report it with the lines above",
        );
        Exit::Impossible
    })
    .into()
}

/// Prints help to stdout and a fault in the arguments to stderr.
fn usage(error: &clap::Error) -> Exit {
    // A closed stream is no fault, as everywhere (see `terminal`).
    let _ = error.print();
    if error.use_stderr() {
        Exit::Usage
    } else {
        Exit::Ok
    }
}
