use super::*;
use crate::import::places::tests::some_places;
use domain::FloorBand;
use proptest::prelude::*;

fn all_columns() -> Header {
    let names: Vec<_> = Column::ALL.iter().map(|column| column.name()).collect();
    Header::read(&ByteRecord::from(names)).unwrap()
}

/// A sound row, with some fields replaced.
fn row(changes: &[(Column, &[u8])]) -> ByteRecord {
    Column::ALL
        .iter()
        .map(|column| {
            let change = changes.iter().find(|(changed, _)| changed == column);
            match (change, column) {
                (Some((_, value)), _) => *value,
                (_, Column::Id) => b"1a",
                (_, Column::Source) => b"test",
                (_, Column::Snapshot) => b"2024-12",
                (_, Column::CityCode) => b"310000",
                (_, Column::Rent) => b"5200",
                _ => b"",
            }
        })
        .collect()
}

fn read_row(record: &ByteRecord) -> (Result<Draft, Fault>, Vec<Note>) {
    let mut notes = Vec::new();
    let draft = read(&all_columns(), record, &some_places(), &mut notes);
    (draft, notes)
}

fn taken(changes: &[(Column, &[u8])]) -> (Draft, Vec<Note>) {
    let (draft, notes) = read_row(&row(changes));
    (draft.unwrap(), notes)
}

fn refused(changes: &[(Column, &[u8])]) -> (Option<Column>, Reason) {
    let fault = read_row(&row(changes)).0.unwrap_err();
    (fault.column, fault.reason)
}

#[test]
fn a_full_row_is_read_whole() {
    let (draft, notes) = taken(&[
        (Column::Adcode, b"310106"),
        (Column::BusinessDistrict, "大宁".as_bytes()),
        (Column::Estate, "大宁花园".as_bytes()),
        (Column::RentType, "整租".as_bytes()),
        (Column::Rooms, b"2"),
        (Column::Halls, b"1"),
        (Column::Baths, b"1"),
        (Column::Area, b"89.5"),
        (Column::Orientation, "南 北".as_bytes()),
        (Column::FloorLevel, b"3"),
        (Column::FloorTotal, b"18"),
        (Column::Elevator, b"1"),
        (Column::Decoration, "精装".as_bytes()),
        (Column::Tags, "季付|随时看房|租期灵活".as_bytes()),
        (Column::Facilities, "床|count:3".as_bytes()),
        (Column::MetroMetres, b"764"),
        (Column::AreaGuess, b"999"),
        (Column::Longitude, b"121.45"),
        (Column::Latitude, b"31.27"),
    ]);
    assert!(notes.is_empty());
    assert_eq!(draft.title, "整租·大宁花园 2室1厅 南/北");
    assert_eq!(draft.rent.yuan(), 5200);
    assert_eq!(draft.city, DivisionCode(310_100));
    assert_eq!(draft.district, Some(DivisionCode(310_106)));
    assert_eq!(draft.area, Some(89.5));
    assert_eq!(draft.floor.number, Some(3));
    assert_eq!(draft.floor.band, Some(FloorBand::Low));
    assert_eq!(draft.lift, Some(true));
    assert_eq!(draft.payment, Some(PaymentTerms::Quarterly));
    assert_eq!(draft.tags, ["随时看房", "租期灵活"]);
    assert!(draft.near_subway);
    assert_eq!(draft.subway_metres, Some(764));
    assert_eq!(draft.published_at.to_rfc3339(), "2024-11-30T16:00:00+00:00");
}

#[test]
fn a_bare_row_leaves_everything_else_unknown() {
    let (draft, notes) = taken(&[]);
    assert!(notes.is_empty());
    assert_eq!(draft.title, "整租·上海市");
    assert_eq!(draft.mode, RentMode::Entire);
    assert_eq!(draft.layout, Layout::default());
    assert_eq!((draft.area, draft.lift, draft.point), (None, None, None));
    assert!(!draft.near_subway && draft.detail.is_empty());
}

#[test]
fn a_guessed_area_is_never_taken() {
    assert_eq!(taken(&[(Column::AreaGuess, b"88")]).0.area, None);
}

#[test]
fn a_row_is_refused_with_column_and_reason() {
    let long = "长".repeat(61);
    let cases: &[(Column, &[u8], Reason)] = &[
        (Column::Id, b"", Reason::Missing),
        (Column::Rent, b"", Reason::Missing),
        (Column::Rent, b"0", Reason::OutOfRange),
        (Column::Rent, b"-5", Reason::OutOfRange),
        (Column::Rent, b"1e300", Reason::OutOfRange),
        (Column::Rent, b"NaN", Reason::OutOfRange),
        (Column::Rent, b"inf", Reason::OutOfRange),
        (Column::Rent, "面议".as_bytes(), Reason::NotANumber),
        (Column::Area, b"0", Reason::OutOfRange),
        (Column::Area, b"1000000", Reason::OutOfRange),
        (Column::Rooms, b"2.5", Reason::NotANumber),
        (Column::Rooms, b"400", Reason::OutOfRange),
        (Column::FloorTotal, b"9999", Reason::OutOfRange),
        (Column::Latitude, b"91", Reason::OutOfRange),
        (Column::CityCode, b"999999", Reason::UnknownCity),
        (Column::CityCode, b"abc", Reason::NotANumber),
        (Column::Snapshot, b"2024-13", Reason::NotADate),
        (Column::Snapshot, b"2024-1", Reason::NotADate),
        (Column::Snapshot, b"0001-01", Reason::OutOfRange),
        (Column::RentType, "日租".as_bytes(), Reason::UnknownWord),
        (Column::Estate, b"\xff\xfe", Reason::NotUtf8),
        (Column::Estate, b"a\0b", Reason::ControlCharacter),
        (Column::Estate, long.as_bytes(), Reason::TooLong),
    ];
    for (column, value, reason) in cases {
        assert_eq!(
            refused(&[(*column, value)]),
            (Some(*column), *reason),
            "{column:?} {value:?}"
        );
    }
}

#[test]
fn a_row_of_another_width_is_refused() {
    let mut short = row(&[]);
    short.truncate(4);
    let fault = read_row(&short).0.unwrap_err();
    assert_eq!((fault.column, fault.reason), (None, Reason::FieldCount));
}

#[test]
fn oddities_are_noted_and_left_out() {
    for (column, value, note) in [
        (Column::Orientation, "暂无", Note::OrientationUnknown),
        (Column::Decoration, "古堡", Note::DecorationUnknown),
        (Column::Elevator, "也许", Note::ElevatorUnknown),
        (Column::FloorLevel, "顶上", Note::FloorUnknown),
        (Column::FloorLevel, "0", Note::FloorUnknown),
        (Column::FloorTotal, "0", Note::FloorTotalZero),
        (Column::District, "闸北区", Note::DistrictUnknown),
        (Column::District, "静安", Note::DistrictByName),
        (Column::Estate, "小区#1461", Note::EstateAnonymous),
        (Column::Longitude, "121.4", Note::PointUnusable),
        (Column::Facilities, "泳池", Note::FacilityUnknown),
    ] {
        let (draft, notes) = taken(&[(column, value.as_bytes())]);
        assert_eq!(notes, [note], "{value}");
        assert_eq!(draft.estate, None, "{value}");
    }
}

#[test]
fn a_floor_above_the_building_keeps_the_floor() {
    let (draft, notes) = taken(&[(Column::FloorLevel, b"9"), (Column::FloorTotal, b"6")]);
    assert_eq!(notes, [Note::FloorAboveTotal]);
    assert_eq!((draft.floor.number, draft.floor.total), (Some(9), None));
}

proptest! {
    #[test]
    fn no_row_whatever_panics(fields in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..40)) {
        let record: ByteRecord = fields.iter().collect();
        let _ = read_row(&record);
    }

    #[test]
    fn a_sound_row_with_one_wild_field_is_taken_within_bounds_or_refused_there(
        at in 0..Column::ALL.len(),
        value in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..80),
            any::<f64>().prop_map(|number| number.to_string().into_bytes()),
            any::<i64>().prop_map(|number| number.to_string().into_bytes()),
            "\\PC{0,90}".prop_map(String::into_bytes),
        ],
    ) {
        let column = Column::ALL[at];
        match read_row(&row(&[(column, &value)])).0 {
            Ok(draft) => {
                prop_assert!(draft.title.chars().count() <= domain::listing::TITLE_MAX);
                prop_assert!(draft.detail.chars().count() <= domain::listing::DETAIL_MAX);
                prop_assert!(draft.area.is_none_or(|area| AREA_RANGE.contains(&area)));
                let floor = draft.floor;
                prop_assert!(floor.number.zip(floor.total).is_none_or(|(number, total)| number <= total));
            }
            Err(fault) => prop_assert_eq!(fault.column, Some(column)),
        }
    }
}
