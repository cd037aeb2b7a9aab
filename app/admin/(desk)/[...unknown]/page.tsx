import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireMember } from "../../member";
import { text } from "../../text";

export const metadata: Metadata = { title: text.notFound };

/** An address of the back office that leads nowhere: said in the back office, not in the shop window. */
export default async function UnknownPage(): Promise<never> {
  await requireMember("account", "/admin");
  notFound();
}
