// Makes forgeries out of genuine messages: from none to a few changes of what they say, of who signed it, of how it is written and of
// how it is sent.
import type { KeyObject } from "node:crypto";
import { encryptBlocks } from "@/lib/alipay/rsa";
import { type Draft, FIELD_CHANGES, type Loot } from "./change-fields";
import { FRAME_CHANGES, TEXT_CHANGES } from "./change-frame";
import { XML_CHANGES } from "./change-xml";
import type { Dice } from "./dice";
import { joined, type Spelling } from "./encode";
import { type Forger, SIGNATURES } from "./forge-sign";
import { blocksOf, CHUNK_BYTES } from "./genuine";
import { type Field, type Genuine, type Sent, sendAsIs } from "./message";
import type { Cipher } from "./oracle";

/** `changes`: by their names, in the order in which they were made; `cipher`: what was encrypted for it. */
export type Forgery = { sent: Sent; from: Genuine; changes: string[]; cipher: Cipher | null };

/** `shopKey`: the public key to which messages for the shop are encrypted. Whoever has it can encrypt, and nobody else can open it. */
export type Workshop = { loot: Loot; forger: Forger; shopKey: KeyObject | null };

/** More than the shop decrypts, and little enough to be made often. */
const MOST_ENCRYPTED = 9_000;
const SPELLINGS: readonly Spelling[] = ["everything", "small letters", "blanks as %20", "nothing"];

export function forge({ loot, forger, shopKey }: Workshop, dice: Dice): Forgery {
  const from = dice.pick(loot.genuine);
  const changes: string[] = [];
  const named = <Change>(list: Record<string, Change>): Change => {
    const [name, change] = dice.pick(Object.entries(list));
    changes.push(name);
    return change;
  };
  let draft: Draft = { fields: [...from.fields], plain: from.plain ?? null };
  // One in fifty may come out as it was.
  let isToChange = !dice.chance(0.1);
  while (isToChange || dice.chance(0.3)) {
    draft = named(FIELD_CHANGES)(draft, dice, loot);
    isToChange = false;
  }
  if (draft.plain !== null) while (dice.chance(0.4)) draft = { ...draft, plain: named(XML_CHANGES)(draft.plain ?? "", dice) };
  if (dice.chance(0.3)) draft = named(SIGNATURES)(draft, dice, loot, forger);
  const charset = dice.chance(0.03) ? (from.charset === "gbk" ? "utf-8" : "gbk") : from.charset;
  if (charset !== from.charset) changes.push("in another charset");
  const spelling = dice.chance(0.08) ? dice.pick(SPELLINGS) : "usual";
  if (spelling !== "usual") changes.push(`spelled: ${spelling}`);
  const { fields, cipher } = sealed(draft, from, { shopKey, again: dice.chance(0.1) });
  let sent: Sent = sendAsIs({ ...from, fields, charset }, (one) => joined(one.fields, charset, spelling));
  const other = sendAsIs(dice.pick(loot.genuine), (one) => loot.encoded.get(one) ?? "");
  while (dice.chance(0.25)) sent = named(TEXT_CHANGES)(sent, dice, other);
  while (dice.chance(0.12)) sent = named(FRAME_CHANGES)(sent, dice, other);
  return { sent: sendable(sent), from, changes, cipher };
}

/** Puts the XML into its field, encrypted if it was. */
function sealed(
  { fields, plain }: Draft,
  from: Genuine,
  { shopKey, again }: Pick<Workshop, "shopKey"> & { again: boolean },
): { fields: Field[]; cipher: Cipher | null } {
  if (plain === null || (plain === from.plain && !again)) return { fields, cipher: null };
  const put = (text: string) => fields.map(([name, value]): Field => [name, name === "notify_data" ? text : value]);
  if (from.scheme !== "0001" || !shopKey) return { fields: put(plain), cipher: null };
  const bounded = plain.slice(0, MOST_ENCRYPTED);
  const cipher = encryptBlocks(Buffer.from(bounded, "utf8"), shopKey, CHUNK_BYTES);
  return { fields: put(cipher), cipher: blocksOf(cipher, bounded) };
}

/** What no client can put into an address is escaped there. */
function sendable(sent: Sent): Sent {
  const isClean = /^[\x21-\x7e\x80-\xff]*$/.test(sent.query);
  if (isClean) return sent;
  const query = sent.query.replace(/[^\x21-\x7e\x80-\xff]/g, (letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, "0")}`);
  return { ...sent, query };
}
