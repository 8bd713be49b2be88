//! Every piece of a unit looks at every other.

use super::{
    arithmetic,
    level::{Level, for_every_level},
};

/// What attention is worked out in, kept from one layer to the next.
#[derive(Default)]
pub(super) struct Room {
    /// The keys of one head, a row for each of its numbers.
    keys: Vec<f32>,
    shares: Vec<f32>,
}

/// Puts into `mixed` what each piece takes from the values of all, head by head.
pub(super) fn mix(
    level: Level,
    [query, key, value]: [&[f32]; 3],
    heads: usize,
    width: usize,
    mixed: &mut Vec<f32>,
    room: &mut Room,
) {
    let (rows, part) = (query.len() / width, width / heads);
    mixed.clear();
    mixed.resize(rows * width, 0.0);
    room.shares.resize(rows, 0.0);
    for head in 0..heads {
        let own = head * part..(head + 1) * part;
        room.keys.clear();
        room.keys.resize(part * rows, 0.0);
        for (row, key) in key.chunks_exact(width).enumerate() {
            for (at, number) in key[own.clone()].iter().enumerate() {
                room.keys[at * rows + row] = *number;
            }
        }
        for (query, mixed) in query.chunks_exact(width).zip(mixed.chunks_exact_mut(width)) {
            compare(level, &query[own.clone()], &room.keys, &mut room.shares);
            arithmetic::softmax(level, &mut room.shares);
            take(level, &room.shares, &value[own.start..], width, &mut mixed[own.clone()]);
        }
    }
}

for_every_level! {
    /// How well a query fits each key.
    fn compare(query: &[f32], keys: &[f32], fits: &mut [f32]) {
        let scale = 1.0 / (query.len() as f32).sqrt();
        fits.fill(0.0);
        for (number, keys) in query.iter().zip(keys.chunks_exact(fits.len())) {
            fits.iter_mut().zip(keys).for_each(|(fit, key)| *fit += number * key);
        }
        fits.iter_mut().for_each(|it| *it *= scale);
    }

    /// The values, each by its share; a value's row begins every `width` numbers.
    fn take(shares: &[f32], values: &[f32], width: usize, out: &mut [f32]) {
        for (share, values) in shares.iter().zip(values.chunks(width)) {
            out.iter_mut().zip(values).for_each(|(out, value)| *out += share * value);
        }
    }
}
