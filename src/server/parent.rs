//! A second line of defence against outliving the editor: the first is the end of standard input.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

const PERIOD: Duration = Duration::from_secs(2);

/// Ends this process when the one with this id has ended. Only where processes can be seen as files.
pub fn watch(process: Option<i32>) {
    let Some(stat) = process.map(|it| PathBuf::from(format!("/proc/{it}/stat"))) else { return };
    // An editor in another container cannot be seen from here, and has not ended.
    if !is_alive(&stat) {
        return;
    }
    std::thread::spawn(move || {
        while is_alive(&stat) {
            std::thread::sleep(PERIOD);
        }
        std::process::exit(1);
    });
}

fn is_alive(stat: &Path) -> bool {
    // "123 (name) S …": the letter after the last parenthesis is Z for one that has ended unseen.
    let line = crate::sources::read(stat, 4096).unwrap_or_default();
    let line = String::from_utf8_lossy(&line);
    line.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with(['Z', 'X']))
}
