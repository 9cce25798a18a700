// Suggestions under the search box: an editable combobox with a list, after the pattern of the ARIA
// Authoring Practices. <search-box> stands around the input, which works without it: whatever is set
// here is set by script, and the page's own code never touches it.

import { type Suggestion, addressOf } from "./address";
import { optionFor } from "./option";

/** How long typing must rest before suggestions are asked for, in milliseconds. */
const REST = 120;

interface Answer {
  rest: string;
  places: Suggestion[];
}

class SearchBox extends HTMLElement {
  #input: HTMLInputElement | null = null;
  #list = document.createElement("div");
  #status = document.createElement("span");
  #timer = 0;
  /** The request that may still change the list. */
  #request: AbortController | undefined;
  /** The option that Enter chooses; -1 for none. */
  #active = -1;

  connectedCallback() {
    if (this.#input) return;
    const input = this.querySelector<HTMLInputElement>("input[name=q]");
    if (!input) return;
    this.#input = input;
    this.#list.id = "suggestions";
    this.#list.className = "suggestions";
    this.#list.role = "listbox";
    this.#list.ariaLabel = this.getAttribute("list-label");
    this.#list.hidden = true;
    this.#status.className = "hidden";
    this.#status.ariaLive = "polite";
    this.append(this.#list, this.#status);
    input.role = "combobox";
    input.ariaAutoComplete = "list";
    input.ariaExpanded = "false";
    input.setAttribute("aria-controls", this.#list.id);

    input.addEventListener("input", (event) => {
      if (!(event as InputEvent).isComposing) this.#askAfterRest();
    });
    input.addEventListener("compositionend", () => this.#askAfterRest());
    input.addEventListener("keydown", (event) => this.#pressed(event));
    input.form?.addEventListener("submit", () => this.#close());
    this.addEventListener("focusout", () => this.#close());
    // The input keeps the focus, and with it a phone its keyboard, until something is chosen.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => this.#chosen(event));
  }

  disconnectedCallback() {
    this.#close();
  }

  #askAfterRest() {
    this.#giveUp();
    this.#timer = window.setTimeout(() => void this.#ask(), REST);
  }

  async #ask() {
    const input = this.#input;
    const words = input?.value.trim();
    if (!input?.form || !words) {
      this.#close();
      return;
    }
    this.#giveUp();
    const request = new AbortController();
    this.#request = request;
    const search = [...new FormData(input.form)].map(([name, value]): [string, string] => [name, String(value)]);
    const query = new URLSearchParams({ q: words });
    const city = search.find(([name]) => name === "city")?.[1];
    if (city) query.set("city", city);
    try {
      const response = await fetch(`/api/v1/suggestions?${query}`, { signal: request.signal });
      const answer: Answer = response.ok ? await response.json() : { rest: "", places: [] };
      if (this.#request === request && document.activeElement === input) this.#show(answer, search);
    } catch {
      // Given up for a newer one, or the server is away: then there is nothing to suggest.
      if (this.#request === request) this.#close();
    }
  }

  #show({ rest, places }: Answer, search: [string, string][]) {
    if (places.length === 0) {
      this.#close();
      return;
    }
    const kinds = (this.getAttribute("kinds") ?? "").split("|");
    const homes = (count: number) => this.#counted("homes", count);
    const options = places.map((place, index) => {
      const option = optionFor(place, kinds, homes);
      option.id = `suggestion-${index}`;
      option.href = addressOf(place, rest, search);
      option.dataset.rest = rest;
      return option;
    });
    this.#list.replaceChildren(...options);
    this.#list.hidden = false;
    this.#list.scrollTop = 0;
    this.#input?.setAttribute("aria-expanded", "true");
    this.#activate(-1);
    this.#status.textContent = this.#counted("found", places.length);
  }

  #counted(attribute: string, count: number): string {
    const words = this.getAttribute(count === 1 ? `${attribute}-one` : attribute) ?? "";
    return words.replace("{}", count.toLocaleString("en"));
  }

  /** Forgets what was asked, or was about to be: it is about other words. */
  #giveUp() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#request = undefined;
  }

  #close() {
    this.#giveUp();
    this.#list.hidden = true;
    this.#list.replaceChildren();
    this.#input?.setAttribute("aria-expanded", "false");
    this.#activate(-1);
    this.#status.textContent = "";
  }

  #options(): HTMLAnchorElement[] {
    return [...this.#list.querySelectorAll("a")];
  }

  #activate(index: number) {
    this.#active = index;
    this.#input?.removeAttribute("aria-activedescendant");
    this.#options().forEach((option, at) => {
      option.ariaSelected = String(at === index);
      if (at !== index) return;
      this.#input?.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    });
  }

  #pressed(event: KeyboardEvent) {
    // While an input method is open its keys are its own; 229 is what Safari says of the last one.
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
    const last = this.#options().length - 1;
    const open = last >= 0;
    // Up and down go round through the input itself, where no option is active.
    const step = (by: number) => ((this.#active + 1 + by + last + 2) % (last + 2)) - 1;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        if (open) this.#activate(step(event.key === "ArrowDown" ? 1 : -1));
        else void this.#ask();
        break;
      case "Home":
      case "End":
        // Without an active option they move the caret, as in any field.
        if (this.#active < 0) return;
        this.#activate(event.key === "Home" ? 0 : last);
        break;
      case "Enter": {
        const option = this.#options()[this.#active];
        if (!option) return;
        option.click();
        break;
      }
      case "Escape":
        if (!open) return;
        this.#close();
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  /** An option was clicked, or chosen by Enter: its link leads there by itself. */
  #chosen(event: MouseEvent) {
    const option = (event.target as Element).closest("a");
    if (!option || !this.#input || event.ctrlKey || event.metaKey || event.shiftKey) return;
    this.#input.value = option.dataset.rest ?? "";
    // A click made by the Enter key has no detail: then the keyboard stays where it is.
    if (event.detail > 0) this.#input.blur();
    // The option must still be there when the click reaches the page.
    window.setTimeout(() => this.#close());
  }
}

customElements.define("search-box", SearchBox);
