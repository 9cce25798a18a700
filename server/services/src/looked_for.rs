//! What somebody types to find something in a list.

/// The longest text that is looked for, in characters: longer than any name, and short enough for every
/// database's patterns.
const MOST: usize = 100;

/// `typed` as it is looked for: without what nobody types, and no longer than anything has a name.
pub(crate) fn looked_for(typed: &str) -> String {
    let said = typed.chars().filter(|c| !c.is_control());
    let cut: String = said.take(MOST).collect();
    cut.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_is_short_and_can_be_typed() {
        assert_eq!(looked_for(" 望京\0花园\n "), "望京花园");
        assert_eq!(looked_for(&"房".repeat(10_000)).chars().count(), 100);
        assert_eq!(looked_for("%_'\"\\"), "%_'\"\\");
    }
}
