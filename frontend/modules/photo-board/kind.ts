// What a file is, by what is in it, and what is done about formats that the server does not read.

export type Kind = "jpeg" | "png" | "webp" | "avif" | "heic";

/** The longest edge of a photo that is drawn anew here, in pixels. */
const EDGE = 4096;

/** What begins with these bytes; nothing for what is no photo. */
export function kindOf(head: Uint8Array): Kind | undefined {
  const text = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to));
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return "jpeg";
  if (text(0, 4) === "\x89PNG") return "png";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "webp";
  if (text(4, 8) !== "ftyp") return undefined;
  for (let at = 8; at + 4 <= head.length; at += 4) {
    const brand = text(at, at + 4);
    if (brand === "avif" || brand === "avis") return "avif";
    if (/^he(ic|ix|im|is|vc|vx)$/.test(brand)) return "heic";
  }
  return undefined;
}

export async function kindOfFile(file: Blob): Promise<Kind | undefined> {
  return kindOf(new Uint8Array(await file.slice(0, 32).arrayBuffer()));
}

/** The photo as a JPEG, where the browser can read it; else nothing. */
export async function asJpeg(file: Blob): Promise<Blob | undefined> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await new Promise((done) => canvas.toBlob((blob) => done(blob ?? undefined), "image/jpeg", 0.92));
  } catch {
    return undefined;
  }
}

/** A small picture of the photo to look at meanwhile, where the browser can read it. */
export async function thumbnail(file: Blob): Promise<HTMLCanvasElement | undefined> {
  try {
    const picture = await createImageBitmap(file, { resizeWidth: 320, resizeQuality: "low" });
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
    picture.close();
    return canvas;
  } catch {
    return undefined;
  }
}
