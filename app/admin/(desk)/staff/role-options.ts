import type { Role } from "@/lib/shop/owners/role";
import { text } from "./text";

/** Roles to choose from, the one that most people get first. */
export function roleOptions(): { value: Role; label: string }[] {
  return (["CLERK", "READER", "OWNER"] as const).map((value) => ({ value, label: text.options[value] }));
}
