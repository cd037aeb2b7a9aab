import type { World } from "../world/world";
import { takeFault, type Where } from "./take-fault";

/** What is false in a signed message. */
export type Tampering = { amountFen: number | null; seller: Party | null; appId: string | null; signature: "right" | "wrong" | "none" };
type Party = { sellerId: string; sellerEmail: string };

const STRANGER: Party = { sellerId: "2088999999999999", sellerEmail: "somebody-else@example.com" };
const STRANGE_APP = "2021999999999999";

export type Subject = "amount" | "seller" | "app";

/**
 * Takes the faults that falsify a signed message at this place: "wrong-signature" and "unsigned", and "wrong-amount",
 * "wrong-seller" and "wrong-app" where the message has such a field.
 */
export function takeTampering(world: World, where: Where, subjects: readonly Subject[]): Tampering {
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
