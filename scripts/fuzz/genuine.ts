// Messages as Alipay would sign them about orders of the shop. Its keys are the emulator's, or a test's own.
import { sign as rsaSign } from "node:crypto";
import { parseForm } from "@/lib/alipay/form";
import { encodeGbk } from "@/lib/alipay/gbk";
import type { AppContract } from "@/lib/alipay/openapi/contract";
import { buildDepositBack } from "@/lib/alipay/openapi/deposit-back";
import { buildNotification as buildAppNotice } from "@/lib/alipay/openapi/notification";
import { buildReturn as buildAppReturn } from "@/lib/alipay/openapi/return";
import type { OpenApiTradeRecord } from "@/lib/alipay/openapi/trade-record";
import { buildRefundNotification } from "@/lib/alipay/wap/mapi/refund-notification";
import { buildNotification, writeNotifyData } from "@/lib/alipay/wap/notification";
import { buildReturn } from "@/lib/alipay/wap/return";
import type { SecurityKeys } from "@/lib/alipay/wap/signing/security";
import type { TradeRecord } from "@/lib/alipay/wap/trade/trade-record";
import type { Endpoint, Field, Genuine, Scheme } from "./message";

/** Alipay's side of the contracts. `mapi` signs batches of refunds. */
export type Signers = { wap: SecurityKeys | null; mapi: SecurityKeys | null; app: AppContract | null };
/** Whom the messages are for. */
export type Seller = { sellerId: string; sellerEmail: string };
/** An order of the shop that a message may be about. */
export type Target = { outTradeNo: string; amountFen: number; protocol: "wap-token" | "openapi" };

const BLOCK_BYTES = 128;
/** As encryptBlocks cuts what it encrypts. */
export const CHUNK_BYTES = 100;

let numbers = 0;

/** All that Alipay might have to say about an order: paid, finished, closed, given back in part and whole, and the buyer's way back. */
export function messagesAbout(target: Target, signers: Signers, seller: Seller): Genuine[] {
  if (target.protocol === "openapi") return signers.app ? appMessages(target, signers.app, seller) : [];
  return signers.wap && signers.mapi ? wapMessages(target, { wap: signers.wap, mapi: signers.mapi }, seller) : [];
}

type Standing = { name: string; status: string; isPaid: boolean; refundFen: number; isClosed: boolean };

function standings(amountFen: number): Standing[] {
  const plain = { isPaid: true, refundFen: 0, isClosed: false };
  return [
    { name: "paid", status: "TRADE_SUCCESS", ...plain },
    { name: "finished", status: "TRADE_FINISHED", ...plain },
    { name: "given back in part", status: "TRADE_SUCCESS", ...plain, refundFen: Math.max(1, Math.floor(amountFen / 2)) },
    { name: "given back", status: "TRADE_CLOSED", ...plain, refundFen: amountFen, isClosed: true },
    { name: "closed", status: "TRADE_CLOSED", isPaid: false, refundFen: 0, isClosed: true },
    { name: "waiting", status: "WAIT_BUYER_PAY", isPaid: false, refundFen: 0, isClosed: false },
  ];
}

function wapMessages(target: Target, { wap, mapi }: { wap: SecurityKeys; mapi: SecurityKeys }, seller: Seller): Genuine[] {
  const tradeNo = newTradeNo();
  const make = maker(wap.secId, target);
  const notices = standings(target.amountFen).map((standing) => {
    const plain = writeNotifyData(wapRecord(target, { tradeNo, standing, seller }), notice());
    const message = make(standing.name, "notify", buildNotification(plain, wap), pays(standing));
    const data = new Map(message.fields).get("notify_data") ?? "";
    return { ...message, plain, ...(wap.secId === "0001" && { cipher: blocksOf(data, plain) }) };
  });
  const refundNo = newNumber(12);
  const batch = { batchNo: `20261126${refundNo}`, refunds: [{ tradeNo, amountFen: target.amountFen, code: "SUCCESS" }] };
  return [
    ...notices,
    make("return", "return", buildReturn({ ...target, tradeNo }, wap)),
    { ...make("batch of refunds", "refund-notify", buildRefundNotification(batch, notice(), mapi)), about: refundNo },
  ];
}

function appMessages(target: Target, app: AppContract, seller: Seller): Genuine[] {
  const tradeNo = newTradeNo();
  const make = maker("RSA2", target);
  const recordOf = (standing: Standing) => appRecord(target, { tradeNo, standing, seller, appId: app.appId });
  const notices = standings(target.amountFen).map((standing) =>
    make(standing.name, "notify", buildAppNotice(recordOf(standing), notice(), app), pays(standing)),
  );
  const [paid] = standings(target.amountFen);
  const record = recordOf(paid as Standing);
  const back = { outTradeNo: target.outTradeNo, tradeNo, outRequestNo: newNumber(12), at: new Date(), expectedAt: null };
  const cards = [
    { name: "on the buyer's card", told: { ...back, outcome: "done" as const, amountFen: target.amountFen } },
    { name: "refused by the buyer's card", told: { ...back, outcome: "failed" as const, amountFen: null } },
  ];
  return [
    ...notices,
    inGbk(notices[0] as Genuine, app),
    make("return", "return", buildAppReturn(record, new Date(), app)),
    ...cards.map(({ name, told }) => make(name, "messages", buildDepositBack(told, notice(), app))),
  ];
}

const pays = ({ isPaid, refundFen }: Standing) => isPaid && refundFen === 0;

function maker(scheme: Scheme, { outTradeNo }: Target) {
  return (name: string, endpoint: Endpoint, text: string, pays = false): Genuine => {
    const form = parseForm(text);
    if (!form.ok) throw new Error(`a genuine message is not a form: ${form.detail}`);
    return { name: `${scheme} ${name}`, scheme, endpoint, fields: [...form.params], charset: "utf-8", about: outTradeNo, pays };
  };
}

/** The same notice of a contract that signs in GBK (docs/wire/alipay-openapi.md §2.5). */
function inGbk(message: Genuine, { alipayPrivateKey }: AppContract): Genuine {
  const fields = message.fields.map(([name, value]): Field => [name, name === "charset" ? "GBK" : value]);
  const signed = fields
    .filter(([name]) => !["sign", "sign_type", "alipay_cert_sn"].includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const sign = rsaSign("RSA-SHA256", encodeGbk(signed), alipayPrivateKey).toString("base64");
  return {
    ...message,
    name: `${message.name} in GBK`,
    charset: "gbk",
    fields: fields.map(([name, value]): Field => [name, name === "sign" ? sign : value]),
  };
}

type About = { tradeNo: string; standing: Standing; seller: Seller };

function wapRecord({ outTradeNo, amountFen }: Target, { tradeNo, standing, seller }: About): TradeRecord {
  const at = new Date();
  return {
    ...{ outTradeNo, tradeNo, subject: "小铺订单 A&B=C", status: standing.status, totalFen: amountFen, ...seller },
    ...{ buyerId: "2088002293077967", buyerEmail: "13800138000", createdAt: at, paidAt: standing.isPaid ? at : null },
    closedAt: standing.isClosed ? at : null,
    refund: standing.refundFen > 0 ? { status: "REFUND_SUCCESS", feeFen: standing.refundFen, at } : null,
  };
}

function appRecord({ outTradeNo, amountFen }: Target, { tradeNo, standing, seller, appId }: About & { appId: string }): OpenApiTradeRecord {
  const at = new Date();
  return {
    ...{ appId, outTradeNo, tradeNo, subject: "小铺订单 A&B=C", status: standing.status, totalFen: amountFen, ...seller },
    ...{ buyerId: "2088002293077967", buyerLogonId: "138****8000", createdAt: at, paidAt: standing.isPaid ? at : null },
    closedAt: standing.isClosed ? at : null,
    refund: standing.refundFen > 0 ? { outRequestNo: newNumber(12), feeFen: standing.refundFen, at } : null,
  };
}

/** The blocks of a cipher, and what is in each, for the oracle. */
export function blocksOf(sealed: string, plain: string): { blocks: Buffer[]; parts: Buffer[] } {
  const [bytes, text] = [Buffer.from(sealed, "base64"), Buffer.from(plain, "utf8")];
  const cut = (whole: Buffer, size: number) =>
    Array.from({ length: Math.max(1, Math.ceil(whole.length / size)) }, (_, at) => whole.subarray(at * size, (at + 1) * size));
  return { blocks: cut(bytes, BLOCK_BYTES), parts: cut(text, CHUNK_BYTES) };
}

function notice(): { notifyId: string; notifyTime: Date } {
  return { notifyId: newNumber(32), notifyTime: new Date() };
}

function newTradeNo(): string {
  return `2026112622${newNumber(18)}`;
}

function newNumber(length: number): string {
  return String(++numbers).padStart(length, "7");
}
