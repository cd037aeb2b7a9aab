import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { FOR_EVERYBODY } from "@/lib/server/for-everybody";

/** Whether the page that is being made will be shown to everybody (docs/decisions/0025): nothing of who looks may be in it. */
export const isForEverybody = cache(async (): Promise<boolean> => (await headers()).has(FOR_EVERYBODY));
