import type { AuditValues } from "@/lib/shop/audit/audit-entry";
import type { FreightTemplate } from "@/lib/shop/freight/freight";
import { formatFen } from "@/lib/shop/money";
import { PROFILE_PICTURES } from "@/lib/shop/profile/profile";
import type { PromotionDraft } from "@/lib/shop/promotions/save-promotion";
import { deviceInWords, placeInWords } from "../../parts/device-words";
import { refundText } from "../../refund/text";
import { text as common } from "../../text";
import { text as discrepancyText } from "../discrepancies/text";
import { rulesInWords } from "../freight/rules-in-words";
import { optionsText } from "../products/[id]/options-text";
import { text as productText } from "../products/[id]/text";
import { promotionInWords } from "../promotions/promotion-in-words";
import { text } from "./text";

const LONGEST = 80;

export type Change = { name: string; before: string | null; after: string };

/** What an entry of the audit trail says of old and new values, in words. `before` is null where nothing was replaced, `after` where it is gone. */
export function changesInWords(before: AuditValues | null, after: AuditValues | null): Change[] {
  const gone = after ?? Object.fromEntries(Object.keys(before ?? {}).map((name) => [name, null]));
  return Object.entries(gone).map(([name, value]) => ({
    name: text.value[name] ?? name,
    before: before && name in before ? inWords(name, before[name] ?? null) : null,
    after: inWords(name, value),
  }));
}

function inWords(name: string, value: AuditValues[string]): string {
  if (value === null || value === "") return common.none;
  if (typeof value === "boolean") return value ? text.yes : text.no;
  if (typeof value === "number") return name.endsWith("Fen") ? formatFen(value) : String(value);
  if (typeof value === "string") return NAMED[name]?.(value) ?? shorten(value);
  return name === "images" || name === "details" ? text.pictures(value.length) : value.join("、") || common.none;
}

const NAMED: Record<string, (value: string) => string> = {
  role: (value) => (common.roles as Record<string, string>)[value] ?? value,
  how: (value) => text.how[value] ?? value,
  ip: placeInWords,
  userAgent: deviceInWords,
  discrepancy: (value) => discrepancyText.kinds[value]?.title ?? value,
  money: (value) => discrepancyText.moneyOptions.find((option) => option.value === value)?.label ?? value,
  freightKind: (value) => (productText.freightKinds as Record<string, string>)[value] ?? value,
  listPriceBasis: (value) => (optionsText.matrix.bases as Record<string, string>)[value] ?? value,
  rules: freightInWords,
  promotion: offerInWords,
  // A picture's name is for the disk.
  ...Object.fromEntries(PROFILE_PICTURES.map((place) => [place, () => text.pictures(1)])),
  status: (value) => (refundText.status as Record<string, string>)[value] ?? value,
};

/** Rules as the trail keeps them. Those that cannot be read any more stand as they are. */
function freightInWords(value: string): string {
  try {
    const { unit, rules } = JSON.parse(value) as Pick<FreightTemplate, "unit" | "rules">;
    return rulesInWords(unit, rules).join("；");
  } catch {
    return shorten(value);
  }
}

/** A promotion as the trail keeps it. */
function offerInWords(value: string): string {
  try {
    const { code, startsAt, endsAt, ...said } = JSON.parse(value) as PromotionDraft;
    const times = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
    return [...(code === null ? [] : [code]), ...promotionInWords({ ...said, ...times }, new Map())].join("；");
  } catch {
    return shorten(value);
  }
}

function shorten(value: string): string {
  const letters = [...value];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("")}…` : value;
}
