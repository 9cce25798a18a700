// <page-tools>: shares and prints the page it stands on.

import { button, icon, say, texts } from "./page";

export class PageTools extends HTMLElement {
  connectedCallback() {
    this.replaceChildren(tool("share-2", texts.share, share), tool("printer", texts.print, () => print()));
  }
}

function tool(picture: string, label: string, act: () => void) {
  const element = button("button", label, act);
  element.prepend(icon(picture));
  return element;
}

async function share() {
  const url = location.href.replace(/#.*/, "");
  const data = { title: document.title, url };
  if (navigator.share && (!navigator.canShare || navigator.canShare(data))) {
    try {
      await navigator.share(data);
      return;
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
    }
  }
  try {
    await navigator.clipboard.writeText(url);
    say(texts.copied);
  } catch {
    say(texts.copy_failed);
  }
}
