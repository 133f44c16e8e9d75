import { execSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { compared, factsOf, leftOutOf, linesOf, parseGolden } from './articles/golden.ts';
import { readArticleFile } from './support/read-article.ts';

const C = 'tests/fixtures/corpus/';
const only = process.argv.slice(2);
for (const f of readdirSync(C + 'articles')) {
  if (f === 'lido' || (only.length && !only.some((o) => f.includes(o)))) continue;
  const g = parseGolden(readFileSync(`${C}readings/${f}.txt`, 'utf8'));
  let out = '';
  try {
    const r = await readArticleFile(readFileSync(C + 'articles/' + f), f);
    if (r.articles.length !== 1) out += `ARTICLES ${r.articles.length}\n`;
    const { actual, expected } = compared(linesOf(r.articles[0]!), g.lines);
    writeFileSync('/tmp/e.txt', [...g.facts.toSorted(), ...expected, ''].join('\n'));
    writeFileSync('/tmp/a.txt', [...factsOf(r).toSorted(), ...actual, ''].join('\n'));
    try {
      execSync('diff -U1 /tmp/e.txt /tmp/a.txt');
    } catch (e: any) {
      out += e.stdout.toString().split('\n').slice(2).join('\n');
    }
    const lo = leftOutOf(r);
    for (const p of g.leftOut) {
      if (!lo.includes(p)) out += `NOT LEFT OUT ${p}\n`;
      if (r.articles[0]!.text.includes(p)) out += `IN TEXT ${p}\n`;
    }
    if (out && only.length)
      out +=
        'DROPPED ' +
        r.dropped.map((d) => d.reason.key + ':' + d.text.slice(0, 60)).join(' / ') +
        '\n';
  } catch (e: any) {
    out += 'THREW ' + (e.stack ?? e);
  }
  console.log(out ? `=== ${f}\n${out}` : `ok  ${f}`);
}
