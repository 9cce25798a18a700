//! Accounts over HTTP: what must work, and what must not.

mod answers;
mod cookies;
mod forms;
mod guessing;
mod limits;
mod privileges;
mod program_limits;
mod program_pages;
mod programs;
mod sessions;
mod tokens;
