import type { Dice } from "./dice";
import type { Field, Genuine } from "./message";
import { nearly, oddText } from "./odd-texts";

/** What a message is made from: its fields decoded, and of a notice of the token protocol the text that its data holds. */
export type Draft = { fields: Field[]; plain: string | null };

/** What a forger has at hand: genuine messages that were caught, also as they were sent, and the numbers of orders that nobody has paid. */
export type Loot = {
  genuine: readonly Genuine[];
  encoded: ReadonlyMap<Genuine, string>;
  unpaid: readonly { outTradeNo: string; amount: string }[];
};

type Change = (draft: Draft, dice: Dice, loot: Loot) => Draft;

const setAt = (fields: Field[], at: number, change: (field: Field) => Field): Field[] =>
  fields.map((field, index) => (index === at ? change(field) : field));
const anywhere = (dice: Dice, { fields }: Draft) => dice.whole(Math.max(1, fields.length));

/** Names that mean something to the shop, also where they do not belong. */
const NAMES = (
  "out_trade_no trade_no trade_status total_amount total_fee seller_id app_id notify_id notify_type notify_data result_details batch_no " +
  "success_num method sign sign_type charset service v sec_id partner request_token result alipay_cert_sn gmt_payment refund_fee price " +
  "notify_time gmt_refund auth_app_id version __proto__ constructor sign[] SIGN Sign notify_data[0] x"
).split(" ");

/** Changes of a form's fields, by name. */
export const FIELD_CHANGES: Record<string, Change> = {
  "a value changed": (draft, dice) => ({
    ...draft,
    fields: setAt(draft.fields, anywhere(dice, draft), ([name, value]) => [name, nearly(dice, value)]),
  }),
  "a value replaced": (draft, dice) => ({
    ...draft,
    fields: setAt(draft.fields, anywhere(dice, draft), ([name]) => [name, oddText(dice)]),
  }),
  dropped: (draft, dice) => {
    const at = anywhere(dice, draft);
    return { ...draft, fields: draft.fields.filter((_, index) => index !== at) };
  },
  doubled: (draft, dice) => {
    const [name, value] = draft.fields[anywhere(dice, draft)] ?? ["x", ""];
    const again: Field = [name, dice.chance(0.5) ? value : nearly(dice, value)];
    return { ...draft, fields: dice.chance(0.5) ? [again, ...draft.fields] : [...draft.fields, again] };
  },
  renamed: (draft, dice) => ({
    ...draft,
    fields: setAt(draft.fields, anywhere(dice, draft), ([name, value]) => [
      dice.chance(0.5) ? dice.pick(NAMES) : nearly(dice, name),
      value,
    ]),
  }),
  added: (draft, dice) => {
    const field: Field = [dice.pick(NAMES), dice.chance(0.3) ? "" : oddText(dice)];
    return { ...draft, fields: dice.chance(0.5) ? [field, ...draft.fields] : [...draft.fields, field] };
  },
  "put in another order": (draft, dice) => ({ ...draft, fields: dice.shuffle(draft.fields) }),
  "two values exchanged": (draft, dice) => {
    const [one, two] = [anywhere(dice, draft), anywhere(dice, draft)];
    const valueAt = (at: number) => draft.fields[at]?.[1] ?? "";
    return {
      ...draft,
      fields: draft.fields.map(([name, value], at) => [name, at === one ? valueAt(two) : at === two ? valueAt(one) : value]),
    };
  },
  "one value swallowed by another": (draft, dice) => {
    const at = anywhere(dice, draft);
    const [name, value] = draft.fields[at] ?? ["x", ""];
    const rest = draft.fields.filter((_, index) => index !== at);
    return { ...draft, fields: setAt(rest, dice.whole(Math.max(1, rest.length)), ([other, text]) => [other, `${text}&${name}=${value}`]) };
  },
  "mixed with another message": (draft, dice, { genuine }) => {
    const other = new Map(dice.pick(genuine).fields);
    const isTaken = () => dice.chance(0.4);
    const mixed = draft.fields.map(([name, value]): Field => [name, isTaken() ? (other.get(name) ?? value) : value]);
    return { ...draft, fields: [...mixed, ...[...other].filter(([name]) => !mixed.some(([has]) => has === name) && dice.chance(0.2))] };
  },
  "sent to another order": (draft, dice, { unpaid }) => {
    const { outTradeNo, amount } = dice.pick(unpaid);
    const aim = (name: string, value: string) =>
      name === "out_trade_no" ? outTradeNo : /^(?:total_amount|total_fee|price)$/.test(name) && dice.chance(0.7) ? amount : value;
    return {
      fields: draft.fields.map(([name, value]) => [name, aim(name, value)]),
      plain:
        draft.plain
          ?.replace(/(<out_trade_no>)[^<]*/, `$1${outTradeNo}`)
          .replace(/(<(?:total_fee|price)>)[^<]*/g, (_, tag: string) => `${tag}${amount}`) ?? null,
    };
  },
  "said to be paid": (draft) => ({
    fields: draft.fields.map(([name, value]) => [name, name === "trade_status" ? "TRADE_SUCCESS" : value]),
    plain: draft.plain?.replace(/(<trade_status>)[^<]*/, "$1TRADE_SUCCESS") ?? null,
  }),
  "of another time": (draft, dice) => {
    const shift = (text: string) =>
      text.replace(/20\d\d-\d\d-\d\d \d\d/, dice.pick(["2036-01-01 00", "1999-12-31 23", "2026-02-30 12", "2026-11-25 25"]));
    return {
      fields: draft.fields.map(([name, value]) => [name, /time|gmt|timestamp/.test(name) ? shift(value) : value]),
      plain: draft.plain && shift(draft.plain),
    };
  },
  "for somebody else": (draft, dice) => {
    const number = dice.pick(["2088999999999999", "2021999999999999", "2088000000000002", ""]);
    const isWho = (name: string) => /^(?:app_id|auth_app_id|seller_id|partner|seller_email)$/.test(name);
    return {
      fields: draft.fields.map(([name, value]) => [name, isWho(name) && dice.chance(0.6) ? number : value]),
      plain: draft.plain?.replace(/(<seller_id>)[^<]*/, `$1${number}`) ?? null,
    };
  },
};
