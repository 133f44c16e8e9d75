/** The built program with the reader page on: from an answer's Source button to the page behind it, and gone again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { CHANNELS, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { answerTo, buttonId } from '../support/bot.ts';
import { writeFiles } from '../support/library.ts';
import { type Program, startProgram } from '../support/program.ts';
import { buttonsIn } from '../support/shown.ts';

/** Programs start within a second or two, but not where all other tests run beside this. */
vi.setConfig({ testTimeout: 60_000 });

const PUBLIC_URL = 'https://quotes.example.org/said';
const LOOM = '# The loom\n\nThe loom was built by Marta Quill in the winter of 1911.\n';
const MILL = '# The mill\n\nThe mill grinds rye for the bakery every Tuesday.\n';
const QUESTION = 'Who built the loom?';
/** Time of the watcher, and of an index that is made anew. */
const WATCHED = { timeout: 30_000, interval: 200 };

const root = mkdtempSync(join(tmpdir(), 'footnote-page-'));
const articles = join(root, 'articles');
let standIn: StandIn;
let program: Program;
let origin: string;
beforeAll(async () => {
  writeFiles(articles, { 'collection.yaml': 'page: passages\n', 'loom.md': LOOM, 'mill.md': MILL });
  standIn = await startStandIn();
  program = startProgram({
    data: join(root, 'data'),
    articles,
    env: {
      ...{ DISCORD_TOKEN: standIn.token, DISCORD_API_URL: standIn.apiUrl },
      ...{ PUBLIC_URL, READER_PORT: '0' },
    },
  });
  const [, served = ''] = await program.says(
    /quotes\.example\.org\/said, served on (http:[^\s"]+)/,
  );
  origin = served;
  await program.says(/Connected to Discord/);
  await program.says(/is ready/);
});
afterAll(async () => {
  program.kill('SIGKILL');
  await program.ended;
  await standIn.close();
  rmSync(root, { recursive: true });
});

/** What the operator's proxy would hand on. */
const get = (address: string, init?: RequestInit) =>
  fetch(address.replace(new URL(PUBLIC_URL).origin, origin), init);

it('opens the passage of an answer, with its picture, to whoever has the address', async () => {
  const who = standIn.as(PEOPLE.member);
  const run = { name: 'ask', options: { question: QUESTION } };
  const { message } = await answerTo(who.runCommand(run));
  const source = buttonsIn(message).find(({ label }) => label === 'Source');
  expect(source?.url).toMatch(/^https:\/\/quotes\.example\.org\/said\/[a-z0-9]{6}-[a-z0-9]{6}/);
  const url = source?.url ?? '';
  const page = await get(url);
  expect([page.status, page.headers.get('x-robots-tag')]).toEqual([200, 'noindex']);
  const html = await page.text();
  expect(html).toContain('<mark>The loom was built by Marta Quill');
  expect(html).not.toMatch(/<script/i);
  // Whether cards can be drawn is known a moment after the models are there.
  const cardOf = async () =>
    /"og:image" content="([^"]+)"/.exec(await (await get(url)).text())?.[1];
  await expect.poll(cardOf, WATCHED).toMatch(/^https:\/\/quotes\.example\.org\/said\//);
  const card = (await cardOf()) ?? '';
  const picture = await get(card);
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(
    Buffer.from(await picture.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  // Passages only, reading only, and nothing that was never cited.
  expect((await get(`${url.split('#')[0]}/article`)).status).toBe(404);
  expect((await get(url, { method: 'POST' })).status).toBe(405);
  expect((await get(`${PUBLIC_URL}/aaaaaa-aaaaaa`)).status).toBe(404);

  const pressed = await who.click(message.id, buttonId(message, 'Share'));
  const shared = await pressed.followUp();
  expect(buttonsIn(shared).map((one) => one.url)).toContain(url);

  rmSync(join(articles, 'loom.md'));
  await expect.poll(async () => (await get(url)).status, WATCHED).not.toBe(200);
  expect(await (await get(url)).text()).not.toContain('Marta Quill');
  expect((await get(card)).status).not.toBe(200);
});

it('ends with the program, and says nothing of who read', async () => {
  const said = program.stderr() + program.stdout();
  expect(said).not.toContain(CHANNELS.general);
  expect(said).not.toContain('Marta Quill');
  expect(await program.end('SIGTERM')).toMatchObject({ code: 0 });
  await expect(get(PUBLIC_URL)).rejects.toThrow();
});
