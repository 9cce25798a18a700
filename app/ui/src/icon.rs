//! A small set of icons, drawn after Lucide (ISC licence).

use leptos::prelude::*;

/// A picture of 24 × 24 units, drawn with strokes in the colour of the text. It is always hidden
/// from assistive technology: the words beside it say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A tick.
    Check,
    /// An arrow head to the left.
    ChevronLeft,
    /// An arrow head to the right.
    ChevronRight,
    /// A cross.
    Close,
    /// A house.
    House,
    /// A letter i in a circle.
    Info,
    /// A map pin.
    Pin,
    /// A magnifying glass.
    Search,
    /// A shield with a tick.
    Shield,
    /// Sliders.
    Sliders,
    /// A star.
    Star,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Check => "M20 6 9 17l-5-5",
            Self::ChevronLeft => "m15 18-6-6 6-6",
            Self::ChevronRight => "m9 18 6-6-6-6",
            Self::Close => "M18 6 6 18M6 6l12 12",
            Self::House => {
                "M15 21v-8a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v8M3 10a2 2 0 0 1 .7-1.5l7-6a2 2 0 0 1 2.6 0l7 6A2 2 0 0 1 21 10v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z"
            }
            Self::Info => "M22 12a10 10 0 1 1-20 0a10 10 0 0 1 20 0zM12 16v-4M12 8h.01",
            Self::Pin => {
                "M20 10c0 5-5.5 10.2-7.4 11.8a1 1 0 0 1-1.2 0C9.5 20.2 4 15 4 10a8 8 0 0 1 16 0M15 10a3 3 0 1 1-6 0a3 3 0 0 1 6 0z"
            }
            Self::Search => "m21 21-4.3-4.3M19 11a8 8 0 1 1-16 0a8 8 0 0 1 16 0z",
            Self::Shield => {
                "M20 13c0 5-3.5 7.5-7.7 9a1 1 0 0 1-.7 0C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.2-2.7a1.2 1.2 0 0 1 1.6 0C14.5 3.8 17 5 19 5a1 1 0 0 1 1 1zM9 12l2 2 4-4"
            }
            Self::Sliders => {
                "M10 5H3M12 19H3M14 3v4M16 17v4M21 12h-9M21 19h-5M21 5h-7M8 10v4M8 12H3"
            }
            Self::Star => {
                "m12 2.8 2.8 5.9 6.4.8-4.7 4.5 1.2 6.4L12 17.3l-5.7 3.1L7.5 14 2.8 9.5l6.4-.8z"
            }
        }
    }

    /// The icon as a view.
    pub fn draw(self) -> impl IntoView {
        view! {
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                <path d=self.path() />
            </svg>
        }
    }
}
