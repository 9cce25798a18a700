use leptos::html::{Custom, HtmlElement, custom};

/// An element that one of the TypeScript modules defines. Its `name` is spelled in capitals:
/// `SEARCH-BOX` for `<search-box>`.
///
/// Such elements keep something (a map, what is typed), so they must outlive each rebuild of what
/// stands around them. Leptos 0.8 replaces an element of its macro's own making whose name differs
/// from `Element.tagName`, and HTML says that name in capitals.
pub fn module_element(name: &'static str) -> HtmlElement<Custom<&'static str>, (), ()> {
    debug_assert!(!name.contains(|letter: char| letter.is_ascii_lowercase()));
    custom(name)
}
