//! What each state comes to.

use pinterest_v5_runtime::{ErrorKind, JobAnswer, JobProgress, Request};

use super::{CreateBatch, Get, GetBatch, GetWrapped, Report, Status, get, state, states};
use crate::exchange::script::{Script, json};

#[tokio::test(start_paused = true)]
async fn a_poller_gives_the_finished_answer() {
    let server = Script::new([
        state("IN_PROGRESS"),
        json(200, r#"{"status": "FINISHED", "size": 9}"#).with("x-pinterest-rid", "rid-9"),
    ]);
    let client = server.client();
    let report = get(&client).poll().await.unwrap();
    let done = Report {
        status: Some(Status::Finished),
        size: Some(9),
        url: None,
    };
    assert_eq!(report, done);
    assert_eq!(server.targets(), ["GET /7/reports?token=t%2F1"; 2]);
}

#[tokio::test(start_paused = true)]
async fn the_finished_response_is_whole() {
    let server = Script::new([state("FINISHED").with("x-pinterest-rid", "rid-9")]);
    let client = server.client();
    let response = get(&client).poll().finish().await.unwrap();
    assert_eq!(response.request_id(), Some("rid-9"));
}

#[tokio::test(start_paused = true)]
async fn the_stream_gives_every_state_and_ends_behind_the_last() {
    let server = states(["IN_PROGRESS", "ALMOST", "FINISHED"]);
    let client = server.client();
    let mut poller = get(&client).poll();
    let mut seen = Vec::new();
    while let Some(update) = poller.try_next().await.unwrap() {
        assert_eq!(
            (update.job_id(), update.response().status().as_u16()),
            ("t/1", 200)
        );
        seen.push((update.state().unwrap().to_owned(), update.progress()));
    }
    let under_way = JobProgress::InProgress;
    let expected = [
        ("IN_PROGRESS", under_way),
        ("ALMOST", under_way),
        ("FINISHED", JobProgress::Done),
    ];
    assert_eq!(
        seen,
        expected.map(|(state, progress)| (state.to_owned(), progress))
    );
    assert!(
        poller.try_next().await.unwrap().is_none(),
        "the end is the end"
    );
    assert_eq!(server.count(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_failed_job_is_an_error_that_says_how_it_ended() {
    for word in ["FAILED", "EXPIRED"] {
        let server = Script::new([
            state("IN_PROGRESS"),
            state(word).with("x-pinterest-rid", "rid-2"),
        ]);
        let client = server.client();
        let error = get(&client).poll().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::JobFailed);
        assert_eq!(error.job_state(), Some(word));
        assert_eq!(error.job_id(), Some("t/1"));
        assert_eq!(error.request_id(), Some("rid-2"));
        assert_eq!(error.operation(), Some("reports/get"));
        assert!(error.body().unwrap().starts_with(b"{"));
        let text = format!("{error} {error:?}");
        assert!(text.contains(word) && !text.contains("t/1"), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_ends_behind_a_failed_job() {
    let server = states(["FAILED"]);
    let client = server.client();
    let mut poller = get(&client).poll();
    poller.try_next().await.unwrap_err();
    assert!(poller.try_next().await.unwrap().is_none());
    assert_eq!(server.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn callers_can_teach_what_a_state_means() {
    let server = states(["TIMED_OUT"]);
    let client = server.client();
    let poller = get(&client).poll();
    let poller = poller.state_means("TIMED_OUT", JobProgress::Failed);
    let error = poller.await.unwrap_err();
    assert_eq!(error.job_state(), Some("TIMED_OUT"));

    let server = states(["IN_PROGRESS", "FAILED"]);
    let client = server.client();
    let poller = get(&client)
        .poll()
        .state_means("FAILED", JobProgress::InProgress);
    let report = poller
        .state_means("FAILED", JobProgress::Done)
        .await
        .unwrap();
    assert_eq!(report.status, Some(Status::Failed));
}

#[tokio::test(start_paused = true)]
async fn an_answer_without_a_state_is_under_way() {
    let bodies = [r"{}", r#"{"status": null}"#, r#"{"status": "FINISHED"}"#];
    let server = Script::new(bodies.map(|body| json(200, body)));
    let client = server.client();
    get(&client).poll().await.unwrap();
    assert_eq!(server.count(), 3);
}

#[tokio::test(start_paused = true)]
async fn states_are_found_inside_members_and_unions() {
    let bodies = [
        r#"{"data": null}"#,
        r#"{"data": {"status": "IN_PROGRESS"}}"#,
        r#"{"data": {"status": "FINISHED", "size": 1}}"#,
    ];
    let server = Script::new(bodies.map(|body| json(200, body)));
    let client = server.client();
    let request = get(&client).0;
    let wrapped = GetWrapped(request).poll().await.unwrap();
    assert_eq!(wrapped.data.unwrap().size, Some(1));

    let bodies = [
        r#"{"type": "NEW", "status": "IN_PROGRESS"}"#,
        r#"{"type": "NEW", "status": null}"#,
        r#"{"type": "RETAIL", "batch_id": "b", "status": "IN_PROGRESS"}"#,
        r#"{"type": "RETAIL", "batch_id": "b", "status": "FAILED"}"#,
    ];
    let server = Script::new(bodies.map(|body| json(200, body)));
    let client = server.client();
    let mut request = Request::new(&client, GetBatch::OPERATION);
    request.path("batch_id", &"b 1");
    let error = GetBatch(request).poll().await.unwrap_err();
    assert_eq!(
        (error.job_state(), error.job_id()),
        (Some("FAILED"), Some("b 1"))
    );
    assert_eq!(server.targets(), ["GET /batches/b%201"; 4]);
}

#[tokio::test]
async fn a_job_without_a_handle_is_not_asked_about() {
    let server = states([]);
    let client = server.client();
    let request = Request::new(&client, Get::OPERATION);
    let error = Get(request).poll().await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Request, 0));
}

/// The server may have started a kind of batch that has no name here.
#[tokio::test(start_paused = true)]
async fn a_variant_without_a_name_tells_of_its_job_too() {
    let started = r#"{"type": "NEW", "batch_id": "5", "status": "IN_PROGRESS"}"#;
    let done = r#"{"type": "NEW", "batch_id": "5", "status": "FINISHED"}"#;
    let server = Script::new([started, started, done].map(|body| json(200, body)));
    let client = server.client();
    let request = Request::new(&client, CreateBatch::OPERATION);
    let mut poller = CreateBatch(request).poll();
    assert_eq!(poller.start().await.unwrap(), "5");
    assert_eq!(
        poller.finish().await.unwrap().body().job_state(),
        Some("FINISHED")
    );
    assert_eq!(server.count(), 3);
}
