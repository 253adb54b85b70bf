//! Calls from programs that are not asynchronous.

use std::sync::OnceLock;
use std::thread;

use tokio::runtime::{Builder, Handle};

use super::{Error, Result};

/// Waits for a call on the current thread: `block_on(client.boards().list())?`.
///
/// It takes whatever `.await` takes, a request, a sent one or the next item of a stream. All calls share
/// one runtime on a thread in the background, which keeps idle connections alive between them.
///
/// ```no_run
/// use pinterest_v5_runtime::{BodyFuture, ClientBuilder, Core, Method, Operation, Request, block_on};
///
/// static BOARDS: Operation = Operation::new("boards/list", Method::Get, "/boards", "boards");
///
/// # fn main() -> pinterest_v5_runtime::Result<()> {
/// let client: Core = ClientBuilder::from_env().build()?;
/// block_on(BodyFuture::<()>::new(Request::new(&client, &BOARDS)))?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// The call's own, and a [`Configuration`](crate::ErrorKind::Configuration) error within asynchronous code,
/// whose other tasks the wait would stop: use `.await` there.
pub fn block_on<T>(call: impl IntoFuture<Output = Result<T>>) -> Result<T> {
    if Handle::try_current().is_ok() {
        let reason = "`block_on` was called within asynchronous code; use `.await` there";
        return Err(Error::configuration(reason));
    }
    background()?.block_on(call.into_future())
}

fn background() -> Result<&'static Handle> {
    static HANDLE: OnceLock<std::io::Result<Handle>> = OnceLock::new();
    let handle = HANDLE.get_or_init(|| {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        thread::Builder::new()
            .name("pinterest-v5".to_owned())
            .spawn(move || runtime.block_on(std::future::pending::<()>()))?;
        Ok(handle)
    });
    let failed = |_| Error::configuration("the thread of blocking calls could not be started");
    handle.as_ref().map_err(failed)
}
