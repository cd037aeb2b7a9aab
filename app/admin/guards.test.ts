import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { CAPABILITIES } from "@/lib/shop/owners/role";

/** The only part of the back office that works without a login. */
const DOOR = path.join("app", "admin", "(door)") + path.sep;

const files = readdirSync(path.join("app", "admin"), { recursive: true, encoding: "utf8" })
  .map((name) => path.join("app", "admin", name))
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => ({ name, source: readFileSync(name, "utf8"), isDoor: name.startsWith(DOOR) }));

const named = (name: string) => files.filter((file) => path.basename(file.name) === name);
const actions = files.filter((file) => /^"use server";/.test(file.source));

test("the guards below look at something", () => {
  expect(actions.length).toBeGreaterThan(5);
  expect(named("page.tsx").length).toBeGreaterThan(10);
});

test.each(actions.map((file) => [file.name, file] as const))(
  "nobody but those who may can call what %s exports",
  (_name, { source, isDoor }) => {
    const exported = source.match(/^export .*/gm) ?? [];
    expect(exported.length).toBeGreaterThan(0);
    const guarded = isDoor
      ? /^export const \w+Action = formAction\(/
      : /^export const \w+Action = (?:memberAction|confirmedMemberAction)\(/;
    for (const line of exported) expect(line).toMatch(guarded);
    // Each names what it asks for, and it is something that there is.
    const named = [...source.matchAll(/^export const \w+Action = \w+\(\s*"([\w.]+)",/gm)].map(([, capability = ""]) => capability);
    if (!isDoor) expect(named).toHaveLength(exported.length);
    for (const capability of named) expect(CAPABILITIES).toHaveProperty([capability]);
  },
);

/** Verbs that move money or change the owner's access: only what is named here may be called without asking again. */
const SENSITIVE =
  /^import \{([^}]*)\} from "@\/lib\/shop\/(?:(?:refunds\/requested|owners\/(?:factors|sessions|staff))\/[\w-]+|payments\/settle-by-proof|discrepancies\/resolve-discrepancy|privacy\/buyer-data|alerts\/channels\/save-channel|word\/channels\/save-word-channel)";/gm;
const HARMLESS = ["declineRequest", "giveUpRefund", "logOut", "acknowledgeDevice"];

test("the owner is asked again before money moves or the access changes, in every action that does it", () => {
  const calls = actions
    .filter((file) => !file.isDoor)
    .flatMap(({ name, source }) => {
      const names = [...source.matchAll(SENSITIVE)].flatMap(([, names = ""]) => names.split(",").map((one) => one.trim()));
      const verbs = names.filter((one) => /^[a-z]\w+$/.test(one) && !HARMLESS.includes(one));
      const exported = source.split(/^(?=export const)/m).slice(1);
      return verbs.map((verb) => {
        const callers = exported.filter((one) => one.includes(`${verb}(`));
        const isAsked = callers.every((one) => /^export const \w+ = confirmedMemberAction\(/.test(one));
        return { call: `${name} ${verb}`, isAsked, isCalled: callers.length > 0 };
      });
    });
  expect(calls.length).toBeGreaterThan(10);
  expect(calls.filter(({ isAsked, isCalled }) => !isAsked || !isCalled)).toEqual([]);
});

test("what the back office does is done by somebody whom the audit trail can name", () => {
  for (const { name, source, isDoor } of actions) if (!isDoor) expect(source, name).not.toMatch(/\bgetShop\b/);
});

test("the door has four actions, login, its second step, setup and an invitation, and no more", () => {
  expect(
    actions
      .filter((file) => file.isDoor)
      .map((file) => path.relative(DOOR, file.name))
      .sort(),
  ).toEqual(["join/[token]/actions.ts", "login/actions.ts", "login/second/actions.ts", "setup/actions.ts"].map(path.normalize));
});

test.each(files.map((file) => [file.name, file] as const))("%s hides no action inside a function", (_name, { source }) => {
  expect(source.replace(/^"use server";/, "")).not.toMatch(/["']use server["']/);
});

test.each(
  named("page.tsx")
    .filter((file) => !file.isDoor)
    .map((file) => [file.name, file] as const),
)("%s asks who it is and what they may do before it reads anything", (_name, { source }) => {
  const body = source.slice(source.indexOf("export default async function"));
  const statements = body
    .slice(body.indexOf("{\n") + 2)
    .trimStart()
    .split("\n");
  // A page may first unwrap its own address, to come back to it after the login.
  const first = /^const \{ \w+ \} = await params;$/.test(statements[0] ?? "") ? statements[1] : statements[0];
  const [, capability = ""] =
    /^(?:const (?:member|session|\{ owner: member \}) = )?await require(?:Member|Session)\("([\w.]+)", /.exec(first?.trim() ?? "") ?? [];
  expect(CAPABILITIES).toHaveProperty([capability]);
});

/** What a browser asks a passkey for, before anybody is logged in; it says nothing that is not public. */
const OPEN_ROUTES = [path.join(DOOR, "login", "challenge", "route.ts")];
const routes = named("route.ts").filter((file) => !OPEN_ROUTES.includes(file.name));

test.each(routes.map((file) => [file.name, file] as const))("%s answers those alone who may", (_name, { source }) => {
  const exported = source.match(/^export .*/gm) ?? [];
  expect(exported.length).toBeGreaterThan(0);
  for (const line of exported) expect(line).toMatch(/^export const (?:GET|POST) = memberRoute</);
  const [, capability = ""] = /memberRoute<.*?>\(\s*"([\w.]+)",/s.exec(source) ?? [];
  expect(CAPABILITIES).toHaveProperty([capability]);
});
