//! Taking over a page from the server piece by piece.
//!
//! Links, forms and popovers of a page work before any code runs, so most of it is in no hurry. To
//! hydrate a page in one go keeps a phone from answering for half a second: the browser compiles
//! each function when it is first called. Pieces are taken over one by one, with a break after each.

use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    html::HtmlElement,
    prelude::*,
    tachys::{
        hydration::Cursor,
        renderer::{
            CastFrom,
            types::{Element, Node},
        },
        view::{
            Mountable, Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr,
            any_view::AnyViewState,
        },
    },
};
use std::{
    cell::RefCell,
    collections::VecDeque,
    mem,
    rc::{Rc, Weak},
    time::Duration,
};

type Draw = Box<dyn FnOnce() -> AnyView + Send>;

/// A piece of a page: one element, which is drawn when its turn comes.
pub struct Later(Draw);

/// The element that `draw` makes, taken over from the server after what stands around it. Wherever
/// there is nothing to take over (on the server, or on a page that the browser draws by itself) it is
/// drawn at once.
pub fn later<E, At, Ch>(
    draw: impl FnOnce() -> View<HtmlElement<E, At, Ch>> + Send + 'static,
) -> Later
where
    View<HtmlElement<E, At, Ch>>: IntoAny,
{
    Later(Box::new(move || draw().into_any()))
}

/// An `element` that is taken over after what stands around it, see [`later`].
pub fn piece<E, At, Ch>(element: View<HtmlElement<E, At, Ch>>) -> Later
where
    View<HtmlElement<E, At, Ch>>: IntoAny + Send + 'static,
{
    later(move || element)
}

/// How far a piece is.
enum Piece {
    /// The server has drawn its element, which waits.
    Waiting {
        element: Element,
        draw: Draw,
        owner: Option<Owner>,
    },
    /// It is part of the running page.
    Taken(AnyViewState),
    /// Between the two.
    Moving,
}

impl Piece {
    fn take_over(&mut self) {
        *self = match mem::replace(self, Self::Moving) {
            Self::Waiting {
                element,
                draw,
                owner,
            } => {
                let hydrate = || {
                    let cursor = Cursor::new(element);
                    draw().hydrate::<true>(&cursor, &PositionState::new(Position::Current))
                };
                Self::Taken(match owner {
                    Some(owner) => owner.with(hydrate),
                    None => hydrate(),
                })
            }
            taken => taken,
        }
    }

    fn mountable(&self) -> Option<&dyn Mountable> {
        match self {
            Self::Waiting { element, .. } => Some(element),
            Self::Taken(state) => Some(state),
            Self::Moving => None,
        }
    }

    fn mountable_mut(&mut self) -> Option<&mut dyn Mountable> {
        match self {
            Self::Waiting { element, .. } => Some(element),
            Self::Taken(state) => Some(state),
            Self::Moving => None,
        }
    }
}

thread_local! {
    /// The pieces that wait, in the order of the page. One that has left the page is gone by then.
    static WAITING: RefCell<VecDeque<Weak<RefCell<Piece>>>> = const { RefCell::new(VecDeque::new()) };
}

/// Takes over the next piece, then those after it, each in a task of its own.
fn take_over_next() {
    let Some(piece) = WAITING.with_borrow_mut(VecDeque::pop_front) else {
        mark_as_running();
        return;
    };
    if let Some(piece) = piece.upgrade() {
        piece.borrow_mut().take_over();
    }
    set_timeout(take_over_next, Duration::ZERO);
}

/// Tests, and the styles of what needs script, wait for this mark.
fn mark_as_running() {
    if let Some(body) = document().body() {
        let _ = body.set_attribute("data-hydrated", "");
    }
}

/// What a [`Later`] has become in the page.
pub struct LaterState(Rc<RefCell<Piece>>);

impl Render for Later {
    type State = LaterState;

    fn build(self) -> LaterState {
        LaterState(Rc::new(RefCell::new(Piece::Taken((self.0)().build()))))
    }

    fn rebuild(self, state: &mut LaterState) {
        let mut piece = state.0.borrow_mut();
        piece.take_over();
        if let Piece::Taken(state) = &mut *piece {
            (self.0)().rebuild(state);
        }
    }
}

impl AddAnyAttr for Later {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, attr: NewAttr) -> Self {
        let attr = attr.into_cloneable_owned();
        Self(Box::new(move || (self.0)().add_any_attr(attr).into_any()))
    }
}

impl RenderHtml for Later {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        (self.0)().to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> LaterState {
        match position.get() {
            Position::FirstChild => cursor.child(),
            Position::Current => {}
            _ => cursor.sibling(),
        }
        let Some(element) = Element::cast_from(cursor.current()) else {
            return LaterState(Rc::new(RefCell::new(Piece::Taken(
                (self.0)().hydrate::<FROM_SERVER>(cursor, &PositionState::new(Position::Current)),
            ))));
        };
        // From here the walk goes on as if the element had been taken over.
        position.set(Position::NextChild);
        let piece = Rc::new(RefCell::new(Piece::Waiting {
            element,
            draw: self.0,
            owner: Owner::current(),
        }));
        WAITING.with_borrow_mut(|waiting| {
            if waiting.is_empty() {
                set_timeout(take_over_next, Duration::ZERO);
            }
            waiting.push_back(Rc::downgrade(&piece));
        });
        LaterState(piece)
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl Mountable for LaterState {
    fn unmount(&mut self) {
        if let Some(piece) = self.0.borrow_mut().mountable_mut() {
            piece.unmount();
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        if let Some(piece) = self.0.borrow_mut().mountable_mut() {
            piece.mount(parent, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0
            .borrow()
            .mountable()
            .is_some_and(|piece| piece.insert_before_this(child))
    }

    fn elements(&self) -> Vec<Element> {
        self.0
            .borrow()
            .mountable()
            .map_or_else(Vec::new, Mountable::elements)
    }
}
