//! When something is sent, how much is held, and where a stream goes on.

use std::cell::Cell;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_core::Stream;
use pinterest_v5_runtime::{ErrorKind, Items};

use super::{ListPins, list, page, pages, rest};
use crate::script::{LIST, Scripted};

#[tokio::test(start_paused = true)]
async fn a_dropped_stream_sends_nothing_more() {
    let server = pages(9).taking(Duration::from_secs(1));
    let mut items = list(&server).items();
    items.try_next().await.unwrap();
    drop(items);
    let mut ahead = list(&server).items().read_ahead();
    ahead.try_next().await.unwrap();
    assert_eq!((server.count(), server.under_way()), (3, 1));
    drop(ahead);
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!((server.count(), server.under_way()), (3, 0));
}

#[tokio::test(start_paused = true)]
async fn reading_ahead_overlaps_the_network_with_the_work() {
    let second = Duration::from_secs(1);
    for (read_ahead, seconds) in [(false, 8), (true, 5)] {
        let server = pages(4).taking(second);
        let mut pages = list(&server).pages();
        if read_ahead {
            pages = pages.read_ahead();
        }
        let start = tokio::time::Instant::now();
        while pages.try_next().await.unwrap().is_some() {
            tokio::time::sleep(second).await;
        }
        assert_eq!(start.elapsed().as_secs(), seconds);
        assert_eq!((server.count(), server.most_under_way()), (4, 1));
    }
}

#[tokio::test]
async fn reading_ahead_is_never_more_than_one_page() {
    let server = pages(5);
    let mut items = list(&server).items().read_ahead();
    for (item, asked) in [(0, 2), (1, 2), (10, 3), (11, 3), (20, 4), (21, 4), (30, 5)] {
        assert_eq!(items.try_next().await.unwrap(), Some(item));
        assert_eq!(server.count(), asked, "after {item}");
    }
    assert_eq!(rest(items).await, [31, 40, 41]);
    assert_eq!(server.count(), 5);
}

#[tokio::test]
async fn limits_end_the_stream_and_ask_for_no_page_in_vain() {
    for read_ahead in [false, true] {
        for (items, pages_asked, given) in [
            (0, 0, 0),
            (1, 1, 1),
            (2, 1, 2),
            (3, 2, 3),
            (4, 2, 4),
            (99, 3, 6),
        ] {
            let server = pages(3);
            let mut stream = list(&server).items().max_items(items);
            if read_ahead {
                stream = stream.read_ahead();
            }
            assert_eq!(rest(stream).await.len(), given);
            assert_eq!(server.count(), pages_asked, "{items} items");
        }
        for (most, given) in [(0, 0), (1, 2), (2, 4), (9, 6)] {
            let server = pages(3);
            let mut stream = list(&server).items().take_pages(most);
            if read_ahead {
                stream = stream.read_ahead();
            }
            assert_eq!(rest(stream).await.len(), given);
            assert_eq!(server.count(), most.min(3), "{most} pages");
        }
    }
}

#[tokio::test]
async fn a_stream_resumes_at_the_page_of_the_last_item() {
    let server = pages(3);
    let mut items = list(&server).items().read_ahead();
    assert_eq!(items.resume_bookmark(), None);
    let resume = [None, None, Some("b1"), Some("b1"), Some("b2"), Some("b2")];
    for (taken, bookmark) in resume.into_iter().enumerate() {
        let item = items.try_next().await.unwrap().unwrap();
        assert_eq!(items.resume_bookmark(), bookmark, "after {item}");
        let mut request = server.request(&LIST);
        if let Some(bookmark) = bookmark {
            request.query("bookmark", &bookmark);
        }
        let resumed = ListPins(request).items();
        assert_eq!(resumed.resume_bookmark(), bookmark);
        let from = taken / 2 * 2;
        assert_eq!(rest(resumed).await, [0, 1, 10, 11, 20, 21][from..]);
    }
    assert_eq!(items.try_next().await.unwrap(), None);
    assert_eq!(items.resume_bookmark(), Some("b2"));
}

#[tokio::test]
async fn pages_resume_at_the_page_given_last_even_if_the_next_one_fails() {
    let server = Scripted::new(|before, wire| match before {
        2 => Ok((403, "{}".to_owned())),
        _ => Ok(page(wire, 3)),
    });
    let mut pages = list(&server).pages();
    pages.try_next().await.unwrap();
    assert_eq!(pages.resume_bookmark(), None);
    pages.try_next().await.unwrap();
    assert_eq!(pages.resume_bookmark(), Some("b1"));
    pages.try_next().await.unwrap_err();
    assert_eq!(pages.resume_bookmark(), Some("b1"));
}

thread_local! {
    static ALIVE: Cell<usize> = const { Cell::new(0) };
    static MOST_ALIVE: Cell<usize> = const { Cell::new(0) };
}

/// An item that counts itself.
struct Counted;

impl<'de> serde::Deserialize<'de> for Counted {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::deserialize(deserializer)?;
        ALIVE.set(ALIVE.get() + 1);
        MOST_ALIVE.set(MOST_ALIVE.get().max(ALIVE.get()));
        Ok(Self)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        ALIVE.set(ALIVE.get() - 1);
    }
}

#[tokio::test]
async fn ten_thousand_pages_hold_no_more_than_two() {
    for (read_ahead, most) in [(false, 2), (true, 4)] {
        MOST_ALIVE.set(0);
        let server = pages(10_000);
        let mut items = Items::<Counted>::new(server.request(&LIST));
        if read_ahead {
            items = items.read_ahead();
        }
        let mut count = 0;
        while items.try_next().await.unwrap().is_some() {
            count += 1;
        }
        assert_eq!((count, server.count()), (20_000, 10_000));
        assert_eq!((MOST_ALIVE.get(), ALIVE.get()), (most, 0));
    }
}

#[test]
fn the_streams_are_streams_that_can_be_stored_and_moved() {
    fn check<S: Stream + Send + Unpin + 'static>(stream: S) -> S {
        stream
    }
    let server = pages(1);
    let mut items = check(list(&server).items());
    drop(check(list(&server).pages()));
    let mut context = Context::from_waker(Waker::noop());
    let first = Pin::new(&mut items).poll_next(&mut context);
    assert!(matches!(first, Poll::Ready(Some(Ok(0)))));
    let text = format!("{items:?}");
    assert!(
        text.contains("pins/list") && !text.contains("pina_"),
        "{text}"
    );
}

#[tokio::test]
async fn a_whole_list_is_collected_unless_it_is_longer_than_its_caller_takes() {
    let server = pages(3);
    assert_eq!(list(&server).all(6).await.unwrap(), [0, 1, 10, 11, 20, 21]);
    let error = list(&server).all(5).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooMany);
    assert!(error.to_string().contains("more than 5 items"), "{error}");
    assert_eq!(
        list(&server).items().max_items(3).all(5).await.unwrap(),
        [0, 1, 10]
    );
}
