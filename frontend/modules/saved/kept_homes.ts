// <kept-homes list="favourites">: tells the page around it which homes are kept. It writes them into
// its attributes `homes` (JSON) and `trouble` and sends the event `kept` at every change.

import { type List } from "./kept";
import { follow, kept, report, texts } from "./page";

export class KeptHomes extends HTMLElement {
  #stop: (() => void) | undefined;

  connectedCallback() {
    // The page's code fills the page; it must not wait for the first sign of a person.
    dispatchEvent(new Event("focusin"));
    const own = this.getAttribute("list");
    this.#stop = follow((list) => {
      if (list !== own) return;
      this.setAttribute("homes", JSON.stringify(kept.homes(list)));
      this.setAttribute("trouble", kept.trouble);
      this.dispatchEvent(new CustomEvent("kept"));
    });
  }

  disconnectedCallback() {
    this.#stop?.();
  }
}

// Buttons and links of the pages: `data-clear="favourites"`, `data-forget="favourites 123"`.
document.addEventListener("click", ({ target }) => {
  const pressed = target instanceof Element ? target.closest<HTMLElement>("[data-clear],[data-forget]") : null;
  if (!pressed) return;
  const [name, id] = (pressed.dataset.clear ?? pressed.dataset.forget ?? "").split(" ");
  const list = name as List;
  const before = kept.homes(list);
  if (id) kept.remove(list, Number(id));
  else kept.replace(list, []);
  // The comparison is a link to an address: there going back is the way back.
  if (list !== "compare") report(id ? texts.did_remove : texts.did_clear, () => kept.replace(list, before));
});
