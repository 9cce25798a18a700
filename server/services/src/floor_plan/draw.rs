//! The drawing of an arranged home.

use super::arrange::{Area, Door, Plan, Room, Use};
use super::{HEIGHT, WIDTH};
use std::fmt::Write;

const PAPER: &str = "#f3f1ec";
const FLOOR: &str = "#fcfaf5";
const WARM: &str = "#f7f0e4";
const WET: &str = "#e8eef0";
const GREEN: &str = "#e9efe4";
const WALL: &str = "#6b7077";
const LINE: &str = "#b9b6ad";
const TEXT: &str = "#4a4e55";
/// Width of a door's opening.
const DOOR_WIDTH: i32 = 24;

/// The SVG text of `plan`, with `title` as its accessible name.
pub(super) fn document(plan: &Plan, title: &str) -> String {
    let mut svg = String::with_capacity(4096);
    // Writing to a String cannot fail, so the result is dropped throughout.
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\"><title>{title}</title><rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{PAPER}\"/>"
    );
    rect(&mut svg, plan.balcony, GREEN);
    rect(&mut svg, plan.home, FLOOR);
    for room in &plan.rooms {
        let fill = match room.purpose {
            Use::Kitchen | Use::Bath => WET,
            Use::Bedroom => WARM,
            _ => FLOOR,
        };
        rect(&mut svg, room.area, fill);
    }
    furniture(&mut svg, plan);
    walls(&mut svg, plan);
    windows(&mut svg, plan);
    doors(&mut svg, plan);
    labels(&mut svg, plan);
    svg.push_str("</svg>");
    svg
}

fn rect(svg: &mut String, area: Area, fill: &str) {
    let Area { x, y, w, h } = area;
    let _ = write!(svg, "<path d=\"M{x} {y}h{w}v{h}h-{w}z\" fill=\"{fill}\"/>");
}

fn walls(svg: &mut String, plan: &Plan) {
    let Area { x, y, w, h } = plan.balcony;
    let _ = write!(
        svg,
        "<path d=\"M{x} {y}v{h}h{w}v-{h}\" fill=\"none\" stroke=\"{LINE}\" stroke-width=\"2\"/>"
    );
    let _ = write!(svg, "<path d=\"");
    for room in &plan.rooms {
        let Area { x, y, w, h } = room.area;
        let _ = write!(svg, "M{x} {y}h{w}v{h}h-{w}z");
    }
    let _ = write!(
        svg,
        "\" fill=\"none\" stroke=\"{WALL}\" stroke-width=\"2.5\"/>"
    );
    let Area { x, y, w, h } = plan.home;
    let _ = write!(
        svg,
        "<path d=\"M{x} {y}h{w}v{h}h-{w}z\" fill=\"none\" stroke=\"{WALL}\" stroke-width=\"5\"/>"
    );
}

/// Windows lie in the outer walls, north and south, and in the west wall of open space.
fn windows(svg: &mut String, plan: &Plan) {
    let mut panes = String::new();
    for room in &plan.rooms {
        let Area { x, y, w, .. } = room.area;
        let length = match room.purpose {
            Use::Bath => 20,
            Use::Kitchen => w.min(64) / 2,
            _ => w / 2,
        };
        let x = x + (w - length) / 2;
        if y == plan.home.y {
            let _ = write!(panes, "M{x} {y}h{length}");
        }
        if room.area.bottom() == plan.home.bottom() && room.area.x != balcony_room_x(plan) {
            let _ = write!(panes, "M{x} {}h{length}", room.area.bottom());
        }
    }
    // The glass door to the balcony.
    let Area { x, y, w, .. } = plan.balcony;
    let _ = write!(panes, "M{} {y}h{}", x + 12, w - 24);
    let _ = write!(
        svg,
        "<g fill=\"none\"><path d=\"{panes}\" stroke=\"{FLOOR}\" stroke-width=\"5\"/><path d=\"{panes}\" stroke=\"{WALL}\" stroke-width=\"1.2\"/></g>"
    );
}

/// Where the room with the balcony begins, if it has walls.
fn balcony_room_x(plan: &Plan) -> i32 {
    plan.rooms
        .iter()
        .find(|room| {
            room.area.bottom() == plan.balcony.y
                && room.area.x <= plan.balcony.x
                && room.area.right() >= plan.balcony.x + plan.balcony.w
        })
        .map_or(-1, |room| room.area.x)
}

fn doors(svg: &mut String, plan: &Plan) {
    let mut gaps = String::new();
    let mut leaves = String::new();
    for room in &plan.rooms {
        let size = DOOR_WIDTH.min(room.area.w - 14);
        // The kitchen's door keeps clear of the entrance.
        let x = match room.purpose {
            Use::Kitchen => room.area.right() - 8 - size,
            _ => room.area.x + 8,
        };
        match room.door {
            Some(Door::South) => {
                let y = room.area.bottom();
                let _ = write!(gaps, "M{x} {y}h{size}");
                let _ = write!(leaves, "M{x} {y}v-{size}a{size} {size} 0 0 1 {size} {size}");
            }
            Some(Door::North) => {
                let y = room.area.y;
                let _ = write!(gaps, "M{x} {y}h{size}");
                let _ = write!(leaves, "M{x} {y}v{size}a{size} {size} 0 0 0 {size}-{size}");
            }
            _ => {}
        }
    }
    let (x, y) = plan.entrance;
    if y == plan.home.y {
        let _ = write!(gaps, "M{x} {y}h{DOOR_WIDTH}");
        let _ = write!(
            leaves,
            "M{x} {y}v{DOOR_WIDTH}a{DOOR_WIDTH} {DOOR_WIDTH} 0 0 0 {DOOR_WIDTH}-{DOOR_WIDTH}"
        );
    } else {
        let _ = write!(gaps, "M{x} {y}v{DOOR_WIDTH}");
        let _ = write!(
            leaves,
            "M{x} {y}h{DOOR_WIDTH}a{DOOR_WIDTH} {DOOR_WIDTH} 0 0 1-{DOOR_WIDTH} {DOOR_WIDTH}"
        );
    }
    let _ = write!(
        svg,
        "<path d=\"{gaps}\" stroke=\"{FLOOR}\" stroke-width=\"6\"/><path d=\"{leaves}\" fill=\"none\" stroke=\"{LINE}\" stroke-width=\"1.2\"/>"
    );
}

/// Outlines of furniture, where there is room for them.
fn furniture(svg: &mut String, plan: &Plan) {
    let mut lines = String::new();
    for room in plan.rooms.iter().chain(&plan.open) {
        furnish(&mut lines, room);
    }
    let _ = write!(
        svg,
        "<path d=\"{lines}\" fill=\"none\" stroke=\"{LINE}\" stroke-width=\"1.2\" stroke-linejoin=\"round\"/>"
    );
}

fn furnish(lines: &mut String, room: &Room) {
    let Area { x, y, w, h } = room.area;
    let middle = x + w / 2;
    match room.purpose {
        // Head against the east wall: mattress, pillows, blanket.
        Use::Bedroom if w >= 100 => {
            let (right, top) = (room.area.right() - 6, y + h / 2 - 50);
            let _ = write!(
                lines,
                "M{right} {top}h-62v54h62zm-5 6v18h-12v-18zm0 24v18h-12v-18zM{} {top}v54",
                right - 24
            );
        }
        Use::Bedroom if w >= 66 => {
            let (right, top) = (room.area.right() - 5, y + h / 2 - 48);
            let _ = write!(
                lines,
                "M{right} {top}h-46v40h46zm-4 5v13h-9v-13zm0 17v13h-9v-13zM{} {top}v40",
                right - 18
            );
        }
        // Sofa along the west wall, table before it.
        Use::Living if w >= 120 && h >= 76 => {
            let (left, top) = (x + 8, y + h / 2 - 24);
            let _ = write!(
                lines,
                "M{left} {top}h24v70h-24zm0 10h16v50h-16M{} {}h22v34h-22z",
                left + 34,
                top + 18
            );
        }
        Use::Living if h >= 70 => {
            let (left, top) = (x + 7, y + h / 2 - 24);
            let _ = write!(lines, "M{left} {top}h20v56h-20zm0 8h13v40h-13");
        }
        // A table and four chairs.
        Use::Dining if h >= 56 => {
            let _ = write!(
                lines,
                "M{} {}h40v22h-40zm9-4h7m8 0h7m-22 30h7m8 0h7",
                middle - 20,
                y + h / 2 - 30
            );
        }
        // Worktop and hob.
        Use::Kitchen => {
            let (left, top) = (x + 5, y + 5);
            let _ = write!(
                lines,
                "M{left} {}h{}v-18M{} {}a4 4 0 1 0 .1 0m12 0a4 4 0 1 0 .1 0",
                top + 18,
                w - 10,
                left + 12,
                top + 5
            );
        }
        Use::Bath => {
            let _ = write!(
                lines,
                "M{} {}h16v7h-16zm1 7c0 14 14 14 14 0",
                middle - 8,
                y + 6
            );
            if w >= 88 {
                let _ = write!(
                    lines,
                    "M{} {}h-30v-30h30m0 30l-30-30",
                    room.area.right() - 4,
                    y + 34
                );
            }
        }
        _ => {}
    }
}

fn labels(svg: &mut String, plan: &Plan) {
    let _ = write!(
        svg,
        "<g font-family=\"PingFang SC,Noto Sans SC,Microsoft YaHei,sans-serif\" font-size=\"18\" fill=\"{TEXT}\" text-anchor=\"middle\">"
    );
    for room in plan.rooms.iter().chain(&plan.open) {
        let Area { x, y, w, h } = room.area;
        let (label_x, label_y) = match room.purpose {
            Use::Bedroom if w >= 66 => (x + w / 2, y + h / 2 + 30),
            Use::Living if w >= 120 => (x + w / 2 + 26, y + h / 2 + 18),
            Use::Living => (x + w / 2 + 12, y + h / 2 + 12),
            Use::Dining if h >= 56 => (x + w / 2, y + h / 2 + 18),
            Use::Kitchen => (x + w / 2 - 6, y + 52),
            Use::Bath => (x + w / 2, y + h / 2 + 8),
            _ => (x + w / 2, y + h / 2 + 6),
        };
        text(svg, label_x, label_y, room.label);
    }
    let Area { x, y, w, .. } = plan.balcony;
    text(svg, x + w / 2, y + 19, "阳台");
    svg.push_str("</g>");
}

fn text(svg: &mut String, x: i32, y: i32, label: &str) {
    let _ = write!(svg, "<text x=\"{x}\" y=\"{y}\">{label}</text>");
}
