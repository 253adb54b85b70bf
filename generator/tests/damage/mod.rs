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

/// Marsaglia's xorshift: the same numbers everywhere.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).map_or(0, |number| number % end.max(1))
    }

    pub(crate) fn pick<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len())]
    }

    pub(crate) fn any(&mut self, list: &[String]) -> Option<String> {
        (!list.is_empty()).then(|| list[self.below(list.len())].clone())
    }
}
