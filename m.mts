import { mkdtempSync, mkdirSync, writeFileSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLibrary } from './src/library/open-library.ts';
import { shareEmbedder } from './src/collections/shared-embedder.ts';
import { Reader } from './src/reading/reader.ts';
import { silentReporter } from './src/reporter.ts';
import { makeVitals } from './src/supervision/vitals.ts';
const base = mkdtempSync(join(tmpdir(), 'turns-'));
const words = readFileSync('articles/driving-the-pamir-highway.md','utf8').split(/\s+/);
let seed=1; const rnd=()=>(seed=(seed*1103515245+12345)%2147483648)/2147483648;
const para=()=>Array.from({length:60},()=>words[Math.floor(rnd()*words.length)]).join(' ')+'.';
for (const c of ['a','b']) mkdirSync(join(base,'articles',c),{recursive:true});
const N=Number(process.argv[2]??1000);
for (let i=0;i<N;i++) writeFileSync(join(base,'articles/a',`x${i}.md`),`# T ${i}\n\n`+Array.from({length:8},para).join('\n\n'));
writeFileSync(join(base,'articles/b','first.md'),'# First\n\nThe first article says that the cellar is closed on Mondays.\n');
const shared = shareEmbedder(); const vitals=makeVitals(); const reader=new Reader({vitals});
const open=(c:string)=>openLibrary({articlesDir:join(base,'articles',c),dataDir:join(base,'data'),collection:c,watch:true,reporter:silentReporter,reader,vitals,openEmbedder:shared.open,embedding:{model:'footnote-encoder-v1',reader:'footnote-reader-v1',bundledDir:'embeddings/models',cacheDir:join(base,'m')}});
const t0=performance.now(); const s=(l:string)=>console.log(l,Math.round(performance.now()-t0),'ms');
const b=open('b'); await b.whenReady(); s('b ready');
const a=open('a');
while(a.status().phase!=='reading'||a.status().total===0) await new Promise(r=>setTimeout(r,20));
s('a reading '+JSON.stringify(a.status()));
for (let k=0;k<Number(process.argv[3]??4);k++){
 const st=performance.now();
 writeFileSync(join(base,'articles/b',`n${k}.md`),`# New ${k}\n\nThe new article number ${k} was written by Zebrafant${k} in the spring.\n`);
 void b.refresh();
 while(!(await b.articles()).some(x=>x.file===`n${k}.md`)) await new Promise(r=>setTimeout(r,20));
 console.log('b searchable after',Math.round(performance.now()-st), JSON.stringify(a.status()));
 await new Promise(r=>setTimeout(r,3000));
}
await a.whenReady(); s('a ready '+JSON.stringify(a.status()));
await a.close(); await b.close();
for (let k=0;k<3;k++){ const st=performance.now(); const l=open('a'); await l.whenSearchable(); const x=performance.now()-st; await l.ask('Who wrote it?',{count:3}); console.log('reopened a in',Math.round(x),'asked',Math.round(performance.now()-st)); await l.close(); }
await shared.close(); await reader.close();
