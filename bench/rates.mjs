import { fire } from "./load.mjs";
import { catchNotices, prepareCheckouts } from "./orders.mjs";

const ORDERS = 1000;
const WARM_UP = 100;
const REPEATS = 1500;
const BARE = 5000;

/**
 * @param {{ street: import("./street.mjs").Street, progress: ReturnType<import("../scripts/stack/progress.mjs").createProgress> }} options
 * @returns {Promise<{ rates: { name: string, rate: import("./load.mjs").Rate, note: string }[], yardstick: number }>} `yardstick`
 * is the bare handler's rate a second
 */
export async function measureRates({ street, progress }) {
  const step = (title, run) => progress.step(title, run, { isLong: true });
  const catcherPort = await street.freePort();
  const placements = await step(`placing ${ORDERS + WARM_UP} orders`, () => placeOrders(street, catcherPort));
  await street.stopShop();
  const notices = await step("paying them, and catching the notices", () => catchNotices(street.emulatorUrl, catcherPort));
  // The worker would find the payments by itself, before their notices come.
  await street.query("UPDATE orders SET due_at = expires_at");
  const [warmUp, alone, asking] = [
    notices.slice(0, WARM_UP),
    notices.slice(WARM_UP, WARM_UP + ORDERS / 2),
    notices.slice(WARM_UP + ORDERS / 2),
  ];

  const bareBefore = await step("the bare handler", () => fireBare(street, alone));
  await street.startShop({ ALIPAY_NOTIFY_VERIFY: "off" });
  await notify(street, cycle(warmUp, alone.length));
  const first = await step("first notices", () => notify(street, alone));
  const repeats = await step("repeated notices", () => notify(street, cycle(alone, REPEATS)));
  await street.startShop({ ALIPAY_NOTIFY_VERIFY: "on" });
  await notify(street, cycle(warmUp, asking.length));
  const asked = await step("first notices, each asked back about", () => notify(street, asking));
  const bareAfter = await step("the bare handler again", () => fireBare(street, alone));
  await checkBooks(street);

  const yardstick = (bareBefore.perSecond + bareAfter.perSecond) / 2;
  return {
    yardstick,
    rates: [
      { name: "bare handler, before", rate: bareBefore, note: "" },
      { name: "bare handler, after", rate: bareAfter, note: "" },
      { name: "first notice of an order", rate: first, note: "verified, settled, committed; `ALIPAY_NOTIFY_VERIFY=off`" },
      { name: "repeated notice", rate: repeats, note: "verified, recorded, answered `success`; `off`" },
      { name: "first notice, asked back", rate: asked, note: "`on`: one question to the emulator each, on the same cores" },
      { name: "placement of an order", rate: placements, note: "with the token request to the emulator" },
    ],
  };
}

/** The shop believes that it lives where the notices will be caught. */
async function placeOrders(street, catcherPort) {
  await street.startShop({ SHOP_URL: `http://127.0.0.1:${catcherPort}` });
  const [{ id }] = await street.query(
    "UPDATE variants SET stock = 1000000 WHERE id = (SELECT min(id) FROM variants WHERE active) RETURNING id",
  );
  const warmUp = await prepareCheckouts(street.shopUrl, id, WARM_UP);
  await fire(warmUp.url, warmUp.shots, { status: 303 });
  const { url, shots } = await prepareCheckouts(street.shopUrl, id, ORDERS);
  return fire(url, shots, { status: 303 });
}

function notify(street, shots) {
  return fire(`${street.shopUrl}/api/alipay/notify`, shots, { status: 200, body: "success" });
}

async function fireBare(street, notices) {
  const url = `${street.bareUrl}/success`;
  await fire(url, notices, { status: 200, body: "success" });
  return fire(url, cycle(notices, BARE), { status: 200, body: "success" });
}

function cycle(shots, count) {
  return Array.from({ length: count }, (_, index) => shots[index % shots.length]);
}

/** A figure for work that was not done would be worth nothing. */
async function checkBooks(street) {
  const [{ paid, payments }] = await street.query(
    "SELECT (SELECT count(*)::int FROM orders WHERE status = 'PAID') AS paid, (SELECT count(*)::int FROM payments WHERE disposition = 'settled') AS payments",
  );
  const expected = ORDERS + WARM_UP;
  if (paid !== expected || payments !== expected) throw new Error(`Of ${expected} orders ${paid} are paid, by ${payments} payments.`);
}
