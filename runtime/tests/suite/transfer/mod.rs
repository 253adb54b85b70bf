//! What goes to and comes from storages, in virtual time and over sockets.

mod broken;
mod content;
pub(crate) mod host;
mod network;
mod retries;
mod rows;

use pinterest_v5_runtime::{Download, Error};

use self::host::Host;

/// A link like those of the API, with what must not be shown.
pub(crate) const LINK: &str =
    "https://storage.example/s3cret-path/report.csv?X-Amz-Signature=s3cret";

fn download(host: &Host) -> Download {
    Download::new(&host.client(), LINK)
}

async fn bytes(host: &Host) -> Result<Vec<u8>, Error> {
    Ok(download(host).bytes(usize::MAX).await?.to_vec())
}
