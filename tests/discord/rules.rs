//! What Discord takes: every request is held against its own OpenAPI document, and against the documented rules that the
//! document lacks.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use jsonschema::Validator;
use serde_json::{Value, json};

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("openapi.json")).expect("Discord's document is JSON")
});

/// The validator of each operation, made when it is first needed.
static VALIDATORS: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);

/// What is wrong with a request; nothing, where Discord would take it.
pub(crate) fn findings(method: &str, path: &str, body: Option<&Value>) -> Vec<String> {
    let mut found = Vec::new();
    let Some(path) = path.strip_prefix("/api/v10") else {
        return vec![format!("{path} is not under /api/v10")];
    };
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let Some((template, operation)) = operation(method, path) else {
        return vec![format!("the document knows no {method} {path}")];
    };
    let known: Vec<&str> = parameters(template, operation);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let name = pair.split('=').next().unwrap_or_default();
        if !known.contains(&name) {
            found.push(format!("{method} {template} has no parameter {name}"));
        }
    }
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    match (schema, body) {
        (Value::Null, Some(body)) => {
            found.push(format!("{method} {template} takes no body: {body}"));
        }
        (Value::Object(_), None) if operation["requestBody"]["required"] == true => {
            found.push(format!("{method} {template} needs a body"));
        }
        (Value::Object(_), Some(body)) => {
            let mut body = body.clone();
            numbers(&mut body);
            let validator = validator(&format!("{method} {template}"), schema);
            found.extend(validator.iter_errors(&body).map(|error| {
                format!(
                    "{method} {template}: {} at {}",
                    error,
                    error.instance_path()
                )
            }));
            found.extend(documented(method, template, &body));
        }
        _ => {}
    }
    found
}

/// The operation of a path. Literal segments (`@original`, `@me`) go before parameters.
fn operation(method: &str, path: &str) -> Option<(&'static str, &'static Value)> {
    let paths = DOCUMENT["paths"].as_object()?;
    let fits = |template: &str| {
        let (wanted, given): (Vec<&str>, Vec<&str>) =
            (template.split('/').collect(), path.split('/').collect());
        wanted.len() == given.len()
            && wanted.iter().zip(&given).all(|(wanted, given)| {
                wanted.starts_with('{') && !given.is_empty() || wanted == given
            })
    };
    paths
        .iter()
        .filter(|(template, operations)| {
            fits(template) && operations.get(method.to_lowercase()).is_some()
        })
        .min_by_key(|(template, _)| template.matches('{').count())
        .map(|(template, operations)| (template.as_str(), &operations[method.to_lowercase()]))
}

fn parameters(template: &str, operation: &'static Value) -> Vec<&'static str> {
    let of_path = &DOCUMENT["paths"][template]["parameters"];
    [of_path, &operation["parameters"]]
        .into_iter()
        .filter_map(Value::as_array)
        .flatten()
        .filter(|parameter| parameter["in"] == "query")
        .filter_map(|parameter| parameter["name"].as_str())
        .collect()
}

fn validator(operation: &str, schema: &Value) -> Arc<Validator> {
    let mut validators = VALIDATORS.lock().expect("nobody panics with it");
    if let Some(known) = validators.get(operation) {
        return Arc::clone(known);
    }
    let whole = json!({ "allOf": [schema], "components": DOCUMENT["components"] });
    let made =
        Arc::new(jsonschema::draft202012::new(&whole).expect("the document's schema is one"));
    validators.insert(operation.to_owned(), Arc::clone(&made));
    made
}

/// Integers may come as digits, as permissions do.
fn numbers(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let digits = field.as_str().and_then(|text| text.parse::<u64>().ok());
                match digits {
                    Some(number) if name == "default_member_permissions" => *field = json!(number),
                    _ => numbers(field),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(numbers),
        _ => {}
    }
}

/// The rules that stand in the documentation only.
fn documented(method: &str, template: &str, body: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let message = body.get("data").unwrap_or(body);
    let length = |value: &Value| value.as_str().map_or(0, |text| text.chars().count());
    if length(&message["content"]) > 2_000 {
        found.push("content longer than 2,000 characters".to_owned());
    }
    let embeds = message["embeds"].as_array().cloned().unwrap_or_default();
    let total: usize = embeds
        .iter()
        .map(|embed| {
            length(&embed["title"])
                + length(&embed["description"])
                + length(&embed["footer"]["text"])
                + length(&embed["author"]["name"])
        })
        .sum();
    if total > 6_000 {
        found.push(format!("embeds of {total} characters together"));
    }
    let mut ids = Vec::new();
    custom_ids(&message["components"], &mut ids);
    if ids.iter().any(|id| id.chars().count() > 100) {
        found.push("a custom id longer than 100 characters".to_owned());
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    if ids.len() < count {
        found.push("a custom id twice in a message".to_owned());
    }
    let is_callback = template.ends_with("/callback");
    let kind = body["type"].as_u64();
    let is_sent = method != "PUT"
        && (template.contains("/messages")
            || template == "/webhooks/{webhook_id}/{webhook_token}"
            || is_callback && matches!(kind, Some(4 | 7)));
    if is_sent {
        if message["allowed_mentions"]["parse"] != json!([]) {
            found.push("allowed_mentions does not forbid every mention".to_owned());
        }
        let has_nothing = length(&message["content"]) == 0 && embeds.is_empty();
        if has_nothing {
            found.push("an empty message".to_owned());
        }
    }
    found
}

fn custom_ids(value: &Value, ids: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(id) = fields.get("custom_id").and_then(Value::as_str) {
                ids.push(id.to_owned());
            }
            fields.values().for_each(|field| custom_ids(field, ids));
        }
        Value::Array(values) => values.iter().for_each(|value| custom_ids(value, ids)),
        _ => {}
    }
}
