// What a file is, by what is in it.

export type Kind = "jpeg" | "png" | "webp" | "avif" | "heic";

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
  return kindOf(new Uint8Array(await file.slice(0, 64).arrayBuffer()));
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
