//! Titles and descriptions in the words of people who let homes. Everything said follows from the
//! facts of the home.

use super::{
    calibration::BusinessDistrict,
    chance::{below, one},
    home::Home,
    world::{Building, Estate},
};
use chrono::Datelike;
use domain::{Decoration, Facility, FloorBand, Orientation, PaymentTerms, RentMode};
use rand::Rng;

/// The longest title, in characters.
pub(super) const TITLE_MAX: usize = 30;

/// A home and where it is, for the words about it.
pub(super) struct Subject<'a> {
    pub(super) home: &'a Home,
    pub(super) estate: &'a Estate,
    pub(super) business_district: &'a BusinessDistrict,
}

impl Subject<'_> {
    /// The title.
    pub(super) fn title(&self, rng: &mut impl Rng) -> String {
        let estate = &self.estate.name;
        let layout = self.layout();
        let form = rng.random_range(0..6);
        let mut features = self.features();
        // A title that names the direction does not name it again.
        if matches!(form, 0 | 1 | 5) {
            features.retain(|feature| !matches!(*feature, "朝南" | "南北通透"));
        }
        let mut next = |rng: &mut _| {
            (!features.is_empty()).then(|| features.remove(below(rng, features.len())))
        };
        let facing = self.facing();
        let (mut title, sign) = match (form, self.home.mode) {
            (0 | 1, _) => (format!("{}·{estate} {layout} {facing}", self.mode()), " "),
            (2, RentMode::Entire) => (format!("{estate}{}", self.words()), "，"),
            (3, RentMode::Entire | RentMode::Shared) => {
                let place = self.business_district.spoken_name();
                (format!("{place}{estate}，{layout}"), "，")
            }
            (4, _) => match next(rng) {
                Some(first) => (format!("{first}｜{estate} {layout}"), " "),
                None => (format!("{estate} {layout}"), " "),
            },
            (5, _) => (format!("{estate}{facing}{layout}"), "，"),
            _ => (format!("{estate} {layout}"), " "),
        };
        let wanted = 1 + below(rng, 3);
        for _ in 0..wanted {
            let Some(feature) = next(rng) else { break };
            let longer = format!("{title}{sign}{feature}");
            if longer.chars().count() <= TITLE_MAX {
                title = longer;
            }
        }
        // Long names of serviced buildings leave room for little else.
        title.chars().take(TITLE_MAX).collect()
    }

    /// The description.
    pub(super) fn detail(&self, rng: &mut impl Rng) -> String {
        let mut sentences = vec![self.place(rng), self.shape(rng)];
        sentences.extend(self.equipment(rng));
        sentences.extend(self.traffic(rng));
        sentences.push(self.terms(rng));
        sentences.extend(self.ending(rng));
        sentences.concat()
    }

    fn mode(&self) -> &'static str {
        match self.home.mode {
            RentMode::Entire => "整租",
            RentMode::Shared => "合租",
            RentMode::Apartment => "独栋",
        }
    }

    fn rooms(&self) -> u8 {
        self.home.layout.rooms.unwrap_or(1)
    }

    /// `2室1厅`; in a shared home `4居室`.
    fn layout(&self) -> String {
        let halls = self.home.layout.halls.unwrap_or(0);
        match (self.home.mode, self.rooms()) {
            (_, 0) => "开间".into(),
            (RentMode::Shared, rooms) => format!("{rooms}居室{}", self.room()),
            (_, rooms) => format!("{rooms}室{halls}厅"),
        }
    }

    /// `两居室`.
    fn words(&self) -> &'static str {
        match self.rooms() {
            0 => "开间",
            1 => "一居室",
            2 => "两居室",
            3 => "三居室",
            4 => "四居室",
            _ => "五居室",
        }
    }

    /// Which room of a shared home is let.
    fn room(&self) -> &'static str {
        if self.home.facilities.contains(Facility::PrivateBathroom) {
            "独卫主卧"
        } else if self.home.area >= 15.0 {
            "主卧"
        } else {
            "次卧"
        }
    }

    fn directions(&self) -> String {
        let words: Vec<_> = self.home.orientation.iter().map(Orientation::zh).collect();
        words.join("")
    }

    fn facing(&self) -> String {
        format!("{}向", self.directions())
    }

    /// Short claims that are true of this home, the strongest first.
    fn features(&self) -> Vec<&'static str> {
        let home = self.home;
        let has = |facility| home.facilities.contains(facility);
        let tagged = |tag: &str| home.tags.contains(&tag);
        let south = home.orientation.contains(Orientation::South);
        [
            ("近地铁", home.near_subway()),
            ("精装修", home.decoration == Decoration::Fine),
            ("豪华装修", home.decoration == Decoration::Luxury),
            ("南北通透", home.is_through()),
            ("朝南", south && !home.is_through()),
            ("电梯房", home.lift && home.mode != RentMode::Apartment),
            ("拎包入住", tagged("拎包入住")),
            ("随时看房", tagged("随时看房")),
            ("业主直租", tagged("业主直租")),
            ("免中介费", tagged("免中介费")),
            ("双卫", tagged("双卫生间")),
            ("带阳台", has(Facility::Balcony)),
            ("有车位", has(Facility::Parking)),
            ("可月付", home.payment == PaymentTerms::Monthly),
            ("可养宠物", tagged("可养宠物")),
        ]
        .into_iter()
        .filter(|(_, is_true)| *is_true)
        .map(|(claim, _)| claim)
        .collect()
    }

    fn place(&self, rng: &mut impl Rng) -> String {
        let estate = &self.estate.name;
        let district = self.business_district.spoken_name();
        let near = match self.estate.building {
            Building::WalkUp => one(
                rng,
                &[
                    "周边菜场、超市和小吃店都不远",
                    "老社区，生活配套齐",
                    "楼下就有便利店",
                ],
            ),
            Building::MidRise => one(
                rng,
                &[
                    "小区安静，绿化不错",
                    "周边有超市和餐馆",
                    "小区人车分流，管理规范",
                ],
            ),
            Building::Tower => one(
                rng,
                &[
                    "物业管理规范，有门禁",
                    "小区绿化好，楼间距宽",
                    "周边商业配套齐全",
                ],
            ),
            Building::Serviced => one(rng, &["公共区域有人打扫", "前台可代收快递", "门禁刷卡出入"]),
        };
        let first = match below(rng, 3) {
            // Serviced buildings have the place in their name.
            _ if self.estate.building == Building::Serviced => estate.clone(),
            0 => format!("房子位于{district}的{estate}"),
            1 => format!("{estate}，在{district}一带"),
            _ => format!("{district}板块，{estate}"),
        };
        format!("{first}，{near}。")
    }

    fn shape(&self, rng: &mut impl Rng) -> String {
        let home = self.home;
        let (rooms, layout) = (self.rooms(), home.layout);
        let area = home.area;
        let whole = match (rooms, layout.halls, layout.baths) {
            (0, ..) => "开间".to_owned(),
            (rooms, halls, baths) => {
                format!("{rooms}室{}厅{}卫", halls.unwrap_or(0), baths.unwrap_or(1))
            }
        };
        let subject = match home.mode {
            RentMode::Shared => {
                format!("{whole}的合租房，出租的是{}，面积约{area}平米", self.room())
            }
            _ => match below(rng, 2) {
                0 => format!("{whole}，建筑面积{area}平米"),
                _ => format!("户型为{whole}，约{area}平米"),
            },
        };
        let facing = if home.is_through() {
            one(rng, &["南北通透，通风好", "南北朝向，前后对流"]).to_owned()
        } else if home.orientation.contains(Orientation::South) {
            let light = one(rng, &["白天光线充足", "冬天也有太阳"]);
            format!("朝{}，{light}", self.directions())
        } else if home.orientation.iter().count() > 1 {
            format!("{}两面采光", self.directions())
        } else {
            format!("朝{}", self.directions())
        };
        format!("{subject}，{facing}，{}。", self.storey())
    }

    fn storey(&self) -> String {
        let total = self.estate.floors;
        let at = match (self.home.floor.number, self.home.floor.band) {
            (Some(number), _) => format!("在{number}楼，共{total}层"),
            (None, Some(FloorBand::Low)) => format!("低楼层，共{total}层"),
            (None, Some(FloorBand::Middle)) => format!("中间楼层，共{total}层"),
            (None, Some(FloorBand::High)) => format!("高楼层，共{total}层"),
            _ => format!("楼高{total}层"),
        };
        if self.home.lift {
            format!("{at}，有电梯")
        } else {
            format!("{at}，步梯楼")
        }
    }

    fn equipment(&self, rng: &mut impl Rng) -> Option<String> {
        let home = self.home;
        let fitted = match home.decoration {
            Decoration::Luxury => "豪华装修",
            Decoration::Fine => "精装修",
            Decoration::Simple => "简单装修，干净整洁",
            Decoration::Bare => "毛坯",
        };
        let things: Vec<_> = [
            Facility::Bed,
            Facility::Wardrobe,
            Facility::Sofa,
            Facility::Desk,
            Facility::AirConditioner,
            Facility::Refrigerator,
            Facility::WashingMachine,
            Facility::WaterHeater,
            Facility::Television,
        ]
        .into_iter()
        .filter(|thing| home.facilities.contains(*thing))
        .map(Facility::zh)
        .collect();
        let mut sentence = fitted.to_owned();
        if things.is_empty() {
            sentence.push_str("，家具家电可以再商量");
        } else {
            sentence.push_str(one(rng, &["，配有", "，家里有", "，现有"]));
            sentence.push_str(&things.join("、"));
        }
        if home.tags.contains(&"拎包入住") {
            sentence.push_str(one(rng, &["，拎包就能入住", "，带上行李即可入住"]));
        }
        sentence.push('。');
        let more: Vec<_> = [
            (Facility::Heating, "冬天集中供暖"),
            (Facility::Balcony, "有阳台可以晾晒"),
            (Facility::Broadband, "宽带已通"),
            (Facility::Parking, "小区可停车"),
        ]
        .into_iter()
        .filter(|(facility, _)| home.facilities.contains(*facility))
        .map(|(_, words)| words)
        .collect();
        if !more.is_empty() {
            sentence.push_str(&more.join("，"));
            sentence.push('。');
        }
        Some(sentence)
    }

    fn traffic(&self, rng: &mut impl Rng) -> Option<String> {
        let metres = self.home.subway_metres?;
        // People walk some 80 metres in a minute.
        let minutes = metres.div_ceil(80).max(1);
        Some(match below(rng, 3) {
            0 => format!("步行到地铁站约{minutes}分钟（{metres}米左右）。"),
            1 => format!("离地铁站{metres}米左右，走路{minutes}分钟上下。"),
            _ => format!("地铁站在{metres}米外，出行方便。"),
        })
    }

    fn terms(&self, rng: &mut impl Rng) -> String {
        let home = self.home;
        let payment = match home.payment {
            PaymentTerms::Monthly => "押一付一",
            PaymentTerms::Bimonthly => "押一付二",
            PaymentTerms::Quarterly => "押一付三",
            PaymentTerms::HalfYearly => "半年付",
            PaymentTerms::Yearly => "年付",
        };
        let free = match home.available_from {
            Some(day) => format!("{}月{}日起可入住", day.month(), day.day()),
            None => one(rng, &["随时可以入住", "现在空置，可马上入住"]).to_owned(),
        };
        let fee = match (home.mode, home.agent, home.agent_fee) {
            (RentMode::Apartment, ..) => "，不收中介费",
            (_, None, _) => "，房东自己出租，没有中介费",
            (_, Some(_), true) => "，中介费按合同约定",
            (_, Some(_), false) => "，不收中介费",
        };
        format!("租金{}元/月，{payment}，{free}{fee}。", home.rent)
    }

    fn ending(&self, rng: &mut impl Rng) -> Option<String> {
        let tagged = |tag: &str| self.home.tags.contains(&tag);
        if self.home.mode == RentMode::Shared {
            return Some(
                one(
                    rng,
                    &[
                        "公共区域轮流打扫，希望室友作息规律。",
                        "室友都是上班族，合住氛围安静。",
                        "水电网费用按人均摊。",
                    ],
                )
                .to_owned(),
            );
        }
        if tagged("可养宠物") {
            return Some("可以养猫狗，请提前说明。".into());
        }
        if tagged("随时看房") {
            return Some(one(rng, &["随时可以看房。", "钥匙在手，约好时间就能看房。"]).to_owned());
        }
        rng.random_bool(0.4).then(|| {
            one(
                rng,
                &[
                    "看房请提前半天约。",
                    "希望租期一年以上。",
                    "爱护房屋的租客优先。",
                ],
            )
            .to_owned()
        })
    }
}
