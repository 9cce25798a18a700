//! What is written about a listing, as it was typed.

use super::{
    ListingContent,
    content::{STREET_MAX, TAG_MAX, TAGS_MAX},
};
use crate::{
    BusinessDistrictId, DivisionCode, EstateId, FacilitySet, FieldError, Floor, Layout,
    OrientationSet, Point, Rent, RentMode, day,
    listing::{AREA_RANGE, DETAIL_MAX, TITLE_MAX},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{ops::RangeInclusive, str::FromStr};

/// Rooms, halls and baths that are accepted.
const COUNT_RANGE: RangeInclusive<i64> = 0..=50;
/// Floors that are accepted.
const FLOOR_RANGE: RangeInclusive<i64> = -9..=200;
/// Names of estates that are accepted, in characters.
const ESTATE_MAX: usize = 60;
/// The country, generously: points elsewhere are mistakes. Degrees of WGS-84.
const COUNTRY_LON: RangeInclusive<f64> = 73.0..=136.0;
const COUNTRY_LAT: RangeInclusive<f64> = 3.0..=54.0;

macro_rules! form {
    ($($(#[$doc:meta])* $field:ident),+ $(,)?) => {
        /// What is written about a listing, as it was typed: nothing in it is checked yet. Fields that
        /// hold several words separate them by commas.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct ListingForm {
            $($(#[$doc])* #[serde(default, skip_serializing_if = "String::is_empty")] pub $field: String),+
        }

        impl ListingForm {
            /// The names of the fields, in the order of the editor.
            pub const FIELDS: &'static [&'static str] = &[$(stringify!($field)),+];

            /// What stands in the field of this name.
            pub fn get(&self, field: &str) -> Option<&str> {
                match field {
                    $(stringify!($field) => Some(&self.$field),)+
                    _ => None,
                }
            }

            /// The field of this name.
            pub fn field_mut(&mut self, field: &str) -> Option<&mut String> {
                match field {
                    $(stringify!($field) => Some(&mut self.$field),)+
                    _ => None,
                }
            }
        }
    };
}

form! {
    /// Rent mode, by its word.
    mode,
    /// City, by its code.
    city,
    /// District, by its code.
    district,
    /// Business district, by its id.
    business_district,
    /// Estate, by its id; it stands above the name.
    estate,
    /// Name of the estate; one that is not known yet is made when somebody has looked at it.
    estate_name,
    /// Street and number.
    street,
    /// Longitude in degrees of WGS-84.
    lon,
    /// Latitude in degrees of WGS-84.
    lat,
    /// Rent in CNY per month.
    rent,
    /// Payment terms, by their word.
    payment,
    /// Whether an agent fee is due: `true`, `false` or empty.
    agent_fee,
    /// From when it can be moved into, as `YYYY-MM-DD`; empty for at once.
    available_from,
    /// Area in m².
    area,
    /// Rooms.
    rooms,
    /// Halls.
    halls,
    /// Baths.
    baths,
    /// Floor.
    floor_number,
    /// Floors of the building.
    floor_total,
    /// Whether there is a lift: `true`, `false` or empty.
    lift,
    /// Orientations, by their words.
    orientation,
    /// Decoration, by its word.
    decoration,
    /// Facilities, by their words.
    facilities,
    /// Headline.
    title,
    /// Description.
    detail,
    /// Tags.
    tags,
}

impl ListingForm {
    /// The form that says what `content` says.
    pub fn of(content: &ListingContent) -> Self {
        let number = |number: Option<u8>| number.map(|number| number.to_string());
        let yes_no = |yes: Option<bool>| yes.map(|yes| yes.to_string()).unwrap_or_default();
        let text = |text: Option<String>| text.unwrap_or_default();
        let (layout, floor) = (content.layout, content.floor);
        Self {
            mode: content.mode.as_str().to_owned(),
            city: content.city.to_string(),
            district: text(content.district.map(|code| code.to_string())),
            business_district: text(content.business_district.map(|id| id.to_string())),
            // Known by its name, so that a name that is changed means another estate.
            estate: String::new(),
            estate_name: content.estate_name.clone(),
            street: content.street.clone().unwrap_or_default(),
            lon: text(content.point.map(|point| point.lon.to_string())),
            lat: text(content.point.map(|point| point.lat.to_string())),
            rent: yuan(content.rent),
            payment: text(content.payment.map(|payment| payment.as_str().to_owned())),
            agent_fee: yes_no(content.agent_fee),
            available_from: text(content.available_from.map(day::text)),
            area: text(content.area.map(|area| area.to_string())),
            rooms: text(number(layout.rooms)),
            halls: text(number(layout.halls)),
            baths: text(number(layout.baths)),
            floor_number: text(floor.number.map(|number| number.to_string())),
            floor_total: text(floor.total.map(|total| total.to_string())),
            lift: yes_no(content.lift),
            orientation: words(content.orientation.iter().map(|word| word.as_str())),
            decoration: text(content.decoration.map(|word| word.as_str().to_owned())),
            facilities: words(content.facilities.iter().map(|word| word.as_str())),
            title: content.title.clone(),
            detail: content.detail.clone(),
            tags: words(content.tags.iter().map(String::as_str)),
        }
    }

    /// The words of a field that holds several.
    pub fn words_of(text: &str) -> impl Iterator<Item = &str> {
        let words = text.split([',', '，', '、', ';', '；']);
        words.map(str::trim).filter(|word| !word.is_empty())
    }

    /// What the form says, when all that must be said is there and right. `today` is the day in China.
    ///
    /// # Errors
    /// Each field that is missing or wrong.
    pub fn check(&self, today: NaiveDate) -> Result<ListingContent, Vec<FieldError>> {
        self.check_leaving(LeftOpen::default(), today)
    }

    /// What the form says, as [`ListingForm::check`] reads it; what is `open` need not be said.
    ///
    /// # Errors
    /// Each field that is missing or wrong.
    pub fn check_leaving(
        &self,
        open: LeftOpen,
        today: NaiveDate,
    ) -> Result<ListingContent, Vec<FieldError>> {
        let mut check = Check {
            open,
            wrong: Vec::new(),
        };
        let content = check.read(self, today);
        match content {
            Some(content) if check.wrong.is_empty() => Ok(content),
            _ => Err(check.wrong),
        }
    }
}

/// What a home need not say although a new one has to: it came from elsewhere and never said it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOpen {
    estate: bool,
    district: bool,
    rooms: bool,
    area: bool,
}

impl LeftOpen {
    /// What `public`, the text of a home that is or was public, leaves open.
    pub fn by(public: &ListingForm) -> Self {
        Self::unless(public, |_| false)
    }

    /// What `form` leaves open without anything being wrong with that.
    pub fn without(form: &ListingForm, problems: &[FieldError]) -> Self {
        Self::unless(form, |field| {
            problems.iter().any(|wrong| wrong.field == field)
        })
    }

    fn unless(form: &ListingForm, needed: impl Fn(&str) -> bool) -> Self {
        let open = |field: &str, text: &str| text.trim().is_empty() && !needed(field);
        Self {
            estate: open("estate_name", &form.estate_name) && form.estate.trim().is_empty(),
            district: open("district", &form.district),
            rooms: open("rooms", &form.rooms),
            area: open("area", &form.area),
        }
    }
}

/// Collects what is wrong.
struct Check {
    open: LeftOpen,
    wrong: Vec<FieldError>,
}

impl Check {
    fn read(&mut self, form: &ListingForm, today: NaiveDate) -> Option<ListingContent> {
        let mode: Option<RentMode> = self.word("mode", &form.mode);
        let mode = self.required("mode", &form.mode, mode);
        let rent = self.rent(&form.rent);
        let area = self.number("area", &form.area, AREA_RANGE);
        self.needed("area", &form.area, self.open.area);
        let rooms = self.count("rooms", &form.rooms);
        self.needed("rooms", &form.rooms, self.open.rooms);
        let layout = Layout {
            rooms,
            halls: self.count("halls", &form.halls),
            baths: self.count("baths", &form.baths),
        };
        let floor = self.floor(form);
        let city: Option<i32> = self.word("city", &form.city);
        let city = self.required("city", &form.city, city);
        let district: Option<i32> = self.word("district", &form.district);
        self.needed("district", &form.district, self.open.district);
        let estate: Option<i64> = self.word("estate", &form.estate);
        let estate_name = self.text("estate_name", &form.estate_name, ESTATE_MAX);
        if estate.is_none() {
            self.needed("estate_name", &estate_name, self.open.estate);
        }
        let title = self.text("title", &form.title, TITLE_MAX);
        if title.is_empty() {
            self.say("title", "missing");
        }
        let street = self.text("street", &form.street, STREET_MAX);
        let payment = self.word("payment", &form.payment);
        let agent_fee = self.word("agent_fee", &form.agent_fee);
        let available_from = self.day(&form.available_from, today);
        let lift = self.word("lift", &form.lift);
        let orientation: OrientationSet = self.all("orientation", &form.orientation);
        let decoration = self.word("decoration", &form.decoration);
        let facilities: FacilitySet = self.all("facilities", &form.facilities);
        let point = self.point(form);
        let business_district: Option<i64> =
            self.word("business_district", &form.business_district);
        let detail = self.lines("detail", &form.detail, DETAIL_MAX);
        let tags = self.tags(&form.tags);
        Some(ListingContent {
            title,
            detail,
            rent: rent?,
            area,
            mode: mode?,
            layout,
            floor,
            orientation,
            lift,
            decoration,
            facilities,
            payment,
            agent_fee,
            available_from,
            city: DivisionCode(city?),
            district: district.map(DivisionCode),
            business_district: business_district.map(BusinessDistrictId),
            estate: estate.map(EstateId),
            estate_name,
            street: Some(street).filter(|street| !street.is_empty()),
            point,
            tags,
        })
    }

    fn say(&mut self, field: &str, code: &str) {
        if !self.wrong.iter().any(|wrong| wrong.field == field) {
            self.wrong.push(FieldError {
                field: field.into(),
                code: code.into(),
            });
        }
    }

    fn required<T>(&mut self, field: &str, text: &str, value: Option<T>) -> Option<T> {
        self.needed(field, text, false);
        value
    }

    fn needed(&mut self, field: &str, text: &str, open: bool) {
        if text.trim().is_empty() && !open {
            self.say(field, "missing");
        }
    }

    /// A value by its word; nothing for an empty text.
    fn word<T: FromStr>(&mut self, field: &str, text: &str) -> Option<T> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let value = text.parse().ok();
        if value.is_none() {
            self.say(field, "unknown_value");
        }
        value
    }

    fn all<T: FromStr, S: FromIterator<T>>(&mut self, field: &str, text: &str) -> S {
        let words: Vec<&str> = ListingForm::words_of(text).collect();
        words
            .into_iter()
            .filter_map(|word| self.word(field, word))
            .collect()
    }

    /// A text of one line.
    fn text(&mut self, field: &str, text: &str, most: usize) -> String {
        let text: String = text.trim().into();
        if text.chars().any(char::is_control) {
            self.say(field, "characters");
        }
        if text.chars().count() > most {
            self.say(field, "too_long");
        }
        text
    }

    /// A text of several lines.
    fn lines(&mut self, field: &str, text: &str, most: usize) -> String {
        let text = text.replace("\r\n", "\n");
        let text = text.trim();
        if text
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t')
        {
            self.say(field, "characters");
        }
        if text.chars().count() > most {
            self.say(field, "too_long");
        }
        text.to_owned()
    }

    fn number(&mut self, field: &str, text: &str, range: RangeInclusive<f64>) -> Option<f64> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        match text.parse::<f64>() {
            Ok(number) if range.contains(&number) => Some(number),
            Ok(number) if !number.is_nan() => {
                self.say(field, "out_of_range");
                None
            }
            _ => {
                self.say(field, "not_a_number");
                None
            }
        }
    }

    fn whole(&mut self, field: &str, text: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        match text.parse::<i64>() {
            Ok(number) if range.contains(&number) => Some(number),
            Ok(_) => {
                self.say(field, "out_of_range");
                None
            }
            Err(_) => {
                self.say(field, "not_a_number");
                None
            }
        }
    }

    fn count(&mut self, field: &str, text: &str) -> Option<u8> {
        let count = self.whole(field, text, COUNT_RANGE)?;
        u8::try_from(count).ok()
    }

    /// The rent in yuan, with at most two digits behind the point.
    fn rent(&mut self, text: &str) -> Option<Rent> {
        let text = text.trim();
        if text.is_empty() {
            self.say("rent", "missing");
            return None;
        }
        let amount = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = amount.split_once('.').unwrap_or((amount, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || part.len() > 2 || !digits(whole) || !digits(part) {
            self.say("rent", "not_a_number");
            return None;
        }
        if amount.len() < text.len() {
            self.say("rent", "not_positive");
            return None;
        }
        let fen = [whole, part, if part.len() == 1 { "0" } else { "" }]
            .concat()
            .parse::<i64>()
            .ok()
            .and_then(|number| match part {
                "" => number.checked_mul(100),
                _ => Some(number),
            });
        let rent = fen.and_then(Rent::from_fen);
        if rent.is_none() {
            self.say("rent", "out_of_range");
        }
        rent
    }

    fn floor(&mut self, form: &ListingForm) -> Floor {
        let small = |number: i64| i16::try_from(number).ok();
        let number = self.whole("floor_number", &form.floor_number, FLOOR_RANGE);
        if number == Some(0) {
            self.say("floor_number", "out_of_range");
        }
        let number = number.and_then(small);
        let total = self.whole("floor_total", &form.floor_total, 1..=200);
        let total = total.and_then(small);
        if number
            .zip(total)
            .is_some_and(|(number, total)| number > total)
        {
            self.say("floor_number", "floor_above_total");
        }
        Floor {
            number,
            band: number.and_then(|number| Floor::band_of(number, total)),
            total,
        }
    }

    fn day(&mut self, text: &str, today: NaiveDate) -> Option<NaiveDate> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let day = day::parse(text);
        match day {
            None => self.say("available_from", "not_a_day"),
            Some(day) if day < today => self.say("available_from", "past"),
            Some(day) if (day - today).num_days() > 366 => {
                self.say("available_from", "too_far");
            }
            Some(_) => {}
        }
        day
    }

    fn point(&mut self, form: &ListingForm) -> Option<Point> {
        let lon = self.number("lon", &form.lon, COUNTRY_LON);
        let lat = self.number("lat", &form.lat, COUNTRY_LAT);
        match (form.lon.trim().is_empty(), form.lat.trim().is_empty()) {
            (true, false) => self.say("lon", "missing"),
            (false, true) => self.say("lat", "missing"),
            _ => {}
        }
        Point::new(lon?, lat?)
    }

    fn tags(&mut self, text: &str) -> Vec<String> {
        let mut tags: Vec<String> = Vec::new();
        for tag in ListingForm::words_of(text) {
            if tag.chars().count() > TAG_MAX || tag.chars().any(char::is_control) {
                self.say("tags", "tag_too_long");
            } else if !tags.iter().any(|known| known == tag) {
                tags.push(tag.to_owned());
            }
        }
        if tags.len() > TAGS_MAX {
            self.say("tags", "too_many");
        }
        tags
    }
}

/// A rent as people write it: without the fen where there are none.
fn yuan(rent: Rent) -> String {
    let (yuan, fen) = (rent.fen() / 100, rent.fen() % 100);
    if fen == 0 {
        yuan.to_string()
    } else {
        let fen = (100 + fen).to_string();
        [&yuan.to_string(), ".", fen.get(1..).unwrap_or_default()].concat()
    }
}

fn words<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{Facility, Orientation};

    pub(in crate::offer) fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, 1).unwrap()
    }

    /// The least that can be submitted.
    pub(in crate::offer) fn least() -> ListingForm {
        ListingForm {
            mode: "entire".into(),
            city: "110100".into(),
            district: "110105".into(),
            estate_name: "望京花园".into(),
            rent: "6500".into(),
            area: "62.5".into(),
            rooms: "2".into(),
            title: "望京花园 两居".into(),
            ..ListingForm::default()
        }
    }

    fn wrong(change: impl FnOnce(&mut ListingForm)) -> Vec<(String, String)> {
        let mut form = least();
        change(&mut form);
        match form.check(today()) {
            Ok(_) => Vec::new(),
            Err(wrong) => wrong
                .into_iter()
                .map(|wrong| (wrong.field, wrong.code))
                .collect(),
        }
    }

    #[test]
    fn the_least_is_enough_and_nothing_is_not() {
        assert!(least().check(today()).is_ok());
        let missing: Vec<String> = ListingForm::default()
            .check(today())
            .unwrap_err()
            .into_iter()
            .map(|wrong| {
                assert_eq!(wrong.code, "missing", "{}", wrong.field);
                wrong.field
            })
            .collect();
        assert_eq!(
            missing,
            [
                "mode",
                "rent",
                "area",
                "rooms",
                "city",
                "district",
                "estate_name",
                "title"
            ]
        );
    }

    #[test]
    fn each_wrong_field_is_named() {
        type Change = fn(&mut ListingForm);
        let cases: [(Change, &str, &str); 14] = [
            (|form| form.rent = "6,500".into(), "rent", "not_a_number"),
            (|form| form.rent = "-1".into(), "rent", "not_positive"),
            (|form| form.rent = "0".into(), "rent", "out_of_range"),
            (
                |form| form.rent = "99999999999999999999".into(),
                "rent",
                "out_of_range",
            ),
            (|form| form.area = "NaN".into(), "area", "not_a_number"),
            (|form| form.area = "1e9".into(), "area", "out_of_range"),
            (|form| form.rooms = "300".into(), "rooms", "out_of_range"),
            (|form| form.mode = "hotel".into(), "mode", "unknown_value"),
            (
                |form| (form.floor_number, form.floor_total) = ("8".into(), "6".into()),
                "floor_number",
                "floor_above_total",
            ),
            (
                |form| form.available_from = "2026-05-31".into(),
                "available_from",
                "past",
            ),
            (
                |form| form.available_from = "1.6.2026".into(),
                "available_from",
                "not_a_day",
            ),
            (|form| form.lon = "116.4".into(), "lat", "missing"),
            (|form| form.title = "好".repeat(101), "title", "too_long"),
            (
                |form| form.tags = "a,".repeat(3) + &"长".repeat(40),
                "tags",
                "tag_too_long",
            ),
        ];
        for (change, field, code) in cases {
            assert_eq!(wrong(change), [(field.to_owned(), code.to_owned())]);
        }
    }

    #[test]
    fn a_rent_below_zero_is_a_number_and_not_taken() {
        for (rent, code) in [
            ("-1", "not_positive"),
            ("-6500.50", "not_positive"),
            ("0", "out_of_range"),
            ("--1", "not_a_number"),
            ("-", "not_a_number"),
            ("一千", "not_a_number"),
        ] {
            let form = ListingForm {
                rent: rent.into(),
                ..ListingForm::default()
            };
            let wrong = form.check(today()).unwrap_err();
            let found = wrong.iter().find(|wrong| wrong.field == "rent");
            assert_eq!(found.unwrap().code, code, "{rent}");
        }
    }

    #[test]
    fn what_a_public_home_never_said_need_not_be_said() {
        let mut public = least();
        (public.estate_name, public.district) = (String::new(), String::new());
        (public.rooms, public.area) = (String::new(), String::new());
        let open = LeftOpen::by(&public);
        let mut form = public.clone();
        form.rent = "6600".into();
        let content = form.check_leaving(open, today()).unwrap();
        assert_eq!((content.area, content.district), (None, None));
        assert_eq!((content.layout.rooms, content.estate), (None, None));
        assert_eq!(LeftOpen::without(&public, &[]), open);
        let problems = public.check(today()).unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|wrong| wrong.field.as_str()).collect();
        assert_eq!(fields, ["area", "rooms", "district", "estate_name"]);
        assert_eq!(LeftOpen::without(&public, &problems), LeftOpen::default());
        // What is said has to be right all the same, and what was said stays said.
        form.area = "x".into();
        let wrong = form.check_leaving(open, today()).unwrap_err();
        assert_eq!((wrong.len(), wrong[0].code.as_str()), (1, "not_a_number"));
        let mut form = least();
        form.estate_name = String::new();
        let wrong = form.check_leaving(LeftOpen::by(&least()), today());
        assert_eq!(wrong.unwrap_err()[0].field, "estate_name");
    }

    #[test]
    fn a_form_says_what_the_content_says() {
        let mut form = least();
        form.rent = "6500.5".into();
        form.orientation = "south, north".into();
        form.facilities = "bed,desk".into();
        form.tags = "随时看房、近地铁".into();
        (form.floor_number, form.floor_total) = ("3".into(), "18".into());
        form.detail = "第一行\r\n第二行".into();
        (form.lon, form.lat) = ("116.47".into(), "39.99".into());
        let content = form.check(today()).unwrap();
        assert_eq!(content.rent.fen(), 650_050);
        assert!(content.orientation.contains(Orientation::North));
        assert!(content.facilities.contains(Facility::Desk));
        assert_eq!(content.tags, ["随时看房", "近地铁"]);
        let again = ListingForm::of(&content);
        assert_eq!(again.rent, "6500.50");
        assert_eq!(again.check(today()).unwrap(), content);
    }
}
