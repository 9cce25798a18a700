//! The server of Zufang: settings, command line, HTTP. The binary `zufang` is [`cli::run`].

pub mod cli;
mod endpoint;
pub mod http;
mod logs;
pub mod outside;
mod rest;
pub mod settings;
mod startup;
