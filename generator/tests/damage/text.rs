//! Damage to a text: cut short, bits turned, copied within itself, nested, and what readers of YAML, JSON and TOML dread.

use super::{Random, hostile};

/// The same text, changed once to three times; not always UTF-8.
pub(crate) fn mutant(text: &str, random: &mut Random) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(3) {
        damage(&mut bytes, random);
    }
    bytes
}

fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    let end = (at + random.below(400)).min(bytes.len());
    match random.below(8) {
        0 => bytes.truncate(at),
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        2 => {
            let text = String::from_utf8_lossy(bytes).replace('\n', "\r\n");
            *bytes = text.into_bytes();
        }
        3 => {
            let copy = bytes[at..end].to_vec();
            let to = random.below(bytes.len() + 1);
            insert(bytes, to, &copy);
        }
        4 => drop(bytes.drain(at..end)),
        5 => insert(bytes, 0, "\u{feff}".as_bytes()),
        6 => insert(bytes, line_start(bytes, at), &line(random)),
        _ => insert(bytes, at, &piece(random)),
    }
}

/// What no text has at any place: broken UTF-8, signs of YAML, a name of no good, or so much that no reader follows.
fn piece(random: &mut Random) -> Vec<u8> {
    const RAW: [&[u8]; 6] = [b"\xff", b"\xc3", b"\0", b"\t", b"\x1b", b"\xe2\x80\xa8"];
    const OPEN: [&str; 7] = ["[", "{", "- ", "{a: ", "[[", "{\"a\":", "a:\n "];
    const SIGNS: [&str; 12] = [
        "&a ",
        "*a",
        "!!str ",
        "!x ",
        "<<: *a\n",
        "---\n",
        "...\n",
        "? ",
        "| ",
        "'",
        "\"",
        "%YAML 3.0\n",
    ];
    match random.below(4) {
        0 => RAW[random.below(RAW.len())].to_vec(),
        1 => hostile(random).into(),
        2 => random.pick(&SIGNS).into(),
        _ => random.pick(&OPEN).repeat(1 << random.below(15)).into(),
    }
}

/// A member with a huge key, or many that grow.
fn line(random: &mut Random) -> Vec<u8> {
    if random.below(2) == 0 {
        return bomb(random).into();
    }
    format!("{}: 1\n", "k".repeat(1 << random.below(20))).into()
}

/// Anchors whose aliases grow tenfold with each line.
fn bomb(random: &mut Random) -> String {
    let mut text = String::from("x-b0: &b0 [x,x,x,x,x,x,x,x,x,x]\n");
    for level in 1..=random.below(12) {
        let alias = format!("*b{},", level - 1).repeat(10);
        text.extend([format!("x-b{level}: &b{level} [{alias}]\n")]);
    }
    text
}

fn insert(bytes: &mut Vec<u8>, at: usize, new: &[u8]) {
    bytes.splice(at..at, new.iter().copied());
}

fn line_start(bytes: &[u8], at: usize) -> usize {
    let before = bytes[..at].iter().rposition(|byte| *byte == b'\n');
    before.map_or(0, |newline| newline + 1)
}
