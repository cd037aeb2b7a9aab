import "server-only";
import { SEEN_ORDERS } from "@/components/seen-orders";
import { BUTTON_LOOK, inHtml, plainPage } from "../plain-page";
import { appText } from "../text";

const text = appText.offline;
const LOOK = `
p{color:#5d564d}h2{font-size:1rem;margin:2.5rem 0 0}h2+p{margin-top:.25rem;font-size:.875rem}
button{${BUTTON_LOOK};width:100%;border:0;font:inherit;font-weight:500;cursor:pointer}
ul{list-style:none;margin:1rem 0;padding:0}li{background:#fff;border-radius:1rem;padding:1rem;margin-top:.75rem}
b{display:flex;justify-content:space-between;gap:1rem;font-weight:600}i{display:block;color:#716a60;font-style:normal;font-size:.75rem}`;

const LOOK_AGAIN_MS = 4_000;

/**
 * Reads what app/(shop)/orders/remember-orders.tsx wrote. Written for the oldest browsers of docs/browsers.md; nothing that is stored becomes
 * HTML. Whoever has the network back goes to the page that was wanted: when the shop answers, since a phone says that it is online before
 * it is, and says it once.
 */
const script = () => `(function(){
document.getElementById("again").onclick=function(){location.reload()};
function look(){var r=new XMLHttpRequest();r.onload=function(){if(r.status<500)location.reload()};r.open("HEAD","/offline");r.send()}
addEventListener("online",look);setInterval(look,${LOOK_AGAIN_MS});
try{var seen=JSON.parse(localStorage.getItem("${SEEN_ORDERS}")||"[]"),list=document.getElementById("list");
seen.forEach(function(o){var li=document.createElement("li");
[["b",[o.name,o.sum]],["span",[o.state]],["i",[o.no,${JSON.stringify(`${text.seenAt} `)}+o.at]]].forEach(function(part){var e=document.createElement(part[0]);
part[1].forEach(function(t){var s=document.createElement(part[0]==="i"?"div":"span");s.textContent=String(t);e.appendChild(s)});li.appendChild(e)});
list.appendChild(li)});
if(seen.length)document.getElementById("seen").hidden=false}catch(e){}})()`;

/** The page of a phone that has no network: says that no payment is lost by it, and shows the orders that this browser saw last. */
export function offlinePage(shopName: string, nonce: string): string {
  const seen = `<section id="seen" hidden><h2>${text.seen}</h2><p>${text.seenHint}</p><ul id="list"></ul></section>`;
  const body = `<h1>${text.title}</h1><p>${text.hint}</p><button id="again">${text.again}</button>${seen}<script nonce="${inHtml(nonce)}">${script()}</script>`;
  return plainPage({ title: `${text.title} · ${shopName}`, body, look: LOOK });
}
