// One photo on the board. A card is made once and then changed, so that focus and typing stay.

import type { Photo } from "./api";
import { thumbnail } from "./kind";
import { filled } from "./order";
import { button, grip, make, type Texts } from "./page";
import type { Upload } from "./uploads";

/** What a card can ask for. */
export interface Acts {
  move(card: Card, key: string): void;
  grab(card: Card, event: PointerEvent): void;
  describe(card: Card, words: { caption?: string; room?: string }): void;
  remove(card: Card): void;
  cancel(card: Card): void;
  retry(card: Card): void;
}

export class Card {
  readonly element = make("li", "photo-card");
  readonly handle: HTMLButtonElement;
  readonly #frame = make("div", "photo-frame");
  readonly #badge = make("span", "photo-badge");
  readonly #status = make("p", "photo-status");
  readonly #progress = make("progress", "photo-progress");
  readonly #first: HTMLButtonElement;
  readonly #tools = make("div", "photo-tools");
  readonly #words = make("div", "photo-words");
  readonly #cancel: HTMLButtonElement;
  readonly #retry: HTMLButtonElement;
  readonly #caption: HTMLInputElement;
  readonly #room: HTMLSelectElement;
  #shown = "";
  photo: Photo | undefined;
  upload: Upload | undefined;

  constructor(
    private readonly texts: Texts,
    captionMax: number,
    acts: Acts,
  ) {
    this.#badge.textContent = texts.main;
    this.#progress.max = 1;
    this.handle = button("photo-handle", "", () => undefined);
    this.handle.append(grip());
    this.handle.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (!/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key)) return;
      event.preventDefault();
      acts.move(this, event.key);
    });
    this.handle.addEventListener("pointerdown", (event) => acts.grab(this, event));
    this.#first = button("photo-tool", texts.first, () => acts.move(this, "Home"));
    const remove = button("photo-tool", texts.remove, () => acts.remove(this));
    this.#cancel = button("photo-tool", texts.cancel, () => acts.cancel(this));
    this.#retry = button("photo-tool", texts.retry, () => acts.retry(this));
    this.#tools.append(this.#first, remove);

    this.#caption = make("input", "input");
    this.#caption.maxLength = captionMax;
    this.#caption.placeholder = texts.caption;
    this.#caption.addEventListener("change", () => acts.describe(this, { caption: this.#caption.value }));
    this.#room = make("select", "input");
    this.#room.append(new Option(texts.no_room, ""));
    for (const [word, label] of Object.entries(texts.rooms)) this.#room.append(new Option(label, word));
    this.#room.addEventListener("change", () => acts.describe(this, { room: this.#room.value }));
    this.#words.append(this.#room, this.#caption);
    this.#frame.append(this.#badge, this.handle);
    this.element.append(this.#frame, this.#status, this.#progress, this.#words, this.#tools, this.#retry, this.#cancel);
  }

  get key(): string {
    return this.photo ? String(this.photo.id) : (this.upload?.key ?? "");
  }

  /** Shows what is known now; `at` counts from 0 among the photos that the server has. */
  show(at: number, count: number, open: boolean) {
    const { photo, upload, texts } = this;
    const name = photo ? filled(texts.photo, { at: at + 1, count }) : (upload?.file.name ?? "");
    this.element.dataset.state = photo?.state ?? upload?.state ?? "";
    this.#badge.hidden = !photo || at > 0;
    this.#status.textContent = this.#says();
    this.#progress.hidden = upload?.state !== "sending" || photo !== undefined;
    this.#progress.value = upload?.progress ?? 0;
    this.#progress.ariaLabel = name;
    this.handle.hidden = !photo || !open;
    this.handle.ariaLabel = `${texts.move} ${name}`;
    this.#tools.hidden = !photo || !open;
    this.#words.hidden = photo?.state !== "ready" || !open;
    this.#first.disabled = at === 0;
    this.#retry.hidden = !upload?.mayHelp || upload.state !== "stopped" || photo !== undefined;
    this.#cancel.hidden = photo !== undefined;
    this.#cancel.textContent = upload?.state === "stopped" ? texts.dismiss : texts.cancel;
    for (const tool of [...this.#tools.children, this.#retry, this.#cancel]) {
      tool.ariaLabel = `${tool.textContent} ${name}`;
    }
    this.#caption.ariaLabel = `${texts.caption} ${name}`;
    this.#room.ariaLabel = `${texts.room} ${name}`;
    if (document.activeElement !== this.#caption) this.#caption.value = photo?.caption ?? "";
    if (document.activeElement !== this.#room) this.#room.value = photo?.room ?? "";
    this.#picture(photo?.caption ?? name);
  }

  #says(): string {
    const { photo, upload, texts } = this;
    if (photo?.state === "waiting") return texts.waiting;
    if (photo?.state === "failed") return texts.problems[photo.problem ?? ""] ?? texts.problem;
    if (photo) return "";
    if (upload?.state === "stopped") return texts.problems[upload.problem] ?? texts.problem;
    const percent = Math.round((upload?.progress ?? 0) * 100);
    return upload?.state === "sending" ? filled(texts.sending, { percent }) : texts.queued;
  }

  /** The photo once it is drawn, and the file itself until then. */
  #picture(label: string) {
    const ref = this.photo?.photo;
    const shown = ref ? ref.key : (this.upload?.key ?? "");
    const old = this.#frame.querySelector("img, canvas");
    if (shown === this.#shown) {
      if (old instanceof HTMLImageElement) old.alt = label;
      return;
    }
    this.#shown = shown;
    if (ref) {
      const image = make("img", "");
      image.alt = label;
      image.draggable = false;
      image.src = `/photos/${ref.key}${ref.width > 320 ? "?w=320" : ""}`;
      // What stood there stays until it can be replaced.
      const replace = () => {
        old?.remove();
        if (this.#shown === shown) this.#frame.prepend(image);
      };
      image.addEventListener("load", replace, { once: true });
      image.addEventListener("error", replace, { once: true });
      return;
    }
    const file = this.upload?.file;
    if (!file) return;
    void thumbnail(file).then((canvas) => {
      if (canvas && this.#shown === shown) {
        canvas.setAttribute("aria-hidden", "true");
        this.#frame.prepend(canvas);
      }
    });
  }
}
