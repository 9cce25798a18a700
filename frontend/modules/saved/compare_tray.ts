// <compare-tray>: at the foot of every page, which homes are to be compared, and what was done.

import { MOST } from "./kept";
import { button, follow, kept, report, texts } from "./page";

export class CompareTray extends HTMLElement {
  connectedCallback() {
    const count = document.createElement("p");
    count.setAttribute("role", "status");
    const open = document.createElement("a");
    open.className = "button button-primary";
    open.textContent = texts.open;
    const clear = button("button", texts.clear, () => {
      const before = kept.homes("compare");
      kept.replace("compare", []);
      report(texts.did_clear, () => kept.replace("compare", before));
    });
    const tray = document.createElement("section");
    tray.className = "tray";
    tray.setAttribute("aria-label", texts.tray);
    tray.append(count, clear, open);
    const toast = document.createElement("div");
    toast.className = "toast";
    toast.setAttribute("role", "status");
    this.replaceChildren(tray, toast);
    follow((list) => {
      if (list !== "compare") return;
      const homes = kept.homes("compare");
      tray.hidden = homes.length === 0;
      count.textContent = `${texts.tray} ${homes.length}/${MOST.compare}`;
      // In the order in which they were chosen.
      open.href = `/compare?ids=${homes.map(({ id }) => id).reverse()}`;
    });
  }
}
