//! Damage: descriptions, texts and inputs of ours that nobody wrote, each made by a seed.

pub(crate) mod judge;
pub(crate) mod pieces;
pub(crate) mod text;
pub(crate) mod tree;

/// What Rust, Cargo, rustdoc or a file system could read as something else.
pub(crate) const HOSTILE: &str = "| |_|1|1p|-1|self|Self|super|crate|type|async|mod|new|send|clone|default|into|\
    request|member|body|core|client|full|rustls|string|vec|unrecognized|bookmark|items|page_size|id|x_id|\
    Option|IntoIterator|a b|A_B|a-b|a\"b\\c|m²|日本|é|*/ {} [x] `|\u{202e}abc|line\nbreak|#|{|/x/{id}|paging|\
    ../../up|/etc/x|con|nul.rs|a\0b|\u{feff}|~1~0|$ref|x-sandbox";

/// One of the hostile texts.
pub(crate) fn hostile(random: &mut Random) -> &'static str {
    let all: Vec<&str> = HOSTILE.split('|').collect();
    random.pick(&all)
}

/// The numbers that something else chose, as a fuzzer does, and after them Marsaglia's xorshift: the same everywhere.
pub(crate) struct Random {
    chosen: Vec<u8>,
    state: u64,
}

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self::led(&[], seed)
    }

    pub(crate) fn led(chosen: &[u8], seed: u64) -> Self {
        let chosen = chosen.iter().rev().copied().collect();
        let state = seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Self { chosen, state }
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        // As many bytes as the choice is large, so that one of them changes one choice.
        let bytes = (usize::BITS - end.leading_zeros()).div_ceil(8);
        if self.chosen.len() >= bytes as usize {
            let all = (0..bytes).filter_map(|_| self.chosen.pop());
            return all.fold(0, |number, byte| number << 8 | usize::from(byte)) % end.max(1);
        }
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).map_or(0, |number| number % end.max(1))
    }

    pub(crate) fn pick<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len())]
    }

    pub(crate) fn any(&mut self, list: &[String]) -> Option<String> {
        (!list.is_empty()).then(|| list[self.below(list.len())].clone())
    }
}
