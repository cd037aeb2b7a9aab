import { z } from "zod";
import { toCode, toLine, toLines } from "@/lib/server/typed-text";
import { COLOURS, type ColourName, isReadable, parseColour } from "@/lib/shop/profile/colour";
import { isCreditCode } from "@/lib/shop/profile/credit-code";
import { was } from "../../form/was";
import { text as settings } from "./text";

/** The fields of the forms of 店铺设置. What is left empty is shown nowhere. */

const text = settings.fields;
const MAX_TYPED = 20_000;

const line = (max: number) =>
  z
    .string()
    .max(MAX_TYPED, text.tooLong(max))
    .transform(toLine)
    .pipe(z.string().max(max, text.tooLong(max)));

const lines = (max: number) =>
  z
    .string()
    .max(MAX_TYPED, text.tooLong(max))
    .transform(toLines)
    .pipe(z.string().max(max, text.tooLong(max)));

const pattern = (max: number, expression: RegExp, message: string) =>
  line(max).refine((typed) => typed === "" || expression.test(typed), message);

const MOST_HOT_WORDS = 12;
const MAX_HOT_WORD = 10;
const hotWords = z
  .string()
  .max(1_000, text.hotWords)
  .transform((typed) => [...new Set(toLine(typed).split(/[\s,，、;；]+/u))].filter((word) => word !== ""))
  .refine((words) => words.length <= MOST_HOT_WORDS && words.every((word) => word.length <= MAX_HOT_WORD), text.hotWords);

export const basics = z.strictObject({
  was,
  name: line(20).refine((name) => name !== "", text.needName),
  tagline: line(30),
  announcement: line(120),
  hotWords,
  /** Alipay takes no markup in it, and cuts it off after some length (docs/wire). */
  paymentSubject: pattern(30, /^[^<>&"'\\/=%]*$/, text.subject),
});

export const contact = z.strictObject({
  was,
  phone: pattern(30, /^\+?\d[\d -]{5,24}\d$/, text.phone),
  wechat: pattern(20, /^[A-Za-z][\w-]{5,19}$/, text.wechat),
  businessHours: line(60),
  returnAddress: line(150),
});

export const policies = z.strictObject({ was, dispatchPolicy: lines(2_000), returnPolicy: lines(4_000), privacyPolicy: lines(8_000) });

export const filings = z.strictObject({
  was,
  icpNumber: pattern(40, /^\p{Script=Han}ICP[备证]\d{6,12}号(?:-\d{1,3})?$/u, text.icp),
  policeNumber: pattern(40, /^\p{Script=Han}公网安备 ?\d{14}号?$/u, text.police),
  licenceHolder: line(60),
  licenceCode: z
    .string()
    .max(100, text.licenceCode)
    .transform((typed) => toCode(typed).toUpperCase())
    .refine((code) => code === "" || isCreditCode(code), text.licenceCode),
  licenceExemption: line(60),
});

/** One of the shop's colours by its name, or the owner's own, which white words must be readable on. */
export const colour = z
  .strictObject({
    was,
    colour: z.enum([...(Object.keys(COLOURS) as ColourName[]), "own"], settings.colour.choose),
    typed: z.string().max(100, settings.colour.unreadable),
  })
  .transform((input, context) => {
    if (input.colour !== "own") return { ...input, colour: input.colour, typed: "" };
    const typed = parseColour(input.typed);
    const problem = typed === null ? settings.colour.unreadable : isReadable(typed) ? null : settings.colour.tooPale;
    if (typed !== null && problem === null) return { ...input, typed };
    context.addIssue({ code: "custom", path: ["typed"], message: problem ?? settings.colour.unreadable });
    return z.NEVER;
  });
