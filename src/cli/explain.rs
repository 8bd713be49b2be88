use std::process::ExitCode;

use crate::rules::{self, Rule};

/// Tell what a rule asks, why, and what helps
#[derive(clap::Args)]
pub struct Explain {
    /// The code of a rule, as `onrecord rules` lists it
    code: String,
}

impl Explain {
    pub fn run(self) -> ExitCode {
        match rules::find(&self.code.to_lowercase()) {
            Some(rule) => super::output::print_and_exit(&page(rule)),
            None => {
                let nearest = nearest(&self.code);
                super::could_not(format_args!(
                    "no rule is called “{}”; did you mean “{nearest}”? `onrecord rules` lists them all",
                    self.code
                ))
            }
        }
    }
}

/// The page as text: examples are indented instead of fenced.
fn page(rule: &Rule) -> String {
    let page = rule.page();
    let mut out = format!("{} ({})\n\n", rule.code, rule.severity.name());
    let mut inside = false;
    for line in page.markdown.lines() {
        if line.starts_with("```") {
            inside = !inside;
            continue;
        }
        if inside && !line.is_empty() {
            out.push_str("    ");
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

fn nearest(code: &str) -> &'static str {
    let code = code.to_lowercase();
    let likeness = |it: &&Rule| strsim::jaro_winkler(&code, it.code);
    rules::ALL.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b))).map_or("", |it| it.code)
}
