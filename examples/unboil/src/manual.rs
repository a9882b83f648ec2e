//! Shell completions and manual pages, made from the definitions of the command line.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::Result;
use crate::options::Cli;

/// Prints the completions for a shell.
pub(crate) fn completions(shell: Shell) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "unboil", &mut script);
    print(&script)
}

/// Prints the manual page of the program, or of one of its commands.
pub(crate) fn page(command: Option<&str>) -> Result<ExitCode> {
    let mut program = Cli::command();
    program.build();
    let page = match command {
        None => Man::new(program),
        Some(name) => {
            let found = program.find_subcommand(name).ok_or_else(|| format!("there is no command {name}"))?;
            Man::new(found.clone())
        }
    };
    let mut text = Vec::new();
    page.render(&mut text)?;
    print(&text)
}

/// Prints to standard output. A closed pipe (the reader, such as `head`, has seen enough) is no error.
fn print(text: &[u8]) -> Result<ExitCode> {
    match io::stdout().write_all(text) {
        Err(problem) if problem.kind() != ErrorKind::BrokenPipe => Err(problem.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}
