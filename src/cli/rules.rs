use std::process::ExitCode;

use crate::rules;

/// List every rule: its code, how grave it is by default, and what it asks
#[derive(clap::Args)]
pub struct Rules {}

impl Rules {
    pub fn run(self) -> ExitCode {
        let width = rules::ALL.iter().map(|it| it.code.len()).max().unwrap_or_default();
        let line = |it: &rules::Rule| {
            format!("{:width$}  {:11}  {}\n", it.code, it.severity.name(), it.page().summary)
        };
        let table: String = rules::ALL.iter().map(line).collect();
        super::output::print_and_exit(&table)
    }
}
