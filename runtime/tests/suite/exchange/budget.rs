//! The budget of retries that a client and its clones share.

use pinterest_v5_runtime::RetryBudget;

use super::script::{GET, Script, call, status};

#[tokio::test(start_paused = true)]
async fn clones_share_the_budget_and_do_without_retries_when_it_is_spent() {
    let script = Script::new(vec![status(503); 99]);
    let budget = RetryBudget::new(3).cost(1);
    let client = script.builder().retry_budget(budget).build().unwrap();
    for (clone, attempts) in [client.clone(), client.clone(), client]
        .iter()
        .zip([3, 2, 1])
    {
        let error = call(clone, &GET).await.unwrap_err();
        assert_eq!(error.attempts(), attempts);
    }
}

#[tokio::test(start_paused = true)]
async fn successes_fill_the_budget() {
    let mut steps = vec![status(503); 2];
    steps.extend(vec![status(200); 2]);
    steps.extend(vec![status(503); 2]);
    let script = Script::new(steps);
    let budget = RetryBudget::new(2).cost(2);
    let client = script.builder().retry_budget(budget).build().unwrap();
    let error = call(&client, &GET).await.unwrap_err();
    assert_eq!(error.attempts(), 2, "the second retry has no tokens");
    for _ in 0..2 {
        call(&client, &GET).await.unwrap();
    }
    let error = call(&client, &GET).await.unwrap_err();
    assert_eq!(error.attempts(), 2, "one retry's worth is back");
}

#[tokio::test(start_paused = true)]
async fn a_retry_that_succeeds_costs_nothing_in_the_end() {
    let script = Script::new([503, 200, 503, 200, 503, 200].map(status));
    let budget = RetryBudget::new(5);
    let client = script.builder().retry_budget(budget).build().unwrap();
    for _ in 0..3 {
        call(&client, &GET).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_hundred_failures_in_a_row_are_retried_if_nothing_is_set() {
    let script = Script::new(vec![status(503); 999]);
    let client = script.client();
    for _ in 0..60 {
        call(&client, &GET).await.unwrap_err();
    }
    assert_eq!(script.count(), 60 + 100);
}
