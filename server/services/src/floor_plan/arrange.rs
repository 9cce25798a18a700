//! Where the rooms go: living space on one side, bedrooms and baths along a corridor on the other.

use super::{HEIGHT, WIDTH};

/// A rectangle in the units of the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) w: i32,
    pub(super) h: i32,
}

impl Area {
    pub(super) fn right(self) -> i32 {
        self.x + self.w
    }

    pub(super) fn bottom(self) -> i32 {
        self.y + self.h
    }
}

/// What a room is for; decides its floor, furniture and share of the space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Bedroom,
    Living,
    Dining,
    Sitting,
    Kitchen,
    Bath,
}

impl Use {
    /// Share of a strip, relative to a bedroom's 10.
    fn weight(self) -> i32 {
        match self {
            Self::Bath => 6,
            Self::Kitchen => 8,
            _ => 10,
        }
    }
}

/// The wall that a room's door is in; north is up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Door {
    North,
    South,
}

/// A room with its walls.
#[derive(Clone, Debug)]
pub(super) struct Room {
    pub(super) purpose: Use,
    pub(super) label: &'static str,
    pub(super) area: Area,
    pub(super) door: Option<Door>,
}

/// A whole home.
#[derive(Debug)]
pub(super) struct Plan {
    /// The outer walls.
    pub(super) home: Area,
    /// Rooms with walls around them.
    pub(super) rooms: Vec<Room>,
    /// Parts of the open space: living room, dining corner. No walls between them.
    pub(super) open: Vec<Room>,
    /// The balcony, outside the walls.
    pub(super) balcony: Area,
    /// Where one comes in.
    pub(super) entrance: (i32, i32),
}

const HOME: Area = Area {
    x: 36,
    y: 30,
    w: WIDTH - 72,
    h: HEIGHT - 84,
};
const CORRIDOR: i32 = 34;
const BALCONY: i32 = 26;

/// Arranges a home; no rooms means a studio (开间).
pub(super) fn plan(rooms: u8, halls: u8, baths: u8) -> Plan {
    if rooms == 0 {
        studio(halls, baths)
    } else if halls == 0 {
        corridor_home(rooms, baths)
    } else {
        hall_home(rooms, halls, baths)
    }
}

/// Kitchen and baths in the north, one open room in the south.
fn studio(halls: u8, baths: u8) -> Plan {
    let wet = 96;
    let north = Area { h: wet, ..HOME };
    let south = Area {
        y: HOME.y + wet,
        h: HOME.h - wet,
        ..HOME
    };
    let mut services = vec![(Use::Kitchen, "厨房")];
    services.extend((0..baths).map(|_| (Use::Bath, "卫")));
    // The way in takes the place of one more room beside the baths.
    let way_in = 76;
    let rooms = strip(
        Area {
            w: north.w - way_in,
            ..north
        },
        &services,
        Door::South,
    );
    let open = match halls {
        0 => vec![open_space(Use::Bedroom, "开间", south)],
        _ => split_open(south, &hall_names(halls)),
    };
    Plan {
        home: HOME,
        rooms,
        open,
        balcony: balcony_below(south),
        entrance: (HOME.right() - way_in + 26, HOME.y),
    }
}

/// No hall: bedrooms in the south, the rest in the north, a corridor between them.
fn corridor_home(rooms: u8, baths: u8) -> Plan {
    let southern = rooms.div_ceil(2);
    let mut north = vec![(Use::Kitchen, "厨房")];
    north.extend(bedrooms(rooms).skip(southern.into()));
    north.extend((0..baths).map(|_| (Use::Bath, "卫")));
    let south: Vec<_> = bedrooms(rooms).take(southern.into()).collect();
    let (northern, southern) = beside_corridor(HOME);
    let mut placed = strip(northern, &north, Door::South);
    let south = strip(southern, &south, Door::North);
    let balcony = balcony_below(south.first().map_or(HOME, |room| room.area));
    placed.extend(south);
    Plan {
        home: HOME,
        rooms: placed,
        open: Vec::new(),
        balcony,
        entrance: (HOME.x, northern.bottom() + 4),
    }
}

/// Living room and kitchen in the west, bedrooms and baths along a corridor in the east.
fn hall_home(rooms: u8, halls: u8, baths: u8) -> Plan {
    let width = match rooms {
        1 => 204,
        2 => 176,
        3 => 152,
        4 | 5 => 130,
        _ => 112,
    };
    let public = Area { w: width, ..HOME };
    let private = Area {
        x: HOME.x + width,
        w: HOME.w - width,
        ..HOME
    };
    let southern = rooms.div_ceil(2);
    let mut north: Vec<_> = bedrooms(rooms).skip(southern.into()).collect();
    north.extend((0..baths).map(|_| (Use::Bath, "卫")));
    if north.is_empty() {
        north.push((Use::Kitchen, "厨房"));
    }
    let south: Vec<_> = bedrooms(rooms).take(southern.into()).collect();
    let (northern, southern) = beside_corridor(private);

    let kitchen_in_north = north.iter().any(|(purpose, _)| *purpose == Use::Kitchen);
    let mut placed = strip(northern, &north, Door::South);
    placed.extend(strip(southern, &south, Door::North));
    let kitchen = if kitchen_in_north { 0 } else { 82 };
    if !kitchen_in_north {
        let area = Area {
            h: kitchen,
            ..public
        };
        placed.push(Room {
            purpose: Use::Kitchen,
            label: "厨房",
            area,
            door: Some(Door::South),
        });
    }
    let lounge = Area {
        y: public.y + kitchen,
        h: public.h - kitchen,
        ..public
    };
    Plan {
        home: HOME,
        rooms: placed,
        open: stack_open(lounge, &hall_names(halls)),
        balcony: balcony_below(public),
        entrance: (HOME.x, HOME.y + kitchen + 8),
    }
}

fn bedrooms(count: u8) -> impl Iterator<Item = (Use, &'static str)> {
    (0..count).map(move |index| {
        let label = match (count, index) {
            (1, _) => "卧室",
            (_, 0) => "主卧",
            _ => "次卧",
        };
        (Use::Bedroom, label)
    })
}

/// The halls from the balcony inwards.
fn hall_names(halls: u8) -> Vec<(Use, &'static str)> {
    [
        (Use::Living, "客厅"),
        (Use::Dining, "餐厅"),
        (Use::Sitting, "起居室"),
        (Use::Sitting, "偏厅"),
    ]
    .into_iter()
    .take(halls.into())
    .collect()
}

/// The strips north and south of a corridor through the middle of `area`.
fn beside_corridor(area: Area) -> (Area, Area) {
    let north = (area.h - CORRIDOR) * 46 / 100;
    let south = area.h - CORRIDOR - north;
    (
        Area { h: north, ..area },
        Area {
            y: area.bottom() - south,
            h: south,
            ..area
        },
    )
}

/// Divides `area` from west to east by the weights of the rooms.
fn strip(area: Area, rooms: &[(Use, &'static str)], door: Door) -> Vec<Room> {
    let total: i32 = rooms.iter().map(|(purpose, _)| purpose.weight()).sum();
    let mut before = 0;
    rooms
        .iter()
        .map(|&(purpose, label)| {
            let start = area.x + area.w * before / total;
            before += purpose.weight();
            let end = area.x + area.w * before / total;
            Room {
                purpose,
                label,
                area: Area {
                    x: start,
                    w: end - start,
                    ..area
                },
                door: Some(door),
            }
        })
        .collect()
}

/// Open parts from south to north: the first, the living room, takes the larger share.
fn stack_open(area: Area, halls: &[(Use, &'static str)]) -> Vec<Room> {
    let shares = i32::try_from(halls.len()).unwrap_or(1) * 2 + 1;
    let mut bottom = area.bottom();
    halls
        .iter()
        .enumerate()
        .map(|(index, &(purpose, label))| {
            let last = index + 1 == halls.len();
            let share = if index == 0 { 3 } else { 2 };
            let height = if last {
                bottom - area.y
            } else {
                area.h * share / shares
            };
            bottom -= height;
            open_space(
                purpose,
                label,
                Area {
                    y: bottom,
                    h: height,
                    ..area
                },
            )
        })
        .collect()
}

/// Open parts side by side.
fn split_open(area: Area, halls: &[(Use, &'static str)]) -> Vec<Room> {
    strip(area, halls, Door::North)
        .into_iter()
        .map(|room| Room { door: None, ..room })
        .collect()
}

fn open_space(purpose: Use, label: &'static str, area: Area) -> Room {
    Room {
        purpose,
        label,
        area,
        door: None,
    }
}

fn balcony_below(room: Area) -> Area {
    let w = room.w.min(190) - 24;
    Area {
        x: room.x + (room.w - w) / 2,
        y: room.bottom(),
        w,
        h: BALCONY,
    }
}
