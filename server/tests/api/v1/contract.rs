//! The document of the API.

use crate::client::Client;
use serde_json::Value;
use server::http::{Kind, addresses, document};
use std::{collections::BTreeSet, path::Path};

/// Set to write the document anew.
const RENEW: &str = "ZUFANG_TEST_RENEW";

fn each_operation(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap();
            methods
                .iter()
                .map(move |(method, operation)| (format!("{method} {path}"), operation))
        })
        .collect()
}

#[tokio::test]
async fn every_endpoint_is_described() {
    let described = document();
    assert!(described.wrong.is_empty(), "{:#?}", described.wrong);
    let real: BTreeSet<String> = addresses(false)
        .into_iter()
        .filter(|address| address.kind == Kind::Api)
        .map(|address| format!("{} {}", address.method.to_ascii_lowercase(), address.path))
        .collect();
    let operations = each_operation(&described.document);
    let known: BTreeSet<String> = operations.into_iter().map(|(name, _)| name).collect();
    assert_eq!(real, known);
}

#[test]
fn an_operation_has_a_name_of_its_own_and_a_parameter_for_each_part_of_its_path() {
    let described = document();
    let mut names = BTreeSet::new();
    for (about, operation) in each_operation(&described.document) {
        assert!(
            names.insert(operation["operationId"].as_str().unwrap()),
            "{about}"
        );
        let parameters = operation["parameters"].as_array().unwrap();
        let in_path = parameters
            .iter()
            .filter(|known| known["in"] == "path")
            .count();
        assert_eq!(in_path, about.matches('{').count(), "{about}");
    }
}

#[test]
fn every_reference_leads_somewhere() {
    fn check(value: &Value, document: &Value) {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(to)) = fields.get("$ref") {
                    let pointer = to.strip_prefix('#').unwrap();
                    assert!(document.pointer(pointer).is_some(), "{to}");
                }
                fields.values().for_each(|field| check(field, document));
            }
            Value::Array(items) => items.iter().for_each(|item| check(item, document)),
            _ => {}
        }
    }
    let document = document().document;
    check(&document, &document);
}

/// Formats as the registry of OpenAPI has them, and those of text that JSON Schema names.
const FORMATS: &[&str] = &[
    "binary",
    "date",
    "date-time",
    "double",
    "float",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "uri",
];

#[test]
fn it_is_written_for_readers_of_json() {
    fn check(value: &Value) {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(text)) = fields.get("description") {
                    let of_rust = ["[`", "`None`", "`Some"]
                        .iter()
                        .any(|word| text.contains(word));
                    assert!(!of_rust, "{text}");
                }
                if let Some(Value::String(format)) = fields.get("format") {
                    assert!(FORMATS.contains(&format.as_str()), "{format}");
                    let bounded = ["uint8", "uint16", "uint32"].contains(&format.as_str());
                    assert!(!bounded || fields.contains_key("maximum"), "{value}");
                }
                fields.values().for_each(check);
            }
            Value::Array(items) => items.iter().for_each(check),
            _ => {}
        }
    }
    check(&document().document);
}

#[tokio::test]
async fn the_document_is_served() {
    let client = Client::start().await;
    let answer = client.get("/api/v1/openapi.json").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/json");
    let served = answer.json();
    assert_eq!(served["openapi"], "3.1.0");
    assert_eq!(served, document().document);
}

/// What programs rely on changes on purpose only: docs/openapi.json says what is promised.
#[test]
fn the_document_is_the_one_that_was_agreed_on() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/openapi.json");
    let now = serde_json::to_string_pretty(&document().document).unwrap() + "\n";
    if std::env::var_os(RENEW).is_some() {
        std::fs::write(&file, &now).unwrap();
    }
    let agreed = std::fs::read_to_string(&file).unwrap_or_default();
    let differs = now
        .lines()
        .zip(agreed.lines())
        .position(|(now, agreed)| now != agreed);
    assert!(
        now == agreed,
        "the API is not what docs/openapi.json says, from line {:?} on; if it is meant so: {RENEW}=1 cargo test \
         --test api the_document_is, and look at the difference",
        differs.map(|line| line + 1)
    );
}
