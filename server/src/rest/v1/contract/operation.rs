//! One operation and how it is described.

use super::{super::paging::Page, Described, schemas::Schemas};
use crate::{endpoint::Endpoint, http::AppState};
use axum::handler::Handler;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use utoipa::ToSchema;

pub(super) const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

/// An operation of the API.
pub(crate) struct Operation {
    pub(super) method: &'static str,
    /// The address, with parameters in braces.
    pub(super) path: &'static str,
    summary: &'static str,
    detail: &'static str,
    /// Whether somebody who is not signed in may ask.
    public: bool,
    /// Whether it may be asked with an `Idempotency-Key`.
    pub(in super::super) keyed: bool,
    /// Where what was made stands, with `{id}` for the `id` of the answer.
    pub(in super::super) place: Option<&'static str>,
    /// What the schemas of the path's parameters are, in their order.
    pub(super) ids: Vec<Value>,
    /// Parameters of the query.
    query: Vec<Value>,
    /// Bodies by their media type.
    pub(super) bodies: BTreeMap<&'static str, Value>,
    example: Option<Value>,
    pub(super) answers: BTreeMap<u16, Answer>,
    pub(super) schemas: Schemas,
}

/// A parameter of the query.
#[derive(Clone, Debug)]
pub(in super::super) struct Parameter {
    name: String,
    /// Whether it takes several values with commas between them.
    is_list: bool,
    /// Whether a value may be the empty text.
    may_be_empty: bool,
}

impl Parameter {
    #[cfg(test)]
    pub(in super::super) fn new(name: &str, is_list: bool, may_be_empty: bool) -> Self {
        Self {
            name: name.to_owned(),
            is_list,
            may_be_empty,
        }
    }

    pub(in super::super) fn is_called(&self, name: &str) -> bool {
        self.name == name
    }

    /// Whether a value is missing in `text`.
    pub(in super::super) fn misses_value(&self, text: &str) -> bool {
        let mut values = text.split(|c| self.is_list && c == ',');
        !self.may_be_empty && values.any(str::is_empty)
    }
}

/// What an operation answers with one status.
#[derive(Default)]
pub(super) struct Answer {
    description: &'static str,
    content: BTreeMap<&'static str, Value>,
    headers: &'static [&'static str],
    /// What it is called among the components, if it is told there.
    shared: Option<&'static str>,
}

impl Answer {
    pub(super) fn new(description: &'static str, headers: &'static [&'static str]) -> Self {
        Self {
            description,
            headers,
            ..Self::default()
        }
    }

    /// The one that is called `name` among the components.
    pub(super) fn shared(name: &'static str) -> Self {
        Self {
            shared: Some(name),
            ..Self::default()
        }
    }

    /// It may be a problem as RFC 9457 says it.
    pub(super) fn refuses(&mut self) {
        let problem = json!({ "$ref": "#/components/schemas/Problem" });
        self.content.insert(PROBLEM, problem);
    }

    pub(super) fn into_json(self) -> Value {
        if let Some(name) = self.shared {
            return json!({ "$ref": format!("#/components/responses/{name}") });
        }
        let mut said = json!({ "description": self.description });
        if !self.content.is_empty() {
            said["content"] = media(self.content, None);
        }
        for name in self.headers {
            said["headers"][name] = json!({ "$ref": format!("#/components/headers/{name}") });
        }
        said
    }
}

macro_rules! methods {
    ($($name:ident $method:literal),*) => {$(
        pub(in super::super) fn $name<H, T>(path: &'static str, handler: H) -> Endpoint
        where
            H: Handler<T, AppState>,
            T: Described + 'static,
        {
            let mut operation = Operation::new($method, path);
            T::describe(&mut operation);
            crate::endpoint::$name(path, handler).promising(operation)
        }
    )*};
}

methods! { get "GET", post "POST", put "PUT", patch "PATCH", delete "DELETE" }

impl Operation {
    fn new(method: &'static str, path: &'static str) -> Self {
        Self {
            method,
            path,
            summary: "",
            detail: "",
            public: false,
            keyed: method == "POST",
            place: None,
            ids: Vec::new(),
            query: Vec::new(),
            bodies: BTreeMap::new(),
            example: None,
            answers: BTreeMap::new(),
            schemas: Schemas::default(),
        }
    }

    /// A part of the path is an id of this kind.
    pub(super) fn takes_id<T: ToSchema>(&mut self) {
        let schema = self.schemas.inline::<T>();
        self.ids.push(schema);
    }

    /// The fields of `T` are parameters of the query.
    pub(in super::super) fn takes_query<T: ToSchema>(&mut self) {
        let parameters = self.schemas.parameters::<T>();
        // What two parts of a handler read is one parameter.
        for parameter in parameters {
            if self
                .query
                .iter()
                .all(|known| known["name"] != parameter["name"])
            {
                self.query.push(parameter);
            }
        }
    }

    /// The body is JSON of `T`.
    pub(super) fn takes_json<T: ToSchema>(&mut self) {
        let schema = self.schemas.of::<T>();
        self.bodies.insert(JSON, schema);
    }

    /// It answers with a part of a list, which may not be there.
    pub(in super::super) fn has_parts(&mut self) {
        self.refuses(404, "There is no such page.");
    }

    fn answer(&mut self, status: u16, description: &'static str) -> &mut Answer {
        let answer = self.answers.entry(status).or_default();
        if answer.description.is_empty() {
            answer.description = description;
        }
        answer
    }

    fn answers<T: ToSchema>(&mut self, status: u16, description: &'static str) {
        let schema = self.schemas.of::<T>();
        self.answer(status, description)
            .content
            .insert(JSON, schema);
    }

    /// The parameters of the query.
    pub(in super::super) fn parameters(&self) -> Vec<Parameter> {
        let parameters = self.query.iter().map(|known| {
            let schema = &known["schema"];
            let of_list = schema["items"].as_object();
            let value = of_list.map_or(schema, |_| &schema["items"]);
            Parameter {
                name: known["name"].as_str().unwrap_or_default().to_owned(),
                is_list: of_list.is_some(),
                may_be_empty: value["type"] == "string" && value.get("enum").is_none(),
            }
        });
        parameters.collect()
    }

    fn refuses(&mut self, status: u16, why: &'static str) {
        self.answer(status, why).refuses();
    }

    /// Method in lower case, path and the operation object of OpenAPI.
    pub(super) fn into_json(mut self, readable: bool) -> (String, &'static str, Value, Schemas) {
        self.add_usual(readable);
        let method = self.method.to_ascii_lowercase();
        let names = self.path.split(['{', '}']).skip(1).step_by(2);
        let mut parameters: Vec<Value> = names
            .zip(self.ids)
            .map(|(name, schema)| json!({ "name": name, "in": "path", "required": true, "schema": schema }))
            .collect();
        parameters.extend(self.query);
        let mut header = |name: &str| {
            let known = ["#/components/parameters/", name].concat();
            parameters.push(json!({ "$ref": known }));
        };
        match self.method {
            "GET" => header("IfNoneMatch"),
            "POST" if self.keyed => header("IdempotencyKey"),
            "POST" => {}
            _ if readable => header("IfMatch"),
            _ => {}
        }
        let answers: serde_json::Map<String, Value> = self
            .answers
            .into_iter()
            .map(|(status, mut answer)| {
                answer.headers = match (status, self.method) {
                    (200, "GET") => &["ETag"],
                    (201, _) => &["Location"],
                    _ => &[],
                };
                (status.to_string(), answer.into_json())
            })
            .collect();
        let mut operation = json!({
            "operationId": operation_id(&method, self.path),
            "tags": [tag(self.path)],
            "summary": self.summary,
            "parameters": parameters,
            "responses": answers,
            "security": if self.public { json!([{}, { "bearer": [] }, { "cookie": [] }]) }
                else { json!([{ "bearer": [] }, { "cookie": [] }]) },
        });
        if !self.detail.is_empty() {
            operation["description"] = self.detail.into();
        }
        if !self.bodies.is_empty() {
            let content = media(self.bodies, self.example);
            operation["requestBody"] = json!({ "required": true, "content": content });
        }
        (method, self.path, operation, self.schemas)
    }
}

fn media(content: BTreeMap<&'static str, Value>, example: Option<Value>) -> Value {
    let types = content.into_iter().map(|(kind, schema)| {
        let mut said = json!({ "schema": schema });
        if let (JSON, Some(example)) = (kind, &example) {
            said["example"] = example.clone();
        }
        (kind.to_owned(), said)
    });
    Value::Object(types.collect())
}

/// `get /users/{id}/roles` is `get_users_id_roles`.
fn operation_id(method: &str, path: &str) -> String {
    let words = path.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    let words = std::iter::once(method).chain(words);
    words.collect::<Vec<_>>().join("_")
}

/// The first segment of `path` names the resource.
fn tag(path: &str) -> &str {
    let first = path.trim_start_matches('/').split('/').next();
    first
        .and_then(|first| first.split('.').next())
        .unwrap_or_default()
}

/// What is said about an endpoint beside its route.
impl Endpoint {
    fn change(mut self, change: impl FnOnce(&mut Operation)) -> Self {
        if let Some(operation) = &mut self.operation {
            change(operation);
        }
        self
    }

    /// What it does, in a few words that begin with a verb.
    pub(in super::super) fn says(self, summary: &'static str) -> Self {
        self.change(|operation| operation.summary = summary)
    }

    /// What else must be known, in Markdown.
    pub(in super::super) fn tells(self, detail: &'static str) -> Self {
        self.change(|operation| operation.detail = detail)
    }

    /// Nobody has to be signed in.
    pub(in super::super) fn for_everybody(self) -> Self {
        self.change(|operation| operation.public = true)
    }

    /// 200 with JSON of `T`.
    pub(in super::super) fn answers<T: ToSchema>(self) -> Self {
        self.change(|operation| operation.answers::<T>(200, "What was asked for."))
    }

    /// 200 with a whole list of `T`.
    pub(in super::super) fn answers_each<T: ToSchema>(self) -> Self {
        self.change(|operation| {
            let schema = json!({ "type": "array", "items": operation.schemas.of::<T>() });
            let answer = operation.answer(200, "What was asked for.");
            answer.content.insert(JSON, schema);
        })
    }

    /// 200 with a part of a list of `T`.
    pub(in super::super) fn lists<T: ToSchema>(self) -> Self {
        self.change(|operation| {
            // The part refers to it by its name alone.
            let _ = operation.schemas.of::<T>();
            operation.answers::<Page<T>>(200, "A part of the list.");
        })
    }

    /// 201 with JSON of `T`; `place` is where the new thing stands, `{id}` being the answer's `id`.
    pub(in super::super) fn creates<T: ToSchema>(self, place: &'static str) -> Self {
        self.change(|operation| {
            operation.place = Some(place);
            operation.answers::<T>(201, "It was made; `Location` says where it stands.");
        })
    }

    /// 204.
    pub(in super::super) fn does(self) -> Self {
        self.change(|operation| {
            operation.answer(204, "It was done.");
        })
    }

    /// `status` with JSON of `T`.
    pub(in super::super) fn also<T: ToSchema>(self, status: u16, why: &'static str) -> Self {
        self.change(|operation| operation.answers::<T>(status, why))
    }

    /// 200 with something that is no JSON.
    pub(in super::super) fn gives(self, media: &'static str) -> Self {
        self.change(|operation| {
            let schema = json!({ "type": "string" });
            operation
                .answer(200, "What was asked for.")
                .content
                .insert(media, schema);
        })
    }

    /// It is about a home of somebody, which may be let or taken back by now.
    pub(in super::super) fn may_be_gone(self) -> Self {
        self.refuses(404, "There is no such home.")
            .refuses(410, "It was let or taken back, or is reserved.")
    }

    /// A refusal beside the usual ones.
    pub(in super::super) fn refuses(self, status: u16, why: &'static str) -> Self {
        self.change(|operation| operation.refuses(status, why))
    }

    /// The fields of `T` are parameters of the query, which the handler reads for itself.
    pub(in super::super) fn takes_query<T: ToSchema>(self) -> Self {
        self.change(Operation::takes_query::<T>)
    }

    /// Part of the path is an id of this kind, which the handler reads for itself.
    pub(in super::super) fn takes_id<T: ToSchema>(self) -> Self {
        self.change(Operation::takes_id::<T>)
    }

    /// A body that is no JSON.
    pub(in super::super) fn takes(self, media: &'static str) -> Self {
        self.change(|operation| {
            operation
                .bodies
                .insert(media, json!({ "type": "string", "format": "binary" }));
        })
    }

    /// A form with files as these fields; the first is required.
    pub(in super::super) fn takes_files(self, fields: &[&'static str]) -> Self {
        self.change(|operation| {
            let file = json!({ "type": "string", "format": "binary" });
            let files = fields
                .iter()
                .map(|field| ((*field).to_owned(), file.clone()));
            let schema = json!({
                "type": "object",
                "properties": files.collect::<serde_json::Map<_, _>>(),
                "required": fields.first().into_iter().collect::<Vec<_>>(),
            });
            operation.bodies.insert("multipart/form-data", schema);
        })
    }

    /// A body that is right.
    pub(in super::super) fn example(self, example: Value) -> Self {
        self.change(|operation| operation.example = Some(example))
    }

    /// It is not asked with an `Idempotency-Key`: its answer is a secret that must not be kept, or its
    /// body is too large to be compared.
    pub(in super::super) fn unkeyed(self) -> Self {
        self.change(|operation| operation.keyed = false)
    }
}
