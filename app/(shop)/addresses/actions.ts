"use server";

import { refresh } from "next/cache";
import { RedirectType, redirect } from "next/navigation";
import { z } from "zod";
import { clientIp } from "@/app/client-ip";
import { currentBuyer, ensureBuyer } from "@/app/current-buyer";
import { answer, formAction } from "@/app/form-action";
import type { FormState } from "@/lib/server/action";
import { networkKey } from "@/lib/server/address";
import { logLimit } from "@/lib/server/log-limit";
import { limit } from "@/lib/server/rate-limit";
import { addAddress, changeAddress, makeDefault, removeAddress } from "@/lib/shop/addresses/save-address";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { addressFields } from "../address-fields";
import { fillPasted } from "../fill-pasted";
import { addressBookText as text } from "./text";

const MAX_TYPED = 4_000;
/** Of a browser: each change writes a row. */
const BUDGET = { points: 60, perSeconds: 3600 };
/** Of a network, whose browsers cost nothing: more than all people behind it write. */
const NETWORK_BUDGET = { points: 300, perSeconds: 3600 };

const addressForm = z.strictObject({
  ...addressFields,
  /** Empty for a new one. */
  id: z.string().max(36),
  isDefault: z.literal("on").optional(),
  paste: z.string().max(MAX_TYPED).optional(),
});
const addressRef = z.strictObject({ id: z.string().max(36) });

/** The form of an address: 保存, or 识别. */
export async function saveAddress(previous: FormState, form: FormData): Promise<FormState> {
  if (form instanceof FormData && form.has("split")) return fillPasted(previous, form);
  return saveFromForm(previous, form);
}

const saveFromForm = formAction(addressForm, async ({ id, isDefault, region, paste: _paste, ...receiver }) => {
  const shop = getShop();
  const buyer = await ensureBuyer();
  if (!buyer) return { ok: false, message: text.tooOften };
  if (!(await maySave(buyer.id))) return { ok: false, message: text.tooOften };
  const saving = { address: { ...receiver, ...region }, isDefault: isDefault === "on" };
  const state = id
    ? answer(await changeAddress(shop, buyer.id, { id, ...saving }), "", text.changeRefusals)
    : answer(await addAddress(shop, buyer.id, saving), "", text.addRefusals);
  if (state?.ok) redirect("/addresses", RedirectType.replace);
  return state;
});

async function maySave(buyerId: string): Promise<boolean> {
  const { pool } = getShop();
  const network = networkKey(await clientIp());
  const isOften =
    !(await limit(pool, "addresses", buyerId, BUDGET)).ok || !(await limit(pool, "addresses-network", network, NETWORK_BUDGET)).ok;
  if (isOften) logLimit("addresses");
  return !isOften;
}

/** 设为默认. */
export const makeDefaultAction = formAction(addressRef, async ({ id }) => {
  const buyer = await currentBuyer();
  const state = buyer ? answer(await makeDefault(getShop(), buyer.id, id), "", text.changeRefusals) : { ok: false, message: text.gone };
  if (state?.ok) redirect("/addresses?done=default", RedirectType.replace);
  refresh();
  return state;
});

/** 删除. */
export const removeAddressAction = formAction(addressRef, async ({ id }) => {
  const buyer = await currentBuyer();
  if (buyer) await removeAddress(getShop(), buyer.id, id);
  redirect("/addresses?done=removed", RedirectType.replace);
});
