import "server-only";

/** A receiver's name in a text from which a phone number and an area were taken, and the piece of the text that it takes up. */
export type NamedPerson = { name: string; start: number; end: number };

/** A word of the text; `before` and `after`: what stands beside it, from the word before to the word after. */
type Word = { word: string; start: number; end: number; before: string; after: string };

const WORD = /[^\s\uE001-\uE004,，;；。、|:：]+/g;
/** Of two to four characters, more only around the dot of names from other languages; 李女士 is one too. Or in Latin letters. */
const PERSON = /^(?:\p{Script=Han}{2,4}|\p{Script=Han}{1,10}[·•・]\p{Script=Han}{1,10}|[A-Za-z][A-Za-z.']{1,24})$/u;
/** How words end that say where something is. */
const PLACE = /[省市区县旗镇乡村街路巷弄号楼栋幢座层室户苑厦院店站场坊屯组队道里园城]$/;
const NO_PERSON =
  /公司|学校|大学|中学|小学|酒店|超市|医院|广场|花园|小区|单元|中心|国际|银行|快递|驿站|菜鸟|丰巢|门卫|前台|物业|代收|送货|谢谢|收货|备注|邮编|电话|手机|微信|号码|姓名|地址|地区/;
/** After a name: who is to receive it. */
const RECEIVES = /\(?收\)?$/;

const LABEL_OF_NAME = "\uE003";
const CUT_PHONE = "\uE001";
const AFTER_AREA = /\uE002[ ]*$/;
const MUCH_LIKELIER = 2;
const MOST_LABELLED = 25;

/**
 * The word of the text that is the name, if one surely is: what a label calls so, else the word that stands apart, beside the phone
 * number, or at an end of the text. null where none or two are as likely: a name in the address is corrected at sight, a
 * part of the address in the name is not.
 */
export function findName(text: string): NamedPerson | null {
  const words = wordsOf(text);
  const labelled = words.find(({ before }) => before.includes(LABEL_OF_NAME));
  if (labelled && !/\d/.test(labelled.word)) return labelledName(text, labelled);
  const rated = words
    .filter((word) => isPerson(word))
    .map((word) => ({ word, points: pointsOf(word) }))
    .filter(({ points }) => points > 0)
    .sort((left, right) => right.points - left.points);
  const [best, second] = rated;
  if (!best || (second && best.points - second.points < MUCH_LIKELIER)) return null;
  return asPerson(best.word);
}

/** All that stands after the label on its line, up to the next mark: 阿依古丽 买买提 has a blank in it. */
function labelledName(text: string, first: Word): NamedPerson | null {
  const line = /^[^\n\uE001-\uE004,，;；。|]*/.exec(text.slice(first.start))?.[0].trimEnd() ?? first.word;
  const isWhole = line.length <= MOST_LABELLED && !/\d/.test(line) && !PLACE.test(line);
  if (isWhole) return { name: withoutReceives(line), start: first.start, end: first.start + line.length };
  return first.word.length <= MOST_LABELLED ? asPerson(first) : null;
}

function isPerson({ word, before }: Word): boolean {
  // What follows the area at once goes on with the address.
  if (AFTER_AREA.test(before)) return false;
  const name = withoutReceives(word);
  return PERSON.test(name) && !PLACE.test(name) && !NO_PERSON.test(name);
}

function pointsOf({ before, after }: Word): number {
  const apart = (beside: string) => beside === "" || /[\n,，;；|\uE001-\uE004]/.test(beside);
  const besidePhone = before.includes(CUT_PHONE) || after.includes(CUT_PHONE) ? 2 : 0;
  const atEnd = before.trim() === "" || after.trim() === "" ? 1 : 0;
  return (apart(before) && apart(after) ? 3 : 0) + besidePhone + atEnd;
}

function asPerson({ word, start, end }: Word): NamedPerson {
  return { name: withoutReceives(word), start, end };
}

function withoutReceives(word: string): string {
  const name = word.replace(RECEIVES, "");
  return name.length >= 2 ? name : word;
}

function wordsOf(text: string): Word[] {
  const found = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ word, start: index, end: index + word.length }));
  return found.map((one, nth) => ({
    ...one,
    before: text.slice(found[nth - 1]?.end ?? 0, one.start),
    after: text.slice(one.end, found[nth + 1]?.start ?? text.length),
  }));
}
