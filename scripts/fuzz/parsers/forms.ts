// Readers of what browsers send: the bodies of forms, and texts that people typed.
import { checkActionBody } from "@/lib/server/check-action-body";
import { dropInvisible, isLongerThan, toCode, toLine, toLines, toPhone } from "@/lib/server/typed-text";
import { mustHold, type Target } from "./target";

const BOUNDARY = "----x";
const ACTION = "0".repeat(42);
const part = (name: string, value: string) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const POSTED = `${part(`$ACTION_ID_${ACTION}`, "")}${part("name", "王小明")}--${BOUNDARY}--\r\n`;
const SENT = `${part("1_name", "王小明")}${part("_1_name", "王小明")}${part("0", '["$K1"]')}--${BOUNDARY}--\r\n`;

export function formTargets(): Target[] {
  return [
    {
      name: "bodies of forms",
      seeds: [Buffer.from(POSTED), Buffer.from(SENT), Buffer.from('["a",{"b":"$undefined"}]')],
      read: readBody,
      mostBytes: 65_536,
    },
    {
      name: "typed texts",
      seeds: [Buffer.from("＋86 138-0013 8000 👨‍👩‍👧\r\n浙江省\u202E"), Buffer.from("ﷺ é ①")],
      read: readTyped,
      mostBytes: 2_000,
    },
  ];
}

const HEADERS: readonly Record<string, string>[] = [
  { "content-type": `multipart/form-data; boundary=${BOUNDARY}` },
  { "content-type": `multipart/form-data; boundary=${BOUNDARY}`, "next-action": ACTION },
  { "content-type": "text/plain;charset=UTF-8", "next-action": ACTION },
];

async function readBody(bytes: Buffer): Promise<void> {
  for (const headers of HEADERS) {
    const request = new Request("http://shop.test/", { method: "POST", headers, body: new Uint8Array(bytes) });
    const problem = await checkActionBody(request);
    mustHold(problem === null || problem === "too_big" || problem === "malformed", "a body is taken, or has a problem that is known");
  }
}

function readTyped(bytes: Buffer): void {
  const text = bytes.toString("utf8");
  for (const [name, clean] of Object.entries({ dropInvisible, toLine, toLines })) {
    const once = clean(text);
    mustHold(clean(once) === once, `${name} does no more the second time`);
    mustHold(!once.includes("\0") && !once.includes("\u202E"), `${name} leaves nothing that shows nothing`);
  }
  mustHold(!toCode(text).includes("\0") && toPhone(text).length <= toCode(text).length, "a number is no longer than what was typed");
  mustHold(!isLongerThan(text, text.length + 1), "a text has no more characters than units");
}
