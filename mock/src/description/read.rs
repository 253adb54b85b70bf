//! From the raw value to operations.

use anyhow::{Context, Result, anyhow, bail};
use serde_json::Value;

use super::{Body, Grant, Operation, Parameter, Place, Scheme, Style, Success};

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

pub(super) fn operations(document: &Value) -> Result<Vec<Operation>> {
    let paths = document
        .get("paths")
        .and_then(Value::as_object)
        .context("no `paths`")?;
    let mut operations = Vec::new();
    for (template, item) in paths {
        for method in METHODS {
            let Some(raw) = item.get(method) else {
                continue;
            };
            let place = || format!("{} {template}", method.to_uppercase());
            operations.push(operation(document, template, method, raw).with_context(place)?);
        }
    }
    Ok(operations)
}

fn operation(document: &Value, path: &str, method: &str, raw: &Value) -> Result<Operation> {
    let parameters = elements(raw, "parameters").iter();
    let grants: Vec<Grant> = elements(raw, "security")
        .iter()
        .filter_map(Value::as_object)
        .flatten()
        .map(grant)
        .collect();
    Ok(Operation {
        id: text(raw, "operationId")?.to_owned(),
        method: method.to_uppercase(),
        template: path.to_owned(),
        tag: elements(raw, "tags")
            .first()
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        parameters: parameters
            .map(|raw| parameter(document, raw))
            .collect::<Result<_>>()?,
        body: raw.get("requestBody").map(body).transpose()?,
        schemes: grants
            .iter()
            .map(|grant| scheme(document, &grant.scheme))
            .collect::<Result<_>>()?,
        grants,
        category: raw
            .get("x-ratelimit-category")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        in_sandbox: raw.get("x-sandbox").and_then(Value::as_str) == Some("enabled"),
        successes: successes(raw)?,
    })
}

fn grant((scheme, scopes): (&String, &Value)) -> Grant {
    let scopes = scopes.as_array().into_iter().flatten();
    let scopes = scopes.filter_map(Value::as_str).map(str::to_owned);
    Grant {
        scheme: scheme.clone(),
        scopes: scopes.collect(),
    }
}

fn parameter(document: &Value, raw: &Value) -> Result<Parameter> {
    if let Some(reference) = raw.get("$ref").and_then(Value::as_str) {
        let target = document.pointer(reference.trim_start_matches('#'));
        return parameter(document, target.with_context(|| format!("no {reference}"))?);
    }
    let explode = raw.get("explode").and_then(Value::as_bool);
    let place = match text(raw, "in")? {
        "path" => Place::Path,
        "query" => Place::Query,
        other => bail!("a parameter in `{other}`"),
    };
    let style = match (raw.get("style").and_then(Value::as_str), place) {
        (Some("deepObject"), Place::Query) => Style::DeepObject,
        (None | Some("simple"), Place::Path) => Style::Comma,
        // Without a style the server reads an object as `name[member]=value`.
        (None, Place::Query) if is_object(document, raw) => Style::DeepObject,
        (None | Some("form"), Place::Query) if explode == Some(false) => Style::Comma,
        (None | Some("form"), Place::Query) => Style::Repeated,
        (style, _) => bail!("a parameter of style {style:?}"),
    };
    let schema = raw.get("schema").context("a parameter without `schema`")?;
    Ok(Parameter {
        default: schema.get("default").cloned(),
        name: text(raw, "name")?.to_owned(),
        place,
        required: raw
            .get("required")
            .and_then(Value::as_bool)
            .unwrap_or(false),
        style,
        schema: schema.clone(),
    })
}

/// Whether the schema of a parameter is one of objects.
fn is_object(document: &Value, raw: &Value) -> bool {
    let schema = raw.get("schema").unwrap_or(raw);
    let target = schema.get("$ref").and_then(Value::as_str);
    let target = target.and_then(|target| document.pointer(target.trim_start_matches('#')));
    target.unwrap_or(schema).get("type").and_then(Value::as_str) == Some("object")
}

fn body(raw: &Value) -> Result<Body> {
    let content = raw
        .get("content")
        .and_then(Value::as_object)
        .context("no `content`")?;
    let (media_type, described) = content.iter().next().context("an empty `content`")?;
    Ok(Body {
        media_type: media_type.clone(),
        schema: described
            .get("schema")
            .cloned()
            .context("a body without `schema`")?,
    })
}

fn scheme(document: &Value, name: &str) -> Result<Scheme> {
    let schemes = document.pointer("/components/securitySchemes");
    let raw = schemes.and_then(|schemes| schemes.get(name));
    let raw = raw.with_context(|| format!("no security scheme `{name}`"))?;
    let http = raw.get("scheme").and_then(Value::as_str);
    let http = http.map(str::to_ascii_lowercase);
    match (text(raw, "type")?, http.as_deref()) {
        ("oauth2", _) | ("http", Some("bearer")) => Ok(Scheme::Bearer),
        ("http", Some("basic")) => Ok(Scheme::Basic),
        other => Err(anyhow!("the security scheme `{name}` is {other:?}")),
    }
}

fn successes(raw: &Value) -> Result<Vec<Success>> {
    let responses = raw
        .get("responses")
        .and_then(Value::as_object)
        .context("no `responses`")?;
    let successes = responses
        .iter()
        .filter(|(status, _)| status.starts_with('2'));
    successes
        .map(|(status, response)| {
            let content = response.get("content").and_then(Value::as_object);
            let described = content.and_then(|content| content.values().next());
            Ok(Success {
                status: status
                    .parse()
                    .with_context(|| format!("the status {status}"))?,
                schema: described
                    .and_then(|described| described.get("schema"))
                    .cloned(),
            })
        })
        .collect()
}

fn text<'v>(raw: &'v Value, key: &str) -> Result<&'v str> {
    raw.get(key)
        .and_then(Value::as_str)
        .with_context(|| format!("no `{key}`"))
}

fn elements<'v>(raw: &'v Value, key: &str) -> &'v [Value] {
    raw.get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}
