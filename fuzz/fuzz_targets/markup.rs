#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::markup::{self, Format};

fuzz_target!(|text: &str| {
    for format in Format::ALL {
        let outline = markup::outline(format, text);
        let mut end = 0;
        for chunk in &outline.chunks {
            assert_eq!(chunk.span.start, end, "chunks cover the text without gaps");
            end = chunk.span.end;
            let words = chunk.span.of(text);
            for block in markup::blocks(format, &outline.frame, chunk.place, words) {
                let prose = &block.prose;
                assert!(words.get(block.span.start..block.span.end).is_some(), "{block:?}");
                for it in prose.segments() {
                    assert!(words.get(it.source.start..it.source.end).is_some(), "{block:?}");
                }
                for mark in &block.marks {
                    assert!(prose.text.get(mark.at.start..mark.at.end).is_some(), "{block:?}");
                    assert!(words.get(mark.span.start..mark.span.end).is_some(), "{block:?}");
                }
            }
        }
        assert_eq!(end, text.len(), "chunks cover the whole text");
    }
});
