import { z } from "zod";
import { answer } from "@/app/form-action";
import type { FormState } from "@/lib/server/action";
import type { Refusal, Words } from "@/lib/server/result";
import { dropInvisible } from "@/lib/server/typed-text";
import { findCourier, findWithoutNumber, isTrackingNo, LONGEST_TYPED_NUMBER, normaliseTrackingNo } from "@/lib/shop/parcels/couriers";
import { guessCouriers } from "@/lib/shop/parcels/guess-couriers";
import type { ParcelInput, Pieces } from "@/lib/shop/parcels/parcel";
import { text } from "./text";

/** The field of the pieces of a line. */
export const piecesField = (lineId: bigint) => `pieces-${lineId}`;
const PIECES = /^pieces-(\d{1,18})$/;

const rowId = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt);

/** The fields of a parcel's form; `sure`: what the owner was asked about already, the courier or an order with the number. */
export const parcelFields = z
  .object({
    orderId: z.uuid(),
    courier: z.enum(["", ...text.couriers, ...text.withoutNumber]),
    trackingNo: z
      .string()
      .max(LONGEST_TYPED_NUMBER, text.needTracking)
      .transform((typed) => normaliseTrackingNo(dropInvisible(typed)))
      .refine((no) => no === "" || isTrackingNo(no), text.needTracking),
    sure: z.string().max(64).default(""),
  })
  .catchall(z.string().max(20));
/** `changes`: the order's parcels as they were when the form was made. */
export const addFields = parcelFields.extend({ changes: z.string().regex(/^\d{1,9}$/) });
export const correctionFields = parcelFields.extend({ parcelId: rowId });
export const takeBackFields = z.strictObject({ orderId: z.uuid(), parcelId: rowId });

type Fields = z.output<typeof parcelFields>;
type Read = { parcel: ParcelInput; state?: never } | { parcel?: never; state: FormState };

/**
 * The parcel that a form means. Where no courier was chosen the number says whose it is; where it does not, or where it speaks
 * against the choice, the owner is asked back, once.
 */
export function readParcel({ courier, trackingNo, sure, ...fields }: Fields): Read {
  const pieces = readPieces(fields);
  if (pieces === "bad") return refusal({}, text.piecesBad);
  const known = sure.split(" ").filter((one) => one !== "");
  const rest = { ...(pieces && { pieces }), ...(known.length > 0 && { sure: known }) };
  if (trackingNo === "" && findWithoutNumber(courier) === courier) return { parcel: { courier, trackingNo: null, ...rest } };
  if (trackingNo === "") return refusal({ trackingNo: text.needTracking });
  const guesses = guessCouriers(trackingNo);
  const [guess] = guesses;
  if (courier === "") {
    if (!guess) return refusal({ courier: text.needCourier });
    if (guesses.length > 1) return refusal({ courier: text.whichCourier(guesses.map(({ name }) => name)) });
    return { parcel: { courier: guess.name, trackingNo, ...rest } };
  }
  const isOdd = guess && !guesses.some(({ name }) => name === courier) && findCourier(courier)?.code !== "other";
  if (isOdd && !known.includes(guess.code))
    return { state: { ok: false, message: text.looksLikeOther(guess.name), values: { courier: guess.name, sure: guess.code } } };
  return { parcel: { courier, trackingNo, ...rest } };
}

/** What a parcel's form is answered: what it asks about is known to it when it is sent once more. */
export function answerParcel<Returned extends { ok: true } | Refusal>(
  result: Returned,
  done: string,
  words: Words<Extract<Returned, { ok: false }>>,
  sure: string,
): FormState {
  const state = answer(result, done, words);
  if (!state || state.ok) return state;
  if ("no" in result) return { ...state, values: { sure: [sure, result.no].join(" ").trim().slice(-64) } };
  return "changes" in result ? { ...state, values: { changes: String(result.changes) } } : state;
}

function refusal(fieldErrors: Record<string, string>, message = Object.values(fieldErrors)[0] ?? ""): { state: FormState } {
  return { state: { ok: false, message, fieldErrors } };
}

/** undefined where the form has no such fields: the parcel holds what is left. */
function readPieces(fields: Record<string, unknown>): Pieces[] | undefined | "bad" {
  const said = Object.entries(fields).flatMap(([name, value]) => {
    const lineId = PIECES.exec(name)?.[1];
    return lineId ? [{ lineId: BigInt(lineId), typed: String(value).normalize("NFKC").trim() }] : [];
  });
  if (said.some(({ typed }) => !/^\d{0,4}$/.test(typed))) return "bad";
  return said.length > 0 ? said.map(({ lineId, typed }) => ({ lineId, quantity: Number(typed) })) : undefined;
}
