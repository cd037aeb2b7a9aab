import type { World } from "../world/world";
import { takeFault, type Where } from "./take-fault";

/** What a signed message is made to say that is not so. */
export type Lies = { amountFen: number | null; seller: Party | null; appId: string | null; signature: "right" | "wrong" | "none" };
type Party = { sellerId: string; sellerEmail: string };

const STRANGER: Party = { sellerId: "2088999999999999", sellerEmail: "somebody-else@example.com" };
const STRANGE_APP = "2021999999999999";

export type Subject = "amount" | "seller" | "app";

/**
 * Takes "wrong-signature" and "unsigned", and of "wrong-amount", "wrong-seller" and "wrong-app" those whose subject the
 * message has, as far as they are set for this place.
 */
export function takeLies(world: World, where: Where, subjects: readonly Subject[]): Lies {
  const isSet = (name: `wrong-${"seller" | "app" | "signature"}` | "unsigned") => takeFault(world, where, [name]) !== null;
  return {
    amountFen: (subjects.includes("amount") ? takeFault(world, where, ["wrong-amount"])?.amountFen : null) ?? null,
    seller: subjects.includes("seller") && isSet("wrong-seller") ? STRANGER : null,
    appId: subjects.includes("app") && isSet("wrong-app") ? STRANGE_APP : null,
    signature: isSet("unsigned") ? "none" : isSet("wrong-signature") ? "wrong" : "right",
  };
}

/** A form without its signature. */
export function withoutSign(form: string): string {
  return form
    .split("&")
    .filter((field) => !field.startsWith("sign="))
    .join("&");
}
