/** What release 0.1 gave people to keep still works: its citation ids, and the buttons it shared. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseCustomId } from '../../src/discord/custom-id.ts';
import type { OpenLibrary } from '../../src/library/library.ts';
import type { Excerpt, ExcerptRef } from '../../src/model.ts';
import { answerTo, expectGoodRequests, startBotPair } from '../support/bot.ts';
import { openTestLibrary, temporaryFolder } from '../support/library.ts';
import { textOf as textOfMessage } from '../support/shown.ts';
import type { NotedIds } from './noted-ids.ts';

const here = import.meta.dirname;
const noted: NotedIds = JSON.parse(readFileSync(join(here, 'ids.json'), 'utf8'));
const textOf = new Map(noted.cited.map(({ id, text }) => [id, text]));
const buttons = [...noted.cited, ...noted.asked].flatMap((each) => each.buttons);

async function openToday() {
  const folders = { articles: join(here, 'articles'), data: temporaryFolder() };
  const { library } = openTestLibrary(folders);
  await library.whenReady();
  return library;
}

/** Words of a text that another one does not have; marks and numbers of ours beside them do not matter. */
function missing(text: string, from: string): string[] {
  const words = (all: string) => all.replaceAll('\\', '').match(/[\p{L}\p{N}]+/gu) ?? [];
  const there = new Set(words(from));
  return words(text).filter((word) => !there.has(word));
}

/** The passages that a button of release 0.1 leads to. */
function refsOf(customId: string): readonly ExcerptRef[] {
  const action = parseCustomId(customId);
  if (action === null) return [];
  if ('ref' in action) return [action.ref];
  return 'refs' in action ? action.refs.slice(0, action.count) : [];
}

/** What a passage says with its context; beside what stands apart its words are shown in the article only. */
function shownWith({ text, context }: Excerpt): string {
  return [text, ...context.map((each) => each.text)].join('\n');
}

/** The words of blocks that are no passage any more: captions, tag lines. */
async function apartIn(library: OpenLibrary): Promise<Set<string>> {
  const all = await Promise.all((await library.articles()).map((each) => library.article(each)));
  const articles = all.flatMap((article) => article ?? []);
  return new Set(
    articles.flatMap(({ blocks, text }) =>
      blocks.filter(({ isApart }) => isApart).map(({ start, end }) => text.slice(start, end)),
    ),
  );
}

describe('what release 0.1 cited', () => {
  it('is found by its id in the passage that holds its words now, or beside them', async () => {
    const library = await openToday();
    const apart = await apartIn(library);
    expect(noted.cited.length).toBeGreaterThan(60);
    const lost = noted.cited.map(async ({ id, text }) => {
      const trace = await library.trace({ id });
      if (trace.state !== 'current') return [`${trace.state}: ${text}`];
      const absent = apart.has(text) ? [] : missing(text, shownWith(trace.excerpt));
      return absent.length === 0 ? [] : [`without ${absent.join(', ')}: ${trace.excerpt.text}`];
    });
    expect((await Promise.all(lost)).flat()).toEqual([]);
  });

  it('is shown, shared, copied and widened by every button that stood under it', async () => {
    const library = await openToday();
    const pair = await startBotPair(library, { quotes: library.quotes });
    onTestFinished(() => pair.close());
    const apart = await apartIn(library);
    const first = noted.cited[0]?.id ?? '';
    const run = pair.newcomer().runCommand({ name: 'cite', options: { id: first } });
    const posted = (await answerTo(run)).message;
    const lost: string[] = [];
    for (const customId of buttons) {
      const ids = refsOf(customId).map(({ id }) => id);
      expect(ids).not.toEqual([]);
      const sent = await pair.newcomer().click(posted.id, customId, { forged: true });
      const isShare = customId.startsWith('1:share:');
      const message = isShare ? await sent.followUp() : (await answerTo(sent)).message;
      // A copy has no context; what is copied as a file is not in the message.
      const traces = await Promise.all(ids.map((id) => library.trace({ id })));
      const context = traces.flatMap((trace) =>
        trace.state === 'current' ? trace.excerpt.context.map(({ text }) => text) : [],
      );
      const said = [textOfMessage(message)];
      const wanted = ids.flatMap((id) => textOf.get(id) ?? []).filter((text) => !apart.has(text));
      const absent = missing(wanted.join('\n'), [...said, ...context].join('\n'));
      const isFile = message.attachments.length === 2;
      if (absent.length > 0 && !isFile) lost.push(`${customId} without ${absent.join(', ')}`);
      expect(said[0]).not.toMatch(/changed since|no longer/);
    }
    expect(lost).toEqual([]);
    expectGoodRequests(pair.standIn);
  });
});
