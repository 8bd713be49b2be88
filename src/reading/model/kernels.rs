//! The inner loop of a linear layer, for each kind of machine.
//!
//! A block is a few tokens by 32 outputs. Its sums stay in registers while the inputs go by in
//! pairs; weights are read once for all tokens of the block.

use super::level::{Kind, Level};

/// Outputs in a panel of weights.
pub(super) const PANEL: usize = 32;

/// What is multiplied, see `linear`.
pub(super) struct Task<'a> {
    pub pairs: usize,
    pub outputs: usize,
    pub panels: &'a [i8],
    pub values: &'a [i16],
    pub row_scale: &'a [f32],
    pub scale: &'a [f32],
    pub offset: &'a [f32],
}

/// Exact sums of one block.
type Sums<const ROWS: usize> = [[i32; PANEL]; ROWS];

/// Puts (sum · scale of the row · scale of the output) + offset into `y`.
pub(super) fn multiply(level: Level, task: &Task, y: &mut [f32]) {
    let rows = task.row_scale.len();
    let mut row = 0;
    while row < rows {
        row += match rows - row {
            6.. => block::<6>(level, task, row, y),
            4.. => block::<4>(level, task, row, y),
            2.. => block::<2>(level, task, row, y),
            _ => block::<1>(level, task, row, y),
        };
    }
}

/// The block of rows that begins at `row`, for all outputs; gives how many rows that were.
fn block<const ROWS: usize>(level: Level, task: &Task, row: usize, y: &mut [f32]) -> usize {
    let width = task.pairs * 2;
    let x = &task.values[row * width..(row + ROWS) * width];
    for (index, panel) in task.panels.chunks_exact(task.pairs * PANEL * 2).enumerate() {
        let sums: Sums<ROWS> = match level.kind() {
            // SAFETY: a level exists only where the machine has its instructions.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => unsafe { avx512(x, panel) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => unsafe { avx2(x, panel) },
            Kind::Plain => plain(x, panel),
        };
        let first = index * PANEL;
        let last = task.outputs.min(first + PANEL);
        for (at, sums) in sums.iter().enumerate() {
            let unit = task.row_scale[row + at];
            let start = (row + at) * task.outputs;
            let out = &mut y[start + first..start + last];
            let scales = task.scale[first..last].iter().zip(&task.offset[first..last]);
            for ((out, sum), (scale, offset)) in out.iter_mut().zip(sums).zip(scales) {
                *out = *sum as f32 * (unit * scale) + offset;
            }
        }
    }
    ROWS
}

fn plain<const ROWS: usize>(x: &[i16], panel: &[i8]) -> Sums<ROWS> {
    let mut sums = [[0; PANEL]; ROWS];
    let width = x.len() / ROWS;
    for (pair, weights) in panel.chunks_exact(PANEL * 2).enumerate() {
        for (row, sums) in sums.iter_mut().enumerate() {
            let at = row * width + pair * 2;
            let (first, second) = (i32::from(x[at]), i32::from(x[at + 1]));
            for (sum, pair) in sums.iter_mut().zip(weights.chunks_exact(2)) {
                *sum += first * i32::from(pair[0]) + second * i32::from(pair[1]);
            }
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn avx2<const ROWS: usize>(x: &[i16], panel: &[i8]) -> Sums<ROWS> {
    use std::arch::x86_64::*;
    let width = x.len() / ROWS;
    let pairs = width / 2;
    assert!(panel.len() == pairs * PANEL * 2 && x.len() == ROWS * width);
    let mut sums = [[0; PANEL]; ROWS];
    // Half a panel at a time: more sums than registers would go through memory.
    for half in 0..2 {
        let mut held = [[_mm256_setzero_si256(); 2]; ROWS];
        for pair in 0..pairs {
            // SAFETY: the panel holds 64 bytes for each pair, of which this half reads 32; each row
            // of `x` holds two numbers for each pair. Both were asserted above.
            unsafe {
                let at = panel.as_ptr().add(pair * PANEL * 2 + half * PANEL);
                let low = _mm256_cvtepi8_epi16(_mm_loadu_si128(at.cast()));
                let high = _mm256_cvtepi8_epi16(_mm_loadu_si128(at.add(16).cast()));
                for (row, held) in held.iter_mut().enumerate() {
                    let both = x.as_ptr().add(row * width + pair * 2).cast::<i32>().read_unaligned();
                    let both = _mm256_set1_epi32(both);
                    held[0] = _mm256_add_epi32(held[0], _mm256_madd_epi16(both, low));
                    held[1] = _mm256_add_epi32(held[1], _mm256_madd_epi16(both, high));
                }
            }
        }
        for (sums, held) in sums.iter_mut().zip(&held) {
            for (at, held) in held.iter().enumerate() {
                // SAFETY: eight sums from half · 16 + at · 8 on lie within the 32.
                unsafe { _mm256_storeu_si256(sums.as_mut_ptr().add(half * 16 + at * 8).cast(), *held) };
            }
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,avx512f,avx512bw,avx512vl,avx512vnni")]
fn avx512<const ROWS: usize>(x: &[i16], panel: &[i8]) -> Sums<ROWS> {
    use std::arch::x86_64::*;
    let width = x.len() / ROWS;
    let pairs = width / 2;
    assert!(panel.len() == pairs * PANEL * 2 && x.len() == ROWS * width);
    let mut held = [[_mm512_setzero_si512(); 2]; ROWS];
    for pair in 0..pairs {
        // SAFETY: the panel holds 64 bytes for each pair; each row of `x` holds two numbers for each
        // pair. Both were asserted above.
        unsafe {
            let at = panel.as_ptr().add(pair * PANEL * 2);
            let low = _mm512_cvtepi8_epi16(_mm256_loadu_si256(at.cast()));
            let high = _mm512_cvtepi8_epi16(_mm256_loadu_si256(at.add(PANEL).cast()));
            for (row, held) in held.iter_mut().enumerate() {
                let both = x.as_ptr().add(row * width + pair * 2).cast::<i32>().read_unaligned();
                let both = _mm512_set1_epi32(both);
                held[0] = _mm512_dpwssd_epi32(held[0], both, low);
                held[1] = _mm512_dpwssd_epi32(held[1], both, high);
            }
        }
    }
    let mut sums = [[0; PANEL]; ROWS];
    for (sums, held) in sums.iter_mut().zip(&held) {
        // SAFETY: two times sixteen sums fill the 32.
        unsafe {
            _mm512_storeu_si512(sums.as_mut_ptr().cast(), held[0]);
            _mm512_storeu_si512(sums.as_mut_ptr().add(16).cast(), held[1]);
        }
    }
    sums
}
