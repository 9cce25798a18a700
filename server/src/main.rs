//! The `zufang` command.

fn main() {}
