//! Districts: from memory.

use crate::{Error, Gazetteer, Result, Services};
use domain::{DivisionCode, NamedPlace};

impl Services {
    /// All provinces, by code.
    pub fn provinces(&self) -> Vec<NamedPlace> {
        self.gazetteer().parts_of(None)
    }

    /// A division, whether it is among those that people ask for most, and what lies in it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a code that is no division's.
    pub fn division(&self, code: DivisionCode) -> Result<(NamedPlace, bool, Vec<NamedPlace>)> {
        let gazetteer: &Gazetteer = &self.gazetteer();
        let (place, hot) = gazetteer.division_and_hot(code).ok_or(Error::NotFound)?;
        Ok((place, hot, gazetteer.parts_of(Some(code))))
    }

    /// The cities that people ask for most, by code.
    pub fn hot_cities(&self) -> Vec<NamedPlace> {
        self.gazetteer().hot_cities()
    }
}
