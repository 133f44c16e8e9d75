/**
 * Notes what release 0.1 gave people to keep: the citation ids of some articles, and the buttons of the
 * messages that it shared. `tsx tests/released/note-ids.ts FOLDER`, with a checkout of that release that
 * has its packages; writes `ids.json`.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { NotedIds } from './noted-ids.ts';

const QUESTIONS = [
  'How much data does the Aster plan have?',
  'How do I install the relay on the router?',
  'What do I need to bring for the weekend?',
  'How long do I boil the lake water?',
  'What does a canoe cost in winter?',
  'When does the crane work on Thursday?',
  'What is white-box monitoring?',
  'How large is a harbour, by its founder?',
];

const released = resolve(process.argv[2] ?? '');
const load = (path: string) => import(pathToFileURL(join(released, 'src', path)).href);
const here = import.meta.dirname;

/** Buttons that lead to a passage; the others lead to an article, or remove a message. */
const TO_PASSAGE = /^1:(?:share|context|wider|copy|more|near):/;

async function main(): Promise<void> {
  const [{ openLibrary }, { BUNDLED_MODEL }, { startBot }, { startStandIn }, { citationId }] =
    await Promise.all([
      load('library/open-library.ts'),
      load('config.ts'),
      load('discord/client.ts'),
      load('playground/stand-in.ts'),
      load('articles/citation-id.ts'),
    ]);
  const { makeLogger } = await load('log.ts');
  const root = mkdtempSync(join(tmpdir(), 'footnote-released-'));
  const articlesDir = join(root, 'articles');
  mkdirSync(articlesDir);
  cpSync(join(here, 'articles'), articlesDir, { recursive: true });
  const library = openLibrary({
    ...{ articlesDir, dataDir: join(root, 'data'), watch: false },
    embedding: {
      model: BUNDLED_MODEL,
      bundledDir: join(released, 'embeddings', 'models'),
      cacheDir: join(root, 'models'),
    },
    reporter: { line: () => {}, progress: () => {} },
  });
  await library.whenReady();
  const standIn = await startStandIn();
  const { token, apiUrl } = standIn;
  const bot = await startBot({ token, apiUrl, library, logger: makeLogger('silent') });
  let people = 0;
  const reply = async (name: string, options: Record<string, string>) => {
    people += 1;
    const person = standIn.as(standIn.addMember(`Person ${people}`));
    const { message } = await (await person.runCommand({ name, options })).reply();
    return buttonsOf(message).filter((id) => TO_PASSAGE.test(id));
  };
  const cited: NotedIds['cited'][number][] = [];
  for (const { id: articleId } of library.articles()) {
    const article = library.article(articleId);
    for (const { start, end } of article.paragraphs) {
      const text = article.text.slice(start, end);
      const id = citationId(articleId, text);
      if (library.excerpt(id) === null) continue;
      cited.push({ id, text, buttons: await reply('cite', { id }) });
    }
  }
  const asked: NotedIds['asked'][number][] = [];
  for (const question of QUESTIONS)
    asked.push({ question, buttons: await reply('ask', { question }) });
  writeFileSync(join(here, 'ids.json'), `${JSON.stringify({ cited, asked }, null, 1)}\n`);
  await bot.close();
  await standIn.close();
  await library.close();
  rmSync(root, { recursive: true, force: true });
}

function buttonsOf(message: unknown): string[] {
  const found = JSON.stringify(message).matchAll(/"custom_id":"([^"]+)"/g);
  return [...new Set(Array.from(found, ([, id = '']) => id))];
}

await main();
process.exit(0);
