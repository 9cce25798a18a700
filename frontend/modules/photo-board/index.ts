// <photo-board>: the photos of a home that is being written about. Files are dropped or chosen, several
// at once; photos are moved by drag or by keys. Without script the forms beside it do the same, one
// after the other; with it they are hidden.
//
// It says "photos" with { count, waiting } whenever these change.

import { Api, type Photo, Refused } from "./api";
import { Card } from "./card";
import { filled, moved, nearest, target } from "./order";
import { icon, make, type Texts } from "./page";
import { type Upload, Uploads } from "./uploads";

/** Milliseconds between looks at photos that are being drawn, at first and at most. */
const LOOK = 1_000;
const LOOK_MAX = 5_000;
/** How long moving must rest before it is told, in milliseconds. */
const REST = 500;

class PhotoBoard extends HTMLElement {
  #api = new Api("");
  #texts = {} as Texts;
  #icons = "";
  #cards: Card[] = [];
  #uploads: Uploads | undefined;
  #open = true;
  #list = make("ol", "photo-cards");
  #zone = make("label", "photo-zone");
  #live = make("p", "hidden");
  #note = make("p", "photo-note");
  #look = 0;
  #pause = LOOK;
  #orderTimer = 0;
  #ordering = false;
  /** Counts what was done here, so that an answer from before is not taken for what is now. */
  #done = 0;

  connectedCallback() {
    if (this.#uploads) return;
    this.#texts = JSON.parse(this.getAttribute("texts") ?? "{}") as Texts;
    this.#icons = this.getAttribute("icons") ?? "";
    this.#api = new Api(this.getAttribute("listing") ?? "");
    this.#uploads = new Uploads(
      this.#api,
      Number(this.getAttribute("bytes-max")),
      (upload) => this.#uploadChanged(upload),
      (upload, photo) => this.#arrived(upload, photo),
    );
    this.#live.ariaLive = "polite";
    this.#note.setAttribute("role", "alert");
    this.#note.hidden = true;
    this.#build();
    const known = JSON.parse(this.getAttribute("photos") ?? "null") as { photos: Photo[]; open: boolean } | null;
    if (known) this.#take(known.photos, known.open);
    const plain = this.nextElementSibling;
    if (plain instanceof HTMLElement && plain.classList.contains("photo-plain")) plain.hidden = true;
    addEventListener("beforeunload", this.#leaving);
  }

  disconnectedCallback() {
    clearTimeout(this.#look);
    removeEventListener("beforeunload", this.#leaving);
    if (this.#orderTimer) void this.#tellOrder();
  }

  #leaving = (event: BeforeUnloadEvent) => {
    if (this.#uploads?.list.some(({ state }) => state !== "stopped")) event.preventDefault();
  };

  #build() {
    const input = make("input", "photo-input");
    input.type = "file";
    input.multiple = true;
    input.accept = "image/jpeg,image/png,image/webp,image/avif,image/heic,.heic";
    input.addEventListener("change", () => {
      this.#add([...(input.files ?? [])]);
      input.value = "";
    });
    const words = make("span", "photo-zone-words", this.#texts.drop);
    const hint = make("span", "field-hint", this.#texts.hint);
    this.#zone.append(icon(this.#icons, "image"), words, hint, input);
    const help = make("p", "field-hint", this.#texts.move_help);
    this.replaceChildren(this.#zone, this.#note, this.#list, help, this.#live);
    this.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      this.#zone.classList.add("photo-zone-over");
    });
    for (const end of ["dragleave", "drop"]) {
      this.addEventListener(end, () => this.#zone.classList.remove("photo-zone-over"));
    }
    this.addEventListener("drop", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      this.#add([...event.dataTransfer.files]);
    });
  }

  get #most(): number {
    return Number(this.getAttribute("most")) || 30;
  }

  /** The cards of photos that the server has, in their order. */
  get #photos(): Card[] {
    return this.#cards.filter(({ photo }) => photo);
  }

  #add(files: File[]) {
    if (!this.#open) {
      this.#complain(this.#texts.closed);
      return;
    }
    const room = this.#most - this.#cards.length;
    if (files.length > room) this.#complain(filled(this.#texts.full, { most: this.#most }));
    else this.#complain("");
    for (const file of files.slice(0, Math.max(room, 0))) this.#uploads?.add(file);
  }

  #card(): Card {
    return new Card(this.#texts, Number(this.getAttribute("caption-max")) || 60, {
      move: (card, key) => this.#moveByKey(card, key),
      grab: (card, event) => this.#grab(card, event),
      describe: (card, words) => void this.#describe(card, words),
      remove: (card) => void this.#remove(card),
      cancel: (card) => card.upload && this.#uploads?.remove(card.upload),
      retry: (card) => {
        if (card.upload) this.#uploads?.retry(card.upload);
      },
    });
  }

  #uploadChanged(upload: Upload) {
    const listed = this.#uploads?.list ?? [];
    // One that was sent again stands where the first stood.
    const gone = (card: Card) => card.upload && !card.photo && !listed.includes(card.upload);
    const again = this.#cards.find((card) => gone(card) && card.upload?.file === upload.file);
    if (listed.includes(upload) && !this.#cards.some((card) => card.upload === upload)) {
      const card = again ?? this.#card();
      card.upload = upload;
      if (!again) this.#cards.push(card);
    }
    this.#cards = this.#cards.filter((card) => !gone(card));
    if (upload.state === "stopped" && upload.problem !== "cancelled") {
      const words = this.#texts.problems[upload.problem] ?? this.#texts.problem;
      this.#say(`${upload.file.name}: ${words}`);
    }
    this.#draw();
  }

  #arrived(upload: Upload, photo: Photo) {
    this.#done += 1;
    const card = this.#cards.find((card) => card.upload === upload);
    const known = this.#cards.find((card) => card.photo?.id === photo.id);
    if (known && known !== card) {
      // The same file once more.
      this.#cards = this.#cards.filter((other) => other !== card);
      known.photo = photo;
    } else if (card) {
      card.photo = photo;
    }
    this.#say(filled(this.#texts.added, { name: upload.file.name }));
    this.#draw();
    this.#watch();
  }

  /** Takes over what the server has; files on their way stay at the end. */
  #take(photos: Photo[], open: boolean) {
    this.#open = open;
    const before = new Map(this.#photos.map((card) => [card.photo?.id, card]));
    const cards = photos.map((photo) => {
      const card = before.get(photo.id) ?? this.#card();
      if (card.photo?.state === "waiting" && photo.state === "ready") this.#say(this.#texts.ready);
      card.photo = photo;
      return card;
    });
    this.#cards = [...cards, ...this.#cards.filter(({ photo }) => !photo)];
    this.#draw();
    this.#watch();
  }

  #draw() {
    const photos = this.#photos;
    const focused = document.activeElement;
    this.#cards.forEach((card, at) => {
      card.show(photos.indexOf(card), photos.length, this.#open);
      if (this.#list.children[at] !== card.element) {
        this.#list.insertBefore(card.element, this.#list.children[at] ?? null);
      }
    });
    while (this.#list.children.length > this.#cards.length) this.#list.lastElementChild?.remove();
    // Moving an element takes its focus away.
    if (focused instanceof HTMLElement && focused !== document.activeElement && this.contains(focused)) focused.focus();
    this.#zone.hidden = !this.#open || this.#cards.length >= this.#most;
    const waiting = photos.filter(({ photo }) => photo?.state === "waiting").length + (this.#uploads?.list.length ?? 0);
    this.dispatchEvent(new CustomEvent("photos", { bubbles: true, detail: { count: photos.length, waiting } }));
  }

  /** Looks again while photos are being drawn. */
  #watch() {
    clearTimeout(this.#look);
    if (!this.isConnected || !this.#photos.some(({ photo }) => photo?.state === "waiting")) {
      this.#pause = LOOK;
      return;
    }
    this.#look = window.setTimeout(() => void this.#refresh(), this.#pause);
    this.#pause = Math.min(this.#pause * 1.3, LOOK_MAX);
  }

  async #refresh() {
    // What was moved and is not told yet must not jump back.
    if (!this.#orderTimer && !this.#ordering) {
      const done = this.#done;
      try {
        const { photos, open } = await this.#api.list();
        if (done === this.#done) {
          this.#take(photos, open);
          return;
        }
      } catch {
        // The next look may do better.
      }
    }
    this.#watch();
  }

  #moveByKey(card: Card, key: string) {
    const photos = this.#photos;
    const from = photos.indexOf(card);
    const to = target(key, from, photos.length);
    if (to !== undefined) this.#move(card, to);
    card.handle.focus();
  }

  #move(card: Card, to: number) {
    const photos = this.#photos;
    const from = photos.indexOf(card);
    if (from < 0 || from === to) return;
    this.#done += 1;
    this.#cards = [...moved(photos, from, to), ...this.#cards.filter(({ photo }) => !photo)];
    this.#draw();
    this.#say(filled(this.#texts.moved, { at: to + 1, count: photos.length }));
    clearTimeout(this.#orderTimer);
    this.#orderTimer = window.setTimeout(() => void this.#tellOrder(), REST);
  }

  async #tellOrder() {
    clearTimeout(this.#orderTimer);
    this.#orderTimer = 0;
    if (this.#ordering) {
      this.#orderTimer = window.setTimeout(() => void this.#tellOrder(), REST);
      return;
    }
    this.#ordering = true;
    this.#done += 1;
    try {
      await this.#api.order(this.#photos.flatMap(({ photo }) => (photo ? [photo.id] : [])));
      this.#complain("");
    } catch (error) {
      await this.#failed(error);
    } finally {
      this.#ordering = false;
    }
  }

  /** A photo follows the finger or the mouse that took it by its handle. */
  #grab(card: Card, event: PointerEvent) {
    if (event.button !== 0 || !this.#open) return;
    event.preventDefault();
    card.handle.focus();
    card.handle.setPointerCapture(event.pointerId);
    card.element.classList.add("photo-held");
    const drag = ({ clientX, clientY }: PointerEvent) => {
      const places = this.#photos.map(({ element }) => element.getBoundingClientRect());
      const to = nearest(places, clientX, clientY);
      if (to >= 0) this.#move(card, to);
    };
    const end = () => {
      card.element.classList.remove("photo-held");
      card.handle.removeEventListener("pointermove", drag);
    };
    card.handle.addEventListener("pointermove", drag);
    card.handle.addEventListener("lostpointercapture", end, { once: true });
  }

  async #describe(card: Card, words: { caption?: string; room?: string }) {
    if (!card.photo) return;
    this.#done += 1;
    try {
      card.photo = await this.#api.describe(card.photo.id, words);
      this.#say(this.#texts.saved);
      this.#complain("");
      this.#draw();
    } catch (error) {
      await this.#failed(error);
    }
  }

  async #remove(card: Card) {
    if (!card.photo || !confirm(this.#texts.really_remove)) return;
    try {
      await this.#api.remove(card.photo.id);
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 404) {
        await this.#failed(error);
        return;
      }
    }
    this.#done += 1;
    const at = this.#photos.indexOf(card);
    this.#cards = this.#cards.filter((other) => other !== card);
    this.#draw();
    this.#say(this.#texts.removed);
    const next = this.#photos[Math.min(at, this.#photos.length - 1)];
    (next?.handle ?? this.#zone.querySelector("input"))?.focus();
  }

  /** Says why something was not kept, and shows what is. */
  async #failed(error: unknown) {
    const code = error instanceof Refused ? error.code : "unavailable";
    const elsewhere = code === "conflict" || code === "not_found";
    const words = elsewhere ? this.#texts.changed_elsewhere : this.#texts.problems[code];
    this.#complain(words ?? this.#texts.not_saved);
    try {
      const { photos, open } = await this.#api.list();
      this.#take(photos, open);
    } catch {
      // It stays as it is shown; the next change tells.
    }
  }

  #say(words: string) {
    this.#live.textContent = words;
  }

  #complain(words: string) {
    this.#note.textContent = words;
    this.#note.hidden = !words;
  }
}

customElements.define("photo-board", PhotoBoard);
