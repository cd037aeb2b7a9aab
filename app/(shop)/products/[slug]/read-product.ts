import "server-only";
import { cache } from "react";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { getPastProduct } from "@/lib/shop/catalog/get-past-product";
import { getProduct } from "@/lib/shop/catalog/get-product";

/** One read for the layout, the metadata and the page of one request. */
export const readProduct = cache((slug: string) => getProduct(getShop(), slug));

/** The same of one that is off sale. */
export const readPastProduct = cache((slug: string) => getPastProduct(getShop(), slug));
