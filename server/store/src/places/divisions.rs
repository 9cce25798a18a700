//! The divisions that come with the program.

use super::Division;
use crate::{
    Error, ErrorKind, Result, Store,
    dialect::{insert, run},
};
use domain::{DivisionCode, DivisionLevel, Point};
use serde::Deserialize;
use std::collections::BTreeMap;

/// See `data/README.md`.
const CSV: &str = include_str!("../../data/divisions.csv");

/// Cities that people ask for most, shown first where a city is chosen.
const HOT: [i32; 16] = [
    110_100, // 北京
    310_100, // 上海
    440_100, // 广州
    440_300, // 深圳
    330_100, // 杭州
    510_100, // 成都
    500_100, // 重庆
    420_100, // 武汉
    320_100, // 南京
    320_500, // 苏州
    120_100, // 天津
    610_100, // 西安
    430_100, // 长沙
    410_100, // 郑州
    370_200, // 青岛
    340_100, // 合肥
];

#[derive(Deserialize)]
struct Line {
    code: i32,
    level: DivisionLevel,
    name: String,
    parent: Option<i32>,
    lon: f64,
    lat: f64,
}

/// Writes the divisions that are missing or have another name, parent or point. What is hot is the
/// operator's choice once it is there, and so is everything about a division that an admin changed or
/// took away.
pub(crate) async fn load(store: &Store) -> Result<()> {
    let stored: BTreeMap<DivisionCode, Division> = store
        .primary_reads()
        .places()
        .divisions()
        .await?
        .into_iter()
        .map(|division| (division.code, division))
        .collect();
    let mut changed: Vec<Division> = embedded()?
        .into_iter()
        .filter(|new| {
            stored.get(&new.code).is_none_or(|old| {
                let hot = old.hot;
                !old.own && *old != Division { hot, ..new.clone() }
            })
        })
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    let primary = store.primary_reads();
    let removed: Vec<i32> = run!(&mut primary.session(), |db| {
        sqlx::query_scalar("SELECT code FROM division_removed").fetch_all(db)
    })?;
    changed.retain(|division| !removed.contains(&division.code.0));
    if changed.is_empty() {
        return Ok(());
    }
    let mut unit = store.begin().await?;
    insert!(
        &mut unit, &changed, 7,
        "INSERT INTO division (code, level, name, parent, lon, lat, hot) ",
        " ON CONFLICT (code) DO UPDATE SET level = excluded.level, name = excluded.name, \
         parent = excluded.parent, lon = excluded.lon, lat = excluded.lat" => (),
        |values, division| {
            values.push_bind(division.code.0);
            values.push_bind(division.level.as_str());
            values.push_bind(&division.name);
            values.push_bind(division.parent.map(|code| code.0));
            values.push_bind(division.point.lon);
            values.push_bind(division.point.lat);
            values.push_bind(division.hot);
        }
    )?;
    unit.commit().await
}

/// The divisions of the file with one code each, provinces first, then cities, then districts.
fn embedded() -> Result<Vec<Division>> {
    let mut lines = csv::Reader::from_reader(CSV.as_bytes())
        .deserialize()
        .collect::<Result<Vec<Line>, _>>()
        .map_err(|error| Error::new(ErrorKind::Internal, error))?;
    lines.sort_by_key(|line| (line.level, line.code));
    let mut divisions: BTreeMap<DivisionCode, Division> = BTreeMap::new();
    for line in lines {
        let code = match line.level {
            DivisionLevel::City => DivisionCode(line.code).as_city(),
            DivisionLevel::Province | DivisionLevel::District => DivisionCode(line.code),
        };
        let parent = match (line.level, line.parent) {
            (DivisionLevel::District, Some(parent)) => {
                Some(city_of(DivisionCode(parent), &divisions))
            }
            (_, parent) => parent.map(DivisionCode),
        };
        // A city without districts stands in the file a second time, as its own district.
        divisions.entry(code).or_insert(Division {
            code,
            level: line.level,
            name: line.name,
            parent,
            point: Point {
                lon: line.lon,
                lat: line.lat,
            },
            hot: HOT.contains(&code.0),
            own: false,
        });
    }
    let mut divisions: Vec<Division> = divisions.into_values().collect();
    divisions.sort_by_key(|division| (division.level, division.code));
    Ok(divisions)
}

/// The city that the file means by `parent`. The counties of Chongqing have a parent of their own
/// in the standard (`500200`, 重庆 县) which is no place; they belong to the one city there is.
fn city_of(parent: DivisionCode, known: &BTreeMap<DivisionCode, Division>) -> DivisionCode {
    let city = parent.as_city();
    if known.contains_key(&city) {
        city
    } else {
        DivisionCode(city.0 / 10_000 * 10_000).as_city()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_one_division_with_a_parent_on_the_level_above() {
        let divisions = embedded().unwrap();
        let by_code: BTreeMap<_, _> = divisions
            .iter()
            .map(|division| (division.code, division))
            .collect();
        assert_eq!(by_code.len(), divisions.len());
        for division in &divisions {
            let above = division.parent.and_then(|parent| by_code.get(&parent));
            match division.level {
                DivisionLevel::Province => assert_eq!(division.parent, None),
                DivisionLevel::City => assert_eq!(above.unwrap().level, DivisionLevel::Province),
                DivisionLevel::District => assert_eq!(above.unwrap().level, DivisionLevel::City),
            }
        }
    }

    #[test]
    fn no_place_of_the_file_is_lost() {
        let divisions = embedded().unwrap();
        let names = |level| {
            divisions
                .iter()
                .filter(|division| division.level == level)
                .count()
        };
        assert_eq!(names(DivisionLevel::Province), 34);
        assert_eq!(names(DivisionLevel::City), 375);
        // 2,891 lines of the district level, of which 40 say a city again.
        assert_eq!(names(DivisionLevel::District), 2_851);
        assert_eq!(
            divisions.iter().filter(|division| division.hot).count(),
            HOT.len()
        );
    }

    #[test]
    fn municipalities_have_a_city_of_their_own_and_their_counties_belong_to_it() {
        let divisions = embedded().unwrap();
        for (code, name, parent) in [
            (110_000, "北京市", None),
            (110_100, "北京市", Some(110_000)),
            (110_101, "东城区", Some(110_100)),
            (500_229, "城口县", Some(500_100)),
            (810_110, "离岛区", Some(810_100)),
            (441_900, "东莞市", Some(440_000)),
            (429_004, "仙桃市", Some(420_000)),
        ] {
            let division = divisions.iter().find(|it| it.code.0 == code).unwrap();
            assert_eq!(division.name, name);
            assert_eq!(division.parent.map(|parent| parent.0), parent, "{name}");
        }
    }
}
