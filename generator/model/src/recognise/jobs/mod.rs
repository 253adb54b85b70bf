//! The calls that start work on the server and those that ask about it.
//!
//! Asking is a read whose answer has a state, of which some values mean that the work goes on and some that it is done;
//! its last required parameter says which job. Starting is a POST whose answer has that value, below the same path or with
//! the very answer of the read.
//!
//! Invariant: shapes decide. The only words with a meaning are those for states, in `words`.

mod job_ids;
mod status_sources;
mod words;

use self::job_ids::JobIds;
use self::status_sources::StatusSources;
use self::words::Words;
use super::only;
use crate::ir::{
    Api, Ask, Enum, Jobs, Location, Operation, ParameterStyle, ParameterUse, Shape, Start,
    StatusSource, Type, TypeId, Usage,
};
use diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix};

/// Every job of the API. A state that nobody has said the meaning of is a finding.
#[must_use]
pub(super) fn jobs(api: &Api, diagnostics: &mut Diagnostics) -> Jobs {
    let mut jobs = Jobs::default();
    for operation in &api.operations {
        if let Some((ask, status_sources)) = ask(api, operation) {
            jobs.status_sources.extend(status_sources.all);
            jobs.asks.insert(operation.id.clone(), ask);
        }
    }
    for operation in &api.operations {
        if let Some((start, job_ids)) = start(api, &jobs, operation) {
            jobs.job_ids.extend(job_ids.all);
            jobs.starts.insert(operation.id.clone(), start);
        }
    }
    let status_sources = jobs.status_sources.keys().copied();
    jobs.linked = status_sources
        .filter(|id| is_linked(api, &jobs, *id))
        .collect();
    unknown_states(api, &jobs, diagnostics);
    visible_links(api, &jobs, diagnostics);
    jobs
}

/// Whether a type that tells of a job has a link to the result, or a part that has.
fn is_linked(api: &Api, jobs: &Jobs, id: TypeId) -> bool {
    let leads = |usage: &Usage| usage.named().is_some_and(|id| is_linked(api, jobs, id));
    match (jobs.status_sources.get(&id), &api.types[id].shape) {
        (Some(StatusSource::Member(_, link)), _) => link.is_some(),
        (Some(StatusSource::Within(position)), Shape::Struct(object)) => {
            leads(&object.fields[*position].usage)
        }
        (Some(StatusSource::Union { .. }), Shape::Union(union)) => {
            union.variants.iter().all(|variant| leads(&variant.usage))
        }
        _ => false,
    }
}

fn ask(api: &Api, operation: &Operation) -> Option<(Ask, StatusSources)> {
    let parameter = job_id_parameter(api, operation)?;
    let (status_sources, states) = StatusSources::of_answer(api, answer(operation)?)?;
    let ask = Ask {
        parameter: parameter.name.clone(),
        states,
    };
    (operation.method == "GET" && operation.body.is_none()).then_some((ask, status_sources))
}

/// The last required parameter, if it is a text that can name a job.
fn job_id_parameter<'a>(api: &Api, operation: &'a Operation) -> Option<&'a ParameterUse> {
    let mut from_last = operation.parameters.iter().rev();
    from_last.find(|one| one.required).filter(|last| {
        let text = match &last.usage.ty {
            Type::String => true,
            Type::Named(id) => matches!(api.types[*id].shape, Shape::Id),
            _ => false,
        };
        text && last.style == ParameterStyle::Single
    })
}

/// The longest path that leads to a job wins, since `/reports/{kind}` lies below `/reports` too. An answer that is the job
/// leads to it from any path.
fn start<'a>(api: &'a Api, jobs: &Jobs, operation: &Operation) -> Option<(Start, JobIds<'a>)> {
    let answer = answer(operation).filter(|_| operation.method == "POST")?;
    let candidates = api.operations.iter().filter_map(|asked| {
        let ask = jobs.asks.get(&asked.id)?;
        let is_job = self::answer(asked) == Some(answer);
        let depth = depth_below(&operation.path, &asked.path, &ask.parameter);
        let depth = depth.or_else(|| is_job.then_some(0))?;
        let parameter = job_id_parameter(api, asked)?;
        let job_ids = JobIds::of_answer(api, parameter, answer)?;
        let fits = asked.tag == operation.tag && takes_over(operation, asked, parameter);
        fits.then_some((depth, asked, job_ids))
    });
    let candidates: Vec<_> = candidates.collect();
    let deepest = candidates.iter().map(|(depth, ..)| *depth).max()?;
    let deepest = candidates
        .into_iter()
        .filter(|(depth, ..)| *depth == deepest);
    let (_, asked, job_ids) = only(deepest)?;
    let clash = |(id, job_id)| jobs.job_ids.get(id).is_some_and(|other| other != job_id);
    if job_ids.all.iter().any(clash) || job_ids::wants_more(api, answer, &jobs.status_sources) {
        return None;
    }
    let shared = asked.parameters.iter().filter(|one| {
        let has = |other: &ParameterUse| is_same(one, other);
        one.location == Location::Query && operation.parameters.iter().any(has)
    });
    let start = Start {
        ask: asked.id.clone(),
        shared: shared.map(|one| one.name.clone()).collect(),
    };
    Some((start, job_ids))
}

/// Whether starting requires all that asking does, but for what says which job.
fn takes_over(start: &Operation, asked: &Operation, job_id: &ParameterUse) -> bool {
    let mut needed = asked.parameters.iter();
    needed.all(|one| {
        let has = |other: &ParameterUse| other.required && is_same(one, other);
        !one.required || is_same(one, job_id) || start.parameters.iter().any(has)
    })
}

fn is_same(one: &ParameterUse, other: &ParameterUse) -> bool {
    (one.location, &one.name) == (other.location, &other.name)
}

/// How many segments the path that asks has before the job's own, if the path that starts has them all in that order.
fn depth_below(start: &str, ask: &str, parameter: &str) -> Option<usize> {
    let own = format!("{{{parameter}}}");
    let mut rest = start.split('/');
    let mut depth = 0;
    for segment in ask.split('/').filter(|segment| *segment != own) {
        rest.find(|other| *other == segment)?;
        depth += 1;
    }
    Some(depth)
}

fn unknown_states(api: &Api, jobs: &Jobs, diagnostics: &mut Diagnostics) {
    let mut enums: Vec<TypeId> = jobs.asks.values().map(|ask| ask.states).collect();
    enums.sort_unstable();
    enums.dedup();
    for id in enums {
        let def = &api.types[id];
        let Shape::Enum(Enum::Text(values)) = &def.shape else {
            continue;
        };
        for state in Words::of(values).unknown {
            diagnostics.push(
                Code::UnknownJobState,
                def.at(),
                format!("nothing says whether a job in the state `{state}` is over"),
                "it counts as in progress; accept that, or add the word to `jobs/words.rs`",
            );
        }
    }
}

/// Whoever has the link has the result.
fn visible_links(api: &Api, jobs: &Jobs, diagnostics: &mut Diagnostics) {
    for (id, status_source) in &jobs.status_sources {
        let (StatusSource::Member(_, Some(link)), Some(record)) =
            (status_source, api.types.object(*id))
        else {
            continue;
        };
        let field = &record.fields[*link];
        if field.usage.ty == Type::String {
            let at = &field.usage.at;
            let message = format!("the link `{}` would be shown in logs", field.wire);
            let help = "give it `format: password` by an overlay action";
            let edit = Edit::Set(at.child("format"), "password".into());
            let finding = Diagnostic::new(Code::VisibleLink, at, message, help);
            diagnostics.add(finding.fix(Fix::Overlay(vec![edit])));
        }
    }
}

fn answer(operation: &Operation) -> Option<TypeId> {
    let success = operation.success.as_ref()?;
    success.named().filter(|_| !success.nullable)
}
