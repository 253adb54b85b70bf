//! Signatures: the text of a function's arguments.

/// The arguments of a function by name, each with its type.
pub(super) fn arguments(signature: &str) -> Vec<(String, String)> {
    let inside = signature.strip_prefix('(').unwrap_or_default();
    let mut depth = 1_i32;
    let mut parts = vec![String::new()];
    let mut previous = ' ';
    for character in inside.chars() {
        match character {
            '(' | '<' | '[' => depth += 1,
            '>' if previous == '-' || previous == '=' => {}
            ')' | '>' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        match parts.last_mut() {
            _ if character == ',' && depth == 1 => parts.push(String::new()),
            Some(part) => part.push(character),
            None => {}
        }
        previous = character;
    }
    let named = parts.iter().filter_map(|part| part.trim().split_once(": "));
    named
        .map(|(name, ty)| (name.to_owned(), ty.to_owned()))
        .collect()
}

/// A signature without the names of its arguments, which callers do not write.
pub(super) fn nameless(signature: &str) -> String {
    let mut text = signature.to_owned();
    for (name, ty) in arguments(signature) {
        text = text.replacen(&format!("{name}: {ty}"), &ty, 1);
    }
    text
}
