//! Linear layers on integers.
//!
//! Weights are 8-bit numbers with one scale a row, activations are rounded to 12 bits with one scale
//! a token. Sums of their products are exact, so their order does not matter: blocks and
//! instructions can be chosen for speed alone.

use super::{
    kernels::{self, PANEL},
    level::{Level, for_every_level},
};

/// The largest activation after rounding: 12 bits with their sign.
const LARGEST: f32 = 2047.0;

/// A matrix of weights with an offset for each output.
pub(super) struct Linear {
    inputs: usize,
    outputs: usize,
    /// For each 32 outputs, for each pair of inputs, the pair of each output; zeros fill the ends.
    panels: Vec<i8>,
    scale: Vec<f32>,
    offset: Vec<f32>,
}

/// Rounded activations, a row for each token.
#[derive(Default)]
pub(super) struct Rounded {
    /// In pairs; an odd row ends with a zero.
    values: Vec<i16>,
    scale: Vec<f32>,
}

impl Linear {
    /// `weights` holds a row of inputs for each output.
    pub fn new(weights: &[i8], scale: Vec<f32>, offset: Vec<f32>) -> Linear {
        let outputs = scale.len();
        let inputs = weights.len().checked_div(outputs).unwrap_or(0);
        let pairs = inputs.div_ceil(2);
        let mut panels = vec![0; outputs.div_ceil(PANEL) * pairs * PANEL * 2];
        for (output, row) in weights.chunks_exact(inputs.max(1)).enumerate() {
            let (panel, lane) = (output / PANEL, output % PANEL);
            for (input, weight) in row.iter().enumerate() {
                panels[((panel * pairs + input / 2) * PANEL + lane) * 2 + input % 2] = *weight;
            }
        }
        Linear { inputs, outputs, panels, scale, offset }
    }

    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Puts the outputs for each row of `x` into `y`. `room` is kept from call to call.
    pub fn apply(&self, level: Level, x: &[f32], y: &mut Vec<f32>, room: &mut Rounded) {
        let pairs = self.inputs.div_ceil(2);
        let rows = x.len() / self.inputs;
        room.scale.clear();
        room.scale.resize(rows, 0.0);
        room.values.clear();
        room.values.resize(rows * pairs * 2, 0);
        round(level, x, self.inputs, &mut room.values, &mut room.scale);
        y.clear();
        y.resize(rows * self.outputs, 0.0);
        let task = kernels::Task {
            pairs,
            outputs: self.outputs,
            panels: &self.panels,
            values: &room.values,
            row_scale: &room.scale,
            scale: &self.scale,
            offset: &self.offset,
        };
        kernels::multiply(level, &task, y);
    }
}

for_every_level! {
    /// Rounds each row to integers of its own scale.
    fn round(x: &[f32], inputs: usize, values: &mut [i16], scale: &mut [f32]) {
        let padded = inputs.div_ceil(2) * 2;
        let rows = x.chunks_exact(inputs).zip(values.chunks_exact_mut(padded)).zip(scale);
        for ((row, values), scale) in rows {
            let most = row.iter().fold(0.0_f32, |most, it| most.max(it.abs()));
            *scale = most / LARGEST;
            let unit = if most > 0.0 { *scale } else { 1.0 };
            for (value, x) in values.iter_mut().zip(row) {
                let exact = x / unit;
                *value = (exact + if exact < 0.0 { -0.5 } else { 0.5 }) as i16;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize, seed: u32) -> impl Iterator<Item = i32> {
        let mut state = seed;
        (0..count).map(move |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as i32
        })
    }

    fn layer(inputs: usize, outputs: usize) -> (Linear, Vec<i8>) {
        let weights: Vec<i8> = numbers(inputs * outputs, 7).map(|it| (it % 255 - 127) as i8).collect();
        let scale = numbers(outputs, 8).map(|it| it as f32 / 3e6).collect();
        let offset = numbers(outputs, 9).map(|it| it as f32 / 65536.0 - 0.5).collect();
        (Linear::new(&weights, scale, offset), weights)
    }

    #[test]
    fn outputs_are_those_of_the_definition() {
        for (inputs, outputs, rows) in [(1, 1, 1), (3, 5, 2), (480, 320, 25), (61, 33, 9), (160, 4, 17)] {
            let (layer, weights) = layer(inputs, outputs);
            let x: Vec<f32> = numbers(inputs * rows, 3).map(|it| it as f32 / 9000.0 - 3.0).collect();
            let (mut y, mut room) = (Vec::new(), Rounded::default());
            layer.apply(Level::PLAIN, &x, &mut y, &mut room);
            for (row, x) in x.chunks(inputs).enumerate() {
                let most = x.iter().fold(0.0_f32, |most, it| most.max(it.abs()));
                for output in 0..outputs {
                    let true_sum: f64 = x
                        .iter()
                        .zip(&weights[output * inputs..])
                        .map(|(x, w)| f64::from(*x) * f64::from(*w) * f64::from(layer.scale[output]))
                        .sum();
                    let true_sum = true_sum + f64::from(layer.offset[output]);
                    let found = f64::from(y[row * outputs + output]);
                    let room = f64::from(most / LARGEST * 127.0 * layer.scale[output]) * inputs as f64 * 0.5;
                    assert!((found - true_sum).abs() <= room + 1e-4, "{found} is not {true_sum}");
                }
            }
        }
    }

    #[test]
    fn every_level_gives_the_same_bits() {
        for (inputs, outputs, rows) in [(480, 320, 37), (61, 33, 9), (1536, 384, 3), (2, 96, 1), (5, 31, 64)]
        {
            let (layer, _) = layer(inputs, outputs);
            let x: Vec<f32> = numbers(inputs * rows, 3).map(|it| it as f32 / 9000.0 - 3.0).collect();
            let bits = |level| {
                let (mut y, mut room) = (Vec::new(), Rounded::default());
                layer.apply(level, &x, &mut y, &mut room);
                y.iter().map(|it| it.to_bits()).collect::<Vec<u32>>()
            };
            for level in Level::all() {
                assert!(bits(level) == bits(Level::PLAIN), "{level:?} {inputs} {outputs} {rows}");
            }
        }
    }

    #[test]
    fn the_largest_sums_fit() {
        let layer = Linear::new(&[127; 1536], vec![1.0], vec![0.0]);
        for level in Level::all() {
            let (mut y, mut room) = (Vec::new(), Rounded::default());
            layer.apply(level, &[5.0; 1536], &mut y, &mut room);
            assert_eq!(y[0], (1536 * 127 * 2047) as f32 * (5.0 / LARGEST));
        }
    }

    #[test]
    fn nothing_in_is_the_offset_out() {
        let (layer, _) = layer(6, 3);
        let (mut y, mut room) = (Vec::new(), Rounded::default());
        layer.apply(Level::best(), &[0.0; 6], &mut y, &mut room);
        assert_eq!(y, layer.offset);
        layer.apply(Level::best(), &[], &mut y, &mut room);
        assert!(y.is_empty());
    }
}
