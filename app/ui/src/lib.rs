//! The design system of Zufang: what every page is made of. It knows no feature and no language;
//! all words come from the caller. Looks live in `style/ui.css`.

mod badge;
mod button;
mod chip;
mod choice;
mod disclosure;
mod empty;
mod field;
mod icon;
mod notice;
mod pagination;
mod segments;
mod sheet;
mod skeleton;
mod stars;

pub use badge::{Badge, Tone};
pub use button::{LinkButton, SubmitButton, Weight};
pub use chip::RemovableChip;
pub use choice::ChoiceLink;
pub use disclosure::Disclosure;
pub use empty::EmptyState;
pub use field::{DateField, NumberField};
pub use icon::Icon;
pub use notice::Notice;
pub use pagination::{PageLink, Pagination};
pub use segments::{Segment, Segments};
pub use sheet::{CloseSheet, OpenSheet, Sheet};
pub use skeleton::CardSkeletons;
pub use stars::Stars;
