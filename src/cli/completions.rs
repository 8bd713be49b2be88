use std::process::ExitCode;

use clap::CommandFactory;

/// Print what lets a shell complete these commands
#[derive(clap::Args)]
pub struct Completions {
    /// The shell to print it for
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

impl Completions {
    pub fn run(self) -> ExitCode {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::Arguments::command(), "onrecord", &mut script);
        super::output::print_and_exit(&String::from_utf8_lossy(&script))
    }
}
