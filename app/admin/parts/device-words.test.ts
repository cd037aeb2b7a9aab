import { expect, test } from "vitest";
import { deviceInWords, placeInWords } from "./device-words";

const SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1";
const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0";

test.each([
  [`Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) ${SAFARI}`, "iPhone · Safari"],
  [`Mozilla/5.0 (Linux; Android 13; Pixel 7) ${CHROME} Mobile Safari/537.36`, "安卓 · Chrome"],
  [`Mozilla/5.0 (Linux; Android 13) ${CHROME} Mobile Safari/537.36 MicroMessenger/8.0.40`, "安卓 · 微信"],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/120.0`, "Windows · Edge"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:120.0) Gecko/20100101 Firefox/120.0", "Mac · Firefox"],
  [`Mozilla/5.0 (Phone; OpenHarmony 5.0) ${CHROME} Safari/537.36 HuaweiBrowser/5.0`, "鸿蒙 · 华为浏览器"],
  ["curl/8.0", "未知设备"],
  ["", "未知设备"],
])("an owner recognises %s", (userAgent, words) => {
  expect(deviceInWords(userAgent)).toBe(words);
});

test.each([
  ["203.0.113.77", "203.0.113.*"],
  ["::ffff:203.0.113.77", "203.0.113.*"],
  ["2001:db8:12:34:56:78:9a:bc", "2001:db8:12:…"],
  ["192.168.1.20", "局域网 192.168.1.*"],
  ["127.0.0.1", "本机"],
  ["::1", "本机"],
  ["unknown", "未知"],
])("the address %s is shown without its last part", (ip, words) => {
  expect(placeInWords(ip)).toBe(words);
});
