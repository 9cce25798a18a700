//! Many rows in few statements.

/// SQLite's limit of bound values in a statement; PostgreSQL's is twice that.
const MAX_BINDS: usize = 32_766;

/// Rows per statement, largest first. A handful of sizes, so that a connection prepares a handful
/// of statements and uses them again for every batch.
const SHAPES: [usize; 6] = [1024, 256, 64, 16, 4, 1];

/// Cuts `rows` into pieces of the largest shapes in which `columns` values per row can be bound.
pub(crate) fn shapes<T>(mut rows: &[T], columns: usize) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let size = SHAPES
            .into_iter()
            .find(|size| *size <= rows.len() && size * columns <= MAX_BINDS)?;
        let (piece, rest) = rows.split_at(size);
        rows = rest;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_have_few_sizes_keep_the_order_and_stay_within_the_limit() {
        let rows: Vec<usize> = (0..1_337).collect();
        for columns in [1, 37, 40] {
            let pieces: Vec<&[usize]> = shapes(&rows, columns).collect();
            assert_eq!(pieces.concat(), rows);
            assert!(
                pieces
                    .iter()
                    .all(|piece| piece.len() * columns <= MAX_BINDS)
            );
            assert!(pieces.iter().all(|piece| SHAPES.contains(&piece.len())));
        }
        assert_eq!(shapes(&rows[..0], 3).count(), 0);
    }
}
