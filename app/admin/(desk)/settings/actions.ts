"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import type { FormState } from "@/lib/server/action";
import { MOST_RECEIVE_DAYS, saveReceiveDays } from "@/lib/shop/orders/receive-days";
import { changePicture } from "@/lib/shop/profile/change-picture";
import { COLOURS } from "@/lib/shop/profile/colour";
import { PROFILE_PICTURES, type ProfilePicture, type ShopProfile } from "@/lib/shop/profile/profile";
import { saveProfile } from "@/lib/shop/profile/save-profile";
import { type MemberContext, memberAction } from "../../member";
import { basics, colour, contact, filings, policies } from "./profile-fields";
import { text } from "./text";

type Input = Partial<Omit<ShopProfile, ProfilePicture>> & { was?: string | undefined };

async function save({ was, ...input }: Input, { shop }: MemberContext): Promise<FormState> {
  return answer(await saveProfile(shop, input, was), text.saved, text.notSaved);
}

export const saveBasicsAction = memberAction("settings", basics, save);
export const saveContactAction = memberAction("settings", contact, save);
export const savePoliciesAction = memberAction("settings", policies, save);
export const saveFilingsAction = memberAction("settings", filings, save);

export const saveColourAction = memberAction("settings", colour, ({ was, ...input }, context) =>
  save({ was, themeColour: input.colour === "own" ? input.typed : COLOURS[input.colour] }, context),
);

const receipt = z.strictObject({
  days: z
    .string()
    .max(20, text.receipt.needDays)
    .transform((typed) => (/^\d{1,2}$/.test(typed.trim()) ? Number(typed.trim()) : -1))
    .pipe(z.number().min(0, text.receipt.needDays).max(MOST_RECEIVE_DAYS, text.receipt.needDays)),
});

/** 自动确认收货. */
export const saveReceiveDaysAction = memberAction("settings", receipt, async ({ days }, { shop }) => {
  await saveReceiveDays(shop, days);
  return { ok: true, message: text.saved };
});

const picture = z.strictObject({ place: z.enum(PROFILE_PICTURES) });

export const takePictureAwayAction = memberAction("settings", picture, async ({ place }, { shop }) => {
  await changePicture(shop, place, "");
  return { ok: true, message: text.pictures.gone };
});
