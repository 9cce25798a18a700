//! Romanising the pages of places and agents.

use super::pages::{Romanise, of_division, of_line, of_place};
use domain::{
    AgentPage, ComparedHome, HomePage, NearStation, PlaceFigures, PlaceKind, PlacePage,
    ProvinceCities,
    agents::{AgentProfile, dashboard::Dashboard},
};

/// How places of a kind are romanised.
fn of_kind(kind: PlaceKind) -> fn(&mut String) {
    match kind {
        PlaceKind::City | PlaceKind::District => of_division,
        PlaceKind::BusinessDistrict | PlaceKind::Estate => of_place,
    }
}

fn figures(places: &mut [PlaceFigures], say: fn(&mut String)) {
    for figures in places {
        say(&mut figures.place.name);
    }
}

impl Romanise for PlacePage {
    fn romanise(&mut self) {
        let say = of_kind(self.kind);
        say(&mut self.place.name);
        for (kind, place) in &mut self.within {
            of_kind(*kind)(&mut place.name);
        }
        of_division(&mut self.city.name);
        self.newest.romanise();
        if let Some(kind) = self.parts_kind {
            figures(&mut self.parts, of_kind(kind));
        }
        figures(&mut self.neighbours, say);
    }
}

impl Romanise for AgentPage {
    fn romanise(&mut self) {
        self.listings.romanise();
        for (estate, _) in &mut self.estates {
            of_place(&mut estate.name);
        }
    }
}

impl Romanise for AgentProfile {
    fn romanise(&mut self) {
        for estate in &mut self.estates {
            of_place(&mut estate.name);
        }
    }
}

impl Romanise for Dashboard {
    fn romanise(&mut self) {
        for district in &mut self.districts {
            of_division(&mut district.district.name);
        }
    }
}

impl Romanise for HomePage {
    fn romanise(&mut self) {
        if let Some(city) = &mut self.city {
            of_division(&mut city.name);
        }
        figures(&mut self.cities, of_division);
        self.newest.romanise();
        figures(&mut self.districts, of_division);
    }
}

impl Romanise for ComparedHome {
    fn romanise(&mut self) {
        if let Self::Shown(home) = self {
            home.card.romanise();
        }
    }
}

impl Romanise for ProvinceCities {
    fn romanise(&mut self) {
        of_division(&mut self.province.name);
        figures(&mut self.cities, of_division);
    }
}

impl Romanise for NearStation {
    fn romanise(&mut self) {
        of_place(&mut self.name);
        for line in &mut self.lines {
            of_line(&mut line.name);
        }
    }
}
