use crate::text::Span;

/// The words of a block as a reader reads them, with the way back to the document.
///
/// `text` leaves markup out: "**bold** word" is "bold word". What a reader sees but cannot read as
/// prose (code, a formula, a picture) stands in `text` as U+FFFC, so that grammar around it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    pub text: String,
    segments: Vec<Segment>,
}

/// A stretch of prose and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// In bytes of the prose.
    pub prose: Span,
    /// In bytes of the chunk. As long as `prose` when copied; any length when it stands in for something.
    pub source: Span,
    /// Copied byte by byte, as against an entity ("&amp;") or a stand-in for code.
    pub copied: bool,
}

/// Words as a message shows them: what a reader sees and cannot read is left open.
pub fn shown(words: &str) -> std::borrow::Cow<'_, str> {
    if words.contains('\u{fffc}') { words.replace('\u{fffc}', "…").into() } else { words.into() }
}

impl Prose {
    /// Appends words that stand in the document as they are; empty ones leave no segment.
    pub fn copy(&mut self, words: &str, source_start: usize) {
        self.push(words, Span::new(source_start, source_start + words.len()), true);
    }

    /// Appends words that stand for other bytes: an entity, code, a formula.
    pub fn stand_in(&mut self, words: &str, source: Span) {
        self.push(words, source, false);
    }

    /// Leaves out white space at the end.
    pub fn trim_end(&mut self) {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        while let Some(last) = self.segments.last_mut() {
            if last.prose.start < end {
                let cut = last.prose.end.saturating_sub(end);
                last.prose.end -= cut;
                last.source.end -= if last.copied { cut } else { 0 };
                break;
            }
            self.segments.pop();
        }
    }

    fn push(&mut self, words: &str, source: Span, copied: bool) {
        if words.is_empty() {
            return;
        }
        let prose = Span::new(self.text.len(), self.text.len() + words.len());
        self.text.push_str(words);
        if let Some(last) = self.segments.last_mut()
            && last.copied
            && copied
            && last.source.end == source.start
        {
            last.prose.end = prose.end;
            last.source.end = source.end;
            return;
        }
        self.segments.push(Segment { prose, source, copied });
    }

    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The bytes of the chunk behind `span` of the prose, from its first to its last character.
    pub fn source(&self, span: Span) -> Span {
        let Some(last_segment) = self.segments.last() else { return Span::default() };
        if span.is_empty() {
            let at = self.source_start(span.start).unwrap_or(last_segment.source.end);
            return Span::at(at);
        }
        let start = self.source_start(span.start).unwrap_or(last_segment.source.end);
        let end = match self.segment_at(span.end - 1) {
            Some(it) if it.copied => it.source.start + (span.end - it.prose.start),
            Some(it) => it.source.end,
            None => last_segment.source.end,
        };
        Span::new(start, end.max(start))
    }

    /// The prose offset of a byte of the chunk, if that byte is prose.
    pub fn offset(&self, source: usize) -> Option<usize> {
        let index = self.segments.partition_point(|it| it.source.end <= source);
        let segment = self.segments.get(index).filter(|it| it.source.start <= source)?;
        Some(if segment.copied {
            segment.prose.start + (source - segment.source.start)
        } else {
            segment.prose.start
        })
    }

    fn source_start(&self, prose: usize) -> Option<usize> {
        let segment = self.segment_at(prose)?;
        Some(if segment.copied {
            segment.source.start + (prose - segment.prose.start)
        } else {
            segment.source.start
        })
    }

    fn segment_at(&self, prose: usize) -> Option<&Segment> {
        let index = self.segments.partition_point(|it| it.prose.end <= prose);
        self.segments.get(index)
    }
}
