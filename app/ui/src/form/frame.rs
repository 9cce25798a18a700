use super::Problem;
use leptos::{oco::Oco, prelude::*};

/// What surrounds an input: label above, hint and problem below.
pub(super) fn frame(
    id: &str,
    label: Oco<'static, str>,
    hint: Option<Oco<'static, str>>,
    problem: Problem,
    input: AnyView,
) -> AnyView {
    let id = id.to_owned();
    let hint_id = hint_id(&id);
    let problem_id = problem_id(&id);
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {input}
            {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            <p class="field-problem" id=problem_id>
                {move || problem.get()}
            </p>
        </div>
    }
    .into_any()
}

/// The ids of what describes the input `id`. The problem is named also while there is none: it is
/// empty then, and says nothing.
pub(super) fn described_by(id: &str, hint: bool) -> String {
    if hint {
        [&hint_id(id), " ", &problem_id(id)].concat()
    } else {
        problem_id(id)
    }
}

/// The value of `aria-invalid`.
pub(super) fn invalid(problem: Problem) -> impl Fn() -> Option<&'static str> + Copy {
    move || problem.get().map(|_| "true")
}

fn hint_id(id: &str) -> String {
    [id, "-hint"].concat()
}

fn problem_id(id: &str) -> String {
    [id, "-problem"].concat()
}
