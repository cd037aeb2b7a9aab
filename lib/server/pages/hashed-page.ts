import "server-only";
import { createHash } from "node:crypto";

/** A page and the Content-Security-Policy that it comes with. */
export type PolicedPage = { html: string; policy: string };

const SCRIPT = "<script";
const SCRIPT_END = "</script>";
const ATTRIBUTE = /^\s+([a-zA-Z-]+)(?:="([^"]*)")?/;
/** A file announced before its script: without a nonce Chromium takes it for a script that the page itself asks for, and refuses it. */
const ANNOUNCED_SCRIPT = /<link rel="preload" as="script"[^<>]*>/g;
/** A file of the build. Nothing in it needs escaping, neither in an attribute nor in a script. */
const CHUNK = /^\/_next\/static\/[\w./~-]+\.js(?:\?dpl=[\w-]+)?$/;
const PREPARED = "<head>";
/**
 * Fetches the build's files once the page was painted with its pictures: before that they would take the line from the pictures, on a slow phone for
 * a second. Pictures are decoded beside the thread, which a page that is loaded has not waited for; and a frame that is made is not yet on the
 * screen, which a browser that can says by an entry of its own (elsewhere a second frame comes after the first is on its way). Safari before 16 tells
 * an observer nothing of what was before it (WebKit 225305), so the entry is looked for first. A page in the background is not painted. Whoever
 * touches the page earlier, or waits for a picture that does not come, gets the files at once. What opens something (`data-opens`) and was tapped before it can is marked `data-opening`, looks so, and opens when it can
 * (app/(shop)/products/[slug]/purchase.tsx). All of it is written for browsers without modules as well.
 */
const LOADER = `function(files){function load(){files.splice(0).forEach(function(s){var e=document.createElement("script");e.src=s;e.async=true;document.head.appendChild(e)})}
function soon(){requestAnimationFrame(function(){requestAnimationFrame(load)})}
function painted(){function isPainted(list){return list.getEntriesByName("first-contentful-paint").length>0}
try{if(isPainted(performance)||PerformanceObserver.supportedEntryTypes.indexOf("paint")<0)return soon();
new PerformanceObserver(function(list,own){if(isPainted(list)){own.disconnect();soon()}}).observe({type:"paint",buffered:true})}catch(e){soon()}}
addEventListener("load",function(){var seen=[].filter.call(document.images,function(i){return i.complete&&i.decode});
seen.length?Promise.all(seen.map(function(i){return i.decode().catch(function(){})})).then(painted):painted()});
["touchstart","mousedown","keydown","focusin"].forEach(function(kind){addEventListener(kind,load)});setTimeout(load,3000);
addEventListener("click",function(event){load();var tapped=event.target.closest("[data-opens]");tapped&&tapped.setAttribute("data-opening","")},true)}`;

/**
 * The same page with hashes in the place of its nonce, so that it can be shown to many. Only a script that carries the nonce is hashed:
 * what somebody managed to write into a page has none, and stays forbidden. Under 'strict-dynamic' no browser takes a file's name
 * for a permission, and not every one takes its hash; so the files are loaded by a first script of our own, which has one.
 * null for a page that is not as Next makes them: then nobody knows whether its scripts would run.
 */
export function withHashes({ html, policy }: PolicedPage): PolicedPage | null {
  const nonce = /'nonce-([\w+/=-]{16,})'/.exec(policy)?.[1];
  if (!nonce || html.split(PREPARED).length !== 2) return null;
  const chunks: string[] = [];
  const hashes: string[] = [];
  let isKnown = true;
  const withoutNonce = replaceScripts(html.replace(ANNOUNCED_SCRIPT, ""), (script, written, content) => {
    const attributes = readAttributes(written);
    if (attributes === null || attributes.get("nonce") !== nonce) {
      isKnown &&= !script.includes(nonce);
      return script;
    }
    const { src, nomodule, id } = Object.fromEntries(attributes);
    const allowed = src === undefined ? ["nonce", "id"] : ["nonce", "id", "src", "async", "nomodule"];
    isKnown &&= [...attributes.keys()].every((name) => allowed.includes(name));
    if (src === undefined) {
      const code = content.replaceAll(nonce, "");
      hashes.push(hashOf(code));
      return `<script${id === undefined ? "" : ` id="${id}"`}>${code}</script>`;
    }
    isKnown &&= CHUNK.test(src) && content === "";
    // For browsers that know no modules, and know no 'strict-dynamic' either.
    if (nomodule !== undefined) return `<script src="${src}" nomodule=""></script>`;
    if (!chunks.includes(src)) chunks.push(src);
    // Whoever waits for this element to be there must not wait for ever (React's <link rel="expect">).
    return id === undefined ? "" : `<template id="${id}"></template>`;
  });
  if (!isKnown) return null;
  const loader = `(${LOADER})(${JSON.stringify(chunks)})`;
  hashes.push(hashOf(loader));
  return {
    html: withoutNonce.replaceAll(nonce, "").replace(PREPARED, () => `${PREPARED}<script>${loader}</script>`),
    policy: policy.replace(`'nonce-${nonce}'`, [...new Set(hashes)].join(" ")),
  };
}

/** Each script by what `replace` makes of it, of its attributes and of its content. No attribute of ours has a < or > in it. */
function replaceScripts(html: string, replace: (script: string, written: string, content: string) => string): string {
  let replaced = "";
  let done = 0;
  for (let at = html.indexOf(SCRIPT); at >= 0; at = html.indexOf(SCRIPT, Math.max(done, at + 1))) {
    const next = html.indexOf("<", at + 1);
    const close = html.slice(at, next < 0 ? undefined : next).indexOf(">");
    if (close < 0) continue;
    const end = html.indexOf(SCRIPT_END, at + close);
    if (end < 0) break;
    const script = html.slice(at, end + SCRIPT_END.length);
    replaced += html.slice(done, at) + replace(script, script.slice(SCRIPT.length, close), script.slice(close + 1, -SCRIPT_END.length));
    done = at + script.length;
  }
  return replaced + html.slice(done);
}

/** By their names in small letters; null where there is anything but attributes. */
function readAttributes(written: string): Map<string, string> | null {
  const attributes = new Map<string, string>();
  let rest = written;
  while (rest.trim() !== "") {
    const [whole, name, value = ""] = ATTRIBUTE.exec(rest) ?? [];
    if (whole === undefined || name === undefined || attributes.has(name.toLowerCase())) return null;
    attributes.set(name.toLowerCase(), value);
    rest = rest.slice(whole.length);
  }
  return attributes;
}

function hashOf(code: string): string {
  return `'sha256-${createHash("sha256").update(code).digest("base64")}'`;
}
