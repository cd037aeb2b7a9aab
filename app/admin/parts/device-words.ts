import { text } from "../text";

/** Looked for in this order: many browsers name others that they resemble. */
const BROWSERS: [RegExp, string][] = [
  [/MicroMessenger/i, text.devices.wechat],
  [/AlipayClient/i, text.devices.alipay],
  [/\bQQ\/\d|MQQBrowser/i, "QQ"],
  [/UCBrowser/i, "UC"],
  [/baidubrowser|baiduboxapp/i, text.devices.baidu],
  [/MiuiBrowser/i, text.devices.xiaomi],
  [/HuaweiBrowser/i, text.devices.huawei],
  [/SamsungBrowser/i, text.devices.samsung],
  [/EdgA?\/|EdgiOS/i, "Edge"],
  [/OPR\//i, "Opera"],
  [/Firefox|FxiOS/i, "Firefox"],
  [/Chrome|CriOS|Chromium/i, "Chrome"],
  [/Safari/i, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/i, text.devices.harmony],
  [/iPhone/i, "iPhone"],
  [/iPad/i, "iPad"],
  [/Android/i, text.devices.android],
  [/Windows/i, "Windows"],
  [/CrOS/i, "ChromeOS"],
  [/Macintosh|Mac OS X/i, "Mac"],
  [/Linux/i, "Linux"],
];

/** "iPhone · Safari": enough for a person to recognise a device of theirs by what its browser says of itself. */
export function deviceInWords(userAgent: string): string {
  const words = [SYSTEMS, BROWSERS].map((list) => list.find(([pattern]) => pattern.test(userAgent))?.[1]);
  return words.filter(Boolean).join(" · ") || text.devices.unknown;
}

/** An address as a person reads it, shortened to the network that it lies in. */
export function placeInWords(ip: string): string {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, "");
  if (address === "" || address === "unknown") return text.places.unknown;
  if (/^127\.|^::1$/.test(address)) return text.places.here;
  const short = address.includes(":") ? `${address.split(":").slice(0, 3).join(":")}:…` : address.replace(/\.\d+$/, ".*");
  const isPrivate = /^10\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|^f[cd][0-9a-f]{2}:|^fe80:/i.test(address);
  return isPrivate ? text.places.local(short) : short;
}
