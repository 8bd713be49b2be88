//! Exponentials and their kin, and norms, to the same bit everywhere.
//!
//! The platform's own functions differ in the last bits from one system to the next, so these are
//! made of additions, multiplications and divisions alone. Sums run over sixteen lanes that are
//! then added pairwise: an order that wide and narrow machines can both keep.

use super::level::for_every_level;

const LANES: usize = 16;

/// e to the power of `x`, to about one part in ten million.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    const LOG2_E: f32 = std::f32::consts::LOG2_E;
    // The logarithm of 2 in two parts, the first short enough for exact products.
    const LN2_HIGH: f32 = 0.693_359_4;
    const LN2_LOW: f32 = -2.121_944_4e-4;
    let x = x.clamp(-87.0, 88.0);
    let scaled = x * LOG2_E;
    let power = (scaled + if scaled < 0.0 { -0.5 } else { 0.5 }) as i32;
    let whole = power as f32;
    let rest = (x - whole * LN2_HIGH) - whole * LN2_LOW;
    let mut sum = 1.987_569_1e-4_f32;
    sum = sum * rest + 1.398_199_9e-3;
    sum = sum * rest + 8.333_452e-3;
    sum = sum * rest + 4.166_579_6e-2;
    sum = sum * rest + 1.666_666_5e-1;
    sum = sum * rest + 0.5;
    let value = sum * (rest * rest) + rest + 1.0;
    value * f32::from_bits(((power + 127) as u32) << 23)
}

#[inline(always)]
pub(super) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

#[inline(always)]
pub(super) fn tanh(x: f32) -> f32 {
    1.0 - 2.0 / (exp(2.0 * x) + 1.0)
}

/// The error function, to about two parts in ten million.
#[inline(always)]
pub(super) fn erf(x: f32) -> f32 {
    let size = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * size);
    let sum = ((((1.061_405_4 * t - 1.453_152) * t + 1.421_413_8) * t - 0.284_496_74) * t + 0.254_829_6) * t;
    let value = 1.0 - sum * exp(-size * size);
    if x < 0.0 { -value } else { value }
}

#[inline(always)]
fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + erf(x * std::f32::consts::FRAC_1_SQRT_2))
}

/// The sum of `f` over a row, in a fixed order.
#[inline(always)]
fn sum(row: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let mut chunks = row.chunks_exact(LANES);
    for chunk in &mut chunks {
        for lane in 0..LANES {
            lanes[lane] += f(chunk[lane]);
        }
    }
    for (lane, x) in lanes.iter_mut().zip(chunks.remainder()) {
        *lane += f(*x);
    }
    let mut width = LANES;
    while width > 1 {
        width /= 2;
        for lane in 0..width {
            lanes[lane] += lanes[lane + width];
        }
    }
    lanes[0]
}

for_every_level! {
    /// Brings each row of `x` to mean 0 and variance 1, then to a learned scale and offset.
    pub(super) fn normalise(x: &mut [f32], gain: &[f32], offset: &[f32], eps: f32) {
        let width = gain.len();
        for row in x.chunks_exact_mut(width) {
            let mean = sum(row, |it| it) / width as f32;
            let variance = sum(row, |it| (it - mean) * (it - mean)) / width as f32;
            let scale = 1.0 / (variance + eps).sqrt();
            for ((it, gain), offset) in row.iter_mut().zip(gain).zip(offset) {
                *it = (*it - mean) * scale * gain + offset;
            }
        }
    }

    /// Adds the gated half of each row of `both` to `x`: a · sigmoid(g).
    pub(super) fn add_gated(x: &mut [f32], both: &[f32], width: usize) {
        for (row, both) in x.chunks_exact_mut(width).zip(both.chunks_exact(2 * width)) {
            let (values, gates) = both.split_at(width);
            for ((it, value), gate) in row.iter_mut().zip(values).zip(gates) {
                *it += value * sigmoid(*gate);
            }
        }
    }

    pub(super) fn gelu_all(x: &mut [f32]) {
        x.iter_mut().for_each(|it| *it = gelu(*it));
    }

    pub(super) fn add(x: &mut [f32], y: &[f32]) {
        x.iter_mut().zip(y).for_each(|(it, y)| *it += y);
    }

    /// Turns scores into shares that add up to 1.
    pub(super) fn softmax(row: &mut [f32]) {
        let most = row.iter().copied().fold(f32::MIN, f32::max);
        row.iter_mut().for_each(|it| *it = exp(*it - most));
        let scale = 1.0 / sum(row, |it| it);
        row.iter_mut().for_each(|it| *it *= scale);
    }
}

#[cfg(test)]
mod tests {
    use super::super::level::Level;
    use super::*;

    #[test]
    fn functions_are_near_the_true_ones() {
        for step in -2000..2000 {
            let x = step as f32 / 100.0;
            let wide = f64::from(x);
            assert!((f64::from(exp(x)) / wide.exp() - 1.0).abs() < 3e-7, "exp {x}");
            assert!((f64::from(tanh(x)) - wide.tanh()).abs() < 3e-7, "tanh {x}");
            assert!((f64::from(sigmoid(x)) - 1.0 / (1.0 + (-wide).exp())).abs() < 3e-7, "sigmoid {x}");
        }
        // Known values of the error function.
        for (x, value) in [(0.0, 0.0), (0.5, 0.520_499_9), (1.0, 0.842_700_8), (2.0, 0.995_322_3)] {
            assert!((erf(x) - value).abs() < 1e-6 && (erf(-x) + value).abs() < 1e-6, "erf {x}");
        }
    }

    #[test]
    fn far_values_stay_finite() {
        for x in [f32::MIN, -1e4, -90.0, 90.0, 1e4, f32::MAX] {
            assert!(
                exp(x).is_finite() && tanh(x).is_finite() && sigmoid(x).is_finite() && erf(x).is_finite()
            );
        }
    }

    #[test]
    fn a_row_is_normalised() {
        let mut row: Vec<f32> = (0..37).map(|it| (it * it % 11) as f32).collect();
        normalise(Level::PLAIN, &mut row, &[1.0; 37], &[0.0; 37], 1e-5);
        let mean = row.iter().sum::<f32>() / 37.0;
        let variance = row.iter().map(|it| it * it).sum::<f32>() / 37.0;
        assert!(mean.abs() < 1e-5 && (variance - 1.0).abs() < 1e-3);
    }

    #[test]
    fn shares_add_up() {
        let mut row = [1.0, -3.0, 40.0, 0.5, 39.0];
        softmax(Level::PLAIN, &mut row);
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(row[2] > row[4] && row[4] > row[0]);
    }

    #[test]
    fn every_level_gives_the_same_bits() {
        let numbers: Vec<f32> = (0..640).map(|it| ((it * 7919 % 1009) as f32 - 500.0) / 77.0).collect();
        let all = |level| {
            let mut x = numbers.clone();
            normalise(level, &mut x, &numbers[..160], &numbers[160..320], 1e-5);
            add_gated(level, &mut x[..320], &numbers, 160);
            gelu_all(level, &mut x);
            softmax(level, &mut x[..100]);
            x.iter().map(|it| it.to_bits()).collect::<Vec<u32>>()
        };
        for level in Level::all() {
            assert_eq!(all(level), all(Level::PLAIN), "{level:?}");
        }
    }
}
