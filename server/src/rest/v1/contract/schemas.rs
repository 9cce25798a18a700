//! JSON Schemas of the types that come and go.

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use utoipa::{
    ToSchema,
    openapi::{RefOr, Schema},
};

const NAMED: &str = "#/components/schemas/";

/// Schemas by name.
#[derive(Default)]
pub(in super::super) struct Schemas {
    named: BTreeMap<String, Value>,
    /// Names that two different types have.
    pub(super) ambiguous: Vec<String>,
}

impl Schemas {
    /// A reference to the schema of `T`, or the schema itself where it is short.
    pub(super) fn of<T: ToSchema>(&mut self) -> Value {
        self.learn::<T>();
        let schema = json_of(T::schema());
        if is_named(&schema) {
            let name = name_of::<T>();
            self.put(name.clone(), schema);
            json!({ "$ref": format!("{NAMED}{name}") })
        } else {
            schema
        }
    }

    /// The schema of `T` itself.
    pub(super) fn inline<T: ToSchema>(&mut self) -> Value {
        self.learn::<T>();
        self.resolved(json_of(T::schema()))
    }

    /// The fields of `T` as parameters of a query.
    pub(super) fn parameters<T: ToSchema>(&mut self) -> Vec<Value> {
        let schema = self.inline::<T>();
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let Some(fields) = schema["properties"].as_object() else {
            return Vec::new();
        };
        fields
            .iter()
            .map(|(name, field)| {
                let mut schema = present(self.resolved(field.clone()));
                let mut parameter = json!({ "name": name, "in": "query" });
                if let Some(description) = take(&mut schema, "description") {
                    parameter["description"] = description;
                }
                if schema["type"] == "array" {
                    parameter["style"] = "form".into();
                    parameter["explode"] = false.into();
                }
                if required.iter().any(|required| *required == **name) {
                    parameter["required"] = true.into();
                }
                parameter["schema"] = schema;
                parameter
            })
            .collect()
    }

    /// Takes over what `other` knows.
    pub(super) fn join(&mut self, other: Self) {
        for (name, schema) in other.named {
            self.put(name, schema);
        }
        self.ambiguous.extend(other.ambiguous);
    }

    /// All of them, each object closed: it has the fields that it names and no others.
    pub(super) fn into_json(self) -> Map<String, Value> {
        let closed = self.named.iter().map(|(name, schema)| {
            let mut schema = self.flat(schema.clone());
            close(&mut schema);
            (name.clone(), schema)
        });
        closed.collect()
    }

    fn learn<T: ToSchema>(&mut self) {
        let mut schemas = Vec::new();
        T::schemas(&mut schemas);
        for (name, schema) in schemas {
            self.put(name, json_of(schema));
        }
    }

    fn put(&mut self, name: String, schema: Value) {
        match self.named.get(&name) {
            Some(known) if *known != schema => self.ambiguous.push(name),
            Some(_) => {}
            None => drop(self.named.insert(name, schema)),
        }
    }

    /// What a reference stands for.
    fn resolved(&self, schema: Value) -> Value {
        let named = schema["$ref"]
            .as_str()
            .and_then(|name| name.strip_prefix(NAMED));
        match named.and_then(|name| self.named.get(name)) {
            Some(found) => {
                let mut found = self.resolved(found.clone());
                // What the field says counts for more than what its type says.
                if let Some(description) = schema.get("description") {
                    found["description"] = description.clone();
                }
                found
            }
            None => schema,
        }
    }

    /// The fields of a part that serde flattens become fields of the whole.
    fn flat(&self, schema: Value) -> Value {
        let Some(parts) = schema["allOf"].as_array() else {
            return schema;
        };
        let mut whole = json!({ "type": "object", "properties": {} });
        if let Some(description) = schema.get("description") {
            whole["description"] = description.clone();
        }
        let mut required = Vec::new();
        for part in parts {
            let part = self.flat(self.resolved(part.clone()));
            let Some(fields) = part["properties"].as_object() else {
                return schema.clone();
            };
            for (name, field) in fields {
                whole["properties"][name] = field.clone();
            }
            required.extend(part["required"].as_array().cloned().unwrap_or_default());
        }
        if !required.is_empty() {
            whole["required"] = required.into();
        }
        whole
    }
}

/// The name of `T` with what it is made of: `Page_Entry` of `Page<Entry>`, as fields refer to it.
fn name_of<T: ToSchema>() -> String {
    let mut name = T::name().into_owned();
    let full = std::any::type_name::<T>();
    if let Some((_, inner)) = full.split_once('<') {
        let parts = inner.split(['<', '>', ',', ' ']);
        for part in parts.filter(|part| !part.is_empty()) {
            name.push('_');
            name.push_str(part.rsplit("::").next().unwrap_or(part));
        }
    }
    name
}

fn json_of(schema: RefOr<Schema>) -> Value {
    // Schemas always have a JSON form.
    let mut schema = serde_json::to_value(schema).unwrap_or_default();
    for_everybody(&mut schema);
    schema
}

/// Says in the words of JSON what `schema` says in those of Rust. Formats of integers without sign get the names
/// that the registry of OpenAPI has for them, and their largest values, since few tools know these formats.
fn for_everybody(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::String(text)) = fields.get_mut("description") {
                *text = text.replace("`None`", "`null`");
            }
            let format = fields.get("format").and_then(Value::as_str);
            let (name, most) = match format {
                Some("u-int8") => ("uint8", Some(u32::from(u8::MAX))),
                Some("u-int16") => ("uint16", Some(u32::from(u16::MAX))),
                Some("u-int32") => ("uint32", Some(u32::MAX)),
                Some("u-int64") => ("uint64", None),
                _ => return fields.values_mut().for_each(for_everybody),
            };
            fields.insert("format".into(), name.into());
            if let Some(most) = most {
                fields.entry("maximum").or_insert_with(|| most.into());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(for_everybody),
        _ => {}
    }
}

/// Objects and enumerations stand among the components, everything else where it is used.
fn is_named(schema: &Value) -> bool {
    ["properties", "allOf", "oneOf", "enum"]
        .iter()
        .any(|key| schema.get(key).is_some())
}

/// What a parameter holds when it is there.
fn present(mut schema: Value) -> Value {
    if let Some(types) = schema["type"].as_array() {
        let mut types = types.iter().filter(|kind| *kind != "null");
        if let (Some(only), None) = (types.next().cloned(), types.next()) {
            schema["type"] = only;
        }
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let mut choices = choices.iter().filter(|choice| choice["type"] != "null");
        if let (Some(only), None) = (choices.next().cloned(), choices.next()) {
            let description = take(&mut schema, "description");
            schema = only;
            if let Some(description) = description {
                schema["description"] = description;
            }
        }
    }
    schema
}

fn take(schema: &mut Value, key: &str) -> Option<Value> {
    schema.as_object_mut()?.remove(key)
}

/// Closes every object in `schema`.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            let open =
                fields.contains_key("properties") && !fields.contains_key("additionalProperties");
            if open && fields.get("type").is_some_and(Value::is_string) {
                fields.insert("additionalProperties".into(), false.into());
            }
            fields.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}
