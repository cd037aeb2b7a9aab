import type { Dice } from "./dice";
import { nearly, oddText } from "./odd-texts";

type Change = (xml: string, dice: Dice) => string;

const ENTITIES =
  '<!DOCTYPE notify [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>';
const OUTSIDE = '<!DOCTYPE notify [<!ENTITY x SYSTEM "file:///etc/passwd">]>';

/** An element with what stands in it. */
const elementsOf = (xml: string) =>
  [...xml.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([whole, name = "", text = ""]) => ({ whole, name, text }));
const onOne = (xml: string, dice: Dice, change: (element: { whole: string; name: string; text: string }) => string) => {
  const elements = elementsOf(xml);
  if (elements.length === 0) return xml;
  const element = dice.pick(elements);
  return xml.replace(element.whole, () => change(element));
};

/** Changes of the XML of a notice, by name. */
export const XML_CHANGES: Record<string, Change> = {
  "an element's text changed": (xml, dice) => onOne(xml, dice, ({ name, text }) => `<${name}>${nearly(dice, text)}</${name}>`),
  "an element's text replaced": (xml, dice) => onOne(xml, dice, ({ name }) => `<${name}>${oddText(dice)}</${name}>`),
  "an element dropped": (xml, dice) => onOne(xml, dice, () => ""),
  "an element doubled": (xml, dice) => onOne(xml, dice, ({ whole, name, text }) => `${whole}<${name}>${nearly(dice, text)}</${name}>`),
  "an element in capitals": (xml, dice) => onOne(xml, dice, ({ name, text }) => `<${name.toUpperCase()}>${text}</${name.toUpperCase()}>`),
  "an element in another": (xml, dice) => onOne(xml, dice, ({ whole, name }) => `<${name}>${whole}</${name}>`),
  "nested deep": (xml, dice) => {
    const depth = dice.pick([4, 9, 200, 3_000]);
    return onOne(xml, dice, ({ name, text }) => `<${name}>`.repeat(depth) + text + `</${name}>`.repeat(depth));
  },
  "many elements": (xml, dice) => xml.replace("</notify>", () => `${"<x>1</x>".repeat(dice.pick([10, 300, 4_000]))}</notify>`),
  "entities of its own": (xml, dice) =>
    (dice.chance(0.5) ? ENTITIES : OUTSIDE) + onOne(xml, dice, ({ name }) => `<${name}>&d;&x;</${name}>`),
  "a text as CDATA": (xml, dice) => onOne(xml, dice, ({ name, text }) => `<${name}><![CDATA[${text}]]></${name}>`),
  "a text by numbers": (xml, dice) =>
    onOne(xml, dice, ({ name, text }) => `<${name}>${Array.from(text, (letter) => `&#${letter.codePointAt(0)};`).join("")}</${name}>`),
  "a comment within": (xml, dice) => onOne(xml, dice, ({ name, text }) => `<${name}>${text.slice(0, 2)}<!-- -->${text.slice(2)}</${name}>`),
  "an instruction": (xml, dice) =>
    `${dice.pick(["<?xml version='1.1'?>", "<?php 1 ?>", '<?xml version="1.0" encoding="UTF-16"?>', "\uFEFF"])}${xml}`,
  "attributes and namespaces": (xml, dice) =>
    onOne(xml, dice, ({ name, text }) => `<a:${name} xmlns:a="urn:x" a:b="1" b='<'>${text}</a:${name}>`),
  "an end missing": (xml, dice) => xml.slice(0, dice.whole(xml.length)),
  "another root": (xml, dice) => xml.replace(/^<notify>|<\/notify>$/g, () => dice.pick(["<alipay>", "", "<notify><notify>", "</notify>"])),
  "any letter changed": (xml, dice) => nearly(dice, xml),
};
