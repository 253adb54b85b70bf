//! A way to a server on loopback that can be cut and healed.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What becomes of bytes on their way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Open,
    /// They stay where they are, as behind a cut cable.
    Cut,
    /// Connections are closed.
    Closed,
}

pub(crate) struct Proxy {
    pub(crate) port: u16,
    way: watch::Sender<Way>,
}

impl Proxy {
    pub(crate) async fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let own = listener.local_addr().unwrap().port();
        let (way, look) = watch::channel(Way::Open);
        tokio::spawn(async move {
            loop {
                let (near, _) = listener.accept().await.unwrap();
                if *look.borrow() == Way::Closed {
                    continue;
                }
                let Ok(far) = TcpStream::connect(("127.0.0.1", port)).await else {
                    continue;
                };
                let ((near_in, near_out), (far_in, far_out)) =
                    (near.into_split(), far.into_split());
                tokio::spawn(carry(near_in, far_out, look.clone()));
                tokio::spawn(carry(far_in, near_out, look.clone()));
            }
        });
        Self { port: own, way }
    }

    pub(crate) fn set(&self, way: Way) {
        self.way.send_replace(way);
    }
}

async fn carry(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    mut look: watch::Receiver<Way>,
) {
    let mut buffer = vec![0; 16_384];
    loop {
        let read = async {
            let read = from.read(&mut buffer).await;
            read.unwrap_or_default()
        };
        let closed = look.wait_for(|way| *way == Way::Closed);
        let count = {
            let (read, closed) = (std::pin::pin!(read), std::pin::pin!(closed));
            match futures_util::future::select(read, closed).await {
                futures_util::future::Either::Left((count, _)) => count,
                futures_util::future::Either::Right(_) => 0,
            }
        };
        if count == 0 || look.wait_for(|way| *way != Way::Cut).await.is_err() {
            return;
        }
        if to.write_all(&buffer[..count]).await.is_err() {
            return;
        }
    }
}
