use std::{
    io::{self, IsTerminal, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use clap::{
    ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};
use indicatif::{ProgressBar, ProgressStyle};

use super::{
    articles::{self, Configurations, Found, Place},
    ordered,
    output::{self, Colour},
    readers::Reading,
    shelves::Shelves,
};
use crate::{
    article::Article,
    features::report::{self, Counts, FileReport, Paint},
    markup::Format,
    reading::{Language, Reader},
    rules::{Ask, Profile, Review, Settings, Severity},
    sources::{self, Manuscript, library::Refusal, matching::Texts},
};

/// Show what a careful editor would ask about articles
///
/// Reads Markdown, HTML, LaTeX, AsciiDoc, reStructuredText, Org, Typst, MediaWiki, plain text, .docx and .odt. With no PATH it reads every article below the current folder.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    onrecord check story.md\n  \
    onrecord check - --language markdown < story.txt\n  \
    onrecord check --format github --fail-on error articles/\n\n\
    Exit status: 0 nothing as grave as --fail-on, 1 something, 2 an article could not be read.\n\
    Unless told otherwise, errors and warnings count; notes and hints, a folder without articles and \
    slips in settings are told and end with 0. With --strict all of these count.")]
pub struct Check {
    /// Articles, or folders of them (what .gitignore names is left out); `-` reads standard input
    paths: Vec<PathBuf>,

    /// How to print what was found
    #[arg(long, value_enum, default_value_t)]
    format: Output,

    /// End with status 1 from this severity on
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY")]
    fail_on: FailOn,

    /// Let everything count: notes and hints, folders without articles, slips in settings
    #[arg(long, conflicts_with = "fail_on")]
    strict: bool,

    /// Read everything as this, whatever the file is called
    #[arg(long, value_parser = language())]
    language: Option<Format>,

    /// What kind of text this is
    #[arg(long, value_enum)]
    profile: Option<Kind>,

    /// How much to ask about statements that nobody stands behind: most unless settings say otherwise
    #[arg(long, value_enum, value_name = "HOW MUCH")]
    ask: Option<HowMuch>,

    /// Take the settings from this file, not from the nearest onrecord.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Colour: auto is on a terminal only
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    color: Colour,

    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Output {
    /// For a person: the line, the words underlined, the question
    #[default]
    Text,
    /// For programs
    Json,
    /// SARIF 2.1.0, for code hosts
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    #[default]
    Warning,
    Information,
    Hint,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    Wire,
    Feature,
    Opinion,
    Encyclopedia,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum HowMuch {
    /// Whatever a careful desk might ask
    All,
    /// What most desks would ask
    Most,
    /// Only what practically every desk would ask
    Some,
}

impl HowMuch {
    fn ask(self) -> Ask {
        match self {
            HowMuch::All => Ask::All,
            HowMuch::Most => Ask::Most,
            HowMuch::Some => Ask::Some,
        }
    }
}

/// An article to read, with its settings.
struct Task {
    place: Place,
    settings: Settings,
    texts: Arc<Texts>,
}

impl Check {
    pub fn run(self) -> ExitCode {
        let mut configurations = match Configurations::new(self.config.as_deref()) {
            Ok(it) => it,
            Err(why) => return super::could_not(why),
        };
        let mut found = articles::find(&self.paths);
        found.leave_out_sources(&mut configurations);
        let mut shelves = Shelves::beside(&self.paths);
        let mut tasks: Vec<Task> =
            found.places.iter().map(|it| self.task(it, &mut configurations, &mut shelves)).collect();
        // A document that a list names as a source is none of the articles that were looked for.
        tasks.retain(|it| match &it.place {
            Place::File(path) if found.walked.contains(path) && sources::is_document(path) => {
                !shelves.hold(path)
            }
            _ => true,
        });
        configurations.complaints.iter().for_each(super::complain);
        found.complaints.iter().for_each(super::complain);
        shelves.complaints.iter().for_each(super::complain);
        let is_empty = found.places.is_empty() && found.complaints.is_empty();
        if is_empty {
            super::complain(
                "no article here: files that end in .md, .txt, .docx, .html, .tex and the like are read",
            );
        } else if self.strict {
            found
                .empty
                .iter()
                .for_each(|it| super::complain(format_args!("{}: no article here", it.display())));
        }
        let slips = is_empty || !found.empty.is_empty() || !configurations.complaints.is_empty();
        let configured = tasks.iter().find_map(|it| it.settings.model.clone());
        let reader = match self.reading.reader(configured.as_deref()) {
            Ok(reader) => reader,
            Err(why) => return super::could_not(why),
        };
        let mut printer = Printer::new(self.format, self.color, &found);
        let work = |task: Task| self.read(task, &reader);
        let written = ordered::ordered(tasks.into_iter(), ordered::cores(), work, |it| printer.take(it))
            .and_then(|()| printer.finish());
        if let Some(error) = output::failed(written) {
            return super::could_not(format_args!("cannot write: {error}"));
        }
        if printer.unread || !found.complaints.is_empty() {
            return ExitCode::from(super::COULD_NOT);
        }
        let counted = match self.strict {
            // The index of names asks for nothing.
            true => FailOn::Hint.counts(&printer.counts) > printer.names || slips,
            false => self.fail_on.counts(&printer.counts) > 0,
        };
        ExitCode::from(u8::from(counted))
    }

    fn task(&self, place: &Place, configurations: &mut Configurations, shelves: &mut Shelves) -> Task {
        let mut settings = configurations.of(place);
        if let Some(profile) = self.profile {
            settings.profile = profile.profile();
        }
        if let Some(ask) = self.ask {
            settings.ask = ask.ask();
        }
        let format = self.format_of(place);
        let texts = shelves.of(place, format, &settings);
        Task { place: place.clone(), settings, texts }
    }

    fn format_of(&self, place: &Place) -> Format {
        self.language.unwrap_or_else(|| Format::of_path(&place.name()))
    }

    /// The report of one article, or why there is none.
    fn read(&self, task: Task, reader: &Arc<dyn Reader>) -> Result<FileReport, String> {
        let name = task.place.name();
        let named = |why: String| format!("{name}: {why}");
        let path = Path::new(&name);
        if let Some(why) = sources::foreign(path, true) {
            return Err(named(why));
        }
        let bytes = bytes(&task.place).map_err(named)?;
        let Manuscript { text, document } = sources::manuscript(path, bytes).map_err(named)?;
        let format = self.format_of(&task.place);
        // A panic would be a fault of ours; it must not cost the other articles.
        let report = catch_unwind(AssertUnwindSafe(|| {
            let article = Arc::new(Article::read_by(reader, &text, format));
            let review = Review::beside(article, &task.settings, task.texts);
            for rule in &review.failed {
                super::complain(format_args!(
                    "{name}: {rule} failed at this text and was left out; please report it"
                ));
            }
            let report = FileReport::of(name.clone(), &review);
            match &document {
                Some(it) => report.of_document(it.name, &it.paragraphs),
                None => report,
            }
        }));
        report.map_err(|_| named("could not be read; please report this text".to_owned()))
    }
}

/// The bytes of an article; of one that is too large only their number.
fn bytes(place: &Place) -> Result<Vec<u8>, String> {
    let failed = |error: io::Error| articles::reason(&error);
    let too_large = |bytes: u64| sources::ReadError::TooLarge { bytes: bytes as usize }.to_string();
    let most = sources::longest(Path::new(&place.name()));
    match place {
        Place::StandardInput => {
            let (mut input, mut bytes) = (io::stdin().lock(), Vec::new());
            input.by_ref().take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
            let rest = io::copy(&mut input, &mut io::sink()).map_err(failed)?;
            if rest > 0 { Err(too_large(most + 1 + rest)) } else { Ok(bytes) }
        }
        Place::File(path) => sources::read(path, most).map_err(|why| match why {
            Refusal::TooLarge { bytes, .. } => too_large(bytes),
            why => articles::refused(&why),
        }),
    }
}

impl FailOn {
    fn counts(self, counts: &Counts) -> usize {
        match self {
            FailOn::Error => counts.at_least(Severity::Error),
            FailOn::Warning => counts.at_least(Severity::Warning),
            FailOn::Information => counts.at_least(Severity::Information),
            FailOn::Hint => counts.at_least(Severity::Hint),
            FailOn::Never => 0,
        }
    }
}

/// The names of formats, and what they mean.
fn language() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).map(|it| Format::of_language(&it))
}

impl Kind {
    fn profile(self) -> Profile {
        match self {
            Kind::Wire => Profile::Wire,
            Kind::Feature => Profile::Feature,
            Kind::Opinion => Profile::Opinion,
            Kind::Encyclopedia => Profile::Encyclopedia,
        }
    }
}

/// Prints reports as they come, or gathers them where the format is one document.
struct Printer {
    format: Output,
    paint: Paint,
    bar: ProgressBar,
    gathered: Vec<FileReport>,
    counts: Counts,
    /// Of these, those in articles that were read.
    asked: Counts,
    names: usize,
    articles: usize,
    /// The languages of articles that are not English.
    foreign: Vec<Language>,
    /// Whether an article could not be read.
    unread: bool,
}

impl Printer {
    fn new(format: Output, colour: Colour, found: &Found) -> Printer {
        let watched = found.folders && io::stderr().is_terminal();
        let bar = if watched { ProgressBar::new(found.places.len() as u64) } else { ProgressBar::hidden() };
        // A fixed template: it cannot be a wrong one.
        if let Ok(style) = ProgressStyle::with_template("{pos} of {len} articles {wide_bar}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Printer {
            format,
            paint: colour.paint(),
            bar,
            gathered: Vec::new(),
            counts: Counts::default(),
            asked: Counts::default(),
            names: 0,
            articles: 0,
            foreign: Vec::new(),
            unread: false,
        }
    }

    fn take(&mut self, report: Result<FileReport, String>) -> io::Result<()> {
        self.bar.inc(1);
        let report = match report {
            Ok(report) => report,
            Err(why) => {
                self.unread = true;
                self.bar.suspend(|| super::complain(why));
                return Ok(());
            }
        };
        self.counts.add(&report);
        match report.language {
            Some(language) => self.foreign.push(language),
            None => {
                self.articles += 1;
                self.asked.add(&report);
            }
        }
        self.names += report::names(&report);
        match self.format {
            Output::Text => self.bar.suspend(|| output::print(&report::text(&report, self.paint))),
            Output::Github => self.bar.suspend(|| output::print(&report::github(&report))),
            Output::Json | Output::Sarif => {
                self.gathered.push(report);
                Ok(())
            }
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.bar.finish_and_clear();
        match self.format {
            Output::Text => {
                output::print(&report::summary(self.articles, self.names, &self.asked, &self.foreign))
            }
            Output::Json => output::print(&output::shown(&report::json(&self.gathered))),
            Output::Sarif => output::print(&output::shown(&report::sarif(&self.gathered))),
            Output::Github => Ok(()),
        }
    }
}
