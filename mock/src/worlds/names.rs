//! What things of a world are called.

pub(super) const BOARDS: [&str; 6] = [
    "Soups",
    "Small kitchens",
    "Paper boats",
    "Autumn walks",
    "Reading corners",
    "Herbs",
];
pub(super) const PINS: [&str; 5] = [
    "Leek soup, hot",
    "A shelf for herbs",
    "Five quick breads",
    "Window seat",
    "Folded fleet",
];
pub(super) const ACCOUNTS: [&str; 4] = ["Soup Club", "Green Kitchen", "Paper Boats", "North Loft"];
pub(super) const KEYWORDS: [&str; 6] = [
    "leek soup",
    "pumpkin soup",
    "soup pot",
    "small kitchen",
    "herb garden",
    "quick bread",
];
pub(super) const SEASONS: [&str; 4] = ["Spring", "Summer", "Autumn", "Winter"];

/// One of some names; with a number from the second round on.
pub(super) fn numbered(names: &[&str], index: usize) -> String {
    let name = names.get(index % names.len()).copied().unwrap_or_default();
    match index / names.len() {
        0 => name.to_owned(),
        round => format!("{name} {}", round + 1),
    }
}
