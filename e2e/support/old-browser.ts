import type { Page } from "playwright/test";
import postcss, { type AtRule, type ChildNode, type Declaration, type Rule } from "postcss";

/** What the oldest browsers of docs/browsers.md (Chromium 84, Safari 14.5) do not read; versions are those of caniuse-lite. */
const UNREAD = {
  /** 99 and 15.4; 85 and 16.4; 105 and 16; 117 and 17.5. */
  atRules: ["layer", "property", "container", "starting-style"],
  /** 120. */
  media: /scripting/,
  /** 88 and 14; 105 and 15.4; 86 and 15.4; 114 and 17; a nested rule 112 and 16.5. */
  selectors: /:(is|where|has)\(|:focus-visible|:popover-open|:open\b|(?<!\\)&/,
  /** `inset` and the logical pairs 87 and 14.5; individual transforms 104 and 14.5; `aspect-ratio` 88 and 15; the others are later. */
  properties:
    /^(inset|inset-(inline|block)|(margin|padding|scroll-padding|scroll-margin)-(inline|block)|border-(inline|block)(-(style|width|color))?|translate|rotate|scale|aspect-ratio|accent-color|text-wrap|container-type|scrollbar-width)$/,
  /** 111; 108 and 15.4; 109 and 16.4. */
  values: /\b(oklch|oklab|lab|lch|color-mix|color|light-dark)\(|\d[dsl]v[hw]\b|\d(lh|cqw|cqi)\b/,
};

/** A style sheet as such a browser reads it, and what it does not see, each as `selector { declaration }` or `@rule`. */
export function readAsOldBrowser(css: string): { read: string; lost: string[] } {
  const root = postcss.parse(css);
  const lost: string[] = [];
  const drop = (node: ChildNode, name: string) => {
    lost.push(name);
    node.remove();
  };
  root.walkAtRules((rule) => {
    if (UNREAD.atRules.includes(rule.name)) drop(rule, `@${rule.name} ${rule.params}`);
    else if (rule.name === "media" && UNREAD.media.test(rule.params)) drop(rule, `@media ${rule.params}`);
    else if (rule.name === "supports") answerSupports(rule, drop);
  });
  root.walkRules((rule) => {
    if (!isKeyframe(rule) && UNREAD.selectors.test(rule.selector)) drop(rule, rule.selector);
  });
  root.walkDecls((declaration) => {
    if (!isUnread(declaration)) return;
    const hasOther = declaration.parent?.some((other) => other !== declaration && other.type === "decl" && other.prop === declaration.prop);
    if (hasOther) declaration.remove();
    else drop(declaration, `${(declaration.parent as Rule).selector} { ${declaration.prop} }`);
  });
  return { read: root.toString(), lost };
}

/** The engine that runs the test answers conditions for itself; those that an old one answers otherwise are answered here. */
function answerSupports(rule: AtRule, drop: (node: ChildNode, name: string) => void): void {
  if (/^not selector\(:is\(/.test(rule.params)) rule.replaceWith(rule.nodes ?? []);
  else if (UNREAD.values.test(rule.params)) drop(rule, `@supports ${rule.params}`);
}

function isUnread({ prop, value }: Declaration): boolean {
  return !prop.startsWith("--") && (UNREAD.properties.test(prop) || UNREAD.values.test(value));
}

function isKeyframe({ parent }: Rule): boolean {
  return parent?.type === "atrule" && (parent as AtRule).name.endsWith("keyframes");
}

/** From here on a page is styled as an old browser would style it, by the shop's own files without what such a browser drops. */
export async function openAsOldBrowser(page: Page): Promise<void> {
  await page.route(/\.css(\?|$)/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: readAsOldBrowser(await response.text()).read });
  });
  await page.addInitScript(() => {
    // Safari before 15.4 knows no dialogs.
    Reflect.deleteProperty(HTMLDialogElement.prototype, "showModal");
    Reflect.deleteProperty(HTMLDialogElement.prototype, "close");
  });
}
