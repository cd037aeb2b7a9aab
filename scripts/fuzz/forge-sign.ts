import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign as rsaSign } from "node:crypto";
import type { Draft, Loot } from "./change-fields";
import type { Dice } from "./dice";
import type { Field } from "./message";
import { oddText } from "./odd-texts";

/** A forger's own key, and what everybody may know of the shop's contract: public keys, as texts. */
export type Forger = { ownKey: KeyObject; publicTexts: readonly string[] };

export function newForger(publicTexts: readonly string[]): Forger {
  return { ownKey: generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey, publicTexts };
}

type Forge = (draft: Draft, dice: Dice, loot: Loot, forger: Forger) => Draft;

const signOf = ({ fields }: Draft) => fields.find(([name]) => name === "sign")?.[1] ?? "";
/** Sets fields where they stand, or behind all others. */
const withFields = (draft: Draft, changes: Record<string, string>): Draft => {
  // A field may be called "constructor".
  const changed = new Map(Object.entries(changes));
  const names = new Set(draft.fields.map(([name]) => name));
  const added = [...changed].filter(([name]) => !names.has(name));
  return { ...draft, fields: [...draft.fields.map(([name, value]): Field => [name, changed.get(name) ?? value]), ...added] };
};

/** The text that a message of this shape signs. */
function textOf({ fields, plain }: Draft): string {
  const values = new Map(fields);
  if (plain !== null) return `service=${values.get("service")}&v=${values.get("v")}&sec_id=${values.get("sec_id")}&notify_data=${plain}`;
  return fields
    .filter(([name, value]) => !["sign", "sign_type", "alipay_cert_sn"].includes(name) && value !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/** Ways to come by a signature without Alipay's key, by name. */
export const SIGNATURES: Record<string, Forge> = {
  "signed with a key of the forger's": (draft, dice, _loot, { ownKey }) =>
    withFields(draft, {
      sign: rsaSign(dice.pick(["RSA-SHA256", "RSA-SHA1", "RSA-MD5"]), Buffer.from(textOf(draft)), ownKey).toString("base64"),
    }),
  "signed with MD5 and a public key as the secret": (draft, dice, _loot, { publicTexts }) =>
    withFields(draft, {
      sign: createHash("md5")
        .update(textOf(draft) + dice.pick(["", "null", "undefined", ...publicTexts]))
        .digest("hex"),
      ...(dice.chance(0.5) && { sign_type: "MD5" }),
      ...(dice.chance(0.5) && { sec_id: "MD5" }),
    }),
  "signed with HMAC and a public key as the secret": (draft, dice, _loot, { publicTexts }) =>
    withFields(draft, {
      sign: createHmac("sha256", dice.pick(["", ...publicTexts]))
        .update(textOf(draft))
        .digest("base64"),
      ...(dice.chance(0.5) && { sign_type: dice.pick(["HMAC", "HS256", "RSA2"]) }),
    }),
  "another algorithm named": (draft, dice) =>
    withFields(draft, {
      [dice.pick(["sign_type", "sec_id"])]: dice.pick(["MD5", "RSA", "RSA2", "0001", "DSA", "none", "", "rsa2", "md5", "__proto__"]),
    }),
  "a signature of another message": (draft, dice, { genuine }) =>
    withFields(draft, { sign: signOf({ fields: dice.pick(genuine).fields, plain: null }) }),
  "a signature spelled in another way": (draft, dice) => withFields(draft, { sign: respelled(dice, signOf(draft)) }),
  "a signature of nothing": (draft, dice) =>
    withFields(draft, {
      sign: dice.pick([Buffer.alloc(128), Buffer.alloc(256), Buffer.alloc(256, 255), Buffer.from([1])]).toString("base64"),
    }),
  "any signature": (draft, dice) => withFields(draft, { sign: oddText(dice) }),
  "another certificate named": (draft, dice) =>
    withFields(draft, { alipay_cert_sn: dice.pick(["", "0".repeat(32), dice.bytes(16).toString("hex"), "../x"]) }),
};

function respelled(dice: Dice, sign: string): string {
  return dice.pick([
    sign.toUpperCase(),
    sign.toLowerCase(),
    sign.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""),
    sign.replaceAll("=", ""),
    `${sign}=`,
    `${sign}\n`,
    ` ${sign}`,
    sign.replace(/(.{64})/g, "$1\n"),
    sign.replaceAll("+", " "),
    Buffer.from(sign, "base64").toString("hex"),
    Buffer.from(sign, "base64").toString("latin1"),
    sign.slice(0, -4),
    `AAAA${sign}`,
  ]);
}
