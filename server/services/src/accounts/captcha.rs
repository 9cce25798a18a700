//! The picture with letters that tells people from programs (验证码图片), and a sum in words for who
//! cannot see it. Nothing is stored until it is answered: the token is sealed.

use super::{Caller, keys};
use crate::{Error, Result, Services};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use captcha_rs::CaptchaBuilder;
use chrono::TimeDelta;
use domain::account::Captcha;
use rand::Rng;

/// For how long an answer is taken.
const GOOD_FOR: TimeDelta = TimeDelta::minutes(10);
/// Letters in the picture.
const LETTERS: usize = 5;
/// Size of the picture, in pixels.
const SIZE: (u32, u32) = (180, 60);
const ZH: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const EN: [&str; 10] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
];

impl Services {
    /// A captcha to be answered with the letters of its picture, or the sum of its question.
    pub async fn captcha(&self, _caller: &Caller) -> Result<Captcha> {
        let (letters, image) = tokio::task::spawn_blocking(|| {
            let drawn = CaptchaBuilder::new()
                .length(LETTERS)
                .width(SIZE.0)
                .height(SIZE.1)
                .complexity(4)
                .build();
            (drawn.text.clone(), drawn.to_base64())
        })
        .await
        .map_err(Error::internal)?;
        let (a, b) = {
            let mut random = rand::rng();
            (
                random.random_range(2..10_usize),
                random.random_range(2..10_usize),
            )
        };
        let until = (self.clock().now() + GOOD_FOR).timestamp().to_string();
        let name = keys::random_text::<9>();
        let key = self.0.accounts.settings.keys.newest();
        let by_letters = key.seal("captcha", &[&until, &name, &letters.to_lowercase()]);
        let by_sum = key.seal("captcha", &[&until, &name, &(a + b).to_string()]);
        Ok(Captcha {
            token: [until.as_str(), &name, &key.kid, &by_letters, &by_sum].join("."),
            image,
            question_zh: format!("{}加{}等于几？（写数字）", ZH[a], ZH[b]),
            question_en: format!("What is {} plus {}? (in digits)", EN[a], EN[b]),
        })
    }

    /// A captcha by its picture alone, as PNG, and its token.
    pub async fn captcha_png(&self, caller: &Caller) -> Result<(String, Vec<u8>)> {
        let Captcha { token, image, .. } = self.captcha(caller).await?;
        let png = tokio::task::spawn_blocking(move || png_of(&image)).await;
        let png = png.map_err(Error::internal)?;
        Ok((token, png.map_err(Error::internal)?))
    }

    /// Makes sure that a captcha is answered, once, in time and rightly.
    pub(crate) async fn check_captcha(&self, token: &str, answer: &str) -> Result<()> {
        let answer = answer.trim().to_lowercase();
        if answer.is_empty() {
            return Err(Error::field("captcha", "captcha_missing"));
        }
        if self.is_answered(token, &answer).await.unwrap_or(false) {
            Ok(())
        } else {
            Err(Error::field("captcha", "captcha_wrong"))
        }
    }

    async fn is_answered(&self, token: &str, answer: &str) -> Option<bool> {
        let mut parts = token.split('.');
        let (until, name, kid) = (parts.next()?, parts.next()?, parts.next()?);
        let now = self.clock().now();
        let key = self.0.accounts.settings.keys.find(kid)?;
        let right = parts.any(|seal| key.sealed("captcha", &[until, name, answer], seal));
        if until.parse::<i64>().ok()? < now.timestamp() {
            return Some(false);
        }
        // Wrong or right, it is used up.
        let used = ["captcha:", name].concat();
        let tries = self.0.accounts.counters.add(&used, 1, GOOD_FOR, now).await;
        Some(right && tries == 1)
    }
}

/// The picture of a data address as PNG.
fn png_of(data: &str) -> std::result::Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let coded = data.rsplit_once(',').map_or(data, |(_, coded)| coded);
    let picture = image::load_from_memory(&BASE64.decode(coded)?)?;
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png)?;
    Ok(png.into_inner())
}
