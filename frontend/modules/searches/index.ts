// <kept-searches>: the searches that somebody keeps on this device, with what can be done with them; and a form that keeps
// another one.
//
// Attributes: query (of the search that is offered, or empty), name (what to call it), texts (a line for each, in the order of
// `Texts`), account (there where somebody is signed in: what their account has no room for; nothing is drawn when that is
// nothing).

import { KEY, NAME, type Search, named, parse, plain, put, renamed, without } from "./shelf";

/** As `here_texts` of the app writes them. */
const TEXTS = [
  "heading", "about", "some", "label", "save", "show", "rename", "forget", "back", "undo", "empty", "empty_about", "find",
  "missing", "full", "off", "did_save", "did_rename", "did_forget",
] as const;
type Texts = Record<(typeof TEXTS)[number], string>;

class KeptSearches extends HTMLElement {
  #texts = {} as Texts;
  #list: Search[] = [];
  #offered = "";
  #renaming = "";
  /** Nothing can be stored: the list lives as long as the page. */
  #off = false;
  #said = make("p", "here-said");
  #body = make("div", "here-body");
  readonly #changed = ({ key }: StorageEvent) => {
    if (key === null || key === KEY) this.#read();
  };
  /** The account took searches over. The list of the account above was written before that: the page is read anew. */
  readonly #joined = (event: Event) => {
    const before = this.#list.length;
    this.#read();
    if (!this.hasAttribute("account") || this.#list.length >= before) return;
    event.preventDefault();
    location.reload();
  };

  connectedCallback() {
    const words = (this.getAttribute("texts") ?? "").split("\n");
    this.#texts = Object.fromEntries(TEXTS.map((name, at) => [name, words[at] ?? ""])) as Texts;
    this.#offered = plain(this.getAttribute("query") ?? "");
    this.#said.setAttribute("role", "status");
    this.replaceChildren(this.#said, this.#body);
    addEventListener("storage", this.#changed);
    addEventListener("kept-searches", this.#joined);
    this.#read();
  }

  disconnectedCallback() {
    removeEventListener("storage", this.#changed);
    removeEventListener("kept-searches", this.#joined);
  }

  #read() {
    try {
      this.#list = parse(localStorage.getItem(KEY));
    } catch {
      this.#off = true;
    }
    this.#draw();
  }

  /** Keeps `list`, and says what was done, with a way back where there is one. */
  #keep(list: Search[], said: string, back?: Search[]) {
    this.#list = list;
    this.#renaming = "";
    try {
      localStorage.setItem(KEY, JSON.stringify(list));
      this.#off = false;
    } catch {
      this.#off = true;
    }
    this.#draw();
    this.#say(said, back);
  }

  #say(said: string, back?: Search[]) {
    this.#said.replaceChildren(this.#off ? `${said} ${this.#texts.off}` : said);
    if (back) this.#said.append(" ", button("button", this.#texts.undo, () => this.#keep(back, "")));
    // What was pressed is gone with what it stood in.
    this.#said.tabIndex = -1;
    if (said) this.#said.focus();
  }

  #draw() {
    const texts = this.#texts;
    const account = this.hasAttribute("account");
    this.#body.replaceChildren();
    if (account && this.#list.length === 0) return;
    if (account) {
      const heading = make("h2", "");
      heading.textContent = texts.heading;
      const about = make("p", "muted");
      about.textContent = texts.about;
      this.#body.append(heading, about);
    } else if (this.#offered && this.#list.every(({ query }) => query !== this.#offered)) {
      this.#body.append(this.#offer());
    }
    if (this.#list.length === 0) {
      this.#body.append(this.#empty());
      return;
    }
    const list = make("ol", "contact-list");
    list.append(...this.#list.map((search) => (search.query === this.#renaming ? this.#rename(search) : this.#item(search))));
    this.#body.append(list);
  }

  #offer(): HTMLElement {
    const texts = this.#texts;
    const card = make("section", "form-card");
    const heading = make("h2", "");
    heading.textContent = texts.save;
    const results = make("p", "");
    results.append(link("", this.#offered, texts.show));
    const query = this.#offered;
    const form = this.#form("here-new", decoded(this.getAttribute("name") ?? "") || texts.some, texts.save, (name) => {
      const kept = put(this.#list, { name, query, at: new Date().toISOString() });
      if (kept) this.#keep(kept, texts.did_save);
      return kept ? "" : texts.full;
    });
    card.append(heading, results, form);
    return card;
  }

  #item(search: Search): HTMLElement {
    const texts = this.#texts;
    const item = make("li", "contact-item");
    const head = make("p", "contact-head");
    const name = make("strong", "");
    name.textContent = search.name;
    const results = link("", search.query, "");
    results.append(name);
    const since = make("time", "");
    // The day in China, as everywhere.
    since.textContent = new Date(Date.parse(search.at) + 8 * 3_600_000).toISOString().slice(0, 10);
    head.append(results, since);
    const actions = make("div", "row-actions");
    const rename = button("button", texts.rename, () => {
      this.#renaming = search.query;
      this.#draw();
      this.querySelector<HTMLElement>("#here-name")?.focus();
    });
    const forget = button("button", texts.forget, () => this.#keep(without(this.#list, search.query), texts.did_forget, this.#list));
    for (const pressed of [rename, forget]) pressed.setAttribute("aria-label", `${pressed.textContent} ${search.name}`);
    actions.append(link("button", search.query, texts.show), rename, forget);
    item.append(head, actions);
    return item;
  }

  #rename(search: Search): HTMLElement {
    const item = make("li", "contact-item");
    const form = this.#form("here-name", search.name, this.#texts.rename, (name) => {
      this.#keep(renamed(this.#list, search.query, name), this.#texts.did_rename);
      return "";
    });
    form.querySelector(".form-actions")?.append(
      button("button", this.#texts.back, () => {
        this.#renaming = "";
        this.#draw();
      }),
    );
    item.append(form);
    return item;
  }

  /** A form with a name in it. `taken` says what is wrong, or nothing. */
  #form(id: string, value: string, send: string, taken: (name: string) => string): HTMLFormElement {
    const form = make("form", "form");
    form.noValidate = true;
    const field = make("div", "field");
    const label = make("label", "");
    label.htmlFor = id;
    label.textContent = this.#texts.label;
    const input = make("input", "input");
    Object.assign(input, { id, value: named(value), maxLength: NAME, autocomplete: "off" });
    input.setAttribute("aria-describedby", `${id}-problem`);
    const problem = make("p", "field-problem");
    problem.id = `${id}-problem`;
    field.append(label, input, problem);
    const actions = make("div", "form-actions");
    const submit = make("button", "button button-primary");
    submit.textContent = send;
    actions.append(submit);
    form.append(field, actions);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const name = named(input.value);
      problem.textContent = name ? taken(name) : this.#texts.missing;
      if (!problem.textContent) return;
      input.setAttribute("aria-invalid", "true");
      input.focus();
    });
    return form;
  }

  #empty(): HTMLElement {
    const empty = make("div", "empty");
    const title = make("p", "empty-title");
    title.textContent = this.#texts.empty;
    const about = make("p", "");
    about.textContent = this.#texts.empty_about;
    empty.append(title, about, link("button button-primary", "", this.#texts.find));
    return empty;
  }
}

function make<K extends keyof HTMLElementTagNameMap>(tag: K, className: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  return element;
}

function button(className: string, label: string, act: () => void): HTMLButtonElement {
  const element = make("button", className);
  element.type = "button";
  element.textContent = label;
  element.addEventListener("click", act);
  return element;
}

/** A link to the results of a search. */
function link(className: string, query: string, label: string): HTMLAnchorElement {
  const element = make("a", className);
  element.href = query ? `/listings?${query}` : "/listings";
  element.textContent = label;
  return element;
}

/** What an address says behind its `#`. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replace(/^#/, ""));
  } catch {
    return "";
  }
}

customElements.define("kept-searches", KeptSearches);
