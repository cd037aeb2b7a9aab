"use server";

import type { FormState } from "@/lib/server/action";
import type { ShopProfile } from "@/lib/shop/profile/profile";
import { saveProfile } from "@/lib/shop/profile/save-profile";
import { type OwnerContext, ownerAction } from "../../owner";
import { basics, contact, filings, policies } from "./profile-fields";
import { text } from "./text";

async function save(input: Partial<ShopProfile>, { shop }: OwnerContext): Promise<FormState> {
  await saveProfile(shop, input);
  return { ok: true, message: text.saved };
}

export const saveBasicsAction = ownerAction(basics, save);
export const saveContactAction = ownerAction(contact, save);
export const savePoliciesAction = ownerAction(policies, save);
export const saveFilingsAction = ownerAction(filings, save);
