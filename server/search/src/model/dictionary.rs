//! Names by id, and a small code for each id that columns store instead.

use domain::NamedPlace;
use std::{collections::HashMap, sync::Arc};

/// The code of a row that has no value.
pub const NONE: u32 = u32::MAX;

#[derive(Clone, Debug, Default)]
struct Entries {
    codes: HashMap<i64, u32>,
    entries: Vec<(i64, Arc<str>)>,
    learned: u64,
}

/// Ids with their names, shared by the versions of a shard until one learns a new name. The name
/// that was learned last holds.
#[derive(Clone, Debug, Default)]
pub struct Dictionary(Arc<Entries>);

impl Dictionary {
    /// The code of `id`, which is called `name`.
    pub fn learn(&mut self, id: i64, name: &str) -> u32 {
        let known = self.code(id);
        if let Some(code) = known
            && self.name(code).is_some_and(|known| known == name)
        {
            return code;
        }
        let entries = Arc::make_mut(&mut self.0);
        entries.learned += 1;
        match known.and_then(|code| entries.entries.get_mut(code as usize).map(|e| (code, e))) {
            Some((code, entry)) => {
                entry.1 = name.into();
                code
            }
            None => {
                let code = u32::try_from(entries.entries.len()).unwrap_or(NONE);
                entries.entries.push((id, name.into()));
                entries.codes.insert(id, code);
                code
            }
        }
    }

    /// The code of `id`, if a row ever had it.
    pub fn code(&self, id: i64) -> Option<u32> {
        self.0.codes.get(&id).copied()
    }

    /// How often a name was learned.
    pub fn learned(&self) -> u64 {
        self.0.learned
    }

    /// The name behind `code`.
    pub fn name(&self, code: u32) -> Option<&str> {
        self.0.entries.get(code as usize).map(|(_, name)| &**name)
    }

    /// The id behind `code`.
    pub fn id(&self, code: u32) -> Option<i64> {
        self.0.entries.get(code as usize).map(|(id, _)| *id)
    }

    /// The name of `id`.
    pub fn name_of(&self, id: i64) -> Option<&str> {
        self.code(id).and_then(|code| self.name(code))
    }

    /// Id and name behind `code`.
    pub fn place(&self, code: u32) -> Option<NamedPlace> {
        let (id, name) = self.0.entries.get(code as usize)?;
        Some(NamedPlace {
            id: *id,
            name: name.as_ref().to_owned(),
        })
    }

    /// Ids with their names by code.
    pub fn entries(&self) -> &[(i64, Arc<str>)] {
        &self.0.entries
    }
}
