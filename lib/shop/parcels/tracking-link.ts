/** Where a parcel can be followed: pages of kuaidi100 that need no key. */
import { type Courier, findCourier, findWithoutNumber } from "./couriers";

export type TrackingLinks = {
  /** For phones; it can lead back to the shop. */
  mobile: string;
  desktop: string;
};
type LinkFacts = {
  /** Shown above the page by kuaidi100. */
  shopName: string;
  /** Where its way back leads: an address of the shop, https, without anything that opens an order. Left out where it is none. */
  backUrl: string;
};

/**
 * The pages on which a number can be followed. Neither of them is told who receives the parcel: 顺丰 and 中通 ask there for the last
 * four digits of the telephone themselves. A courier that is not known is left for the page to find out. Sources: the addresses that
 * kuaidi100 gives for its pages without a key.
 */
export function trackingLink(courier: Pick<Courier, "code">, trackingNo: string, { shopName, backUrl }: LinkFacts): TrackingLinks {
  const code = courier.code === "other" ? "" : courier.code;
  const mobile = new URL("https://m.kuaidi100.com/app/query/");
  mobile.search = query({ coname: shopName, nu: trackingNo, com: code, callbackurl: isHttps(backUrl) ? backUrl : "" });
  const desktop = new URL("https://www.kuaidi100.com/chaxun");
  desktop.search = query({ com: code, nu: trackingNo });
  return { mobile: mobile.href, desktop: desktop.href };
}

/** The same by the name that is kept with a parcel; null where there is no number that could be followed. */
export function linksOf({ courier, trackingNo }: { courier: string; trackingNo: string | null }, facts: LinkFacts): TrackingLinks | null {
  if (!trackingNo || findWithoutNumber(courier) === courier) return null;
  return trackingLink(findCourier(courier) ?? { code: "other" }, trackingNo, facts);
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === "https:";
}

/** What is empty is left out: kuaidi100 takes an empty `com` for a courier without a name. */
function query(fields: Record<string, string>): string {
  return new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== "")).toString();
}
