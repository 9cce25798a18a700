//! Numbers as people write them: `5000`, `5,000`, `1.2万`, `8千`, `3k`, `三千五`, `两三千`.

use super::text::Plain;

/// A number in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its value; of two neighbouring digits with one multiplier (两三千), the lower.
    pub value: f64,
    /// The upper of two neighbouring digits.
    pub upper: Option<f64>,
    /// What it was multiplied by when it was written with 千, 万, k or the like.
    pub multiplier: Option<f64>,
    /// Where it ends.
    pub end: usize,
}

/// Words after which a digit counts rooms, not hundreds: 8千2居 is 8,000 and two rooms.
const COUNTED: [char; 9] = ['居', '室', '房', '厅', '卫', '卧', '间', '个', '人'];

/// The number at `at`.
pub fn number(text: &Plain, at: usize) -> Option<Number> {
    if text.is_digit(at) {
        arabic(text, at)
    } else {
        chinese(text, at)
    }
}

/// A digit from one to nine at `at`, Arabic or Chinese, that is not part of a longer number.
pub fn lone_digit(text: &Plain, at: usize) -> Option<u8> {
    let c = text.at(at)?;
    if c.is_ascii_digit() {
        let longer = text.is_digit(at + 1)
            || (text.at(at + 1) == Some('.') && text.is_digit(at + 2))
            || text.before(at).is_some_and(|c| c.is_ascii_digit());
        return c
            .to_digit(10)
            .and_then(|digit| u8::try_from(digit).ok())
            .filter(|_| !longer);
    }
    digit(c)
}

fn digit(c: char) -> Option<u8> {
    Some(match c {
        '一' => 1,
        '二' | '两' | '俩' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn multiplier(c: char) -> Option<f64> {
    Some(match c {
        '十' => 10.0,
        '百' => 100.0,
        '千' => 1_000.0,
        '万' => 10_000.0,
        _ => return None,
    })
}

fn arabic(text: &Plain, at: usize) -> Option<Number> {
    let mut digits = String::new();
    let mut end = at;
    loop {
        match text.at(end) {
            Some(c) if c.is_ascii_digit() => digits.push(c),
            // 5,000 is one number; 5,6 are two.
            Some(',') if (1..=3).contains(&digits.len()) && is_group(text, end + 1) => {}
            Some('.') if !digits.contains('.') && text.is_digit(end + 1) => digits.push('.'),
            _ => break,
        }
        end += 1;
    }
    if digits.len() > 9 {
        return None;
    }
    let value: f64 = digits.parse().ok()?;
    // The letters of a code are no amount: kf2w.
    let alone =
        !text.before(at).is_some_and(|c| c.is_ascii_alphabetic()) && !text.is_letter(end + 1);
    let (multiplier, letter) = match text.at(end) {
        Some('k') if alone => (1_000.0, true),
        Some('w') if alone => (10_000.0, true),
        Some('千') => (1_000.0, false),
        Some('万') => (10_000.0, false),
        Some('百') => (100.0, false),
        _ => {
            return Some(Number {
                value,
                upper: None,
                multiplier: None,
                end,
            });
        }
    };
    end += 1;
    let mut value = value * multiplier;
    if !letter && let Some(digit) = trailing(text, end) {
        value += f64::from(digit) * multiplier / 10.0;
        end += 1;
        // 1万2千.
        if text.at(end) == Some('千') && multiplier > 1_000.0 {
            end += 1;
        }
    }
    Some(Number {
        value,
        upper: None,
        multiplier: Some(multiplier),
        end,
    })
}

fn is_group(text: &Plain, at: usize) -> bool {
    (at..at + 3).all(|at| text.is_digit(at)) && !text.is_digit(at + 3)
}

/// The digit behind a multiplier that stands for the next lower one (三千五 is 3,500).
fn trailing(text: &Plain, at: usize) -> Option<u8> {
    let digit = lone_digit(text, at)?;
    let next = text.skip_spaces(at + 1);
    let counted = text.at(next).is_some_and(|c| COUNTED.contains(&c))
        || text.is_letter(at + 1)
        || matches!(text.at(at + 1), Some('-' | '~'))
        || text
            .at(at + 1)
            .is_some_and(|c| c.is_ascii_digit() || lone_digit(text, at + 1).is_some());
    (!counted).then_some(digit)
}

fn chinese(text: &Plain, at: usize) -> Option<Number> {
    let first = text.at(at)?;
    if let (Some(low), Some(high), Some(times)) = (
        digit(first),
        text.at(at + 1).and_then(digit),
        text.at(at + 2).and_then(multiplier),
    ) && high == low + 1
    {
        return Some(Number {
            value: f64::from(low) * times,
            upper: Some(f64::from(high) * times),
            multiplier: Some(times),
            end: at + 3,
        });
    }
    let mut value = 0.0;
    let mut last: Option<f64> = None;
    let mut zero = false;
    let mut end = at;
    if first == '十' {
        value = 10.0;
        last = Some(10.0);
        end += 1;
    }
    while let Some(c) = text.at(end) {
        if matches!(c, '零' | '〇') && last.is_some() && !zero {
            zero = true;
            end += 1;
            continue;
        }
        let Some(digit) = digit(c) else { break };
        let times = text.at(end + 1).and_then(multiplier);
        match times.filter(|times| last.is_none_or(|last| *times < last)) {
            Some(times) => {
                value += f64::from(digit) * times;
                last = Some(times);
                zero = false;
                end += 2;
            }
            None => {
                let lower = match last {
                    None => Some(1.0),
                    Some(_) if zero => Some(1.0),
                    Some(last) if last > 10.0 => trailing(text, end).map(|_| last / 10.0),
                    Some(last) => Some(last / 10.0),
                };
                if let Some(lower) = lower {
                    value += f64::from(digit) * lower;
                    end += 1;
                }
                break;
            }
        }
    }
    (end > at).then_some(Number {
        value,
        upper: None,
        multiplier: last.filter(|last| *last >= 100.0 || value >= 1_000.0),
        end,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Segmenter;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let segmenter = Segmenter::new([]);
        for (text, value, upper, length) in [
            ("5000以内", 5_000.0, None, 4),
            ("5,000", 5_000.0, None, 5),
            ("５０００", 5_000.0, None, 4),
            ("8千", 8_000.0, None, 2),
            ("1.2万", 12_000.0, None, 4),
            ("1万2", 12_000.0, None, 3),
            ("3K", 3_000.0, None, 2),
            ("三千", 3_000.0, None, 2),
            ("三千五", 3_500.0, None, 3),
            ("两千五百", 2_500.0, None, 4),
            ("一万二", 12_000.0, None, 3),
            ("一千零五十", 1_050.0, None, 5),
            ("三十五", 35.0, None, 3),
            ("十", 10.0, None, 1),
            ("两三千", 2_000.0, Some(3_000.0), 3),
            ("8千2居", 8_000.0, None, 2),
            ("三千两居", 3_000.0, None, 2),
            ("八", 8.0, None, 1),
        ] {
            let plain = Plain::new(text, &segmenter);
            let found = number(&plain, 0).map(|it| (it.value, it.upper, it.end));
            assert_eq!(found, Some((value, upper, length)), "{text}");
        }
        for text in ["百子湾", "千禧", "万达", "k", "", "１２３４５６７８９０"] {
            assert_eq!(number(&Plain::new(text, &segmenter), 0), None, "{text}");
        }
    }
}
