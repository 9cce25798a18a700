// What all parts share: the lists, their texts, and the messages.

import { Kept, LISTS, type List, type Trouble } from "./kept";

/** What `ActionText` of the app says, in the page's language. */
type Texts = Record<
  | "save" | "compare" | "tray" | "open" | "clear" | "compare_full" | "save_full" | "storage_off"
  | "storage_full" | "did_save" | "did_remove" | "did_clear" | "undo" | "share" | "copied" | "copy_failed" | "print" | "searches_left",
  string
>;

const shell = document.querySelector("compare-tray");
export const texts: Texts = JSON.parse(shell?.getAttribute("texts") ?? "{}");

const listeners = new Set<(list: List) => void>();
export const kept = new Kept(
  () => localStorage,
  (list) => listeners.forEach((listener) => listener(list)),
);

addEventListener("storage", ({ key }) => kept.written(key));
// A page that comes back from the browser's cache has heard nothing meanwhile.
addEventListener("pageshow", ({ persisted }) => persisted && kept.written(null));

/** Calls `listener` now and at every change, as long as the element stands in the page. */
export function follow(listener: (list: List) => void): () => void {
  listeners.add(listener);
  LISTS.forEach(listener);
  return () => listeners.delete(listener);
}

export function button(className: string, label: string, act: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = className;
  element.textContent = label;
  element.addEventListener("click", act);
  return element;
}

/** An icon of the set in app/ui, by its name there. */
export function icon(name: string): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${shell?.getAttribute("icons")}#${name}`);
  svg.append(use);
  return svg;
}

let told: Trouble = "";

/** Says what was done, or why it will not last; the latter once. */
export function report(message: string, undo?: () => void) {
  const trouble = kept.trouble;
  if (trouble && trouble !== told) message += `。${trouble === "off" ? texts.storage_off : texts.storage_full}`;
  told = trouble;
  say(message, undo);
}

const SECONDS = 6;
let hide: ReturnType<typeof setTimeout> | undefined;

/** Shows a message for a while, with a way back where there is one. */
export function say(message: string, undo?: () => void) {
  const toast = document.querySelector<HTMLElement>(".toast");
  if (!toast) return;
  const close = () => toast.replaceChildren();
  const words = document.createElement("span");
  words.textContent = message;
  toast.replaceChildren(words);
  if (undo) {
    const back = button("toast-undo", texts.undo, () => {
      undo();
      close();
    });
    toast.append(back);
    // What was pressed may be gone with the home it belonged to.
    requestAnimationFrame(() => document.activeElement === document.body && back.focus());
  }
  clearTimeout(hide);
  const later = () => {
    hide = setTimeout(() => (toast.matches(":hover, :focus-within") ? later() : close()), SECONDS * 1000);
  };
  later();
}
