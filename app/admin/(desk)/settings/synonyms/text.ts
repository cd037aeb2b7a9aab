import type { RefusalOf, Words } from "@/lib/server/result";
import type { saveSynonyms } from "@/lib/shop/search/save-synonyms";
import { MAX_WORD, MOST_LINES, MOST_WORDS } from "@/lib/shop/search/synonyms";
import { movedText } from "../../../form/text";

export const text = {
  title: "同义词",
  back: "店铺设置",
  lead: "让顾客用自己的叫法也能搜到",
  rules: [
    "每行一组，用等号隔开，例如“杯子=马克杯=水杯”。",
    "第一个词是顾客常说的：搜“杯子”会找到写着马克杯、水杯的商品；搜“马克杯”也会找到写着杯子的商品，但水杯只在找不到别的时才出现。",
    "简体、繁体和拼音不用写，搜索本来就认得。",
  ],
  label: "每行一组同义词",
  save: "保存",
  saved: "已保存，下一次搜索就会用上",
  notSaved: { moved: movedText } satisfies Words<RefusalOf<typeof saveSynonyms>>,
  builtIn: "现在用的是软件自带的同义词，保存后以您的为准。",
  tooLong: "内容太长了",
  tooManyLines: `最多 ${MOST_LINES} 行`,
  tooFew: (line: string) => `“${line}”只有一个词，请用等号写上另一个`,
  badWord: (word: string) => `“${word}”不能用：每个词最多 ${MAX_WORD} 个字`,
  tooManyWords: (line: string) => `“${line}”的词太多，一行最多 ${MOST_WORDS} 个`,
};
