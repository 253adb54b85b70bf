//! The rule for methods: (group, operation id, is the answer a list) to verb and noun.
//!
//! The id is cut into a verb and an object; the object loses what the group says already, the verb becomes one of ours,
//! and the answer decides between `get` and `list`.

/// Words of ids and the verbs that they become.
const VERBS: &[(&str, &str)] = &[
    ("list", "list"),
    ("get", "get"),
    ("read", "get"),
    ("apply", "apply"),
    ("remove", "remove"),
    ("download", "download"),
    ("process", "process"),
    ("operate", "update"),
    ("create", "create"),
    ("update", "update"),
    ("delete", "delete"),
    ("post", "create"),
    ("patch", "update"),
    ("edit", "update"),
    ("del", "delete"),
    ("search", "list"),
    ("run", "run"),
    ("ingest", "ingest"),
    ("save", "save"),
    ("redeem", "redeem"),
    ("revoke", "revoke"),
    ("submit", "submit"),
    ("respond", "respond"),
    ("cancel", "cancel"),
    ("follow", "follow"),
    ("verify", "verify"),
    ("unverify", "unverify"),
];

/// Leading words that say whose thing it is, not what.
const SCOPES: [&[&str]; 4] = [
    &["ad", "accounts"],
    &["business"],
    &["catalogs"],
    &["trends"],
];

/// What the id says, before the group and the answer are taken into account.
struct Parts<'a> {
    verb: Option<&'static str>,
    object: Vec<&'a str>,
    /// Whether the id says that one thing is looked up.
    one: bool,
}

/// The method's name.
///
/// `group` holds the tag and the name of the group: the words of both are said already.
pub(super) fn method(group: &[&str], id: &str, is_list: bool) -> String {
    let bare = id.replace("_handler_impl", "");
    let Parts { verb, object, one } = parts(&bare);
    let object = without_context(object, group);
    let analytics = object.last() == Some(&"analytics");
    let verb = match verb {
        None | Some("get") if analytics => None,
        None | Some("get") if is_list => Some("list"),
        verb => verb,
    };
    let single =
        matches!(verb, Some("create" | "update" | "delete")) || (one && verb == Some("get"));
    let last = object.len().saturating_sub(1);
    let words = object.iter().enumerate().map(|(position, word)| {
        if position < last || single {
            singular(word)
        } else {
            (*word).to_owned()
        }
    });
    let name: Vec<String> = verb.map(str::to_owned).into_iter().chain(words).collect();
    if name.is_empty() {
        id.replace('/', "_")
    } else {
        name.join("_")
    }
}

fn parts(id: &str) -> Parts<'_> {
    let mut segments: Vec<Vec<&str>> = id
        .split('/')
        .map(|segment| segment.split('_').collect())
        .collect();
    if segments.len() == 2 && segments[0].len() == 1 && verb(segments[0][0]).is_some() {
        segments.reverse();
    }
    let mut tail = if segments.len() > 1 {
        segments.pop().unwrap_or_default()
    } else {
        Vec::new()
    };
    let mut head: Vec<&str> = segments.concat();
    let mut found = None;
    let mut one = false;
    if let Some(word) = tail.first().and_then(|word| verb(word)) {
        found = Some(word);
        tail.remove(0);
        one = tail.first() == Some(&"by");
        if one || tail == ["list"] {
            tail.clear();
        }
    } else if let Some(word) = tail.last().and_then(|word| verb(word)) {
        found = Some(word);
        tail.pop();
    }
    if head.len() > 1 {
        if let Some(word) = verb(head[0]) {
            found = Some(word);
            head.remove(0);
        } else if let Some(word) = head.last().and_then(|word| verb(word)) {
            found = Some(word);
            head.pop();
        }
    }
    head.extend(tail);
    Parts {
        verb: found,
        object: head,
        one,
    }
}

/// The object without a leading scope and without the words of the group.
fn without_context<'a>(mut object: Vec<&'a str>, group: &[&str]) -> Vec<&'a str> {
    let scope = SCOPES
        .iter()
        .find(|scope| object.len() > scope.len() && object.starts_with(scope));
    if let Some(scope) = scope {
        object.drain(..scope.len());
    }
    let group = group.iter().flat_map(|name| name.split('_'));
    let group: Vec<String> = group.map(singular).collect();
    object.retain(|word| !group.contains(&singular(word)));
    if object.len() > 1 && object[0] == "analytics" {
        object.remove(0);
    }
    object
}

fn verb(word: &str) -> Option<&'static str> {
    VERBS
        .iter()
        .find(|(from, _)| *from == word)
        .map(|(_, to)| *to)
}

/// A word without its plural ending.
pub(super) fn singular(word: &str) -> String {
    let same = !word.ends_with('s')
        || ["ss", "us", "is", "ics", "news", "series", "species"]
            .iter()
            .any(|end| word.ends_with(end));
    match word.strip_suffix("ies") {
        _ if same => word.to_owned(),
        _ if word.ends_with("sses") => word[..word.len() - 2].to_owned(),
        Some(stem) => format!("{stem}y"),
        None => word[..word.len() - 1].to_owned(),
    }
}

/// A word with its plural ending.
pub(super) fn plural(word: &str) -> String {
    let stem = word.strip_suffix('y');
    let stem = stem.filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let hisses = ["s", "x", "ch", "sh"].iter().any(|end| word.ends_with(end));
    match stem {
        Some(stem) => format!("{stem}ies"),
        None if singular(word) != word || word.ends_with("ics") => word.to_owned(),
        None if hisses => format!("{word}es"),
        None => format!("{word}s"),
    }
}
