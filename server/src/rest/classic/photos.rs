//! Photos that are uploaded before their home is.

use super::{answer, asked::Asked};
use crate::endpoint::{Endpoint, post};
use axum::{
    body::Bytes,
    extract::{FromRequest, Multipart, Request},
    http::{HeaderMap, StatusCode, header::CONTENT_LENGTH},
    response::Response,
};
use futures::stream;
use serde::Serialize;
use services::Error;
use std::convert::Infallible;

/// The photo was taken.
const TAKEN: u32 = 300_001;
/// There was none, it is too large, or it is no picture.
const NOT_TAKEN: u32 = 300_002;
/// The largest photo, in bytes: 2.5 MiB, which is too large itself.
const PHOTO_MAX: usize = 5 << 19;
/// What a form has beside its photo, in bytes.
const FORM_MAX: usize = 16 * 1024;

#[derive(Serialize)]
struct Outcome {
    code: u32,
    message: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    photoid: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// What a form brought.
pub(super) enum Sent {
    /// A file of less than 2.5 MiB.
    Picture(Bytes),
    /// No file, or less than all of it.
    Nothing,
    /// A file that is too large.
    TooLarge,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![post("/api/photos/", upload).counting_itself()]
}

/// The picture in the field `mainphoto` or `photo` of a form.
pub(super) async fn picture(request: Request) -> Sent {
    if length(request.headers()).is_some_and(|length| length > PHOTO_MAX + FORM_MAX) {
        return Sent::TooLarge;
    }
    let Ok(mut form) = Multipart::from_request(request, &()).await else {
        return Sent::Nothing;
    };
    loop {
        match form.next_field().await {
            Ok(Some(mut part)) if matches!(part.name(), Some("mainphoto" | "photo")) => {
                let mut bytes = Vec::new();
                loop {
                    match part.chunk().await {
                        Ok(Some(chunk)) if bytes.len() + chunk.len() >= PHOTO_MAX => {
                            return Sent::TooLarge;
                        }
                        Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
                        Ok(None) if bytes.is_empty() => return Sent::Nothing,
                        Ok(None) => return Sent::Picture(bytes.into()),
                        Err(_) => return Sent::Nothing,
                    }
                }
            }
            Ok(Some(_)) => {}
            Ok(None) | Err(_) => return Sent::Nothing,
        }
    }
}

/// `POST /api/photos/`
async fn upload(asked: Asked, request: Request) -> Response {
    if let Err(error) = asked.services.may_offer(&asked.caller) {
        return asked.refused(error);
    }
    let bytes = match picture(request).await {
        Sent::Picture(bytes) => bytes,
        Sent::Nothing => return refused("请选择要上传的图片"),
        Sent::TooLarge => return refused("图片大小不能超过2.5M"),
    };
    let body = stream::iter([Ok::<_, Infallible>(bytes)]);
    match asked.services.take_loose_photo(&asked.caller, body).await {
        Ok((id, key)) => answer::json(
            StatusCode::OK,
            &Outcome {
                code: TAKEN,
                message: "图片上传成功",
                photoid: Some(id),
                url: Some(key.map_or_else(String::new, |key| {
                    [asked.origin.as_str(), "/photos/", &key].concat()
                })),
            },
        ),
        Err(Error::Invalid(_)) => refused("不是能识别的图片"),
        Err(error) => asked.refused(error),
    }
}

fn refused(message: &'static str) -> Response {
    let outcome = Outcome {
        code: NOT_TAKEN,
        message,
        photoid: None,
        url: None,
    };
    answer::json(StatusCode::OK, &outcome)
}

fn length(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
