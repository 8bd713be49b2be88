//! Whether the sources bear an article out: its quotations word for word, its claims by evidence.
//!
//! Everything here is pure: texts come in as they were imported, places in them go out. Words are
//! compared as `docs/matching.md` publishes it, and nothing else is ever claimed. A word is known
//! by a number made of its letters alone, so that each source is indexed by itself, on any core,
//! and a changed file costs only itself.

mod alignment;
mod candidates;
mod disagreements;
mod doubts;
mod edges;
mod evidence;
mod figures;
mod indexed;
mod memory;
mod places;
mod quotation;
mod texts;
mod tidied;
mod verdict;
mod words;

pub use disagreements::Reported;
pub use doubts::Doubt;
pub use evidence::{Claim, Heart, Passage, heart};
pub use figures::{Figure, figures, values};
pub use indexed::Indexed;
pub use texts::Texts;
pub use tidied::{Tidied, are_fillers, without_fillers};
pub use verdict::{Change, Cut, Found, Grade, STANDINGS, Side, Stand, Verdict};
pub use words::is_negation;
