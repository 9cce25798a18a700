//! Answers every request with the bytes of one file: what HTTP alone costs on this machine.
//!
//! `bare-server ADDRESS FILE CONTENT-TYPE`

use anyhow::Context;
use axum::{Router, body::Bytes, http::header::CONTENT_TYPE};
use std::net::SocketAddr;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut argument = |name| {
        arguments
            .next()
            .with_context(|| format!("{name} is missing: bare-server ADDRESS FILE CONTENT-TYPE"))
    };
    let address: SocketAddr = argument("ADDRESS")?.parse().context("ADDRESS")?;
    let file = argument("FILE")?;
    let content_type = argument("CONTENT-TYPE")?;

    let body = Bytes::from(std::fs::read(&file).with_context(|| file.clone())?);
    let answer = move || async move { ([(CONTENT_TYPE, content_type)], body) };
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, Router::new().fallback(answer)).await?;
    Ok(())
}
