//! The market as one long table to download: a row for each group of each statistic.

use super::labels;
use crate::locales::Locale;
use domain::{
    Market,
    market::{Figures, Group, PlaceKind, RentPerArea},
};

/// A table with its columns named.
pub struct Export {
    /// The name of the file, without its ending.
    pub file: String,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// As many cells as columns each.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of an [`Export`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// Words, some of which come from people.
    Words(String),
    /// A number in the form that programs read.
    Number(String),
}

impl From<Option<u32>> for Cell {
    fn from(number: Option<u32>) -> Self {
        number.map_or(Self::Empty, |number| Self::Number(number.to_string()))
    }
}

impl From<Option<RentPerArea>> for Cell {
    fn from(rent: Option<RentPerArea>) -> Self {
        rent.map_or(Self::Empty, |rent| {
            let tenths = rent.tenths();
            Self::Number(format!("{}.{}", tenths / 10, tenths % 10))
        })
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

/// `market` as a table in the language `locale`. Its columns are, in this order: statistic, group,
/// the ends of the group's range, homes, median rent, its quartiles, homes whose area is known, and
/// the median of their rents per m². What is unknown or of too small a sample is empty.
pub fn export(locale: Locale, market: &Market) -> Export {
    let text = locale.text();
    let words = text.market();
    let own = match locale {
        Locale::ZhCn => &ZH_CN,
        Locale::En => &EN,
    };
    let mut table = Table {
        own,
        rows: Vec::new(),
    };
    table.all(market);
    let places = match market.place_kind {
        PlaceKind::City => words.by_city,
        PlaceKind::District => words.by_district,
    };
    table.groups(places, &market.places, |place| place.name.clone());
    table.groups(
        words.by_business_district,
        &market.business_districts,
        |place| labels::business_district(market.place_kind, place),
    );
    for bin in &market.rent_bins {
        let figures = Figures {
            count: bin.count,
            ..Figures::default()
        };
        let label = labels::range(text, bin.rent);
        let mut row = table.row(words.by_rent, &label, Some(bin.rent), figures);
        if let Some(cell) = row.get_mut(WITH_AREA) {
            *cell = Cell::Empty;
        }
        table.rows.push(row);
    }
    for band in &market.area_bands {
        let label = labels::range(text, band.value);
        let row = table.row(words.by_area, &label, Some(band.value), band.figures);
        table.rows.push(row);
    }
    table.groups(words.by_rooms, &market.rooms, |rooms| {
        (text.words.rooms)(rooms.get()).to_owned()
    });
    table.groups(words.by_mode, &market.modes, |mode| {
        (text.words.mode)(*mode).to_owned()
    });
    table.groups(words.history, &market.history, |month| {
        labels::month(text, *month)
    });
    Export {
        file: labels::heading(text, market),
        columns: [
            own.section,
            own.group,
            own.from,
            own.to,
            words.homes,
            words.median_rent,
            own.lower_quartile,
            own.upper_quartile,
            own.with_area,
            words.median_per_area,
        ]
        .map(ToOwned::to_owned)
        .into(),
        rows: table.rows,
    }
}

/// What the column is called that says when the figures were true.
pub fn as_of(locale: Locale) -> &'static str {
    match locale {
        Locale::ZhCn => "数据时间",
        Locale::En => "As of",
    }
}

/// What only the table to download says: the browser need not carry it.
struct ExportText {
    all: &'static str,
    section: &'static str,
    group: &'static str,
    from: &'static str,
    to: &'static str,
    lower_quartile: &'static str,
    upper_quartile: &'static str,
    with_area: &'static str,
}

static ZH_CN: ExportText = ExportText {
    all: "全部",
    section: "统计项",
    group: "分组",
    from: "从",
    to: "到",
    lower_quartile: "租金下四分位数（元/月）",
    upper_quartile: "租金上四分位数（元/月）",
    with_area: "有面积的套数",
};

static EN: ExportText = ExportText {
    all: "All",
    section: "Statistic",
    group: "Group",
    from: "From",
    to: "To",
    lower_quartile: "Lower quartile of rent (CNY/month)",
    upper_quartile: "Upper quartile of rent (CNY/month)",
    with_area: "Homes of known size",
};

/// The columns of the quartiles and of the homes whose area is known.
const LOWER_QUARTILE: usize = 6;
const UPPER_QUARTILE: usize = 7;
const WITH_AREA: usize = 8;

struct Table {
    own: &'static ExportText,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    fn all(&mut self, market: &Market) {
        let all = self.own.all;
        let mut row = self.row(all, all, None, market.figures);
        if let Some(rents) = market.rents {
            for (column, rent) in [
                (LOWER_QUARTILE, rents.lower_quartile),
                (UPPER_QUARTILE, rents.upper_quartile),
            ] {
                if let Some(cell) = row.get_mut(column) {
                    *cell = Some(rent).into();
                }
            }
        }
        self.rows.push(row);
    }

    fn groups<T>(&mut self, section: &str, groups: &[Group<T>], label: impl Fn(&T) -> String) {
        for group in groups {
            let row = self.row(section, &label(&group.value), None, group.figures);
            self.rows.push(row);
        }
    }

    fn row(
        &self,
        section: &str,
        group: &str,
        range: Option<domain::Range>,
        figures: Figures,
    ) -> Vec<Cell> {
        let range = range.unwrap_or_default();
        vec![
            section.into(),
            group.into(),
            range.min.into(),
            range.max.into(),
            Some(figures.count).into(),
            figures.median_rent.into(),
            Cell::Empty,
            Cell::Empty,
            Some(figures.with_area).into(),
            figures.median_rent_per_area.into(),
        ]
    }
}
