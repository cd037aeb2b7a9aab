"use server";

import { saveProfile } from "@/lib/shop/profile/save-profile";
import { ownerAction } from "../../owner";
import { basics, contact, filings, policies } from "./profile-fields";
import { text } from "./text";

const SAVED = { ok: true, message: text.saved } as const;

export const saveBasicsAction = ownerAction(basics, async (input, { shop }) => {
  await saveProfile(shop, input);
  return SAVED;
});

export const saveContactAction = ownerAction(contact, async (input, { shop }) => {
  await saveProfile(shop, input);
  return SAVED;
});

export const savePoliciesAction = ownerAction(policies, async (input, { shop }) => {
  await saveProfile(shop, input);
  return SAVED;
});

export const saveFilingsAction = ownerAction(filings, async (input, { shop }) => {
  await saveProfile(shop, input);
  return SAVED;
});
