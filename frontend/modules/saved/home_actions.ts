// <home-actions home="123">: the heart and the comparison of one home, on its card or its page.

import { type List } from "./kept";
import { button, follow, icon, kept, report, say, texts } from "./page";

export class HomeActions extends HTMLElement {
  static observedAttributes = ["home"];
  #stop: (() => void) | undefined;
  #save: HTMLButtonElement | undefined;
  #compare: HTMLButtonElement | undefined;

  connectedCallback() {
    this.#save ??= this.#toggle("favourites", texts.save, "heart");
    this.#compare ??= this.#toggle("compare", texts.compare, "scale");
    this.replaceChildren(this.#save, this.#compare);
    this.#stop?.();
    this.#stop = follow((list) => this.#show(list));
    this.#named();
  }

  disconnectedCallback() {
    this.#stop?.();
  }

  /** A list that is drawn anew may give the element another home. */
  attributeChangedCallback() {
    if (!this.isConnected || !this.#save) return;
    this.#show("favourites");
    this.#show("compare");
    // The title beside it may be written after the number.
    queueMicrotask(() => this.#named());
  }

  get #home() {
    const title = this.closest(".card")?.querySelector("h3") ?? document.querySelector("main h1");
    return { id: Number(this.getAttribute("home")), at: Date.now(), title: title?.textContent?.trim() ?? "" };
  }

  #toggle(list: List, label: string, picture: string) {
    const toggle = button(`home-action ${list === "compare" ? "pick" : "heart"}`, "", () => this.#press(list));
    const words = document.createElement("span");
    words.textContent = label;
    toggle.append(icon(picture), words);
    return toggle;
  }

  #named() {
    const home = this.#home;
    this.#save?.setAttribute("aria-label", `${texts.save} ${home.title}`);
    this.#compare?.setAttribute("aria-label", `${texts.compare} ${home.title}`);
    if (this.hasAttribute("viewed") && home.id) kept.put("history", home);
  }

  #show(list: List) {
    const toggle = list === "favourites" ? this.#save : list === "compare" ? this.#compare : undefined;
    toggle?.setAttribute("aria-pressed", String(kept.has(list, this.#home.id)));
  }

  #press(list: List) {
    const home = this.#home;
    if (kept.has(list, home.id)) {
      const before = kept.homes(list);
      kept.remove(list, home.id);
      if (list === "favourites") report(texts.did_remove, () => kept.replace(list, before));
    } else if (!kept.put(list, home)) {
      say(list === "compare" ? texts.compare_full : texts.save_full);
    } else if (list === "favourites" || kept.trouble) {
      report(list === "favourites" ? texts.did_save : texts.compare);
    }
  }
}
