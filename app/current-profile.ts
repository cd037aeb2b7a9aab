import "server-only";
import { cache } from "react";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { readProfile } from "@/lib/shop/profile/read-profile";

/** What the owner says of the shop, read once for a page. */
export const currentProfile = cache(() => readProfile(getShop()));
