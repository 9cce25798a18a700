//! The fields of an entry, by the kind of its dictionary.

use crate::{forms::Form, locales::Text};
use domain::moderation::{
    DictionaryKind,
    dictionary::{EntryForm, INTRO_MAX, NAME_MAX, TAG_MAX},
};
use leptos::prelude::*;
use ui::{AreaField, CheckField, TextField};

/// The fields of an entry that says what `entry` says; `new` for one that is to be made.
pub(super) fn fields(
    text: &'static Text,
    form: Form,
    kind: DictionaryKind,
    entry: &EntryForm,
    new: bool,
) -> AnyView {
    let (words, labels) = (text.dictionary(), text.form());
    let division = kind == DictionaryKind::Divisions;
    let most = if kind == DictionaryKind::Tags {
        TAG_MAX
    } else {
        NAME_MAX
    };
    let code = (division && new).then(|| {
        view! {
            <TextField
                id=form.id("code")
                name="form[code]"
                label=words.code
                value=form.value("code", &entry.code)
                hint=words.code_hint
                problem=form.problem("code")
                maxlength=6
            />
        }
    });
    let lies_in = (kind.lies_somewhere() && (new || !division)).then(|| {
        let hint = if division {
            words.province_hint
        } else {
            words.division_hint
        };
        view! {
            <TextField
                id=form.id("division")
                name="form[division]"
                label=labels.label_of("division")
                value=form.value("division", &entry.division)
                hint=hint
                problem=form.problem("division")
                optional=division
                maxlength=6
            />
        }
    });
    let of_estates = (kind == DictionaryKind::Estates).then(|| {
        view! {
            <TextField
                id=form.id("business_district")
                name="form[business_district]"
                label=labels.label_of("business_district")
                value=form.value("business_district", &entry.business_district)
                problem=form.problem("business_district")
                optional=true
                maxlength=12
            />
            <TextField
                id=form.id("hot")
                name="form[hot]"
                label=labels.label_of("hot")
                value=form.value("hot", &entry.hot)
                problem=form.problem("hot")
                optional=true
                maxlength=7
            />
            <AreaField
                id=form.id("intro")
                name="form[intro]"
                label=labels.label_of("intro")
                value=form.value("intro", &entry.intro)
                problem=form.problem("intro")
                maxlength=INTRO_MAX as u32
            />
        }
    });
    let point = kind.lies_somewhere().then(|| {
        view! {
            <TextField
                id=form.id("lon")
                name="form[lon]"
                label=labels.label_of("lon")
                value=form.value("lon", &entry.lon)
                problem=form.problem("lon")
                optional=!division
                maxlength=12
            />
            <TextField
                id=form.id("lat")
                name="form[lat]"
                label=labels.label_of("lat")
                value=form.value("lat", &entry.lat)
                problem=form.problem("lat")
                optional=!division
                maxlength=12
            />
        }
    });
    let hot = division.then(|| {
        view! {
            <CheckField
                name="form[hot]"
                label=words.is_hot
                checked=form.ticked("hot", entry.hot == "true")
            />
        }
    });
    view! {
        {code}
        <TextField
            id=form.id("name")
            name="form[name]"
            label=labels.label_of("name")
            value=form.value("name", &entry.name)
            problem=form.problem("name")
            maxlength=most as u32
        />
        {lies_in}
        {of_estates}
        {point}
        {hot}
    }
    .into_any()
}
