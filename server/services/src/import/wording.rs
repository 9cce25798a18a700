//! Titles and descriptions for homes whose source gives facts only, in the words of agencies:
//! `整租·御景江南 2室1厅 南/北`.

use domain::{Floor, FloorBand, Layout, Orientation, OrientationSet, RentMode};

/// What a title is made of.
pub(crate) struct Headline<'a> {
    /// Rent mode.
    pub(crate) mode: RentMode,
    /// The closest place that has a name: estate, business district, district or city.
    pub(crate) place: &'a str,
    /// Rooms, halls, baths.
    pub(crate) layout: Layout,
    /// Area in m².
    pub(crate) area: Option<f64>,
    /// Directions.
    pub(crate) orientation: OrientationSet,
    /// Floor.
    pub(crate) floor: Floor,
}

impl Headline<'_> {
    /// The title.
    pub(crate) fn title(&self) -> String {
        let mode = match self.mode {
            RentMode::Entire => "整租",
            RentMode::Shared => "合租",
            RentMode::Apartment => "独栋",
        };
        let mut title = format!("{mode}·{}", self.place);
        let mut part = |text: Option<String>| {
            if let Some(text) = text {
                title.push(' ');
                title.push_str(&text);
            }
        };
        let layout = self.layout();
        let orientation = self.orientation();
        // One more fact where a title would say next to nothing.
        let floor = (layout.is_none() && orientation.is_none())
            .then(|| self.floor())
            .flatten();
        part(layout.or_else(|| self.area.map(|area| format!("{area:.0}㎡"))));
        part(orientation);
        part(floor);
        title
    }

    fn layout(&self) -> Option<String> {
        let Layout { rooms, halls, .. } = self.layout;
        Some(match (self.mode, rooms?, halls) {
            (_, 0, _) => "开间".into(),
            (RentMode::Entire | RentMode::Apartment, rooms, Some(halls)) => {
                format!("{rooms}室{halls}厅")
            }
            (_, rooms, _) => format!("{rooms}居室"),
        })
    }

    fn orientation(&self) -> Option<String> {
        let words: Vec<_> = self.orientation.iter().map(Orientation::zh).collect();
        if words.is_empty() {
            return None;
        }
        // In a shared home the direction is the room's.
        let room = if self.mode == RentMode::Shared {
            "卧"
        } else {
            ""
        };
        Some(format!("{}{room}", words.join("/")))
    }

    fn floor(&self) -> Option<String> {
        Some(
            match self.floor.band? {
                FloorBand::Basement => "地下室",
                FloorBand::Low => "低楼层",
                FloorBand::Middle => "中楼层",
                FloorBand::High => "高楼层",
            }
            .into(),
        )
    }
}

/// The description: only what no field of the listing says, for a text that repeats the facts
/// beside it informs nobody. Mostly empty.
pub(super) fn detail(clauses: &[String]) -> String {
    if clauses.is_empty() {
        String::new()
    } else {
        format!("{}。", clauses.join("，"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Orientation::{North, South};

    fn headline<'a>(mode: RentMode, place: &'a str) -> Headline<'a> {
        Headline {
            mode,
            place,
            layout: Layout::default(),
            area: None,
            orientation: OrientationSet::default(),
            floor: Floor::default(),
        }
    }

    fn rooms(rooms: u8, halls: Option<u8>) -> Layout {
        Layout {
            rooms: Some(rooms),
            halls,
            baths: None,
        }
    }

    #[test]
    fn a_title_reads_as_agencies_write_it() {
        let south: OrientationSet = [South].into_iter().collect();
        let through: OrientationSet = [South, North].into_iter().collect();
        let whole = Headline {
            layout: rooms(2, Some(1)),
            orientation: through,
            ..headline(RentMode::Entire, "御景江南")
        };
        assert_eq!(whole.title(), "整租·御景江南 2室1厅 南/北");
        let shared = Headline {
            layout: rooms(3, Some(1)),
            orientation: south,
            ..headline(RentMode::Shared, "回龙观")
        };
        assert_eq!(shared.title(), "合租·回龙观 3居室 南卧");
        let studio = Headline {
            layout: rooms(0, None),
            ..headline(RentMode::Apartment, "泊寓")
        };
        assert_eq!(studio.title(), "独栋·泊寓 开间");
    }

    #[test]
    fn a_title_falls_back_on_what_is_known() {
        let bare = Headline {
            area: Some(119.6),
            floor: Floor {
                band: Some(FloorBand::High),
                ..Floor::default()
            },
            ..headline(RentMode::Entire, "海珠区")
        };
        assert_eq!(bare.title(), "整租·海珠区 120㎡ 高楼层");
        assert_eq!(headline(RentMode::Entire, "常德市").title(), "整租·常德市");
    }

    #[test]
    fn a_description_is_a_sentence_or_nothing() {
        assert_eq!(detail(&[]), "");
        let clauses = ["租期1年以内".to_owned(), "车位免费使用".to_owned()];
        assert_eq!(detail(&clauses), "租期1年以内，车位免费使用。");
    }
}
