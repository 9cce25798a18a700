//! Bringing homes in as a file (批量导入): one's imports, and what each of them changes.

mod import_page;
mod list_page;
mod rows;
mod server_fns;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod text;

pub(super) use import_page::import_page;
pub(super) use list_page::list_page;
pub use server_fns::{
    ApplyImport, CheckImport, OneImport, OwnImports, UndoImport, apply_import, check_import,
    one_import, own_imports,
};

use crate::{
    forms::Form,
    locales::{Locale, Text},
};
use text::ImportsText;

/// Where the list stands, and below it each import.
const PATH: &str = "/console/imports";

/// Where an import stands.
fn path_of(id: i64) -> String {
    [PATH, "/", &id.to_string()].concat()
}

/// What is wrong, by the code of the problem: with the file, a row, or a photo.
fn problem(text: &'static Text, code: &str) -> &'static str {
    let own = (text.imports().problem)(code);
    own.or_else(|| (text.offer().problem)(code))
        .or_else(|| (text.home_photos().problem)(code))
        .unwrap_or_else(|| (text.form().problem)(code))
}

/// `form` with the words of imports.
fn worded(form: Form, text: &'static Text) -> Form {
    match text.locale {
        Locale::ZhCn => form.worded(
            |field| (Locale::ZhCn.text().imports().label)(field),
            |code| Some(problem(Locale::ZhCn.text(), code)),
        ),
        Locale::En => form.worded(
            |field| (Locale::En.text().imports().label)(field),
            |code| Some(problem(Locale::En.text(), code)),
        ),
    }
}

impl Text {
    /// Texts of imports.
    fn imports(&self) -> &'static ImportsText {
        text::of(self.locale)
    }
}
