//! Letters as they are drawn, joined to lines.

use std::time::Instant;

use hayro_interpret::{
    BlendMode, ClipPath, Device, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask, font::Glyph,
    hayro_cmap::BfString,
};
use kurbo::{Affine, BezPath, Point};

use crate::sources::import::limits;

/// Words on one line of a page.
#[derive(Debug, Default)]
pub struct Line {
    pub words: String,
    pub page: u32,
    /// The line they stand on, from the top, in points.
    pub base: f64,
    /// How large the letters are.
    pub size: f64,
}

/// Why reading was given up.
#[derive(Clone, Copy, Debug)]
pub enum Stopped {
    Late,
    Full,
}

/// Takes the letters of one page after the other.
pub struct Letters {
    lines: Vec<Line>,
    page: u32,
    /// Where the last letter began and ended.
    from: Point,
    to: Point,
    /// Nothing of this page has been drawn.
    fresh: bool,
    drawn: usize,
    calls: usize,
    letters: u32,
    begun: Instant,
}

/// Steps of what a form, a picture or a window begins with: forms within forms grow fast.
const FORM: usize = 50;

/// An interpreter has no other way out than to unwind.
fn stop(why: Stopped) -> ! {
    std::panic::resume_unwind(Box::new(why))
}

impl Letters {
    pub fn new(begun: Instant) -> Letters {
        let (from, to) = (Point::ZERO, Point::ZERO);
        Letters { lines: Vec::new(), page: 1, from, to, fresh: true, drawn: 0, calls: 0, letters: 0, begun }
    }

    pub fn turn(&mut self, page: u32) {
        (self.page, self.fresh) = (page, true);
    }

    pub fn lines(self) -> Vec<Line> {
        self.lines.into_iter().filter(|it| !it.words.trim().is_empty()).collect()
    }

    /// Counts whatever is drawn.
    fn count(&mut self, steps: usize) {
        self.drawn += steps;
        self.calls += 1;
        if self.drawn > limits::DRAWN || self.lines.len() > limits::LINES {
            stop(Stopped::Full);
        }
        let allowed = (limits::TIME + limits::LETTER * self.letters).min(limits::LONGEST);
        if self.calls % 64 == 0 && self.begun.elapsed() > allowed {
            stop(Stopped::Late);
        }
    }

    /// A letter that begins and ends there.
    fn letter(&mut self, letter: &str, from: Point, to: Point, size: f64) {
        if !self.fresh && self.is_drawn_twice(letter, from, size) {
            return;
        }
        if self.fresh || self.is_apart(from, size) {
            let words = String::new();
            self.lines.push(Line { words, page: self.page, base: from.y, size });
        }
        if let Some(line) = self.lines.last_mut() {
            let gap = from.x - self.to.x;
            let spaced = line.words.ends_with(' ') || letter.starts_with(' ');
            if !line.words.is_empty() && !spaced && gap > size * 0.2 {
                line.words.push(' ');
            }
            line.words.push_str(letter);
            line.size = line.size.max(size);
        }
        (self.from, self.to, self.fresh) = (from, to, false);
    }

    /// Bold letters are drawn a second time by some programs, a hair beside the first.
    fn is_drawn_twice(&self, letter: &str, from: Point, size: f64) -> bool {
        let near = (from.x - self.from.x).abs() < size * 0.1 && (from.y - self.from.y).abs() < size * 0.1;
        near && !letter.trim().is_empty() && self.lines.last().is_some_and(|it| it.words.ends_with(letter))
    }

    /// Whether a letter begins another line: lower, higher, or before the last one.
    fn is_apart(&self, from: Point, size: f64) -> bool {
        let Some(line) = self.lines.last() else { return true };
        // What is raised stands on its line still.
        (from.y - line.base).abs() > line.size.max(size) * 0.6 || from.x < self.to.x - size * 2.0
    }
}

impl<'a> Device<'a> for Letters {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        self.count(1);
        self.letters += 1;
        let meant = match glyph.as_unicode() {
            Some(BfString::Char(char)) => char.to_string(),
            Some(BfString::String(words)) => words,
            None => "\u{fffd}".to_owned(),
        };
        // Letters are drawn in thousandths of their size.
        let place = transform * glyph_transform;
        let width = match glyph {
            Glyph::Outline(outline) => outline.advance_width().map_or(500.0, f64::from),
            Glyph::Type3(_) => 500.0,
        };
        let from = place * Point::ZERO;
        let size = (place * Point::new(0.0, 1000.0) - from).hypot();
        self.letter(&apart(&meant), from, place * Point::new(width, 0.0), size);
    }

    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {
        self.count(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count(FORM);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count(FORM);
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {
        self.count(FORM);
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}

    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn pop_clip_path(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// Letters that printers join are letters of a word still.
fn apart(letters: &str) -> String {
    let mut out = String::with_capacity(letters.len());
    for char in letters.chars() {
        match char {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            it if it.is_control() => {}
            it => out.push(it),
        }
    }
    out
}
