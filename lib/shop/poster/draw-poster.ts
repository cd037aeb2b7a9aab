import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import QRCode from "qrcode";
import sharp, { type OverlayOptions, type Sharp } from "sharp";
import { pictureUrl } from "@/lib/shop/pictures/picture";
import { readPicture } from "@/lib/shop/pictures/read-picture";
import type { Shop } from "@/lib/shop/shop";
import { lettersOf, NO_TYPE, printable } from "./break-lines";
import { type Frame, layOut } from "./layout";
import type { PosterFacts } from "./poster";
import { maskOf, toSvg, widthOf } from "./to-svg";
import { loadTypeface } from "./typeface";

/** `isWhole`: nothing that the facts name was missing. */
export type Drawn = { bytes: Uint8Array<ArrayBuffer>; isWhole: boolean };

/** What a price needs, and what a text may get. */
const ALWAYS = `0123456789¥.- …${NO_TYPE}`;

/**
 * Draws a poster as a JPEG. A picture whose file is gone or broken is left out, as if the product had none. Letters become outlines in
 * microseconds here; what takes long, the pixels, libvips does in threads of its own.
 */
export async function drawPoster(shop: Shop, facts: PosterFacts): Promise<Drawn> {
  const [picture, logo] = await Promise.all([pixelsOf(shop, facts.picture), pixelsOf(shop, facts.logo)]);
  const { title, shopName, tagline, words } = facts;
  const { from, scan, hint, listPrice } = words;
  const said = [title, shopName, tagline, from, scan, hint, listPrice[facts.listPriceBasis], ALWAYS];
  const type = await loadTypeface(said.map(lettersOf));
  const clean = (text: string) => printable(text, type.has);
  const shown: PosterFacts = {
    ...{ ...facts, title: clean(title), shopName: clean(shopName), tagline: clean(tagline) },
    ...{ picture: picture ? facts.picture : "", logo: logo ? facts.logo : "" },
  };
  const { modules } = QRCode.create(facts.link, { errorCorrectionLevel: "M" });
  const layout = layOut(shown, (text, face) => widthOf(text, face, type), modules.size);
  const pictures = await Promise.all([overlay(picture, layout.picture), overlay(logo, layout.logo)]);
  const svg = toSvg(layout, type, { size: modules.size, get: (row, column) => modules.get(row, column) });
  const jpeg = await sharp(Buffer.from(svg))
    .composite(pictures.flat())
    .flatten({ background: facts.palette.brand })
    .jpeg({ quality: 88, chromaSubsampling: "4:4:4" })
    .toBuffer();
  return { bytes: new Uint8Array(jpeg), isWhole: Boolean(picture) === Boolean(facts.picture) && Boolean(logo) === Boolean(facts.logo) };
}

type Pixels = { data: Buffer; raw: { width: number; height: number; channels: 1 | 2 | 3 | 4 } };

/** A picture's pixels in its largest size; null without any, and for a file that is gone or does not decode. */
async function pixelsOf(shop: Shop, name: string): Promise<Pixels | null> {
  const bytes = name ? await fileOf(shop, pictureUrl(name, 720)) : null;
  if (!bytes) return null;
  try {
    return await rawOf(sharp(bytes).flatten({ background: "#ffffff" }));
  } catch (err) {
    shop.log.warn({ err, picture: name }, "a picture cannot be drawn on a poster");
    return null;
  }
}

async function rawOf(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: info.channels } };
}

/** Uploaded, or one of the demo shop's. */
async function fileOf(shop: Shop, url: string): Promise<Uint8Array | null> {
  if (url.startsWith("/media/")) {
    const picture = await readPicture(shop, url.slice("/media/".length));
    return picture && new Uint8Array(await new Response(picture.body).arrayBuffer());
  }
  if (!/^\/images\/products\/[\w-]+\.webp$/.test(url)) return null;
  return readFile(path.join(/* turbopackIgnore: true */ path.resolve("public"), url)).catch(() => null);
}

async function overlay(picture: Pixels | null, frame: Frame | null): Promise<OverlayOptions[]> {
  if (!picture || !frame) return [];
  const fitting = await rawOf(sharp(picture.data, { raw: picture.raw }).resize(frame.size, frame.size, { fit: "cover" }).ensureAlpha());
  const mask = { input: Buffer.from(maskOf(frame)), blend: "dest-in" } as const;
  const { data, raw } = await rawOf(sharp(fitting.data, { raw: fitting.raw }).composite([mask]));
  return [{ input: data, raw, left: frame.x, top: frame.y }];
}
