//! Places in a text as programs outside count them.

/// For each byte of the text the code points before it.
pub fn places(text: &str) -> Vec<usize> {
    let mut count = 0;
    let starts = (0..=text.len()).map(|at| {
        let place = count;
        count += usize::from(text.is_char_boundary(at));
        place
    });
    starts.collect()
}
