//! The generator on descriptions and inputs that nobody wrote, each damaged by a seed. It must give files or findings, and
//! never panic, overflow its stack, hang or grow out of all proportion; the files must be Rust, and no two items have
//! one name.
//!
//! `MUTATIONS=10000 cargo test --release -p pinterest-v5-generator --test mutations` looks further: so many seeds of each
//! kind, of the whole description a twentieth of it or `MUTATIONS_WHOLE`; `MUTATIONS_FROM` starts elsewhere.
//! What a seed made is left in the folder that a failure names.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

mod damage;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use damage::{Random, judge, pieces, text, tree};
use generator::{Inputs, RuntimeDependency, generate, output::files, source::Source};
use serde_json::{Value, json};

/// A run takes a second at most. What takes so long will never end.
const HANGS: Duration = Duration::from_secs(120);

/// Much less than a thread usually has.
const STACK: usize = 2 << 20;

/// Files by their path below `spec/`; the first is the description.
type Spec = Vec<(&'static str, Vec<u8>)>;

#[test]
fn pieces_of_the_description() {
    let base = committed("openapi.yaml");
    each("pieces", wanted(100), |_, random| {
        let names = ("names.toml", read("names.toml"));
        let value = pieces::mutant(&base, random);
        (vec![json_file(&value), names], false)
    });
}

#[test]
fn the_whole_description() {
    let base = committed("openapi.yaml");
    let places = tree::Places::of(&base);
    let ours = ["names.toml", "accepted.toml", CORRECTIONS, DOCUMENTATION];
    let count = setting("MUTATIONS_WHOLE").unwrap_or(wanted(80) / 20);
    each("whole", count, |position, random| {
        let mut value = base.clone();
        // These are so few that chance alone might give one side only: the first is whole, the second has no paths.
        match position {
            0 => {}
            1 => value["paths"] = Value::Null,
            _ => {
                for _ in 0..=random.below(6) {
                    tree::damage(&mut value, &places, random);
                }
            }
        }
        let mut spec = vec![json_file(&value)];
        spec.extend(ours.map(|name| (name, read(name))));
        (spec, random.below(2) == 0)
    });
}

#[test]
fn the_text_of_a_description() {
    let base = committed("openapi.yaml");
    each("text", wanted(60), |_, random| {
        let value = pieces::cut(&base, random);
        let (name, intact) = match random.below(2) {
            0 => ("openapi.json", serde_json::to_string_pretty(&value)),
            _ => ("openapi.yaml", Ok(serde_yaml::to_string(&value).unwrap())),
        };
        (vec![(name, text::mutant(&intact.unwrap(), random))], false)
    });
}

#[test]
fn inputs_of_ours() {
    let base = committed("openapi.yaml");
    let all = ["names.toml", "accepted.toml", CORRECTIONS, DOCUMENTATION];
    let values = all.map(committed);
    each("inputs", wanted(60), |_, random| {
        let mut spec = vec![json_file(&pieces::cut(&base, random))];
        // All four at once would seldom get past the first stage.
        let hit = random.below(5);
        for (position, (name, value)) in all.into_iter().zip(&values).enumerate() {
            let times = if position == hit || hit == 4 {
                1 + random.below(3)
            } else {
                0
            };
            spec.push((name, input(name, value, times, random)));
        }
        (spec, random.below(4) == 0)
    });
}

/// Runs the seeds of a kind. A kind that never gave files, or never a reason, would try nothing.
fn each(kind: &str, count: u64, make: impl Fn(u64, &mut Random) -> (Spec, bool)) {
    let from = setting("MUTATIONS_FROM").unwrap_or_default();
    let mut crates = 0;
    for seed in from..from + count {
        let (spec, strict) = make(seed - from, &mut Random::new(seed));
        crates += u64::from(run(kind, seed, spec, strict));
    }
    println!("{kind}: {count} seeds, {crates} crates");
    // A single seed is somebody who looks at a failure.
    assert!(count == 1 || (1..count).contains(&crates));
}

const CORRECTIONS: &str = "overlays/corrections.yaml";
const DOCUMENTATION: &str = "overlays/documentation.yaml";

/// An input with only a few of its overlay actions; if it is damaged, as a value or as text.
fn input(name: &str, value: &Value, times: usize, random: &mut Random) -> Vec<u8> {
    let mut value = value.clone();
    if let Some(actions) = value["actions"].as_array_mut() {
        let from = random.below(actions.len());
        *actions = actions.drain(from..).take(30).collect();
        if times > 0 && random.below(4) == 0 {
            *actions = vec![bad_action(random); 1 + random.below(40)];
        }
    }
    let as_text = random.below(2) == 0;
    for _ in 0..if as_text { 0 } else { times } {
        let places = tree::Places::of(&value);
        tree::damage(&mut value, &places, random);
    }
    let text = match name.strip_suffix("toml") {
        // TOML has no null.
        Some(_) => toml::to_string(&value).ok(),
        None => serde_yaml::to_string(&value).ok(),
    };
    let text = text.unwrap_or_else(|| String::from_utf8(read(name)).unwrap());
    match times {
        1.. if as_text => text::mutant(&text, random),
        _ => text.into_bytes(),
    }
}

/// An overlay action that means everything, and makes it larger.
fn bad_action(random: &mut Random) -> Value {
    let targets = [
        "$..*",
        "$",
        "$..*..*..*..*",
        "$..[?@..*]",
        "$.paths[*]",
        "$..[?search(@, '(a*)*b')]",
    ];
    let update = json!({ "a": { "b": {} }, "x-c": [random.below(9)] });
    json!({ "target": random.pick(&targets), "description": "x", "update": update })
}

/// Generates in a thread that is named after the seed, so that an overflow says which it was, and writes what came of
/// one in sixteen.
fn run(kind: &str, seed: u64, spec: Spec, strict: bool) -> bool {
    let name = format!("{kind} {seed}");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("mutations-{}/{kind}-{seed}", std::process::id()));
    let (done, waiting) = mpsc::channel();
    let thread = std::thread::Builder::new()
        .name(name.clone())
        .stack_size(STACK);
    let place = folder.clone();
    let thread = thread.spawn(move || {
        let size = spec.iter().map(|(_, text)| text.len()).sum();
        let inputs = inputs(&place, &spec, strict);
        let result = generate(&inputs);
        judge::judge(&result, size, &name);
        judge::judge_import(&inputs.description, &name);
        let _ = done.send(result.is_ok());
        if let Some(output) = result.ok().filter(|_| seed.is_multiple_of(16)) {
            let out = place.join("out");
            let folder = files::Folder::open(&out, "", true).unwrap();
            folder.write(&output.files).unwrap();
            assert_eq!(files::check(&out, "", &output.files).unwrap(), [], "{name}");
        }
    });
    let thread = thread.unwrap();
    let emitted = waiting.recv_timeout(HANGS);
    let hangs = emitted == Err(mpsc::RecvTimeoutError::Timeout);
    assert!(!hangs, "{kind} {seed} hangs: {}", folder.display());
    assert!(thread.join().is_ok(), "{kind} {seed}: {}", folder.display());
    fs::remove_dir_all(folder).unwrap();
    emitted.unwrap()
}

/// Lays the files out as a run reads them.
fn inputs(folder: &Path, spec: &Spec, strict: bool) -> Inputs {
    fs::create_dir_all(folder.join("overlays")).unwrap();
    for (name, text) in spec {
        fs::write(folder.join(name), text).unwrap();
    }
    Inputs {
        description: folder.join(spec[0].0),
        spec_dir: folder.to_owned(),
        strict,
        runtime: RuntimeDependency {
            path: "../runtime".to_owned(),
            version: "0.0.0".to_owned(),
            in_workspace: false,
        },
    }
}

fn json_file(value: &Value) -> (&'static str, Vec<u8>) {
    ("openapi.json", serde_json::to_vec(value).unwrap())
}

fn committed(name: &str) -> Value {
    Source::read(&spec_dir().join(name))
        .unwrap()
        .value()
        .clone()
}

fn read(name: &str) -> Vec<u8> {
    fs::read(spec_dir().join(name)).unwrap()
}

fn spec_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec")
}

/// How many seeds are asked for.
fn wanted(usual: u64) -> u64 {
    setting("MUTATIONS").unwrap_or(usual)
}

fn setting(name: &str) -> Option<u64> {
    Some(std::env::var(name).ok()?.parse().unwrap())
}
