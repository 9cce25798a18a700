// One row of the list of suggestions.

import type { Kind, Suggestion } from "./address";

/** In the order in which the page says their names. */
const KINDS: Kind[] = ["city", "district", "business_district", "station", "estate"];

/**
 * A link that is an option: name with the matched part marked, what kind of place where, and how many
 * homes. `kinds` are the kinds in words; `homes` says a number of homes.
 */
export function optionFor(place: Suggestion, kinds: string[], homes: (count: number) => string): HTMLAnchorElement {
  const option = document.createElement("a");
  option.className = "suggestion";
  option.role = "option";
  option.tabIndex = -1;
  const name = part("suggestion-name", ...marked(place));
  if (document.documentElement.lang === "en") {
    // Chinese words within a page in English say that they are.
    name.lang = "zh-CN";
    const latin = part("suggestion-latin", place.latin);
    latin.lang = "zh-Latn-pinyin";
    name.append(" ", latin);
  }
  const kind = kinds[KINDS.indexOf(place.kind)] ?? "";
  const where = part("suggestion-place", [kind, ...place.within].join(" · "));
  // Spaces keep the words apart when the row is read out.
  option.append(name, " ", where, " ", part("suggestion-count", homes(place.count)));
  return option;
}

function part(className: string, ...content: (string | Node)[]): HTMLSpanElement {
  const span = document.createElement("span");
  span.className = className;
  span.append(...content);
  return span;
}

/** The name in three parts, of which the middle one is marked. */
function marked({ name, matched: [start, length] }: Suggestion): (string | Node)[] {
  const characters = [...name];
  const mark = document.createElement("mark");
  mark.textContent = characters.slice(start, start + length).join("");
  return [characters.slice(0, start).join(""), mark, characters.slice(start + length).join("")];
}
