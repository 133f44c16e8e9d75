/** How the reader page looks: light or dark as the visitor's system is, in the fonts that it has. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fdfcfa; --ink: #1c1b19; --soft: #5f5b54; --line: #dcd7cd; --link: #1f5fa8;
  --mark: #ffe89a; --accent: #b8860b; --note: #f3efe6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17171a; --ink: #e9e6e0; --soft: #a5a099; --line: #38373b; --link: #8ab8f0;
    --mark: #5a4a12; --accent: #d9ab3a; --note: #222226;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.65 Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", serif;
  overflow-wrap: break-word;
}
main { max-width: 40rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
header, footer, nav, .note, .label, .context, table { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
header { border-block-end: 1px solid var(--line); padding-block-end: 1rem; margin-block-end: 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 1.75rem 0 .75rem; }
.site, .facts, .section { color: var(--soft); font-size: .875rem; line-height: 1.5; margin: 0; }
.site { margin-block-end: .5rem; }
.section { font-size: 1rem; font-weight: 600; margin: 0 0 1rem; }
p, ul, ol, blockquote, pre, .scrolled { margin: 0 0 1rem; }
.cited { border-inline-start: 3px solid var(--accent); padding-inline-start: 1rem; margin-inline-start: -1.1875rem; scroll-margin-block-start: 1.5rem; }
.cited > :last-child { margin-block-end: 0; }
.cited { margin-block-end: 1rem; }
mark { background: var(--mark); color: inherit; border-radius: .15em; padding: .08em .1em; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.cut { color: var(--soft); text-align: center; letter-spacing: .3em; }
blockquote { padding-inline-start: 1rem; border-inline-start: 1px solid var(--line); }
blockquote > :last-child { margin-block-end: 0; }
blockquote.former { white-space: pre-line; }
.speaker::before { content: "— "; }
.speaker, .caption, .context { color: var(--soft); font-size: .9375rem; }
.term { font-weight: 600; margin-block-end: .25rem; }
.definition { padding-inline-start: 1.25rem; }
ul, ol { padding-inline-start: 1.5rem; }
li > ul, li > ol { margin-block-end: 0; }
li.own-mark { list-style: none; }
pre, code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
pre { font-size: .875rem; line-height: 1.5; overflow-x: auto; padding: .75rem 1rem; background: var(--note); border-radius: .375rem; }
.scrolled {
  overflow-x: auto;
  background:
    linear-gradient(to right, var(--paper) 1.5rem, transparent 3rem) local,
    linear-gradient(to left, var(--paper) 1.5rem, transparent 3rem) right local,
    linear-gradient(to right, var(--line), transparent 1rem),
    linear-gradient(to left, var(--line), transparent 1rem) right;
  background-repeat: no-repeat;
  background-size: 50% 100%;
}
table { border-collapse: collapse; width: max-content; min-width: 100%; font-size: .9375rem; line-height: 1.45; }
th, td { border-block-end: 1px solid var(--line); padding-block: .4rem; padding-inline: 0 1rem; max-width: 15rem; text-align: start; vertical-align: top; }
thead th { color: var(--soft); font-weight: 600; }
.note { background: var(--note); border-radius: .375rem; padding: .75rem 1rem; font-size: .9375rem; line-height: 1.5; }
.label { color: var(--soft); font-size: .9375rem; margin-block-end: .5rem; }
a { color: var(--link); text-underline-offset: .15em; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; font-size: 1rem; margin-block-start: 2rem; }
nav a { padding-block: .5rem; }
footer { color: var(--soft); font-size: .8125rem; line-height: 1.5; margin-block-start: 1.5rem; border-block-start: 1px solid var(--line); padding-block-start: 1rem; }
.lost { padding-block: 20vh; text-align: center; font-family: system-ui, sans-serif; font-size: 1.125rem; font-weight: 400; }
@media (max-width: 30rem) { body { font-size: 1.0625rem; } main { padding: 1.25rem 1.5rem 2rem; } }
@media (forced-colors: active) { mark { background: Mark; color: MarkText; } }
@media print { nav { display: none; } }
`;
