import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { currentSession } from "@/app/admin/member";
import { currentOpening } from "@/app/current-opening";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { isPreview, PREVIEW_COOKIE } from "@/lib/shop/opening/preview";

/** Whether this browser may see the shop before it is open: an owner's, or one that came by the owner's link. */
export const maySeeUnopened = cache(async (): Promise<boolean> => {
  if (await currentSession()) return true;
  return isPreview(getShop(), (await cookies()).get(PREVIEW_COOKIE)?.value);
});

/**
 * The first line of every page that sells, of its generateMetadata, and of the actions and routes beside it: while the shop is not
 * open yet, everybody else reads that it will be. Where a loading.tsx is, of the layout above it too, so that shoppers are sent on
 * before anything of the page is; never of a layout alone, which a request may leave out. guards.test.ts names what is always there.
 */
export async function requireOpen(): Promise<void> {
  const { standing } = await currentOpening();
  if (standing === "preparing" && !(await maySeeUnopened())) redirect("/soon");
}
