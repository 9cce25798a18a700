//! The values of filters that have few, each with a bitmap of its rows.

use crate::bits::Bitmap;
use domain::{
    Decoration, FloorBand, ListingCard, Orientation, PaymentTerms, Range, RentMode, Rooms,
};

/// The rent bands of the facet, in CNY per month. Both ends are included, as in the filter, and the
/// bands neither overlap nor leave a gap, so that a band counts what choosing it shows.
pub const RENT_BANDS: [Range; 8] = [
    band(None, Some(999)),
    band(Some(1_000), Some(1_499)),
    band(Some(1_500), Some(2_499)),
    band(Some(2_500), Some(3_999)),
    band(Some(4_000), Some(5_999)),
    band(Some(6_000), Some(7_999)),
    band(Some(8_000), Some(11_999)),
    band(Some(12_000), None),
];

const fn band(min: Option<u32>, max: Option<u32>) -> Range {
    Range { min, max }
}

/// Numbers of rooms that are told apart: 0 to 4, and five and more.
pub const ROOMS: usize = Rooms::MANY as usize + 1;

/// The rows of every value.
#[derive(Clone, Debug, Default)]
pub struct Values {
    pub rooms: [Bitmap; ROOMS],
    pub modes: [Bitmap; RentMode::ALL.len()],
    pub orientations: [Bitmap; Orientation::ALL.len()],
    pub floors: [Bitmap; FloorBand::ALL.len()],
    pub decorations: [Bitmap; Decoration::ALL.len()],
    pub payments: [Bitmap; PaymentTerms::ALL.len()],
    pub rent_bands: [Bitmap; RENT_BANDS.len()],
    pub lift: Bitmap,
    pub subway: Bitmap,
    pub no_fee: Bitmap,
}

impl Values {
    /// Puts `row`, whose card is `card`, into the bitmaps of its values.
    pub fn insert(&mut self, row: u32, card: &ListingCard) {
        fn put(bitmaps: &mut [Bitmap], value: usize, row: u32) {
            if let Some(bitmap) = bitmaps.get_mut(value) {
                bitmap.insert(row);
            }
        }
        if let Some(rooms) = card.layout.rooms {
            put(&mut self.rooms, Rooms::of(rooms).get().into(), row);
        }
        put(&mut self.modes, card.mode as usize, row);
        for orientation in card.orientation.iter() {
            put(&mut self.orientations, orientation as usize, row);
        }
        if let Some(band) = card.floor.band {
            put(&mut self.floors, band as usize, row);
        }
        if let Some(decoration) = card.decoration {
            put(&mut self.decorations, decoration as usize, row);
        }
        if let Some(payment) = card.payment {
            put(&mut self.payments, payment as usize, row);
        }
        let band = RENT_BANDS.iter().position(|band| band.contains(card.rent));
        put(&mut self.rent_bands, band.unwrap_or(usize::MAX), row);
        for (holds, bitmap) in [
            (card.lift == Some(true), &mut self.lift),
            (card.near_subway, &mut self.subway),
            (card.agent_fee == Some(false), &mut self.no_fee),
        ] {
            if holds {
                bitmap.insert(row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rent_lies_in_exactly_one_band() {
        for rent in (0..15_000).chain([u32::MAX]) {
            let bands = RENT_BANDS.iter().filter(|band| band.contains(rent));
            assert_eq!(bands.count(), 1, "{rent}");
        }
    }
}
