//! Which reader a command reads with.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::ValueEnum;

use crate::{
    reading::{self, Reader},
    sources,
};

/// The options of every command that reads.
#[derive(clap::Args)]
pub struct Reading {
    /// Read with the accurate model; an error where its file is missing
    #[arg(long)]
    accurate: bool,

    /// The accurate model's file [default: accurate.onr beside the program]
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,

    /// For measurements: who reads
    #[arg(long, hide = true, value_enum, conflicts_with = "accurate")]
    reader: Option<Choice>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Choice {
    Rules,
    Fast,
    Accurate,
}

impl Reading {
    /// The reader asked for, or why it is not to be had. To read worse in silence would be wrong.
    /// `configured` is where a settings file says that the accurate model lies.
    pub fn reader(&self, configured: Option<&Path>) -> Result<Arc<dyn Reader>, String> {
        let choice = self.reader.unwrap_or(if self.accurate { Choice::Accurate } else { Choice::Fast });
        match choice {
            Choice::Rules => Ok(reading::by_rules()),
            Choice::Fast => Ok(reading::built_in()),
            Choice::Accurate => sources::accurate_reader_asked_for(self.model.as_deref().or(configured))
                .map_err(|why| {
                    format!(
                        "{why}, so --accurate cannot be kept; leave it out to read with the built-in model"
                    )
                }),
        }
    }
}
