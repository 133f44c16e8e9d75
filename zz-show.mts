import { readFileSync } from 'node:fs';
import { readArticleFile } from './src/articles/read-article-file.ts';
import { draftBlocksOf } from './src/articles/block-text.ts';
for (const f of process.argv.slice(2)) {
  const t = performance.now();
  try {
    const r = await readArticleFile(readFileSync(f), f.split('/').at(-1)!);
    console.log('=====', f, (performance.now() - t).toFixed(), 'ms');
    for (const a of r.articles) {
      console.log('T:', a.title, '| A:', a.author, '| D:', a.published, '| L:', a.language, '| P:', a.publisher, '| U:', a.url);
      for (const b of draftBlocksOf(a)) { const { line, aside, ...c } = b as any; console.log(JSON.stringify(c).slice(0, 400)); }
    }
    for (const d of r.dropped.slice(0,20)) console.log('  -', d.line, JSON.stringify(d.reason), d.text.slice(0, 100));
    for (const w of r.warnings) console.log('  !', JSON.stringify(w));
  } catch (e: any) { console.log('=====', f, 'ERR', e.message, e.cause ?? ''); }
}
