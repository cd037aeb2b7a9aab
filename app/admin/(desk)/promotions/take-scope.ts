import "server-only";
import type { FormState } from "@/lib/server/action";
import { listOwnerCategories } from "@/lib/shop/catalog/list-owner-categories";
import { idsOfSlugs } from "@/lib/shop/promotions/list-promotions";
import { MOST_SCOPE_IDS, type Scope } from "@/lib/shop/promotions/promotion";
import type { Shop } from "@/lib/shop/shop";
import { categoryField, takeSlugs } from "./promotion-fields";
import { text } from "./text";

/** The goods that a form means, or what it shows where they are none. */
export async function takeScope(
  shop: Shop,
  form: Readonly<Record<string, unknown>>,
): Promise<{ ok: true; scope: Scope } | { ok: false; state: FormState }> {
  if (form.scope === "categories") {
    const ids = (await listOwnerCategories(shop)).map(({ id }) => id).filter((id) => form[categoryField(id)] === "on");
    return ids.length > 0 ? { ok: true, scope: { kind: "categories", ids } } : wrong("scope", text.needCategories);
  }
  if (form.scope !== "products") return { ok: true, scope: { kind: "all" } };
  const slugs = takeSlugs(String(form.products));
  const ids = slugs.length > 0 && slugs.length <= MOST_SCOPE_IDS ? await idsOfSlugs(shop, slugs) : null;
  return ids ? { ok: true, scope: { kind: "products", ids } } : wrong("products", text.needProducts);
}

function wrong(field: string, message: string): { ok: false; state: FormState } {
  return { ok: false, state: { ok: false, message, fieldErrors: { [field]: message } } };
}
