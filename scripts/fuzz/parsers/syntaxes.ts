// The readers of syntaxes, which know nothing of what a message means.
import { readCaptured } from "@/lib/alipay/doctor/captured";
import { explain } from "@/lib/alipay/doctor/explain";
import { readingsOf } from "@/lib/alipay/doctor/readings";
import { newPatient } from "@/lib/alipay/fixtures/doctor-settings";
import { encodeForm, parseForm } from "@/lib/alipay/form";
import { parseCertificates } from "@/lib/alipay/openapi/certificate";
import { splitMembers } from "@/lib/alipay/openapi/json";
import { decodeUtf8 } from "@/lib/alipay/utf8";
import { parseXml, textChildren, writeElements, type XmlElement } from "@/lib/alipay/xml";
import { isSame, mustHold, type Target } from "./target";

/** `samples`: every kind of genuine message. */
export function syntaxTargets(samples: readonly Buffer[], samplesOfXml: readonly Buffer[], samplesOfJson: readonly Buffer[]): Target[] {
  const { settings, app } = newPatient("certificate");
  const pem = Buffer.from(`${app.certificates?.root}${app.certificates?.alipay}`);
  return [
    { name: "forms", seeds: samples, read: readForm, mostBytes: 65_536 },
    { name: "XML", seeds: samplesOfXml, read: readXml, mostBytes: 65_536 },
    { name: "JSON", seeds: samplesOfJson, read: readJson, mostBytes: 65_536 },
    {
      name: "certificates",
      seeds: [pem],
      read: (bytes) => mustHold(isList(parseCertificates(bytes.toString("latin1"))), "certificates are a list or none"),
      mostBytes: 16_384,
    },
    {
      name: "captured messages",
      seeds: [...samples, ...samplesOfXml, ...samplesOfJson],
      read(bytes) {
        const { message, causes } = readCaptured(bytes);
        mustHold(typeof message === "string" && causes.every((cause) => typeof cause === "string"), "what was captured is a text");
        mustHold(
          readingsOf({ message: message.slice(0, 8_192), pairs: null }).every(({ params }) => params instanceof Map),
          "each reading has parameters",
        );
      },
      mostBytes: 65_536,
    },
    {
      name: "the doctor",
      seeds: samples,
      read(bytes) {
        const { ok, causes } = explain(bytes, settings);
        mustHold(ok === (causes.length === 0), "what is not well has a cause");
      },
      mostBytes: 4_096,
    },
  ];
}

const isList = (value: unknown) => value === null || Array.isArray(value);

function readForm(bytes: Buffer): void {
  for (const isGbk of [false, true]) {
    const form = parseForm(bytes, { isGbk });
    if (!form.ok) {
      mustHold(["oversize", "malformed"].includes(form.reason) && form.detail !== "", "a refusal says why");
      continue;
    }
    mustHold(form.params.size <= 64, "there are no more fields than allowed");
    const again = parseForm(encodeForm(form.params), { maxBytes: 1_000_000 });
    mustHold(again.ok && isSame(again.params, form.params), "a form that is written and read again is the same");
  }
}

function readXml(bytes: Buffer): void {
  const text = decodeUtf8(bytes) ?? bytes.toString("latin1");
  const xml = parseXml(text);
  if (!xml.ok) {
    mustHold(xml.problem !== "", "a refusal says why");
    return;
  }
  const [depth, elements] = sizeOf(xml.root);
  mustHold(depth <= 8 && elements <= 256, "an element is no deeper and has no more in it than allowed");
  const fields = textChildren(xml.root);
  if (!fields || fields.size === 0) return;
  const again = parseXml(`<x>${writeElements(fields)}</x>`);
  // A line feed is what a reader makes of every break (XML 1.0, 2.11), so of those that were written by numbers another text comes back.
  if ([...fields.values()].some((value) => /[\r\u0085\u2028]/.test(value))) return;
  mustHold(again.ok && isSame(textChildren(again.root), fields), "elements that are written and read again are the same");
}

function sizeOf({ children }: XmlElement): [depth: number, elements: number] {
  const within = children.map(sizeOf);
  return [1 + Math.max(0, ...within.map(([depth]) => depth)), 1 + within.reduce((sum, [, elements]) => sum + elements, 0)];
}

function readJson(bytes: Buffer): void {
  const text = bytes.toString("utf8");
  const members = splitMembers(text);
  if (!members) return;
  const whole: Record<string, unknown> = JSON.parse(text);
  mustHold(members.length === Object.keys(whole).length, "an object has as many members as names");
  for (const { name, raw } of members) mustHold(isSame(JSON.parse(raw), whole[name]), "a member's text is its value");
}
