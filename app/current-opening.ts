import "server-only";
import { cache } from "react";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { readOpening } from "@/lib/shop/opening/read-opening";

/** Whether the shop sells, read once for a page. */
export const currentOpening = cache(() => readOpening(getShop()));
