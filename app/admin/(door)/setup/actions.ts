"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { clientIp } from "@/app/client-ip";
import { formAction } from "@/app/form-action";
import { wordsFor } from "@/lib/server/result";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { createOwner } from "@/lib/shop/owners/create-owner";
import { logIn } from "@/lib/shop/owners/log-in";
import { loginName, newPassword } from "../../form/owner-fields";
import { keepSessionToken } from "../../session-cookie";
import { text } from "./text";

const schema = z
  .strictObject({
    code: z.string().trim().min(1, text.noCode).max(20),
    login: loginName,
    password: newPassword,
    repeatPassword: z.string(),
  })
  .refine((input) => input.password === input.repeatPassword, { path: ["repeatPassword"], message: text.different });

export const setupAction = formAction(schema, async ({ code, login, password }) => {
  const ip = await clientIp();
  const created = await createOwner(getShop(), { code, login, password, ip });
  if (!created.ok) return { ok: false, message: wordsFor(created, text.refusals) };
  const userAgent = (await headers()).get("user-agent") ?? "";
  const session = await logIn(getShop(), { login, password, ip, userAgent });
  if (!session.ok) redirect("/admin/login");
  await keepSessionToken(session.token);
  redirect("/admin");
});
