import "server-only";
import { cache } from "react";
import { getProduct } from "@/lib/shop/catalog/get-product";
import { getShop } from "@/lib/shop/get-shop";

/** One read for the layout, the metadata and the page of one request. */
export const readProduct = cache((slug: string) => getProduct(getShop(), slug));
