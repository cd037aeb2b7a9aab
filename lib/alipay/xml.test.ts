import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeXml, onlyChild, parseXml, textChildren, writeElements } from "./xml";

const texts = fc.string({ unit: "binary" }).map((text) => text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ""));

test("any goods' name written into an element is read from it again", () => {
  fc.assert(
    fc.property(texts, (subject) => {
      const xml = parseXml(`<notify>${writeElements([["subject", subject]])}</notify>`);
      expect(xml.ok && onlyChild(xml.root, "subject")?.text).toBe(subject);
    }),
    { examples: [["<b>&amp;</b> ]]> \"'"], ["茶＆果"]] },
  );
});

test("an amount with other text inserted by a comment or by an element is not read as one", () => {
  expect(parseXml("<n><total_fee>0.01<!-- -->00</total_fee></n>").ok).toBe(false);
  expect(parseXml("<n><total_fee>0.01<b/>00</total_fee></n>").ok).toBe(false);
});

describe("what an attacker puts into XML never gets as far as a parser's feature", () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "${"a".repeat(50)}"><!ENTITY b "${"&a;".repeat(50)}">]><notify>&b;</notify>`;
  test.each([
    ["a DOCTYPE", "<!DOCTYPE notify><notify/>"],
    ["an external entity", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><notify>&e;</notify>'],
    ["an external DTD", '<!DOCTYPE notify SYSTEM "http://127.0.0.1/x.dtd"><notify/>'],
    ["a parameter entity", '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]><notify/>'],
    ["a billion laughs", bomb],
    ["an undeclared entity", "<notify>&e;</notify>"],
    ["an entity out of an object's prototype", "<notify>&constructor;&toString;</notify>"],
    ["a processing instruction", "<?php echo 1 ?><notify/>"],
    ["a style sheet", '<?xml-stylesheet href="x"?><notify/>'],
    ["a character that XML forbids", "<notify>&#0;</notify>"],
    ["a byte order mark", "\uFEFF<notify/>"],
    ["two documents", "<notify/><notify/>"],
    ["text behind the document", "<notify/>x"],
    ["a document cut off", "<notify><trade_no>1</trade_no>"],
    ["crossed elements", "<a><b></a></b>"],
    ["nothing", ""],
    ["an attribute twice", '<a b="1" b="2"/>'],
    ["XML 1.1 to smuggle control characters", '<?xml version="1.1"?><a>&#1;</a>'],
    ["escaped XML, as some frameworks make of it", "&lt;notify&gt;&lt;/notify&gt;"],
  ])("%s", (_, text) => {
    expect(parseXml(text).ok).toBe(false);
  });

  test("a document nested too deep, or of too many elements", () => {
    expect(parseXml("<a>".repeat(8) + "</a>".repeat(8)).ok).toBe(true);
    expect(parseXml("<a>".repeat(9) + "</a>".repeat(9)).ok).toBe(false);
    expect(parseXml(`<a>${"<b/>".repeat(255)}</a>`).ok).toBe(true);
    expect(parseXml(`<a>${"<b/>".repeat(256)}</a>`).ok).toBe(false);
    expect(parseXml("<a>".repeat(100_000)).ok).toBe(false);
  });
});

test("an element that comes twice where one is wanted is not one of the two", () => {
  const xml = parseXml("<notify><total_fee>100.00</total_fee><total_fee>0.01</total_fee></notify>");
  expect(xml.ok && onlyChild(xml.root, "total_fee")).toBeUndefined();
  expect(xml.ok && textChildren(xml.root)).toBeNull();
});

test("an element inside one that should be text is not text", () => {
  const xml = parseXml("<notify><a><total_fee>1</total_fee></a></notify>");
  expect(xml.ok && textChildren(xml.root)).toBeNull();
});

test("attributes are read, and quotes in text are left as they are", () => {
  const xml = parseXml('<request><param name="service">query</param></request>');
  expect(xml.ok && xml.root.children[0]?.attributes.get("name")).toBe("service");
  expect(escapeXml(`"'`)).toBe(`"'`);
});
