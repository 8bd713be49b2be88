//! PDF: words are put together again from letters and their places on the page.
//!
//! The interpreter of another crate walks the pages and hands us every letter; lines and spaces are
//! told by the distances between them. A PDF is a program with loops and packed parts, so it is
//! looked through before it is opened, and then read on a thread of its own that is given up when
//! it draws or takes more than it may.

mod letters;
mod lines;
mod safety;

#[cfg(test)]
mod tests;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, mpsc},
    thread,
    time::Instant,
};

use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, TransformExt,
    hayro_syntax::{DecryptionError, LoadPdfError, Pdf},
    interpret_page,
};
use kurbo::Rect;

use self::{
    letters::{Letters, Line, Stopped},
    lines::lines,
};
use super::{
    Imported, Refused,
    about::{names, people, words},
    heads, limits, lines as cleaning, plain,
    stretches::assemble,
};
use crate::sources::lists::{Field, Role};

/// Room for forms in forms.
const STACK: usize = 32 << 20;

pub fn import(bytes: Vec<u8>) -> Result<Imported, Refused> {
    safety::check(&bytes)?;
    let (sender, receiver) = mpsc::channel();
    let work = move || {
        // Nothing of a file that made the interpreter panic is used.
        let read = catch_unwind(AssertUnwindSafe(|| read(bytes)));
        let _ = sender.send(read.unwrap_or_else(|panic| Err(refused(panic.downcast_ref()))));
    };
    let thread = thread::Builder::new().name("pdf".to_owned()).stack_size(STACK).spawn(work);
    let late = || refused(Some(&Stopped::Late));
    thread.map_err(|_| damaged())?;
    // The thread stops itself; what does not, is left behind.
    receiver.recv_timeout(limits::LONGEST * 2).unwrap_or_else(|_| Err(late()))
}

fn read(bytes: Vec<u8>) -> Result<Imported, Refused> {
    let pdf = Pdf::new(Arc::new(bytes)).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            Refused("cannot be read: it is locked with a password".to_owned())
        }
        LoadPdfError::Decryption(_) => Refused("cannot be read: it is locked in an unknown way".to_owned()),
        LoadPdfError::Invalid => damaged(),
    })?;
    safety::check_unlocked(&pdf)?;
    let settings = InterpreterSettings { render_annotations: false, ..InterpreterSettings::default() };
    let cache = InterpreterCache::new();
    let mut letters = Letters::new(Instant::now());
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        safety::contents(page)?;
        letters.turn(number);
        let whole = Rect::new(-1e6, -1e6, 1e6, 1e6);
        let transform = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, whole, &cache, pdf.xref(), settings.clone());
        interpret_page(page, &mut context, &mut letters);
    }
    let drawn: Vec<Line> = letters.lines();
    if pdf.pages().is_empty() {
        return Err(damaged());
    }
    if drawn.is_empty() {
        return Err(Refused("holds no text: its pages are pictures".to_owned()));
    }
    let text = assemble(cleaning::stretches(&lines(&drawn)));
    let mut about = about(&pdf);
    heads::join(&mut about, heads::read(text.text.lines(), heads::Kind::Published).about);
    Ok(Imported { text, about })
}

fn about(pdf: &Pdf) -> Vec<Field> {
    let said = |it: &Option<Vec<u8>>| {
        let words = it.as_deref().and_then(|it| plain::decode(it).ok().map(|it| it.into_owned()));
        // What programs put there when nobody has.
        words.filter(|it| !it.starts_with("Microsoft ") && !it.eq_ignore_ascii_case("untitled"))
    };
    let about = pdf.metadata();
    let title = said(&about.title).and_then(|it| words(Role::Title, &it));
    let author = said(&about.author).and_then(|it| people(Role::Author, names(&it)));
    let others = [said(&about.subject), said(&about.keywords)];
    let terms = others.iter().flatten().flat_map(|it| heads::property(it));
    title.into_iter().chain(author).chain(terms).collect()
}

fn refused(stopped: Option<&Stopped>) -> Refused {
    match stopped {
        Some(Stopped::Late) => {
            let (most, each) = (limits::TIME.as_secs_f64(), limits::LETTER.as_secs_f64() * 1e5);
            Refused(format!(
                "not read: it takes longer than the limit, {most} seconds and {each} for every 100,000 letters"
            ))
        }
        Some(Stopped::Full) => {
            let most = limits::DRAWN / 1_000_000;
            Refused(format!("not read: it takes more than the limit of {most} million steps to draw"))
        }
        None => damaged(),
    }
}

fn damaged() -> Refused {
    Refused("cannot be read: the file is damaged".to_owned())
}
