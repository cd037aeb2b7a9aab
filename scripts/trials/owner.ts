// The shop's owner, who gives money back and presses everything twice.
import { setTimeout as wait } from "node:timers/promises";
import type { Street } from "./buyers";
import { fieldsOf, Phone } from "./phone";
import type { Town } from "./town";

const PASSWORD = "correct horse battery";

/** Becomes the owner of a fresh town. */
export async function becomeOwner(town: Town): Promise<Phone> {
  const phone = new Phone(town.shopUrl, "10.250.0.1");
  const fields = fieldsOf((await phone.get("/admin/setup")).text, "code");
  const code = [...town.output().matchAll(/one-time code (\S+)/g)].at(-1)?.[1];
  if (!fields || !code) throw new Error("The back office cannot be set up.");
  const answer = await phone.post("/admin/setup", { ...fields, code, login: "owner", password: PASSWORD, repeatPassword: PASSWORD });
  if (answer.status !== 303) throw new Error(`Setting up the back office was answered ${answer.status}.`);
  return phone;
}

/** Gives back some of what was paid, now all and now a fen, until the street ends. */
export async function refundNowAndThen({ town, witness, chance, stop }: Street, owner: Phone, everyMs: number): Promise<void> {
  while (!stop.aborted) {
    await wait(everyMs * (0.5 + chance.next()));
    const [order] = await town.query<{ no: string }>("SELECT no FROM orders WHERE status IN ('PAID', 'SHIPPED') ORDER BY random() LIMIT 1");
    if (!order || stop.aborted) continue;
    const page = await owner.get(`/admin/orders/${order.no}`).catch(() => null);
    const fields = page && fieldsOf(page.text, "wishKey");
    if (!fields?.paymentId) continue;
    const sum = chance.next() < 0.5 ? (fields.amount ?? "") : "0.01";
    const form = { ...fields, amount: sum, reason: "买家不要了", confirmPassword: PASSWORD };
    const press = () => owner.post(`/admin/orders/${order.no}`, form);
    const answers = await Promise.allSettled([press(), press()]);
    if (answers.some((one) => one.status === "fulfilled" && one.value.status < 400)) witness.refundsPressed++;
  }
}
