//! Ways to draw from a random source.

use rand::Rng;

/// One of `items`, each as likely as its weight says.
pub(super) fn weighted<T: Copy>(rng: &mut impl Rng, items: &[(T, u32)]) -> T {
    let total: u32 = items.iter().map(|(_, weight)| weight).sum();
    let mut left = rng.random_range(0..total.max(1));
    for (item, weight) in items {
        if left < *weight {
            return *item;
        }
        left -= weight;
    }
    items[items.len() - 1].0
}

/// One of `items`, all as likely.
pub(super) fn one<'a, T: ?Sized>(rng: &mut impl Rng, items: &[&'a T]) -> &'a T {
    items[below(rng, items.len())]
}

/// A number below `end`, which is at least 1.
pub(super) fn below(rng: &mut impl Rng, end: usize) -> usize {
    // 32 bits, so that every machine draws alike.
    rng.random_range(0..u32::try_from(end).unwrap_or(u32::MAX)) as usize
}

/// The place in `cumulative`, rising sums of weights, that a draw falls on.
pub(super) fn by_share(rng: &mut impl Rng, cumulative: &[f64]) -> usize {
    let total = cumulative.last().copied().unwrap_or_default();
    let drawn = rng.random::<f64>() * total;
    let place = cumulative.partition_point(|sum| *sum <= drawn);
    place.min(cumulative.len().saturating_sub(1))
}

/// A draw from about a normal distribution around 0 with deviation 1, never beyond 6.
pub(super) fn normal(rng: &mut impl Rng) -> f64 {
    (0..12).map(|_| rng.random::<f64>()).sum::<f64>() - 6.0
}

/// A factor around 1: its logarithm is normal with this deviation.
pub(super) fn factor(rng: &mut impl Rng, deviation: f64) -> f64 {
    (normal(rng) * deviation).exp()
}
