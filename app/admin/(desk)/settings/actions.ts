"use server";

import { z } from "zod";
import type { FormState } from "@/lib/server/action";
import { changePicture } from "@/lib/shop/profile/change-picture";
import { COLOURS } from "@/lib/shop/profile/colour";
import { PROFILE_PICTURES, type ProfilePicture, type ShopProfile } from "@/lib/shop/profile/profile";
import { saveProfile } from "@/lib/shop/profile/save-profile";
import { type OwnerContext, ownerAction } from "../../owner";
import { basics, colour, contact, filings, policies } from "./profile-fields";
import { text } from "./text";

async function save(input: Partial<Omit<ShopProfile, ProfilePicture>>, { shop }: OwnerContext): Promise<FormState> {
  await saveProfile(shop, input);
  return { ok: true, message: text.saved };
}

export const saveBasicsAction = ownerAction(basics, save);
export const saveContactAction = ownerAction(contact, save);
export const savePoliciesAction = ownerAction(policies, save);
export const saveFilingsAction = ownerAction(filings, save);

export const saveColourAction = ownerAction(colour, (input, context) =>
  save({ themeColour: input.colour === "own" ? input.typed : COLOURS[input.colour] }, context),
);

const picture = z.strictObject({ place: z.enum(PROFILE_PICTURES) });

export const takePictureAwayAction = ownerAction(picture, async ({ place }, { shop }) => {
  await changePicture(shop, place, "");
  return { ok: true, message: text.pictures.gone };
});
