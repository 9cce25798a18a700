//! Cutting Chinese text into words.

use super::{
    facts,
    normal::{is_han, normal},
};
use jieba_rs::Jieba;

/// The frequency given to names: high enough that a name stays whole against the words it is made
/// of, low enough that it does not tear a longer word apart.
const NAME_FREQUENCY: usize = 200;
/// The frequency given to the words for facts, which are short and must win against names.
const FACT_FREQUENCY: usize = 50_000;

/// Cuts texts and searches in the same way.
pub struct Segmenter {
    jieba: Jieba,
}

impl Segmenter {
    /// A segmenter that knows `names` besides the dictionary.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let mut jieba = Jieba::new();
        for name in names {
            for word in normal(&name).split_whitespace() {
                if word.chars().count() > 1 && !jieba.has_word(word) {
                    jieba.add_word(word, Some(NAME_FREQUENCY), None);
                }
            }
        }
        for word in facts::vocabulary() {
            jieba.add_word(&word, Some(FACT_FREQUENCY), None);
        }
        Self { jieba }
    }

    /// Gives `word` every word of a text, the words within longer words too, and the pairs of
    /// neighbouring characters that belong to no word, so that a name the dictionary lacks is found.
    /// A word may come several times.
    pub fn text_words(&self, text: &str, mut word: impl FnMut(&str)) {
        let text = normal(text);
        let mut lone: Option<(usize, usize)> = None;
        for token in self.jieba.cut_for_search(&text, false) {
            if token.word.trim().is_empty() {
                lone = None;
                continue;
            }
            word(token.word);
            if !is_lone(token.word) {
                lone = None;
                continue;
            }
            if let Some((start, end)) = lone
                && end == token.byte_start
                && let Some(pair) = text.get(start..token.byte_end)
            {
                word(pair);
            }
            lone = Some((token.byte_start, token.byte_end));
        }
    }

    /// The words that `text`, in normal spelling, is cut into, spaces and signs among them.
    pub fn words<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        self.jieba
            .cut(text, false)
            .into_iter()
            .map(|token| token.word)
    }

    /// The words of a search. Neighbouring characters that belong to no word make one word together.
    pub fn query_words(&self, text: &str) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        let mut lone = false;
        for token in self.jieba.cut(&normal(text), false) {
            if token.word.trim().is_empty() {
                lone = false;
                continue;
            }
            match words.last_mut() {
                Some(last) if lone && is_lone(token.word) => last.push_str(token.word),
                _ => words.push(token.word.to_owned()),
            }
            lone = is_lone(token.word);
        }
        words
    }
}

/// Whether `word` is a single Chinese character.
fn is_lone(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(is_han) && characters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_facts_stay_whole() {
        let names = ["望京西园", "回龙观"].map(str::to_owned);
        let segmenter = Segmenter::new(names);
        for (text, words) in [
            ("望京 两居", &["望京", "两居"][..]),
            ("望京西园2室1厅", &["望京西园", "2室", "1厅"]),
            ("回龙观近地铁", &["回龙观", "近地铁"]),
            ("wangjing2居", &["wangjing", "2居"]),
            ("阜通", &["阜通"]),
            ("🏠，。！", &[]),
        ] {
            assert_eq!(segmenter.query_words(text), words, "{text}");
        }
    }

    #[test]
    fn a_text_offers_words_within_words_and_pairs_of_lone_characters() {
        let segmenter = Segmenter::new(["望京西园".to_owned()]);
        let mut words = Vec::new();
        segmenter.text_words("望京西园，近阜通", |word| {
            words.push(word.to_owned())
        });
        for word in ["望京西园", "望京", "阜通"] {
            assert!(words.iter().any(|w| w == word), "{word} in {words:?}");
        }
    }
}
