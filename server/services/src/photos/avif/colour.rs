//! From light and two differences of colour, as pictures are coded, to red, green and blue.

use super::{super::picture::Problem, file::Colours, frame::Frame};

/// What the two differences are of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Matrix {
    /// Of nothing: green, blue and red themselves.
    Identity,
    /// Green and orange.
    GreenOrange,
    /// Blue and red, where red and blue are so much of the light.
    BlueRed { red: f32, blue: f32 },
}

impl Matrix {
    fn of(colours: Colours) -> Result<Self, Problem> {
        let weights = |red, blue| Ok(Self::BlueRed { red, blue });
        match (colours.matrix, colours.primaries) {
            (0, _) => Ok(Self::Identity),
            (8, _) => Ok(Self::GreenOrange),
            (4, _) => weights(0.30, 0.11),
            (7, _) => weights(0.212, 0.087),
            (9 | 10, _) | (12 | 13, 9) => weights(0.2627, 0.0593),
            (1, _) | (12 | 13, _) => weights(0.2126, 0.0722),
            // As those that say nothing are meant.
            (2 | 3 | 5 | 6, _) => weights(0.299, 0.114),
            _ => Err(Problem::Unreadable),
        }
    }

    /// Red, green and blue, 0 to 1.
    fn rgb(self, light: f32, first: f32, second: f32) -> [f32; 3] {
        match self {
            Self::Identity => [second, light, first],
            Self::GreenOrange => {
                let rest = light - first;
                [rest + second, light + first, rest - second]
            }
            Self::BlueRed { red, blue } => {
                let (r, b) = (
                    light + 2.0 * (1.0 - red) * second,
                    light + 2.0 * (1.0 - blue) * first,
                );
                [r, (light - red * r - blue * b) / (1.0 - red - blue), b]
            }
        }
    }
}

/// What each number stands for: light from 0 to 1.
fn lights(depth: u32, full: bool) -> Vec<f32> {
    let (least, most) = if full {
        (0.0, ((1_u32 << depth) - 1) as f32)
    } else {
        let step = (1_u32 << (depth - 8)) as f32;
        (16.0 * step, 235.0 * step)
    };
    (0..1_u32 << depth)
        .map(|number| (number as f32 - least) / (most - least))
        .collect()
}

/// What each number stands for: a difference from -0.5 to 0.5.
fn differences(depth: u32, full: bool) -> Vec<f32> {
    let middle = (1_u32 << (depth - 1)) as f32;
    let whole = if full {
        ((1_u32 << depth) - 1) as f32
    } else {
        224.0 * (1_u32 << (depth - 8)) as f32
    };
    (0..1_u32 << depth)
        .map(|number| (number as f32 - middle) / whole)
        .collect()
}

fn looked_up(table: &[f32], number: u16) -> f32 {
    table.get(usize::from(number)).copied().unwrap_or(1.0)
}

/// The row that lies next to `half` when each of `count` stands for two: on which side of its middle
/// `whole` is.
fn neighbour(whole: usize, count: usize) -> (usize, usize) {
    let near = (whole / 2).min(count.saturating_sub(1));
    let far = if whole.is_multiple_of(2) {
        near.saturating_sub(1)
    } else {
        (near + 1).min(count.saturating_sub(1))
    };
    (near, far)
}

/// The differences of one row of pixels, evenly between those that there are.
fn spread(frame: &Frame, plane: usize, y: usize, table: &[f32]) -> Vec<f32> {
    let (beside, below) = frame.halved();
    let read = |y: usize| frame.row(plane, y).map(|number| looked_up(table, number));
    let row: Vec<f32> = if below {
        let (near, far) = neighbour(y, frame.height().div_ceil(2));
        let pairs = read(near).zip(read(far));
        pairs.map(|(near, far)| 0.75 * near + 0.25 * far).collect()
    } else {
        read(y).collect()
    };
    if !beside {
        return row;
    }
    let at = |x: usize| row.get(x).copied().unwrap_or_default();
    (0..frame.width())
        .map(|x| {
            let (near, far) = neighbour(x, row.len());
            0.75 * at(near) + 0.25 * at(far)
        })
        .collect()
}

fn byte(light: f32) -> u8 {
    // A number that is too large or too small becomes the nearest byte.
    (light * 255.0 + 0.5) as u8
}

/// What each of 4,096 steps of absolute light, as SMPTE ST 2084 has it, is on a screen: the same up to
/// half the light of white paper, which is 203 candela per square metre; from there on ever less.
pub(super) fn tones_of_absolute() -> Vec<u8> {
    let (m1, m2) = (2_610.0 / 16_384.0, 2_523.0 / 32.0);
    let (c1, c2, c3) = (3_424.0 / 4_096.0, 2_413.0 / 128.0, 2_392.0 / 128.0);
    let tone = |step: u16| {
        let power = (f32::from(step) / f32::from(TONES - 1)).powf(1.0 / m2);
        let light = ((power - c1).max(0.0) / (c2 - c3 * power)).powf(1.0 / m1);
        let light = light * 10_000.0 / 203.0;
        let shown = if light <= 0.5 {
            light
        } else {
            1.0 - 0.5 * (-(light - 0.5) / 0.5).exp()
        };
        byte(if shown <= 0.003_130_8 {
            12.92 * shown
        } else {
            1.055 * shown.powf(1.0 / 2.4) - 0.055
        })
    };
    (0..TONES).map(tone).collect()
}

/// How many steps [`tones_of_absolute`] has.
const TONES: u16 = 4_096;

/// The byte for a light, by `tones` where there are some.
fn shown(light: f32, tones: Option<&[u8]>) -> u8 {
    tones.map_or_else(
        || byte(light),
        |tones| {
            let step = (light.clamp(0.0, 1.0) * f32::from(TONES - 1)).round() as usize;
            tones.get(step).copied().unwrap_or(u8::MAX)
        },
    )
}

/// Calls `put` with each row of the picture as red, green and blue, from above.
pub(super) fn rgb(
    frame: &Frame,
    colours: Colours,
    tones: Option<&[u8]>,
    mut put: impl FnMut(usize, &[u8]),
) -> Result<(), Problem> {
    let lights = lights(frame.depth, colours.full);
    let mut row = Vec::with_capacity(frame.width() * 3);
    if frame.is_grey() {
        for y in 0..frame.height() {
            row.clear();
            let greys = frame.row(0, y).map(|number| looked_up(&lights, number));
            row.extend(greys.flat_map(|light| [shown(light, tones); 3]));
            put(y, &row);
        }
        return Ok(());
    }
    let matrix = Matrix::of(colours)?;
    let table = match matrix {
        Matrix::Identity if frame.halved() != (false, false) => return Err(Problem::Unreadable),
        Matrix::Identity => lights.clone(),
        _ => differences(frame.depth, colours.full),
    };
    for y in 0..frame.height() {
        row.clear();
        let first = spread(frame, 1, y, &table);
        let second = spread(frame, 2, y, &table);
        let light = frame.row(0, y).map(|number| looked_up(&lights, number));
        let pixels = light.zip(first.into_iter().zip(second));
        row.extend(pixels.flat_map(|(light, (first, second))| {
            let pixel = matrix.rgb(light, first, second);
            pixel.map(|light| shown(light, tones))
        }));
        put(y, &row);
    }
    Ok(())
}

/// How much of each pixel of a row cannot be seen through, 0 to 255.
pub(super) fn alpha(frame: &Frame, y: usize, lights: &[f32]) -> Vec<u8> {
    let row = frame.row(0, y);
    row.map(|number| byte(looked_up(lights, number))).collect()
}

/// What the numbers of a picture of how much can be seen through stand for.
pub(super) fn alpha_lights(frame: &Frame) -> Vec<f32> {
    lights(frame.depth, frame.is_full())
}

/// One pixel of 8 bits, for tests of what numbers mean.
#[cfg(test)]
pub(super) fn of_one(
    colours: Colours,
    light: f32,
    (first, second): (f32, f32),
) -> Result<[u8; 3], Problem> {
    let at = |table: Vec<f32>, number: f32| looked_up(&table, number as u16);
    let (lights, table) = (lights(8, colours.full), differences(8, colours.full));
    let pixel = Matrix::of(colours)?.rgb(
        at(lights, light),
        at(table.clone(), first),
        at(table, second),
    );
    Ok(pixel.map(byte))
}
