//! Embeddings: a row of numbers for each word, ending or sign.

/// A table of 8-bit rows, each with its scale.
pub(super) struct Table {
    values: Vec<i8>,
    scale: Vec<f32>,
    width: usize,
}

impl Table {
    pub fn new(values: Vec<i8>, scale: Vec<f32>, width: usize) -> Table {
        Table { values, scale, width }
    }

    pub fn rows(&self) -> usize {
        self.scale.len()
    }

    pub fn width(&self) -> usize {
        self.width
    }

    /// Writes a row to `out`, which is as wide as the table.
    pub fn put(&self, row: usize, out: &mut [f32]) {
        self.row(row).zip(out).for_each(|(value, out)| *out = value);
    }

    /// Adds a row to `out`.
    pub fn add(&self, row: usize, out: &mut [f32]) {
        self.row(row).zip(out).for_each(|(value, out)| *out += value);
    }

    fn row(&self, row: usize) -> impl Iterator<Item = f32> + '_ {
        let scale = self.scale[row];
        self.values[row * self.width..(row + 1) * self.width].iter().map(move |it| f32::from(*it) * scale)
    }
}
