import type { Mutant } from "./mutant";

const NOTICES = "lib/shop/payments/receive-notification.db.test.ts";
const UNCONFIRMED = "lib/shop/payments/unconfirmed-notices.db.test.ts";
const notice = { file: "lib/shop/payments/receive-notification.ts", tests: [NOTICES, UNCONFIRMED] };
const openapi = { file: "lib/alipay/openapi/notification.ts" };
const openapiTests = ["lib/alipay/openapi/notification.test.ts", "lib/alipay/openapi/forgery.test.ts"];
const due = { file: "lib/shop/due/review-due.ts", tests: ["lib/shop/due/review-due.db.test.ts"] };

/** What is believed of a message, and how the worker shares its work. */
export const MESSAGE_MUTANTS: Mutant[] = [
  {
    name: "no-signature-check",
    fault: "a notice of the current protocol needs no signature",
    ...openapi,
    before: "const isSigned = spellings.some((bytes) => keys.some((key) => verifyRsa2(bytes, sign, key)));",
    after: "const isSigned = true || spellings.some((bytes) => keys.some((key) => verifyRsa2(bytes, sign, key)));",
    tests: openapiTests,
    simulations: ["payments"],
  },
  {
    name: "no-app-check",
    fault: "a notice to another app of the same Alipay is taken",
    ...openapi,
    before: 'return params.get("app_id") === appId ? { ok: true } : refuse("wrong_app", "of another app");',
    after: "return { ok: true };",
    tests: openapiTests,
    simulations: [],
  },
  {
    name: "no-signature-check-wap",
    fault: "a notice of the token protocol needs no signature",
    file: "lib/alipay/wap/notification.ts",
    before: 'if (!verified) return refuse("bad_signature", "the signature does not verify");',
    after: "",
    tests: ["lib/alipay/wap/notification.test.ts", "lib/alipay/wap/forgery.test.ts"],
    simulations: ["payments"],
  },
  {
    name: "denial-believed",
    fault: "a notice whose id the gateway denies is refused for good, though it may have been confirmed before a crash",
    ...notice,
    before: "const truth: Truth | null = doubt ?",
    after: 'if (doubt === "denied") return SUCCESS;\n  const truth: Truth | null = doubt ?',
    simulations: ["payments"],
  },
  {
    name: "no-confirmation",
    fault: "notify_verify is not asked",
    ...notice,
    before: 'const doubt = booked === "new" ? await doubtOf(gateway, parsed) : null;',
    after: "const doubt = null as Doubt | null;",
    simulations: [],
  },
  {
    name: "unconfirmed-forgotten",
    fault: "a notice that was not confirmed is never looked at again",
    file: "lib/shop/payments/ask-about-notice.ts",
    before: "dueAt: waiting > 0 ? null : later(shop.now(), FIRST_LOOK_MS),",
    after: "dueAt: null,",
    tests: [UNCONFIRMED, NOTICES],
    simulations: ["payments"],
  },
  {
    name: "lease-never-given-back",
    fault: "a row that was looked at stays with the worker who took it",
    ...due,
    before: "SET locked_until = NULL,",
    after: "SET locked_until = locked_until,",
    simulations: ["payments"],
  },
  {
    name: "no-lease",
    fault: "a row that somebody looks at can be taken by another",
    ...due,
    before: "(it.locked_until IS NULL OR it.locked_until <= ${at} OR it.locked_until > ${later(leasedUntil, WRONG_CLOCK_MS)})",
    after: "TRUE",
    simulations: ["payments"],
  },
  {
    name: "lease-of-others-given-back",
    fault: "who stood still for too long gives back what another has taken up",
    ...due,
    before: " AND (it.locked_until IS NULL OR it.locked_until = mine.leased_until)",
    after: "",
    simulations: [],
  },
  {
    name: "due-time-overwritten",
    fault: "a due time that was set meanwhile is lost",
    ...due,
    before: "due_at = CASE WHEN ${isUnchanged} THEN mine.next ELSE it.due_at END",
    after: "due_at = mine.next",
    tests: [...due.tests, "lib/shop/payments/due-orders.db.test.ts"],
    simulations: ["payments", "refunds"],
  },
];
