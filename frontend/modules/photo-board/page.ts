// Small things that the board is built from.

/** What `BoardText` of the app says, in the page's language. */
export interface Texts {
  drop: string;
  hint: string;
  main: string;
  move: string;
  move_help: string;
  earlier: string;
  later: string;
  first: string;
  remove: string;
  really_remove: string;
  caption: string;
  room: string;
  rooms: Record<string, string>;
  no_room: string;
  queued: string;
  sending: string;
  waiting: string;
  cancel: string;
  retry: string;
  dismiss: string;
  photo: string;
  added: string;
  moved: string;
  removed: string;
  saved: string;
  ready: string;
  not_saved: string;
  changed_elsewhere: string;
  full: string;
  closed: string;
  problems: Record<string, string>;
  problem: string;
}

export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

export function button(className: string, label: string, act: () => void): HTMLButtonElement {
  const element = make("button", className, label);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** Six dots, by which something is taken. */
export function grip(): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const [x, y] of [9, 15].flatMap((x) => [5, 12, 19].map((y) => [x, y]))) {
    const dot = document.createElementNS(SVG, "circle");
    dot.setAttribute("cx", String(x));
    dot.setAttribute("cy", String(y));
    dot.setAttribute("r", "1");
    svg.append(dot);
  }
  return svg;
}

/** An icon of the set in app/ui, by its name there. */
export function icon(sheet: string, name: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${sheet}#${name}`);
  svg.append(use);
  return svg;
}
