import "server-only";
import { stampOf } from "@/lib/server/stamp";
import type { OwnerProduct } from "./get-owner-product";

type Written = "title" | "subtitle" | "description" | "categoryId" | "keywords" | "limitPerOrder" | "limitPerBuyer";
type Freight = "freightKind" | "freightFeeFen" | "freightTemplateId";

/** `stampOf` all that the form of a product's texts writes; pictures, variants, stock and whether it is on sale are changed elsewhere. */
export function productStamp(product: Pick<OwnerProduct, Written | Freight>): string {
  const { title, subtitle, description, categoryId, keywords, limitPerOrder, limitPerBuyer } = product;
  const { freightKind, freightFeeFen, freightTemplateId } = product;
  return stampOf({
    ...{ title, subtitle, description, categoryId, keywords, limitPerOrder, limitPerBuyer },
    ...{ freightKind, freightFeeFen, freightTemplateId },
  });
}
