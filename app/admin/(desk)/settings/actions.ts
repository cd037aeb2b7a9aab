"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import type { FormState } from "@/lib/server/action";
import { changePicture } from "@/lib/shop/profile/change-picture";
import { COLOURS } from "@/lib/shop/profile/colour";
import { PROFILE_PICTURES, type ProfilePicture, type ShopProfile } from "@/lib/shop/profile/profile";
import { saveProfile } from "@/lib/shop/profile/save-profile";
import { type OwnerContext, ownerAction } from "../../owner";
import { basics, colour, contact, filings, policies } from "./profile-fields";
import { text } from "./text";

type Input = Partial<Omit<ShopProfile, ProfilePicture>> & { was?: string | undefined };

async function save({ was, ...input }: Input, { shop }: OwnerContext): Promise<FormState> {
  return answer(await saveProfile(shop, input, was), text.saved, text.notSaved);
}

export const saveBasicsAction = ownerAction(basics, save);
export const saveContactAction = ownerAction(contact, save);
export const savePoliciesAction = ownerAction(policies, save);
export const saveFilingsAction = ownerAction(filings, save);

export const saveColourAction = ownerAction(colour, ({ was, ...input }, context) =>
  save({ was, themeColour: input.colour === "own" ? input.typed : COLOURS[input.colour] }, context),
);

const picture = z.strictObject({ place: z.enum(PROFILE_PICTURES) });

export const takePictureAwayAction = ownerAction(picture, async ({ place }, { shop }) => {
  await changePicture(shop, place, "");
  return { ok: true, message: text.pictures.gone };
});
