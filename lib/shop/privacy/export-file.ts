import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { findBuyerAddresses } from "./buyer-addresses";
import { exportBuyerData } from "./buyer-data";
import { findBuyerPictures } from "./buyer-pictures";

/**
 * All that the shop keeps about who has this phone number, as a JSON file in pieces: { phone, orders, addresses, pictures }. Of the
 * pictures, which are large, none is read before it is asked for. That it was handed out is in the trail.
 */
export async function* exportFile(shop: Shop, phone: string): AsyncGenerator<string, void, undefined> {
  yield `{\n"phone": ${JSON.stringify(phone)}`;
  yield* listOf("orders", await exportBuyerData(shop, phone));
  yield* listOf("addresses", findBuyerAddresses(shop, phone));
  yield* listOf("pictures", findBuyerPictures(shop, phone));
  yield "\n}\n";
}

async function* listOf(name: string, items: Iterable<object> | AsyncIterable<object>): AsyncGenerator<string, void, undefined> {
  yield `,\n"${name}": [`;
  let between = "\n";
  for await (const item of items) {
    yield between + JSON.stringify(item, null, 2);
    between = ",\n";
  }
  yield "\n]";
}
