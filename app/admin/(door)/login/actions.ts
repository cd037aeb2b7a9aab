"use server";

import type { Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { clientIp } from "@/app/client-ip";
import { formAction } from "@/app/form-action";
import { wordsFor } from "@/lib/server/result";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { logIn } from "@/lib/shop/owners/log-in";
import { safeNext } from "@/lib/shop/owners/safe-next";
import { givenPassword, loginName } from "../../form/owner-fields";
import { keepSessionToken, readSessionToken } from "../../session-cookie";
import { text } from "./text";

const schema = z.strictObject({ login: loginName, password: givenPassword, next: z.string().max(500).optional() });

export const loginAction = formAction(schema, async ({ login, password, next }) => {
  const userAgent = (await headers()).get("user-agent") ?? "";
  const result = await logIn(getShop(), { login, password, ip: await clientIp(), userAgent, previousToken: await readSessionToken() });
  if (!result.ok) return { ok: false, message: wordsFor(result, text.refusals) };
  await keepSessionToken(result.token);
  redirect(safeNext(next) as Route);
});
