//! The title of a page.

/// `title` as `leptos_meta` takes it. The browser sets a title as text, but the server writes it
/// into the page as it stands: there it is escaped here.
pub(crate) fn title_text(title: String) -> String {
    if cfg!(feature = "ssr") {
        title.replace('&', "&amp;").replace('<', "&lt;")
    } else {
        title
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::title_text;

    #[test]
    fn a_title_cannot_leave_its_element() {
        let title = title_text("a & b</title><script>".into());
        assert_eq!(title, "a &amp; b&lt;/title>&lt;script>");
    }
}
