/** How the report on drafts looks: light or dark as the reader's system is, on paper, and on a phone. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fdfcfa; --ink: #1c1b19; --soft: #5f5b54; --line: #dcd7cd; --link: #1f5fa8; --card: #ffffff;
  --good: #1a6b36; --bad: #a3221f; --warn: #7a4d00; --del: #fbe1df; --ins: #fdecc4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17171a; --ink: #e9e6e0; --soft: #a5a099; --line: #38373b; --link: #8ab8f0; --card: #1e1e22;
    --good: #7fce98; --bad: #ff9a94; --warn: #f0bd62; --del: #4d2422; --ins: #4a3a10;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem; text-wrap: balance; }
h2 { font-size: 1.125rem; line-height: 1.3; margin: 2.25rem 0 .75rem; }
h3 { font-size: .9375rem; margin: 0 0 .5rem; display: flex; flex-wrap: wrap; gap: .125rem .5rem; align-items: baseline; }
p { margin: .5rem 0 0; }
a { color: var(--link); text-underline-offset: .15em; }
.counts { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; margin: 0; padding: 0; }
.counts li { border: 1px solid var(--line); border-radius: .5rem; padding: .375rem .75rem; background: var(--card); }
.counts b { font-variant-numeric: tabular-nums; }
nav { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem; margin-block-end: .75rem; color: var(--soft); font-size: .9375rem; }
nav a { padding-block: .25rem; }
article { background: var(--card); border: 1px solid var(--line); border-inline-start: 4px solid var(--tone); border-radius: .375rem; padding: .875rem 1rem; margin: 0 0 .75rem; scroll-margin-block-start: 1rem; }
article:target { outline: 2px solid var(--link); outline-offset: 2px; }
.verbatim { --tone: var(--good); }
.altered { --tone: var(--warn); }
.not-found { --tone: var(--bad); }
.sign, .verdict, .counts b { color: var(--tone, inherit); }
.line { margin-inline-start: auto; font-weight: 400; color: var(--soft); }
blockquote { margin: 0; font: 1.0625rem/1.6 Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", serif; white-space: pre-line; }
del, ins { color: var(--ink); }
del { background: var(--del); text-decoration: line-through; border-radius: .15em; padding-inline: .1em; }
ins { background: var(--ins); text-decoration: underline; text-underline-offset: .15em; border-radius: .15em; padding-inline: .1em; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.note, .source, details { font-size: .9375rem; }
.note, .where, footer { color: var(--soft); }
.unread { color: var(--bad); }
summary { cursor: pointer; padding-block: .25rem; }
details ul { margin: .25rem 0 0; padding-inline-start: 1.25rem; }
footer { font-size: .8125rem; margin-block-start: 2.5rem; border-block-start: 1px solid var(--line); padding-block-start: 1rem; }
@media (max-width: 30rem) { main { padding: 1.25rem 1rem 2rem; } }
@media print { article { break-inside: avoid; } nav { display: none; } }
`;
