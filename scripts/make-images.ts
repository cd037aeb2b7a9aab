// Makes the category icons and every picture of the demo shop from Fluent emoji (docs/credits.md) into public/images and app/, once, by hand:
// node --import tsx scripts/make-images.ts. The results are committed, so that a start needs none of this.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import sharp, { type OverlayOptions } from "sharp";
import { CATEGORY_ICONS, type CategoryIcon, iconPath } from "@/lib/shop/catalog/category-icon";

const EMOJI = "node_modules/@lobehub/fluent-emoji-3d/assets";
const PRODUCTS = "public/images/products";
const SIZES = [320, 720];
const CANVAS = 720;

type Scene = "one" | "group" | "close" | "pair";
type Placement = [which: 0 | 1, size: number, x: number, y: number, degrees: number];

/** The emojis of a picture by their centres, in 720ths of its width. */
const SCENES: Record<Scene, Placement[]> = {
  one: [[0, 450, 360, 350, 0]],
  group: [
    [0, 250, 215, 300, -12],
    [0, 250, 505, 300, 12],
    [0, 340, 360, 430, 0],
  ],
  close: [[0, 640, 420, 430, -8]],
  pair: [
    [1, 250, 520, 260, 10],
    [0, 370, 310, 400, 0],
  ],
};

type GroundName = "tea" | "blush" | "citrus" | "sky" | "sand" | "mint" | "lilac";
type Ground = [light: string, deep: string];

/** Background gradients. */
const GROUNDS: Record<GroundName, Ground> = {
  tea: ["#f3f7e8", "#d5e4bd"],
  blush: ["#fff3ef", "#f8d5cb"],
  citrus: ["#fff8e6", "#fbdfa6"],
  sky: ["#eff6fb", "#cbdff0"],
  sand: ["#faf5ec", "#e8d8bd"],
  mint: ["#eef8f3", "#c5e5d6"],
  lilac: ["#f7f3fb", "#dfd2ee"],
};

/** An emoji and its background, a second emoji, the second picture's background, and the scenes after the first. */
type Picture = [emoji: string, ground: GroundName, second: string, other: GroundName, scenes: Scene[]];

const PICTURES: Record<string, Picture> = {
  longjing: ["1f375", "tea", "1f343", "sand", ["pair", "close"]],
  baicha: ["1f33f", "mint", "1f375", "tea", ["pair"]],
  shupu: ["1f342", "sand", "1f375", "citrus", ["pair"]],
  molihua: ["1f33c", "sky", "1f375", "mint", ["group"]],
  meigui: ["1f339", "blush", "1f375", "lilac", ["group"]],
  qicheng: ["1f34a", "citrus", "1f34a", "tea", ["group", "close"]],
  pingguo: ["1f34e", "blush", "1f34e", "sand", ["group"]],
  caomei: ["1f353", "mint", "1f353", "blush", ["group"]],
  mihoutao: ["1f95d", "tea", "1f95d", "citrus", ["group"]],
  mangguo: ["1f96d", "sky", "1f96d", "citrus", []],
  chahu: ["1fad6", "sand", "1f375", "blush", ["pair", "close"]],
  lazhu: ["1f56f-fe0f", "lilac", "1f33c", "sand", ["pair"]],
  tenglan: ["1f9fa", "sky", "1f34a", "sand", ["pair"]],
  penzai: ["1fab4", "mint", "1fab4", "sand", []],
  makebei: ["2615", "lilac", "1f36a", "sand", ["pair"]],
  banli: ["1f330", "sand", "1f330", "citrus", ["group"]],
  huasheng: ["1f95c", "citrus", "1f95c", "sand", []],
  quqi: ["1f36a", "sky", "2615", "sand", ["group"]],
  fengmi: ["1f36f", "citrus", "1f33c", "tea", ["pair"]],
  yuebing: ["1f96e", "blush", "1f375", "citrus", ["group", "pair"]],
  qianbi: ["270f-fe0f", "sky", "270f-fe0f", "sand", []],
  shouzhang: ["1f4d3", "sand", "1f58b-fe0f", "lilac", ["pair"]],
  gangbi: ["1f58b-fe0f", "lilac", "1f4d3", "sky", []],
  shuicai: ["1f3a8", "sky", "1f58d-fe0f", "mint", ["pair"]],
};

const CATEGORIES: Record<CategoryIcon, string> = {
  ...{ tea: "1f375", fruit: "1f34a", vegetables: "1f96c", grain: "1f33e", meat: "1f969", seafood: "1f990", eggs: "1f95a", honey: "1f36f" },
  ...{ noodles: "1f35c", snacks: "1f36a", cake: "1f382", drinks: "1f9c3", wine: "1f377", health: "1f33f", home: "1fab4", kitchen: "1f373" },
  ...{ cleaning: "1f9fc", bedding: "1f6cf-fe0f", flowers: "1f490", clothing: "1f455", shoes: "1f45f", bags: "1f45c", jewellery: "1f48d" },
  ...{ beauty: "1f484", baby: "1f37c", toys: "1f9f8", pets: "1f43e", stationery: "270f-fe0f", books: "1f4da", electronics: "1f3a7" },
  ...{ sports: "26bd", tools: "1f527", gifts: "1f381" },
};
const ORNAMENTS = { "empty-cart": "1f6d2", "empty-search": "1f50d", "empty-orders": "1f4e6", lost: "1f9f8" };

function ground([light, deep]: Ground): Buffer {
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${CANVAS}" height="${CANVAS}">
    <defs>
      <radialGradient id="g" cx="0.38" cy="0.28" r="0.95"><stop offset="0" stop-color="${light}"/><stop offset="1" stop-color="${deep}"/></radialGradient>
    </defs>
    <rect width="100%" height="100%" fill="url(#g)"/>
    <circle cx="600" cy="120" r="190" fill="#fff" fill-opacity="0.28"/>
    <circle cx="90" cy="640" r="150" fill="#fff" fill-opacity="0.2"/>
  </svg>`);
}

function shadow(size: number, x: number, y: number): Buffer {
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${CANVAS}" height="${CANVAS}">
    <defs><radialGradient id="s"><stop offset="0" stop-color="#3b2a18" stop-opacity="0.3"/><stop offset="1" stop-color="#3b2a18" stop-opacity="0"/></radialGradient></defs>
    <ellipse cx="${x}" cy="${y + size * 0.5}" rx="${size * 0.44}" ry="${size * 0.085}" fill="url(#s)"/>
  </svg>`);
}

type Emojis = [first: string, second: string];

async function layers(scene: Scene, emojis: Emojis): Promise<OverlayOptions[]> {
  const result: OverlayOptions[] = [];
  for (const [which, size, x, y, degrees] of SCENES[scene]) {
    if (scene !== "close") result.push({ input: shadow(size, x, y) });
    const emoji = await sharp(path.join(EMOJI, `${emojis[which]}.webp`))
      .resize(size, size, { kernel: "lanczos3" })
      .toBuffer();
    const turned = await sharp(emoji).rotate(degrees, { background: "#0000" }).toBuffer({ resolveWithObject: true });
    const left = Math.round(x - turned.info.width / 2);
    const top = Math.round(y - turned.info.height / 2);
    result.push(await cut(turned, left, top));
  }
  return result;
}

type Turned = { data: Buffer; info: { width: number; height: number } };

/** Cuts off what reaches beyond the canvas; sharp refuses to draw it. */
async function cut({ data, info }: Turned, left: number, top: number): Promise<OverlayOptions> {
  const fromX = Math.max(0, -left);
  const fromY = Math.max(0, -top);
  const width = Math.min(info.width - fromX, CANVAS - Math.max(0, left));
  const height = Math.min(info.height - fromY, CANVAS - Math.max(0, top));
  const input = await sharp(data).extract({ left: fromX, top: fromY, width, height }).toBuffer();
  return { input, left: Math.max(0, left), top: Math.max(0, top) };
}

async function makePicture(name: string, scene: Scene, groundName: GroundName, emojis: Emojis): Promise<void> {
  const canvas = await sharp(ground(GROUNDS[groundName]))
    .composite(await layers(scene, emojis))
    .png()
    .toBuffer();
  for (const size of SIZES)
    await sharp(canvas)
      .resize(size, size)
      .webp({ quality: 86, effort: 6 })
      .toFile(path.join(PRODUCTS, `${name}-${size}.webp`));
}

async function makeOrnament(emoji: string, size: number, file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await sharp(path.join(EMOJI, `${emoji}.webp`))
    .resize(size, size)
    .webp({ quality: 80, effort: 6 })
    .toFile(file);
}

async function makeAppIcon(size: number, file: string): Promise<void> {
  const rect = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="100%" height="100%" fill="#c8331b"/></svg>`;
  const bag = await sharp(path.join(EMOJI, "1f6cd-fe0f.webp"))
    .resize(Math.round(size * 0.66))
    .toBuffer();
  await sharp(Buffer.from(rect))
    .composite([{ input: bag }])
    .png({ palette: true })
    .toFile(file);
}

await mkdir(PRODUCTS, { recursive: true });
for (const [name, [emoji, first, second, other, scenes]] of Object.entries(PICTURES)) {
  await makePicture(name, "one", first, [emoji, second]);
  for (const [index, scene] of scenes.entries())
    await makePicture(`${name}-${index + 2}`, scene, index === 0 ? other : first, [emoji, second]);
}
for (const icon of CATEGORY_ICONS) await makeOrnament(CATEGORIES[icon], 128, `public/${iconPath(icon)}`);
for (const [name, emoji] of Object.entries(ORNAMENTS)) await makeOrnament(emoji, 192, `public/images/${name}.webp`);
await makeAppIcon(192, "public/icon.png");
await makeAppIcon(180, "public/apple-icon.png");
await makeAppIcon(512, "public/images/app-512.png");
