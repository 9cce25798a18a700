//! Reading single values, gathering every problem on the way.

use super::{PREFIX, SettingsError};
use config::Value;
use ipnet::IpNet;
use std::{collections::HashMap, net::IpAddr, path::PathBuf, str::FromStr};

/// What the environment is called as an origin.
const ENVIRONMENT: &str = "the environment";
/// A key at least this similar is offered in place of an unknown one.
const SIMILAR: f64 = 0.6;

/// Takes values out of a map until [`Reader::finish`] finds what nobody took.
pub(super) struct Reader {
    values: HashMap<String, Value>,
    problems: Vec<String>,
}

impl Reader {
    pub(super) fn new(values: HashMap<String, Value>) -> Self {
        Self {
            values,
            problems: Vec::new(),
        }
    }

    /// The value of `key` as `read` takes it; `expected` says what it should be.
    pub(super) fn checked<T>(
        &mut self,
        key: &str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.values.remove(key)?;
        let origin = value.origin().map(ToOwned::to_owned);
        let Ok(text) = value.clone().into_string() else {
            self.wrong(key, origin.as_deref(), "a list or table", expected);
            return None;
        };
        let taken = read(text.trim());
        if taken.is_none() {
            self.wrong(key, origin.as_deref(), &text, expected);
        }
        taken
    }

    /// As [`Reader::checked`], for what must not be shown where it is wrong.
    pub(super) fn secret<T>(
        &mut self,
        key: &str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.values.remove(key)?;
        let origin = value.origin().map(ToOwned::to_owned);
        let taken = value.into_string().ok().and_then(|text| read(text.trim()));
        if taken.is_none() {
            self.wrong(key, origin.as_deref(), "***", expected);
        }
        taken
    }

    /// Notes that `key` is missing, which `other` needs beside it.
    pub(super) fn missing(&mut self, key: &str, other: &str) {
        self.problems
            .push(format!("{other} needs {key} beside it, which is not set"));
    }

    /// The value of `key` in its usual form.
    pub(super) fn read<T: FromStr>(&mut self, key: &str, expected: &str) -> Option<T> {
        self.checked(key, expected, |text| text.parse().ok())
    }

    /// The value of `key` as a path.
    pub(super) fn path(&mut self, key: &str) -> Option<PathBuf> {
        self.checked(key, "a path", |text| {
            (!text.is_empty()).then(|| PathBuf::from(text))
        })
    }

    /// The values of `key`: a list in the file, separated by commas in a variable.
    pub(super) fn list(&mut self, key: &str) -> Vec<String> {
        let is_list = |value: &Value| matches!(value.kind, config::ValueKind::Array(_));
        if self.values.get(key).is_some_and(is_list) {
            let values = self.values.remove(key).map(Value::into_array);
            let texts = values.and_then(Result::ok).and_then(|values| {
                let texts = values.into_iter().map(Value::into_string);
                texts.collect::<Result<Vec<_>, _>>().ok()
            });
            if texts.is_none() {
                self.wrong(key, None, "a list of something else", "a list of texts");
            }
            return texts.unwrap_or_default();
        }
        self.checked(key, "texts separated by commas", |text| {
            let parts = text
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty());
            Some(parts.map(ToOwned::to_owned).collect())
        })
        .unwrap_or_default()
    }

    /// The values of `key`, each a network or one address.
    pub(super) fn networks(&mut self, key: &str) -> Vec<IpNet> {
        let origin = self.values.get(key).and_then(Value::origin);
        let origin = origin.map(ToOwned::to_owned);
        let mut networks = Vec::new();
        for text in self.list(key) {
            let address = text.parse::<IpAddr>().map(IpNet::from).ok();
            match address.or_else(|| text.parse().ok()) {
                Some(network) => networks.push(network),
                None => self.wrong(key, origin.as_deref(), &text, "networks such as 10.0.0.0/8"),
            }
        }
        networks
    }

    /// Reports all problems, those keys included that nobody took.
    pub(super) fn finish(mut self, known: &[&str]) -> Result<(), SettingsError> {
        let mut unknown: Vec<(String, Value)> = self.values.drain().collect();
        unknown.sort_by(|a, b| a.0.cmp(&b.0));
        for (key, value) in unknown {
            let origin = value.origin();
            let nearest = known
                .iter()
                .map(|known| (strsim::jaro_winkler(known, &key), known))
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .filter(|(similarity, _)| *similarity >= SIMILAR);
            let hint = match nearest {
                Some((_, known)) => format!("; did you mean {}?", name(known, origin)),
                None => String::new(),
            };
            let place = place(origin);
            self.problems.push(format!(
                "{}{place}: there is no such setting{hint}",
                name(&key, origin)
            ));
        }
        if self.problems.is_empty() {
            Ok(())
        } else {
            Err(SettingsError(self.problems))
        }
    }

    fn wrong(&mut self, key: &str, origin: Option<&str>, value: &str, expected: &str) {
        let (name, place) = (name(key, origin), place(origin));
        self.problems
            .push(format!("{name} = {value:?}{place}: expected {expected}"));
    }
}

/// The key as the person wrote it.
fn name(key: &str, origin: Option<&str>) -> String {
    if origin == Some(ENVIRONMENT) {
        format!("{PREFIX}_{}", key.to_uppercase())
    } else {
        key.to_owned()
    }
}

fn place(origin: Option<&str>) -> String {
    match origin {
        Some(origin) if origin != ENVIRONMENT => format!(" in {origin}"),
        _ => String::new(),
    }
}
