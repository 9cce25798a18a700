//! What the adapter of the classic API asks for: lists by page and size, and its own ways of writing. The
//! rules are those of the other use cases.

mod agents;
mod districts;
mod form;
mod homes;
mod lists;
mod offers;
mod people;
mod photos;

pub use agents::{AgentDetail, AgentForm, masked};
pub use form::HouseForm;
pub use homes::WrittenHome;
pub use lists::EstateDetail;
pub use people::ProfileForm;
pub use photos::HousePhoto;

use domain::FieldError;
use store::Cut;

/// Which page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageNumber {
    /// The page of this number, from 1.
    Number(u32),
    /// The last one.
    Last,
}

/// A page of a list, and how many stand on one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Which page.
    pub page: PageNumber,
    /// How many stand on one, at least 1.
    pub size: u32,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    /// How many there are on all pages.
    pub total: u64,
    /// Which page this is, from 1.
    pub page: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
    /// What stands on this page.
    pub items: Vec<T>,
}

impl Paging {
    /// Where the page lies among `total`; nothing when there is no such page. An empty list has one page.
    fn within(self, total: u64) -> Option<(u32, u32, Cut)> {
        let size = self.size.max(1);
        let pages = u32::try_from(total.div_ceil(size.into())).unwrap_or(u32::MAX);
        let pages = pages.max(1);
        let page = match self.page {
            PageNumber::Number(page) => page,
            PageNumber::Last => pages,
        };
        let cut = |skip| Cut { skip, length: size };
        (1..=pages)
            .contains(&page)
            .then(|| (page, pages, cut((page - 1).saturating_mul(size))))
    }
}

/// The same errors with the names that the classic system has for the fields, one for each field.
pub(crate) fn renamed(fields: Vec<FieldError>, names: &[(&str, &str)]) -> Vec<FieldError> {
    let mut renamed: Vec<FieldError> = Vec::with_capacity(fields.len());
    for FieldError { field, code } in fields {
        let name = names.iter().find(|(ours, _)| *ours == field);
        let field = name.map_or(field, |(_, classic)| (*classic).to_owned());
        if renamed.iter().all(|other| other.field != field) {
            renamed.push(FieldError { field, code });
        }
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_lies_within_its_list_or_is_not_there() {
        let at = |page, size, total| {
            let found = Paging { page, size }.within(total);
            found.map(|(page, pages, cut)| (page, pages, cut.skip, cut.length))
        };
        assert_eq!(at(PageNumber::Number(1), 5, 0), Some((1, 1, 0, 5)));
        assert_eq!(at(PageNumber::Last, 5, 11), Some((3, 3, 10, 5)));
        assert_eq!(at(PageNumber::Number(3), 5, 11), Some((3, 3, 10, 5)));
        assert_eq!(at(PageNumber::Number(4), 5, 11), None);
        assert_eq!(at(PageNumber::Number(0), 5, 11), None);
        assert_eq!(at(PageNumber::Number(u32::MAX), 50, 11), None);
    }
}
