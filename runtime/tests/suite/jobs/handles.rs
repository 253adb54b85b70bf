//! Jobs that are started, and jobs that go on.

use pinterest_v5_runtime::{ErrorKind, Request, RequestOptions};

use super::{CreateBatch, Order, WrappedOrder, create, get, state};
use crate::exchange::script::{Script, Step, json, status};

fn ordered() -> Step {
    json(201, r#"{"token": "a/b"}"#)
}

#[tokio::test(start_paused = true)]
async fn a_start_is_sent_once_and_asked_about_by_its_handle() {
    let server = Script::new([ordered(), state("IN_PROGRESS"), state("FINISHED")]);
    let client = server.client();
    let mut poller = create(&client).poll();
    assert_eq!((poller.job_id(), server.count()), (None, 0));
    assert_eq!(poller.start().await.unwrap(), "a/b");
    assert_eq!(server.targets(), ["POST /7/reports?dry=no"]);
    assert_eq!(poller.start().await.unwrap(), "a/b");
    poller.finish().await.unwrap();
    let asked = "GET /7/reports?token=a%2Fb";
    assert_eq!(server.targets(), ["POST /7/reports?dry=no", asked, asked]);
    assert_eq!(poller.job_id(), Some("a/b"));
    assert!(
        server.last().body().is_empty(),
        "the body stays with the start"
    );
}

#[tokio::test(start_paused = true)]
async fn a_poller_that_is_at_its_end_looks_once_more() {
    let server = Script::new([ordered(), state("FINISHED"), state("EXPIRED")]);
    let client = server.client();
    let mut poller = create(&client).poll();
    (&mut poller).await.unwrap();
    let error = (&mut poller).await.unwrap_err();
    assert_eq!(error.job_state(), Some("EXPIRED"));
    assert_eq!(
        server.times(),
        [0, 1000, 1000],
        "at once, and no second start"
    );
}

#[tokio::test(start_paused = true)]
async fn another_process_goes_on_from_the_handle() {
    let server = Script::new([ordered(), state("IN_PROGRESS"), state("FINISHED")]);
    let client = server.client();
    let mut poller = create(&client).poll();
    let update = poller.try_next().await.unwrap().unwrap();
    let kept = update.job_id().to_owned();
    drop(poller);
    let mut request = Request::new(&client, super::Get::OPERATION);
    request.path("account", &"7");
    request.query("token", &kept);
    let resumed = super::Get(request).poll();
    assert_eq!(resumed.job_id(), Some("a/b"));
    resumed.await.unwrap();
    assert_eq!(server.targets()[1..], ["GET /7/reports?token=a%2Fb"; 2]);
}

#[tokio::test(start_paused = true)]
async fn shared_query_parameters_and_options_go_along() {
    let server = Script::new([
        json(
            200,
            r#"{"type": "RETAIL", "batch_id": "5 5", "status": "IN_PROGRESS"}"#,
        ),
        json(
            200,
            r#"{"type": "RETAIL", "batch_id": "5 5", "status": "FINISHED"}"#,
        ),
    ]);
    let client = server.client();
    let mut request = Request::new(&client, CreateBatch::OPERATION);
    request.query("account", &"9");
    request.query("other", &"x");
    request.set_options(RequestOptions::new().header("x-trace", "7"));
    CreateBatch(request).poll().await.unwrap();
    assert_eq!(
        server.targets(),
        [
            "POST /batches?account=9&other=x",
            "GET /batches/5%205?account=9"
        ]
    );
    assert_eq!(server.last().headers()["x-trace"], "7");
}

#[tokio::test(start_paused = true)]
async fn an_answer_without_a_handle_is_no_job() {
    for body in [r"{}", r#"{"token": null}"#, r#"{"token": ""}"#] {
        let server = Script::new([json(200, body).with("x-pinterest-rid", "rid-1"), ordered()]);
        let client = server.client();
        let mut poller = create(&client).poll();
        let error = poller.try_next().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::JobFailed);
        assert_eq!((error.job_state(), error.job_id()), (None, None));
        assert_eq!(error.request_id(), Some("rid-1"));
        assert_eq!(error.operation(), Some("reports/create"));
        assert!(poller.try_next().await.unwrap().is_none());
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_start_that_failed_is_sent_again_only_on_demand() {
    let server = Script::new([status(403), status(403), ordered(), state("FINISHED")]);
    let client = server.client();
    let mut poller = create(&client).poll();
    let error = poller.try_next().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 403);
    assert!(
        poller.try_next().await.unwrap().is_none(),
        "the stream is at its end"
    );
    assert_eq!(server.count(), 1);
    poller.start().await.unwrap_err();
    assert_eq!(server.count(), 2);
    poller.finish().await.unwrap();
    assert_eq!(server.count(), 4);
}

#[test]
fn handles_are_found_inside_members() {
    use pinterest_v5_runtime::JobStart;
    let order = |token: Option<&str>| Order {
        token: token.map(str::to_owned),
    };
    let wrapped = |data| WrappedOrder { data }.job_id();
    assert_eq!(wrapped(Some(order(Some("t")))).as_deref(), Some("t"));
    assert_eq!(wrapped(Some(order(None))), None);
    assert_eq!(wrapped(None), None);
}

#[tokio::test]
async fn a_job_that_is_known_needs_no_start() {
    let server = Script::new([]);
    let client = server.client();
    let mut poller = get(&client).poll();
    assert_eq!(poller.start().await.unwrap(), "t/1");
    assert_eq!(server.count(), 0);
}
