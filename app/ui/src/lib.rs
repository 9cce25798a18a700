//! The design system of Zufang: what every page is made of. It knows no feature and no language;
//! all words come from the caller. Looks live in `style/ui.css`.

mod badge;
mod breadcrumb;
mod button;
mod card_table;
mod chip;
mod choice;
mod disclosure;
mod empty;
mod field;
mod figure_list;
mod form;
mod icon;
mod later;
mod module_element;
mod notice;
mod pagination;
mod price;
mod segments;
mod sheet;
mod skeleton;
mod stars;
mod table;

pub use badge::{Badge, Tone};
pub use breadcrumb::Breadcrumb;
pub use button::{LinkButton, SendButton, SubmitButton, Weight};
pub use card_table::CardTable;
pub use chip::RemovableChip;
pub use choice::ChoiceLink;
pub use disclosure::Disclosure;
pub use empty::EmptyState;
pub use field::{DateField, NumberField};
pub use figure_list::{Figure, FigureList};
pub use form::{
    AreaField, CheckField, Choice, CodeField, ErrorSummary, PasswordField, PasswordUse, Problem,
    RadioField, SelectField, SummaryLine, TextField, TextKind,
};
pub use icon::Icon;
pub use later::{Later, later, piece};
pub use module_element::module_element;
pub use notice::{Notice, NoticeTone};
pub use pagination::{PageLink, Pagination};
pub use price::Price;
pub use segments::{Segment, Segments};
pub use sheet::{CloseSheet, OpenSheet, Sheet};
pub use skeleton::{CardSkeletons, TextSkeleton};
pub use stars::Stars;
pub use table::FigureTable;
