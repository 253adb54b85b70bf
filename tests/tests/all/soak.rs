//! Much at once. However much passes through the client, the bytes that live at the same time are few: they are counted by
//! the allocator, on one thread and in virtual time.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use futures_util::stream;
use http::{Request as Wire, Response};
use pinterest_v5::Client;
use pinterest_v5::runtime::{BoxFuture, ByteStream, Source, Transport, TransportError};
use pinterest_v5::types::{CampaignCreate, CampaignObjectiveType};
use serde_json::{Value, json};
use tokio::io::AsyncReadExt as _;

const KIB: u64 = 1 << 10;
const MIB: u64 = 1 << 20;

/// A member of a compressed file, and how much it is uncompressed.
const MEMBER: usize = 256 << 10;

/// What no header has, so that it can be counted on the wire.
const FILLING: u8 = 0xa5;

/// An API and its storage that keep nothing but counts.
#[derive(Default)]
struct Pinterest {
    pages: AtomicU64,
    failures: AtomicU64,
    looks: AtomicU64,
    /// The bytes of files that came.
    stored: AtomicU64,
    /// How many members the report has.
    members: usize,
}

#[derive(Clone)]
struct Wires(Arc<Pinterest>);

impl Pinterest {
    fn answer(&self, wire: &Wire<Bytes>) -> Value {
        match wire.uri().path() {
            "/v5/pins" => self.page(wire.uri().query().unwrap_or_default()),
            "/v5/media" => json!({
                "media_id": "5",
                "media_type": "video",
                "upload_url": "https://storage.example/bucket",
                "upload_parameters": { "key": "k" },
            }),
            "/v5/media/5" => {
                json!({ "media_id": "5", "media_type": "video", "status": self.state("succeeded") })
            }
            "/v5/ad_accounts/7/reports" => json!({
                "report_status": self.state("FINISHED"),
                "url": "https://storage.example/report.json.gz",
            }),
            "/v5/ad_accounts/7/campaigns" => campaigns(wire.body()),
            other => panic!("{other}"),
        }
    }

    /// A page of 40 KiB, with the bookmark of the next.
    fn page(&self, query: &str) -> Value {
        let (_, page) = query.split_once("bookmark=").unwrap_or(("", "1"));
        let page: u64 = page.parse().expect("a bookmark");
        let item =
            |index: u64| json!({ "id": index.to_string(), "description": "soup ".repeat(80) });
        let items: Vec<Value> = (page * 100..page * 100 + 100).map(item).collect();
        let next = (page < self.pages.load(Relaxed)).then(|| (page + 1).to_string());
        json!({ "items": items, "bookmark": next })
    }

    /// Under way for three looks.
    fn state(&self, last: &'static str) -> &'static str {
        if self.looks.fetch_add(1, Relaxed) < 3 {
            "processing"
        } else {
            last
        }
    }
}

/// Whether the campaign of this number is refused.
fn is_refused(number: usize) -> bool {
    number % 97 == 13 || number % 101 == 5
}

fn campaign_called(name: &str) -> Value {
    json!({ "id": name, "name": name, "objective_type": "AWARENESS" })
}

/// Refuses some campaigns, in each of the ways in which the API says so.
fn campaigns(body: &[u8]) -> Value {
    let sent: Vec<Value> = serde_json::from_slice(body).expect("campaigns");
    assert!(sent.len() <= 30);
    let items = sent.iter().map(|campaign| {
        let name = campaign["name"].as_str().expect("a name");
        let number: usize = name.parse().expect("a number");
        let exception = json!({ "code": number, "message": format!("no {name}") });
        match (is_refused(number), number % 2) {
            (true, 0) => json!({ "data": null, "exceptions": exception }),
            (true, _) => json!({ "exceptions": [exception] }),
            (false, 0) => json!({ "data": campaign_called(name), "exceptions": [] }),
            (false, _) => json!({ "data": campaign_called(name), "exceptions": null }),
        }
    });
    json!({ "items": items.collect::<Vec<_>>() })
}

impl Transport for Wires {
    fn send(&self, wire: Wire<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let third = wire
            .uri()
            .query()
            .is_some_and(|query| query.ends_with("bookmark=3"));
        let fails = third && self.0.failures.fetch_add(1, Relaxed) < 2;
        let mut response = Response::new(Bytes::from(if fails {
            "{}".to_owned()
        } else {
            self.0.answer(&wire).to_string()
        }));
        if fails {
            *response.status_mut() = http::StatusCode::SERVICE_UNAVAILABLE;
        }
        Box::pin(async { Ok(response) })
    }

    fn stream(
        &self,
        wire: Wire<ByteStream>,
    ) -> BoxFuture<'_, Result<Response<ByteStream>, TransportError>> {
        Box::pin(async move {
            if wire.method() == http::Method::GET {
                let member = member();
                let members = stream::iter((0..self.0.members).map(move |_| Ok(member.clone())));
                return Ok(Response::new(ByteStream::new(Box::pin(members))));
            }
            let (announced, mut came) = (wire.body().length(), 0);
            let mut body = wire.into_body();
            while let Some(piece) = body.next().await {
                let piece = piece?;
                came += piece.len() as u64;
                let file: u64 = piece.iter().map(|byte| u64::from(*byte == FILLING)).sum();
                self.0.stored.fetch_add(file, Relaxed);
            }
            assert_eq!(announced, Some(came));
            Ok(Response::new(ByteStream::from(Bytes::new())))
        })
    }
}

fn member() -> Bytes {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&vec![b'0'; MEMBER]).expect("gzip");
    encoder.finish().expect("gzip").into()
}

fn client(pinterest: Pinterest) -> (Client, Arc<Pinterest>) {
    let pinterest = Arc::new(pinterest);
    let transport = Wires(Arc::clone(&pinterest));
    let builder = Client::builder()
        .access_token("pina_token")
        .transport(transport);
    (builder.build().expect("a client"), pinterest)
}

/// The most bytes that lived at once while this ran.
fn peak<F: Future<Output = ()>>(work: impl FnOnce() -> F) -> u64 {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime");
    allocation_counter::measure(|| runtime.block_on(work())).bytes_max
}

#[track_caller]
fn assert_constant(few: u64, many: u64) {
    assert!(
        many <= few + few / 8 + 16 * KIB,
        "{few} bytes became {many}"
    );
}

/// With a page that fails twice on the way.
fn pages(count: u64) -> u64 {
    peak(|| async move {
        let (client, pinterest) = client(Pinterest {
            pages: count.into(),
            ..Pinterest::default()
        });
        let mut pins = client.pins().list().page_size(100).items().read_ahead();
        let mut expected = 100;
        while let Some(pin) = pins.try_next().await.expect("a Pin") {
            assert_eq!(pin.id.as_str(), expected.to_string());
            expected += 1;
        }
        assert_eq!(expected, count * 100 + 100);
        assert_eq!(pinterest.failures.load(Relaxed), 3);
    })
}

#[test]
fn a_thousand_pages_take_the_memory_of_ten() {
    assert_constant(pages(10), pages(1_000));
}

fn upload(size: u64) -> u64 {
    peak(|| async move {
        let (client, pinterest) = client(Pinterest::default());
        let file = move || async move { Ok((tokio::io::repeat(FILLING).take(size), size)) };
        let id = client
            .media()
            .upload(Source::opening(file))
            .await
            .expect("media");
        assert_eq!(id.as_str(), "5");
        assert_eq!(pinterest.stored.load(Relaxed), size);
    })
}

#[test]
fn a_large_upload_takes_the_memory_of_a_small_one() {
    let many = upload(32 * MIB);
    assert_constant(upload(MIB), many);
    assert!(many < MIB, "{many} bytes");
}

fn report(members: usize) -> u64 {
    peak(|| async move {
        let (client, _) = client(Pinterest {
            members,
            ..Pinterest::default()
        });
        let mut job = client.ad_accounts().get_report("7", "t").poll();
        let report = job.download().await.expect("a report");
        let written = report
            .to_writer(tokio::io::sink())
            .await
            .expect("all of it");
        assert_eq!(written, (members * MEMBER) as u64);
    })
}

#[test]
fn a_large_report_takes_the_memory_of_a_small_one() {
    assert_constant(report(2), report(64));
}

#[tokio::test]
async fn each_of_many_failures_is_told_at_its_place() {
    let (client, _) = client(Pinterest::default());
    let new =
        |number: usize| CampaignCreate::new(number.to_string(), CampaignObjectiveType::Awareness);
    let bulk = client
        .campaigns()
        .create_all("7", (0..1_000).map(new))
        .await
        .expect("answers");
    let failed: Vec<_> = bulk
        .failed()
        .map(|failure| (failure.index(), failure.code()))
        .collect();
    let expected = (0..1_000).filter(|number| is_refused(*number));
    let expected: Vec<_> = expected
        .map(|number| (Some(number), i64::try_from(number).ok()))
        .collect();
    assert_eq!((failed.len(), &failed), (20, &expected));
    for (number, outcome) in bulk.outcomes().iter().enumerate() {
        let id = outcome.as_ref().ok().map(|created| &created.id);
        let expected = (!is_refused(number)).then(|| number.to_string());
        assert_eq!(id.map(ToString::to_string), expected);
    }
}
