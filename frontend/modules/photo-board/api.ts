// What the server is asked.

/** A photo as the server knows it. */
export interface Photo {
  id: number;
  state: "waiting" | "ready" | "failed";
  photo: { key: string; width: number; height: number } | null;
  room: string | null;
  caption: string | null;
  problem: string | null;
}

export interface PhotoList {
  photos: Photo[];
  open: boolean;
}

/** Why the server did not do it: the code of a field's problem, or of the whole. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
  ) {
    super(code);
  }
}

interface Problem {
  code?: string;
  errors?: { field: string; code: string }[];
}

function refused(status: number, body: string): Refused {
  let problem: Problem = {};
  try {
    problem = JSON.parse(body) as Problem;
  } catch {
    // It came from something between us and the server.
  }
  return new Refused(problem.errors?.[0]?.code ?? problem.code ?? "unavailable", status);
}

async function ask<T>(path: string, method: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  const answer = await fetch(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw refused(answer.status, text);
  return (text ? JSON.parse(text) : undefined) as T;
}

export class Api {
  readonly #path: string;

  constructor(listing: string) {
    this.#path = `/api/v1/listings/${encodeURIComponent(listing)}/photos`;
  }

  list(): Promise<PhotoList> {
    return ask(this.#path, "GET");
  }

  order(photos: number[]): Promise<PhotoList> {
    return ask(`${this.#path}/order`, "PUT", { photos });
  }

  describe(photo: number, words: { caption?: string; room?: string }): Promise<Photo> {
    return ask(`${this.#path}/${photo}`, "PATCH", words);
  }

  remove(photo: number): Promise<void> {
    return ask(`${this.#path}/${photo}`, "DELETE");
  }

  /** Sends a photo, telling how far it is, 0 to 1. `fetch` cannot tell that. */
  send(file: Blob, progress: (done: number) => void, signal: AbortSignal): Promise<Photo> {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      request.open("POST", this.#path);
      request.setRequestHeader("accept", "application/json");
      request.setRequestHeader("content-type", file.type || "application/octet-stream");
      request.upload.addEventListener("progress", ({ loaded, total }) => progress(total ? loaded / total : 0));
      request.addEventListener("load", () => {
        if (request.status === 200 || request.status === 201) done(JSON.parse(request.responseText) as Photo);
        else fail(refused(request.status, request.responseText));
      });
      request.addEventListener("error", () => fail(new Refused("offline", 0)));
      request.addEventListener("abort", () => fail(new Refused("cancelled", 0)));
      signal.addEventListener("abort", () => request.abort());
      request.send(file);
    });
  }
}
