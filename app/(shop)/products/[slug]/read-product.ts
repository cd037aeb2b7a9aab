import "server-only";
import { cache } from "react";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { getProduct } from "@/lib/shop/catalog/get-product";

/** One read for the layout, the metadata and the page of one request. */
export const readProduct = cache((slug: string) => getProduct(getShop(), slug));
