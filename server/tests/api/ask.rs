//! Requests as somebody sends them: from an address, with a token or cookies.

use crate::client::{Answer, Client};
use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, header},
};
use serde_json::Value;
use std::net::SocketAddr;

/// A request that is being put together.
pub struct Ask {
    request: axum::http::request::Builder,
    peer: Option<SocketAddr>,
    cookies: Vec<String>,
    body: Vec<u8>,
}

impl Ask {
    pub fn new(method: &str, path: &str) -> Self {
        Self {
            request: Request::builder().method(method).uri(path),
            peer: None,
            cookies: Vec::new(),
            body: Vec::new(),
        }
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    /// From the machine with the address `ip`.
    pub fn from(mut self, ip: &str) -> Self {
        self.peer = Some(SocketAddr::new(ip.parse().unwrap(), 50_000));
        self
    }

    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", &["Bearer ", token].concat())
    }

    pub fn cookie(mut self, name: &str, value: &str) -> Self {
        self.cookies.push(format!("{name}={value}"));
        self
    }

    pub fn json(mut self, body: &Value) -> Self {
        self.body = body.to_string().into_bytes();
        self.header("content-type", "application/json")
    }

    pub fn bytes(mut self, body: Vec<u8>) -> Self {
        self.body = body;
        self
    }

    /// As the client in the browser calls a server function.
    pub fn call(mut self, pairs: &[(&str, &str)]) -> Self {
        self.body = encoded(pairs);
        self.header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "application/json")
    }

    /// As a browser without script sends the form of the page `page`.
    pub fn form(mut self, page: &str, pairs: &[(&str, &str)]) -> Self {
        self.body = encoded(pairs);
        self.header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            .header("host", "zufang.example")
            .header("referer", &["https://zufang.example", page].concat())
    }

    pub async fn to(mut self, client: &Client) -> Answer {
        if !self.cookies.is_empty() {
            self.request = self.request.header(header::COOKIE, self.cookies.join("; "));
        }
        let mut request = self.request.body(Body::from(self.body)).unwrap();
        if let Some(peer) = self.peer {
            request.extensions_mut().insert(ConnectInfo(peer));
        }
        client.send(request).await
    }
}

fn encoded(pairs: &[(&str, &str)]) -> Vec<u8> {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(pairs);
    form.finish().into_bytes()
}

impl Answer {
    /// The cookies that the answer sets: name, value and attributes as they stand.
    pub fn cookies(&self) -> Vec<(String, String, String)> {
        let lines = self.headers.get_all("set-cookie").iter();
        let lines = lines.map(|line| line.to_str().unwrap());
        lines
            .map(|line| {
                let (pair, attributes) = line.split_once("; ").unwrap();
                let (name, value) = pair.split_once('=').unwrap();
                (name.to_owned(), value.to_owned(), attributes.to_owned())
            })
            .collect()
    }

    /// The value of the cookie `name` that the answer sets.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.cookies();
        let found = cookies.into_iter().find(|cookie| cookie.0 == name);
        found.map(|(_, value, _)| value)
    }

    /// The code of the first wrong field, with its name.
    pub fn problem(&self) -> (String, String) {
        let error = &self.json()["errors"][0];
        let text = |key: &str| error[key].as_str().unwrap_or_default().to_owned();
        (text("field"), text("code"))
    }
}
