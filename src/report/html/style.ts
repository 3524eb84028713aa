// The style of a report as a page: light and dark, on screen and on paper, told apart without colour too.

// Blue and orange of Okabe and Ito's palette for colour-blind readers, darkened or lightened to stand on the page.
const LIGHT = `
  --page: #f6f7f9; --sheet: #ffffff; --ink: #16202c; --soft: #55606e; --faint: #7d8794; --rule: #dfe3e9; --zebra: #f8f9fb;
  --good: #005ea8; --good-back: #e5f0fa; --bad: #b23c00; --bad-back: #fdeee4; --warn: #7a5600; --warn-back: #fdf5dd;
  --link: #005ea8; --grid: #e7eaef; --edge: #a3acb8; --level: #6b7684; --target: #16202c;
  --c0: #0068b5; --c1: #d05a00; --c2: #00806a; --c3: #a34c82; --c4: #4a5563; --c5: #9a7400;
  --n4: #b64a00; --n3: #e07b2f; --n2: #f2ab70; --n1: #f9d5b5; --z0: #eceff3;
  --p1: #c5ddf2; --p2: #8dbde6; --p3: #3f8ccb; --p4: #00579b;
  --on-strong: #ffffff;`;

const DARK = `
  --page: #0e131a; --sheet: #151c25; --ink: #e6eaf0; --soft: #a9b4c2; --faint: #8490a0; --rule: #2a3441; --zebra: #18202b;
  --good: #6cb8f5; --good-back: #12304b; --bad: #ff9a5c; --bad-back: #43230e; --warn: #e6bf55; --warn-back: #382c0c;
  --link: #7cc0f7; --grid: #232d39; --edge: #5d6a79; --level: #94a1b1; --target: #f2f5f9;
  --c0: #56aef0; --c1: #f58a3c; --c2: #3fc4a6; --c3: #dd8fc0; --c4: #b6c1ce; --c5: #dcb63d;
  --n4: #f08a3c; --n3: #b8611f; --n2: #7d4318; --n1: #4d2f18; --z0: #222b37;
  --p1: #1a3a57; --p2: #1f5583; --p3: #2c7fc0; --p4: #6cb8f5;
  --on-strong: #0b1118;`;

const BASE = `
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.55 Inter, "Segoe UI", system-ui, -apple-system,
  "Helvetica Neue", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
.frame { max-width: 1240px; margin: 0 auto; padding: 0 28px 72px; display: grid; grid-template-columns: 190px minmax(0, 1fr);
  gap: 0 36px; }
.top { grid-column: 1 / -1; padding: 36px 0 18px; }
.top h1 { margin: 0; font-size: 27px; line-height: 1.25; letter-spacing: -0.01em; font-weight: 650; }
.banner { margin: 14px 0 0; padding: 10px 14px; border-left: 4px solid currentColor; border-radius: 0 6px 6px 0; font-weight: 600; }
nav { position: sticky; top: 20px; align-self: start; font-size: 13.5px; }
nav h2 { margin: 6px 0 8px; font-size: 11.5px; letter-spacing: 0.08em; text-transform: uppercase; color: var(--faint); font-weight: 600; }
nav ol { list-style: none; margin: 0; padding: 0; border-left: 1px solid var(--rule); }
nav a { display: block; padding: 3.5px 0 3.5px 12px; color: var(--soft); } nav a:hover { color: var(--ink); text-decoration: none; }
main { min-width: 0; }
section { background: var(--sheet); border: 1px solid var(--rule); border-radius: 10px; padding: 22px 26px 26px; margin: 0 0 20px; }
section > h2 { margin: 0 0 14px; font-size: 19px; font-weight: 650; letter-spacing: -0.005em; scroll-margin-top: 20px; }
h3 { margin: 26px 0 8px; font-size: 15px; font-weight: 650; }
p { margin: 8px 0; } .dim { color: var(--soft); font-size: 13.5px; } .bold { font-weight: 650; }
.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); } .accent { color: var(--link); }
p.warn, p.bad { background: var(--warn-back); border-left: 3px solid currentColor; padding: 8px 12px; border-radius: 0 6px 6px 0; }
p.bad, .banner.bad { background: var(--bad-back); } .banner.warn { background: var(--warn-back); }
footer { grid-column: 2; color: var(--faint); font-size: 12.5px; }
@media (max-width: 980px) { .frame { display: block; padding: 0 14px 40px; } nav { display: none; } section { padding: 18px 16px; } }
@media (max-width: 700px) { figure.named { overflow-x: auto; } figure.named svg { max-width: none; width: 540px; } .headline { flex-wrap: wrap; gap: 10px; } }
`;

const PARTS = `
.word { display: inline-block; font-weight: 700; letter-spacing: 0.03em; white-space: nowrap; font-size: 12.5px; padding: 1px 9px; border-radius: 99px; border: 1px solid currentColor; }
.word.good { background: var(--good-back); } .word.bad { background: var(--bad-back); } .word.warn { background: var(--warn-back); }
.word::before { margin-right: 6px; } .word.good::before { content: "●"; } .word.bad::before { content: "▲"; } .word.warn::before { content: "◆"; }
.headline { display: flex; gap: 18px; align-items: center; margin: 2px 0 18px; }
.headline .word { font-size: 20px; padding: 7px 18px; }
.headline p { margin: 0; max-width: 68ch; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr)); gap: 14px; margin: 18px 0; }
.card { border: 1px solid var(--rule); border-radius: 8px; padding: 13px 16px 12px; background: var(--zebra); }
.card header { display: flex; justify-content: space-between; align-items: baseline; gap: 10px; margin-bottom: 8px; }
.card h3 { margin: 0; font-size: 14.5px; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 18px; margin: 10px 0; font-size: 14px; }
.card dl { font-size: 13px; gap: 3px 12px; margin: 0; line-height: 1.45; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; margin: 12px 0 6px; } .scroll.tall { max-height: 560px; overflow: auto; width: fit-content; max-width: 100%; border: 1px solid var(--rule); border-radius: 6px; }
.scroll.tall thead th { position: sticky; top: 0; z-index: 2; background: var(--sheet); box-shadow: inset 0 -1.5px var(--edge); }
table { border-collapse: separate; border-spacing: 0; font-size: 13px; min-width: 55%; line-height: 1.4; }
thead th { color: var(--soft); font-weight: 600; font-size: 12px; border-bottom: 1.5px solid var(--edge); padding-top: 7px; vertical-align: bottom; }
th, td { padding: 4px 8.5px; text-align: left; white-space: nowrap; } th:first-child { padding-left: 4px; }
tbody th { font-weight: 400; } tbody th.bold { font-weight: 650; }
tbody th, tbody td { border-bottom: 1px solid var(--rule); } tbody tr { background: var(--sheet); }
tbody th { position: sticky; left: 0; z-index: 1; background: inherit; } tbody th.again { color: var(--faint); font-weight: 400; }
tbody tr:hover { background: var(--zebra); } tbody th.head { box-shadow: none; } tbody tr:last-child > * { border-bottom: 0; }
td.long { white-space: normal; min-width: 16em; overflow-wrap: anywhere; } td.dim, th.dim { font-size: inherit; }
.r { text-align: right; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 22px 26px; margin: 18px 0 10px; }
.charts.wide { grid-template-columns: minmax(0, 1fr); }
figure { margin: 0; min-width: 0; } figcaption { margin: 0 0 8px; font-size: 13px; color: var(--soft); line-height: 1.4; }
figcaption b { display: block; color: var(--ink); font-size: 14px; font-weight: 650; }
svg { display: block; max-width: 100%; height: auto; font-size: 11.5px; font-family: inherit; }
`;

const CHARTS = `
svg text { fill: var(--ink); } svg .tick, svg .axis { fill: var(--soft); } svg .axis { font-size: 11.5px; } svg .mark { fill: var(--soft); font-size: 11px; paint-order: stroke; stroke: var(--sheet); stroke-width: 4px; stroke-linejoin: round; }
svg .name { font-size: 12.5px; } svg .figure { font-size: 12.5px; } svg .group { font-size: 11.5px; font-weight: 650; fill: var(--soft); }
svg .grid { stroke: var(--grid); } svg .edge { stroke: var(--edge); } svg .level { stroke: var(--level); stroke-dasharray: 5 4; stroke-width: 1.2; }
svg .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; } svg .band { opacity: 0.17; }
svg .whisker { fill: none; stroke: var(--ink); stroke-width: 1.4; opacity: 0.75; } svg .target { fill: var(--target); }
svg .dot { stroke: var(--sheet); stroke-width: 1.2; } svg .cloud { opacity: 0.55; } svg .bar.up { fill: var(--c0); } svg .bar.down { fill: var(--c1); }
${[0, 1, 2, 3, 4, 5].map((k) => `svg .line.c${k} { stroke: var(--c${k}); } svg .dot.c${k}, svg .cloud.c${k}, svg .band.c${k} { fill: var(--c${k}); }`).join('\n')}
svg .line.c1 { stroke-dasharray: 7 3; } svg .line.c2 { stroke-dasharray: 2 3; } svg .line.c3 { stroke-dasharray: 9 3 2 3; }
svg .heat { fill: var(--z0); } ${[1, 2, 3, 4].map((k) => `svg .heat.p${k} { fill: var(--p${k}); } svg .heat.n${k} { fill: var(--n${k}); }`).join(' ')}
svg .heat.none { fill: none; stroke: var(--rule); } svg .on { font-size: 12.5px; } svg .on.small { font-size: 10.5px; }
svg .on.p4, svg .on.n4, svg .on.p3 { fill: var(--on-strong); } svg .on.none { fill: var(--faint); }
`;

const PAPER = `
@media print {
  body { background: #fff; font-size: 10.5pt; } .frame { display: block; max-width: none; padding: 0; } nav { display: none; }
  section { border: 0; padding: 0; margin: 0 0 18pt; } section > h2 { border-bottom: 1px solid var(--rule); padding-bottom: 3pt; }
  figure, .card, tr, .headline, p.warn { break-inside: avoid; } h2, h3 { break-after: avoid; } .scroll, .scroll.tall { overflow: visible; max-height: none; border: 0; }
  table { font-size: 8pt; } th, td { padding: 2pt 5pt; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

export const PAGE_STYLE = `:root {${LIGHT} color-scheme: light dark; }
@media screen and (prefers-color-scheme: dark) { :root {${DARK} } }
${BASE}${PARTS}${CHARTS}${PAPER}`;
