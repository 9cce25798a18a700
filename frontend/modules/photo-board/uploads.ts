// Files on their way to the server, two at a time, each with its progress.

import { type Api, type Photo, Refused } from "./api";
import { kindOfFile } from "./kind";

const AT_ONCE = 2;

/** A file that somebody chose. */
export class Upload {
  static #count = 0;
  readonly key = `new-${++Upload.#count}`;
  state: "queued" | "sending" | "stopped" = "queued";
  /** How much is there, 0 to 1. */
  progress = 0;
  /** Why it stopped. */
  problem = "";
  readonly #abort = new AbortController();

  constructor(readonly file: File) {}

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  cancel() {
    this.#abort.abort();
  }

  /** Whether trying again may help. */
  get mayHelp(): boolean {
    return /^(offline|unavailable|rate_limited|internal|photo_cut|conflict)$/.test(this.problem);
  }
}

export class Uploads {
  readonly list: Upload[] = [];
  #sending = 0;

  constructor(
    private readonly api: Api,
    private readonly bytesMax: number,
    /** Hears of every change. */
    private readonly changed: (upload: Upload) => void,
    /** Hears of what has arrived. */
    private readonly arrived: (upload: Upload, photo: Photo) => void,
  ) {}

  add(file: File) {
    const upload = new Upload(file);
    this.list.push(upload);
    this.changed(upload);
    this.#next();
  }

  /** Sends a file again, as a new one in the same place. */
  retry(upload: Upload) {
    const at = this.list.indexOf(upload);
    if (at < 0) return;
    const again = new Upload(upload.file);
    this.list[at] = again;
    this.changed(again);
    this.#next();
  }

  remove(upload: Upload) {
    upload.cancel();
    const at = this.list.indexOf(upload);
    if (at >= 0) this.list.splice(at, 1);
    this.changed(upload);
  }

  #next() {
    while (this.#sending < AT_ONCE) {
      const upload = this.list.find(({ state }) => state === "queued");
      if (!upload) return;
      upload.state = "sending";
      this.#sending += 1;
      this.changed(upload);
      void this.#send(upload).finally(() => {
        this.#sending -= 1;
        this.#next();
      });
    }
  }

  async #send(upload: Upload) {
    try {
      await this.#check(upload.file);
      const progress = (done: number) => {
        upload.progress = done;
        this.changed(upload);
      };
      const photo = await this.#sent(upload.file, progress, upload.signal);
      const at = this.list.indexOf(upload);
      if (at >= 0) this.list.splice(at, 1);
      this.arrived(upload, photo);
    } catch (error) {
      upload.state = "stopped";
      upload.problem = error instanceof Refused ? error.code : "unavailable";
      if (upload.problem === "cancelled") {
        const at = this.list.indexOf(upload);
        if (at >= 0) this.list.splice(at, 1);
      }
      this.changed(upload);
    }
  }

  /** What would be refused anyway is not sent. */
  async #check(file: File) {
    if (!(await kindOfFile(file))) throw new Refused("photo_kind", 0);
    if (file.size > this.bytesMax) throw new Refused("photo_too_large", 0);
  }

  async #sent(file: Blob, progress: (done: number) => void, signal: AbortSignal): Promise<Photo> {
    if (signal.aborted) throw new Refused("cancelled", 0);
    return this.api.send(file, progress, signal);
  }
}
