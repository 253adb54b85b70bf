//! Numbers that look like chance and are the same in every run.
//!
//! Invariant: a number depends on the seed and on the words that lead to it, not on what was asked before.

/// A seed for what `word` stands for, below `seed`.
#[must_use]
pub(crate) fn mix(seed: u64, word: &str) -> u64 {
    // FNV-1a over the word, then the finaliser of SplitMix64.
    let hash = word
        .bytes()
        .fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// A number from `0` to below `limit`.
#[must_use]
pub(crate) fn below(seed: u64, limit: u64) -> u64 {
    seed % limit.max(1)
}

/// One of `choices`; none if there is none.
#[must_use]
pub(crate) fn one<T: Copy>(seed: u64, choices: &[T]) -> Option<T> {
    let count = u64::try_from(choices.len()).ok()?;
    choices
        .get(usize::try_from(below(seed, count)).ok()?)
        .copied()
}

/// So many letters and digits.
#[must_use]
pub(crate) fn letters(seed: u64, count: usize) -> String {
    const ALPHABET: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let letter = |index: usize| {
        let byte = one(mix(seed, &index.to_string()), ALPHABET);
        char::from(byte.unwrap_or(b'a'))
    };
    (0..count).map(letter).collect()
}
