//! From a source to a registered file in its storage; the same code for all kinds of media.

use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex, PoisonError};

use super::form::Form;
use super::kind;
use super::progress::{Listener, Watch};
use super::registration::{Registration, UploadShape};
use super::source::{Opened, Source};
use crate::transfer::{TransferFailure, while_moving};
use crate::{
    BoxFuture, Core, Error, Method, Operation, Request, ResponseFuture, Result, RetryPolicy,
};

/// What the retry policy and errors know an upload by. The same file in the same place is the same once more.
static UPLOAD: Operation = Operation::new("upload", Method::Post, "", "").with_idempotence(true);

/// An upload before it begins.
pub(super) struct Plan {
    pub(super) request: Request,
    pub(super) shape: &'static UploadShape,
    pub(super) source: Source,
    pub(super) listener: Option<Listener>,
    pub(super) max_size: Option<u64>,
}

/// A file in its storage.
pub(super) struct Stored {
    pub(super) id: String,
    pub(super) size: u64,
    pub(super) attempts: u32,
}

/// Registers the file and sends it, as often as the policy has it.
pub(super) async fn store(plan: &Plan) -> Result<Stored> {
    let core = plan.request.core();
    let opened = open(&plan.source).await?;
    check(plan, &opened)?;
    let operation = plan.request.operation().id;
    let answer = ResponseFuture::new(plan.request.clone()).await?;
    let registration = Registration::read(core, operation, &answer, plan.shape)?;
    let own = plan
        .request
        .own_options()
        .and_then(|own| own.retry.as_ref());
    // What cannot be read again is not sent again.
    let once = RetryPolicy::none();
    let retry = if plan.source.is_lasting() {
        own.unwrap_or(core.retry())
    } else {
        &once
    };
    let (first, place) = (Mutex::new(Some(opened)), &registration);
    let attempt = |number| -> BoxFuture<'_, _> {
        let opened = first.lock().unwrap_or_else(PoisonError::into_inner).take();
        Box::pin(async move {
            let opened = match opened {
                Some(opened) => opened,
                None => open(&plan.source).await?,
            };
            let size = opened.length;
            let watch = Arc::new(Watch::new(number, plan.listener.clone()));
            post(core, place, opened, watch).await?;
            Ok((size, number))
        })
    };
    let (size, attempts) = core
        .repeat(&UPLOAD, (retry, core.end_of_transfer()), attempt)
        .await?;
    Ok(Stored {
        id: registration.id,
        size,
        attempts,
    })
}

async fn open(source: &Source) -> Result<Opened> {
    let failed = |cause| Error::transfer(UPLOAD.id, TransferFailure::Source { moved: 0, cause });
    source.open().await.map_err(failed)
}

/// What is known to fail later fails now.
fn check(plan: &Plan, source: &Opened) -> Result<()> {
    let operation = plan.request.operation().id;
    let refused = |reason: String| Err(Error::request(operation, reason));
    if source.length == 0 {
        return refused("the source is empty".to_owned());
    }
    if let Some(most) = plan.max_size.filter(|most| source.length > *most) {
        let length = source.length;
        return refused(format!(
            "the source has {length} bytes, and may have {most}"
        ));
    }
    match (plan.shape.kind, kind::of_image(&source.first)) {
        (Some("video"), Some(image)) => refused(format!("the source is no video but {image}")),
        _ => Ok(()),
    }
}

/// One attempt. No credential goes along.
async fn post(
    core: &Core,
    registration: &Registration,
    source: Opened,
    watch: Arc<Watch>,
) -> Result<()> {
    let mut request = Form::request(&registration.fields, source, watch.clone(), core.clock());
    *request.uri_mut() = registration.link.uri();
    let answer = while_moving(core, &watch.moved, core.reach(request)).await;
    // Why the source failed says more than that the exchange broke off for it.
    if let Some(failure) = watch.failure() {
        return Err(Error::transfer(UPLOAD.id, failure));
    }
    let moved = Some(watch.moved.load(Relaxed));
    match answer {
        Ok(answer) if answer.status().is_success() => Ok(()),
        Ok(answer) => Err(core
            .refusal(&UPLOAD, answer)
            .await
            .having_transferred(moved)),
        Err(cause) => Err(Error::transport(UPLOAD.id, cause).having_transferred(moved)),
    }
}
