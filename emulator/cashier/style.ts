/** The cashier's one style sheet: Alipay's blue, white cards, nothing that moves. */
export const STYLE = `
:root { --blue: #0b62e0; --blue-deep: #084cae; --blue-soft: #eaf2ff; --ink: #16202e; --ink-2: #566173; --line: #e4e9f1; --ground: #f3f6fb; --red: #b42318; --green: #14804a; --amber: #7a4f00; --amber-soft: #fff4d9; }
* { box-sizing: border-box; margin: 0; }
html { -webkit-text-size-adjust: 100%; -webkit-tap-highlight-color: transparent; }
body { min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
.ribbon { background: var(--amber-soft); color: var(--amber); text-align: center; font-size: 13px; line-height: 1.45; padding: calc(8px + env(safe-area-inset-top)) 16px 8px; }
.hero { background: var(--blue); color: #fff; padding: 14px 20px 72px; }
.hero > div { max-width: 480px; margin: 0 auto; display: flex; align-items: center; justify-content: space-between; gap: 12px; }
.brand { display: flex; align-items: center; gap: 8px; font-size: 17px; font-weight: 600; }
.brand svg { width: 24px; height: 24px; flex: none; }
.steps { display: flex; align-items: center; gap: 6px; list-style: none; padding: 0; }
.steps li { width: 22px; height: 4px; border-radius: 2px; background: rgb(255 255 255 / 0.38); }
.steps li.on { background: #fff; }
main { flex: 1; width: 100%; max-width: 512px; margin: -56px auto 0; padding: 0 max(16px, env(safe-area-inset-right)) 24px max(16px, env(safe-area-inset-left)); }
.card { background: #fff; border-radius: 16px; padding: 20px; box-shadow: 0 1px 2px rgb(16 42 84 / 0.06), 0 8px 24px rgb(16 42 84 / 0.06); }
.card + .card { margin-top: 12px; }
.sum { text-align: center; padding-bottom: 16px; margin-bottom: 14px; border-bottom: 1px solid var(--line); }
.label { color: var(--ink-2); font-size: 14px; }
.amount { color: var(--ink); font-size: 40px; line-height: 1.2; font-weight: 700; letter-spacing: -0.01em; font-variant-numeric: tabular-nums; }
.amount small { font-size: 0.6em; font-weight: 600; margin-right: 2px; }
dl { display: grid; gap: 10px; font-size: 15px; }
dl > div { display: flex; justify-content: space-between; gap: 20px; }
dt { color: var(--ink-2); flex: none; }
dd { text-align: right; }
dd small { display: block; color: var(--ink-2); font-size: 13px; }
.number { font-variant-numeric: tabular-nums; font-size: 12px; line-height: 24px; }
h1 { font-size: 20px; line-height: 1.35; font-weight: 600; }
form h1 { margin-bottom: 14px; }
.field + .field { margin-top: 16px; }
label { display: block; font-size: 14px; color: var(--ink-2); margin-bottom: 6px; }
input, select { width: 100%; min-height: 48px; padding: 10px 14px; font: inherit; color: inherit; background: #fff; border: 1px solid #8a95a8; border-radius: 10px; }
select { appearance: none; padding-right: 40px; background: #fff url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='20' height='20' fill='none' stroke='%23566173' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='m5 8 5 5 5-5'/%3E%3C/svg%3E") no-repeat right 12px center; }
input[aria-invalid="true"] { border-color: var(--red); }
.hint { margin-top: 6px; font-size: 13px; color: var(--ink-2); }
.button { display: block; width: 100%; min-height: 50px; margin-top: 20px; padding: 12px 16px; border: 0; border-radius: 12px; background: var(--blue); color: #fff; font: inherit; font-size: 17px; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
.button:active { background: var(--blue-deep); }
.quiet { display: block; min-height: 48px; margin: 8px 0 -8px; padding: 12px; color: var(--blue); text-align: center; text-decoration: none; font-size: 15px; }
.error { margin-top: 6px; font-size: 14px; color: var(--red); }
.result { text-align: center; padding: 32px 20px 24px; }
.result svg { width: 56px; height: 56px; margin-bottom: 12px; }
.result h1 { text-wrap: balance; }
.result .amount { margin-top: 8px; }
.result .note { color: var(--ink-2); margin-top: 8px; text-wrap: balance; }
.ok { color: var(--green); } .stop { color: #66738a; } .warn { color: var(--red); }
footer { padding: 8px 16px calc(16px + env(safe-area-inset-bottom)); text-align: center; font-size: 13px; color: var(--ink-2); }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:focus-visible { outline: 3px solid #5b9bff; outline-offset: 2px; }
.hero :focus-visible { outline-color: #fff; }
`;
