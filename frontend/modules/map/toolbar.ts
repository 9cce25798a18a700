import type { Texts } from "./texts";

/** What the buttons on the map do. */
export interface Tools {
  zoom(by: 1 | -1): void;
  whole(): void;
  draw(): void;
  addMiddle(): void;
  undo(): void;
  finish(): void;
  cancel(): void;
}

/** The buttons on the map. Everything that a pointer can do by dragging has one. */
export class Toolbar {
  readonly element = document.createElement("div");
  readonly status = document.createElement("p");
  readonly here = document.createElement("a");
  private readonly idle = document.createElement("div");
  private readonly drawing = document.createElement("div");
  private readonly undo: HTMLButtonElement;
  private readonly finish: HTMLButtonElement;
  private readonly start: HTMLButtonElement;
  private readonly clear = document.createElement("a");

  constructor(
    private readonly texts: Texts,
    tools: Tools,
  ) {
    const button = (name: string, act: () => void, sign?: string): HTMLButtonElement => {
      const element = document.createElement("button");
      element.type = "button";
      element.className = "map-tool";
      element.textContent = sign ?? texts.say(name);
      if (sign) {
        element.setAttribute("aria-label", texts.say(name));
        element.title = texts.say(name);
      }
      element.addEventListener("click", act);
      return element;
    };
    this.element.className = "map-tools";
    this.idle.className = "map-idle";
    this.drawing.className = "map-draw";
    this.drawing.setAttribute("role", "group");
    this.drawing.setAttribute("aria-label", texts.say("drawing"));
    this.drawing.hidden = true;
    this.start = button("draw", () => tools.draw());
    this.undo = button("undo", () => tools.undo());
    this.finish = button("finish", () => tools.finish());
    this.finish.classList.add("map-tool-primary");
    this.clear.className = "map-tool";
    this.clear.textContent = texts.say("clear_area");
    this.clear.setAttribute("data-noscroll", "");
    const zoom = document.createElement("div");
    zoom.className = "map-zoom";
    zoom.append(
      button("zoom_in", () => tools.zoom(1), "+"),
      button("zoom_out", () => tools.zoom(-1), "−"),
      button("whole", () => tools.whole(), "⤢"),
    );
    this.idle.append(this.start, this.clear);
    this.drawing.append(
      button("add_middle", () => tools.addMiddle()),
      this.undo,
      this.finish,
      button("cancel", () => tools.cancel()),
    );
    this.here.className = "map-here";
    this.here.textContent = texts.say("here");
    this.here.setAttribute("data-noscroll", "");
    this.here.hidden = true;
    this.status.className = "map-status";
    this.status.setAttribute("role", "status");
    this.element.append(zoom, this.idle, this.drawing, this.here, this.status);
  }

  /** Shows the buttons for drawing, or those for looking. */
  showDrawing(drawing: boolean): void {
    const focused = this.element.contains(document.activeElement);
    this.idle.hidden = drawing;
    this.drawing.hidden = !drawing;
    if (!focused) return;
    const first = this.drawing.querySelector<HTMLElement>("button");
    (drawing ? first : this.start)?.focus();
  }

  /** Says how far the drawing is. */
  showCorners(corners: number): void {
    this.undo.disabled = corners === 0;
    this.finish.disabled = corners < 3;
    this.say(corners === 0 ? this.texts.say("draw_hint") : this.texts.say("corners", { count: String(corners) }));
  }

  /** Offers to drop the area, where there is one. */
  offerClear(address: string | undefined): void {
    this.clear.hidden = address === undefined;
    this.clear.href = address ?? "";
  }

  /** Offers to search in what is in sight. */
  offerHere(address: string | undefined): void {
    this.here.hidden = address === undefined;
    this.here.href = address ?? "";
  }

  say(text: string): void {
    if (this.status.textContent !== text) this.status.textContent = text;
  }
}
