//! The icons: one set, Lucide (ISC licence), as symbols of one picture that is loaded once.

use leptos::prelude::*;

const SPRITE: &[u8] = include_bytes!("../../assets/icons.svg");

/// The address of the picture. It changes with the picture, so that a browser never keeps an old
/// one.
static ADDRESS: [u8; 20] = address();

/// A picture of 24 × 24 units, drawn with strokes in the colour of the text. It is always hidden
/// from assistive technology: the words beside it say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A triangle with an exclamation mark.
    Alert,
    /// An arrow to the left.
    ArrowLeft,
    /// An arrow to the right.
    ArrowRight,
    /// A tall building.
    Building,
    /// A calendar leaf.
    Calendar,
    /// Columns of a chart.
    Chart,
    /// A tick.
    Check,
    /// A tick in a circle.
    CheckCircle,
    /// An arrow head downwards.
    ChevronDown,
    /// An arrow head to the left.
    ChevronLeft,
    /// An arrow head to the right.
    ChevronRight,
    /// A clock.
    Clock,
    /// A cross.
    Close,
    /// A pair of scales.
    Compare,
    /// Two sheets.
    Copy,
    /// A pencil.
    Draw,
    /// An arrow into a tray.
    Download,
    /// An arrow out of a box.
    External,
    /// A heart.
    Heart,
    /// A clock that runs back.
    History,
    /// A house.
    House,
    /// A picture.
    Image,
    /// A letter i in a circle.
    Info,
    /// Three layers.
    Layers,
    /// Lines of a list.
    List,
    /// Cross hairs.
    Locate,
    /// A folded map.
    Map,
    /// Four corners.
    Maximize,
    /// A minus.
    Minus,
    /// A map pin.
    Pin,
    /// A plus.
    Plus,
    /// A printer.
    Printer,
    /// A magnifying glass.
    Search,
    /// Three linked dots.
    Share,
    /// A shield with a tick.
    Shield,
    /// Sliders.
    Sliders,
    /// A star.
    Star,
    /// A table.
    Table,
    /// A sun that is half a moon.
    Theme,
    /// A train from the front.
    Train,
    /// A bin.
    Trash,
    /// A person.
    User,
    /// A purse.
    Wallet,
}

impl Icon {
    /// Every icon.
    pub const ALL: &[Self] = &[
        Self::Alert,
        Self::ArrowLeft,
        Self::ArrowRight,
        Self::Building,
        Self::Calendar,
        Self::Chart,
        Self::Check,
        Self::CheckCircle,
        Self::ChevronDown,
        Self::ChevronLeft,
        Self::ChevronRight,
        Self::Clock,
        Self::Close,
        Self::Compare,
        Self::Copy,
        Self::Draw,
        Self::Download,
        Self::External,
        Self::Heart,
        Self::History,
        Self::House,
        Self::Image,
        Self::Info,
        Self::Layers,
        Self::List,
        Self::Locate,
        Self::Map,
        Self::Maximize,
        Self::Minus,
        Self::Pin,
        Self::Plus,
        Self::Printer,
        Self::Search,
        Self::Share,
        Self::Shield,
        Self::Sliders,
        Self::Star,
        Self::Table,
        Self::Theme,
        Self::Train,
        Self::Trash,
        Self::User,
        Self::Wallet,
    ];

    /// The id of its symbol, which is its name in the set.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Alert => "triangle-alert",
            Self::ArrowLeft => "arrow-left",
            Self::ArrowRight => "arrow-right",
            Self::Building => "building-2",
            Self::Calendar => "calendar",
            Self::Chart => "chart-column",
            Self::Check => "check",
            Self::CheckCircle => "circle-check",
            Self::ChevronDown => "chevron-down",
            Self::ChevronLeft => "chevron-left",
            Self::ChevronRight => "chevron-right",
            Self::Clock => "clock",
            Self::Close => "x",
            Self::Compare => "scale",
            Self::Copy => "copy",
            Self::Draw => "pencil",
            Self::Download => "download",
            Self::External => "external-link",
            Self::Heart => "heart",
            Self::History => "history",
            Self::House => "house",
            Self::Image => "image",
            Self::Info => "info",
            Self::Layers => "layers",
            Self::List => "list",
            Self::Locate => "locate",
            Self::Map => "map",
            Self::Maximize => "maximize",
            Self::Minus => "minus",
            Self::Pin => "map-pin",
            Self::Plus => "plus",
            Self::Printer => "printer",
            Self::Search => "search",
            Self::Share => "share-2",
            Self::Shield => "shield-check",
            Self::Sliders => "sliders-horizontal",
            Self::Star => "star",
            Self::Table => "table-2",
            Self::Theme => "sun-moon",
            Self::Train => "train-front",
            Self::Trash => "trash-2",
            Self::User => "user",
            Self::Wallet => "wallet",
        }
    }

    /// Where the picture of all icons is served, for scripts that draw icons themselves.
    pub fn address() -> &'static str {
        std::str::from_utf8(&ADDRESS).unwrap_or_default()
    }

    /// The icon as a view.
    pub fn draw(self) -> impl IntoView {
        let symbol = [Self::address(), "#", self.name()].concat();
        view! {
            <svg class="icon" aria-hidden="true">
                <use_ href=symbol />
            </svg>
        }
    }
}

/// `/icons.svg?` and a hash of the picture (FNV-1a, 32 bit).
const fn address() -> [u8; 20] {
    let mut hash: u32 = 0x811c_9dc5;
    let mut index = 0;
    while index < SPRITE.len() {
        hash = (hash ^ SPRITE[index] as u32).wrapping_mul(0x0100_0193);
        index += 1;
    }
    let mut address = *b"/icons.svg?v00000000";
    let mut place = 12;
    while place < 20 {
        let digit = (hash >> ((19 - place) * 4) & 15) as u8;
        address[place] = if digit < 10 {
            b'0' + digit
        } else {
            b'a' + digit - 10
        };
        place += 1;
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_a_symbol_of_the_picture() {
        let sprite = std::str::from_utf8(SPRITE).unwrap();
        for icon in Icon::ALL {
            let symbol = format!("<symbol id=\"{}\"", icon.name());
            assert!(sprite.contains(&symbol), "{icon:?}");
        }
        assert_eq!(sprite.matches("<symbol").count(), Icon::ALL.len());
    }
}
