//! What a call allocates beyond hand-written code, counted: the same on every machine.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]
#![cfg(feature = "measured")]

use allocation_counter::measure;
use pinterest_v5_bench::canned::Canned;
use pinterest_v5_bench::{by_hand, generated, samples};

/// The most allocations that a call may make above a hand-written one, the checks before it is sent among them.
const BUDGET: u64 = 8;

#[test]
fn a_call_allocates_little_more_than_hand_written_code() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let by_hand = by_hand::Client::new("http://127.0.0.1");
    let canned = Canned(samples::boards());
    let client = generated::canned(samples::boards()).unwrap();
    let ours = || {
        runtime.block_on(async {
            client
                .boards()
                .list()
                .page_size(25)
                .bookmark("Pz8x")
                .await
                .unwrap()
        })
    };
    let theirs = || {
        let (status, body) = canned.answer(by_hand.boards(25, "Pz8x").unwrap());
        by_hand::decode::<by_hand::Page<by_hand::Board>>(status, &body).unwrap()
    };
    compare("list boards", ours, theirs);

    let canned = Canned(samples::one_pin());
    let client = generated::canned(samples::one_pin()).unwrap();
    let ours =
        || runtime.block_on(async { client.pins().create(generated::new_pin()).await.unwrap() });
    let theirs = || {
        let (status, body) = canned.answer(by_hand.create_pin(&by_hand::new_pin()).unwrap());
        by_hand::decode::<by_hand::Pin>(status, &body).unwrap()
    };
    compare("create pin", ours, theirs);
}

#[track_caller]
fn compare<G, H>(name: &str, generated: impl Fn() -> G, by_hand: impl Fn() -> H) {
    // What is made once per process is no part of a call.
    drop((generated(), by_hand()));
    let count = |call: &dyn Fn()| measure(call).count_total;
    let (ours, theirs) = (count(&|| drop(generated())), count(&|| drop(by_hand())));
    println!("{name}: {ours} allocations, by hand {theirs}");
    assert!(
        ours <= theirs + BUDGET,
        "{name}: {ours} allocations, by hand {theirs}"
    );
}
