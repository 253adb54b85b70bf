//! Uploads a video, waits until it is processed, and makes a Pin of it.
//!
//! ```sh
//! cargo run --package pinterest-v5-examples --bin video_pin -- soup.mp4 549755885175 cover.png
//! ```
//!
//! Takes the video, the id of the board, and the cover: an image, or without one the first frame. The video is never
//! in memory as a whole. A bar on stderr shows how far the upload is, if that is a terminal.
//!
//! - Environment: `PINTEREST_ACCESS_TOKEN`
//! - Scopes: `boards:read`, `boards:write`, `pins:read`, `pins:write`
//! - Cargo features: `boards`, `media`, `pins`
//!
//! It prints:
//!
//! ```text
//! soup.mp4 is media 5217290: 1500000 bytes
//! Pin 813744226420795884 is on board 549755885175
//! ```

use std::path::Path;

use anyhow::{Context as _, Result};
use indicatif::{ProgressBar, ProgressStyle};
use pinterest_v5::types::{BoardId, PinCreate};
use pinterest_v5::{Cover, Image};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let video = arguments.next();
    let video = video.unwrap_or_else(|| pinterest_v5_examples::data("soup.mp4"));
    let board = arguments.next();
    // What can be wrong with the cover is found before the video goes.
    let cover: Cover = match arguments.next() {
        Some(path) => Image::open(&path).await.context(path)?.into(),
        None => Cover::second(0),
    };
    let client = pinterest_v5_examples::client()?;
    let board: BoardId = if let Some(id) = board {
        id.into()
    } else {
        let first = client.boards().list().items().try_next().await?;
        first.context("there is no board")?.id
    };

    let bar = ProgressBar::new(0).with_style(ProgressStyle::with_template(
        "{wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}",
    )?);
    let shown = bar.clone();
    let upload = client.media().upload(Path::new(&video));
    let upload = upload.on_progress(move |progress| {
        shown.set_length(progress.total);
        shown.set_position(progress.sent);
    });
    let media = upload.send().await;
    bar.finish_and_clear();
    let media = media.with_context(|| format!("{video} was not uploaded"))?;
    println!("{video} is media {}: {} bytes", media.id, media.size);

    let pin = PinCreate::video(&media.id, cover)?.board_id(&board);
    let pin = client.pins().create(pin).await?;
    println!("Pin {} is on board {board}", pin.id);
    Ok(())
}
