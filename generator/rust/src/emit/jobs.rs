//! Jobs: the pollers of the calls that start them and ask about them, and what types tell of them.

use super::call::Call;
use super::ty::Scope;
use super::{Context, docs};
use crate::layout::Piece;
use crate::names::Ident;
use model::ir::{JobId, Operation, Shape, StatusSource, TypeId};

/// What gives a request its poller.
pub(super) fn poller(context: Context<'_>, call: &Call<'_>) -> Option<Piece> {
    let (jobs, id) = (&context.api.jobs, &call.operation.id);
    let (request, answer) = (&call.names.request, call.answer(context));
    if let Some(ask) = jobs.asks.get(id) {
        let line = format!("{request} => {answer}, {:?}", ask.parameter);
        return Some(piece("job", line));
    }
    let start = jobs.starts.get(id)?;
    let ask = jobs.asks.get(&start.ask)?;
    let (position, asked) = asked(context, call)?;
    let line = format!(
        "{request} => {answer}, {} => {}, {:?}, {:?}",
        context.names.operation(position).request,
        answer_of(context, asked)?,
        ask.parameter,
        start.shared,
    );
    Some(piece("job_start", line))
}

/// The operation that asks about the job that the call starts, with its position; else the call's own.
pub(super) fn asked<'a>(context: Context<'a>, call: &Call<'_>) -> Option<(usize, &'a Operation)> {
    let (jobs, id) = (&context.api.jobs, &call.operation.id);
    let asked = jobs.starts.get(id).map_or(id, |start| &start.ask);
    let mut operations = context.api.operations.iter().enumerate();
    operations.find(|(_, one)| one.id == *asked)
}

/// The line about the poller in the documentation of a method.
pub(super) fn docs(context: Context<'_>, call: &Call<'_>) -> Option<String> {
    let (jobs, id) = (&context.api.jobs, &call.operation.id);
    let what = match (jobs.asks.contains_key(id), jobs.starts.contains_key(id)) {
        (true, _) => "asks until the job is over",
        (_, true) => "starts the job and waits until it is over",
        _ => return None,
    };
    let request = &call.names.request;
    let poll = format!("{}::poll", request.bare());
    Some(format!("- {} {what}", docs::link(&poll, &poll, request)))
}

fn answer_of(context: Context<'_>, operation: &Operation) -> Option<String> {
    let success = operation.success.as_ref()?;
    Some(context.nullable_ty(success, Scope::Api))
}

/// What a type tells of a job.
pub(super) fn view(context: Context<'_>, id: TypeId) -> Vec<Piece> {
    let jobs = &context.api.jobs;
    let status_source = jobs
        .status_sources
        .get(&id)
        .map(|status_source| reported(context, id, status_source));
    let link = link(context, id).map(|text| piece("job_link", text));
    let job_id = jobs.job_ids.get(&id).map(|job_id| {
        let text = named(context, id, job_id);
        piece("job_id", text)
    });
    status_source
        .into_iter()
        .chain(link)
        .chain(job_id)
        .collect()
}

/// Whether a type of the group leads to the results of jobs.
pub(super) fn downloads(context: Context<'_>, tag: usize) -> bool {
    let mut linked = context.api.jobs.linked.iter();
    linked.any(|id| context.api.types[*id].tags.contains(&tag))
}

/// How a type leads to the result of a job, if it does.
fn link(context: Context<'_>, id: TypeId) -> Option<String> {
    let jobs = &context.api.jobs;
    let status_source = jobs
        .status_sources
        .get(&id)
        .filter(|_| jobs.linked.contains(&id))?;
    let name = context.names.ty(id);
    match status_source {
        StatusSource::Member(_, link) => Some(format!("{name} {}", field(context, id, (*link)?))),
        StatusSource::Within(position) => {
            Some(format!("{name} {} within", field(context, id, *position)))
        }
        StatusSource::Union { .. } => Some(format!("{name} in {}", variants_of(context, id))),
        StatusSource::State { .. } => None,
    }
}

fn reported(context: Context<'_>, id: TypeId, status_source: &StatusSource) -> Piece {
    let name = context.names.ty(id);
    match status_source {
        StatusSource::State { done, failed } => piece(
            "job_state",
            format!("{name} done {done:?} failed {failed:?}"),
        ),
        StatusSource::Member(position, _) | StatusSource::Within(position) => piece(
            "job_answer",
            format!("{name} {}", field(context, id, *position)),
        ),
        StatusSource::Union { member, states } => {
            let variants = variants_of(context, id);
            let states = context.names.ty(*states);
            let text = format!("{name} in {variants} or {member:?} as super::{states}");
            piece("job_answer", text)
        }
    }
}

fn named(context: Context<'_>, id: TypeId, job_id: &JobId) -> String {
    let name = context.names.ty(id);
    match job_id {
        JobId::Member(position) => {
            let mode = if is_required(context, id, *position) {
                "required"
            } else {
                "optional"
            };
            format!("{name} {} {mode}", field(context, id, *position))
        }
        JobId::Within(position) => format!("{name} {} within", field(context, id, *position)),
        JobId::Union(member) => format!("{name} in {} or {member:?}", variants_of(context, id)),
    }
}

/// Whether the field holds the value itself.
fn is_required(context: Context<'_>, id: TypeId, position: usize) -> bool {
    match &context.api.types[id].shape {
        Shape::Struct(object) => {
            let field = &object.fields[position];
            field.required && !field.usage.nullable
        }
        _ => false,
    }
}

fn field(context: Context<'_>, id: TypeId, position: usize) -> &Ident {
    &context.names.fields(id)[position]
}

fn variants_of(context: Context<'_>, id: TypeId) -> String {
    let variants = context.names.variants(id).iter();
    let variants: Vec<String> = variants.map(ToString::to_string).collect();
    variants.join(", ")
}

fn piece(part: &str, text: String) -> Piece {
    Piece::Macro(part.to_owned(), vec![text])
}
