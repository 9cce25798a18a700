use leptos::{prelude::*, suspense::Unsuspend};

/// A view for an answer that has come. While the server renders, what stands in a [`Transition`] is
/// asked for several times; what it draws, and says in the page's head, it draws once.
pub(crate) fn drawn_once(draw: impl FnOnce() -> AnyView + Send + 'static) -> Unsuspend<AnyView> {
    Unsuspend::new(draw)
}
