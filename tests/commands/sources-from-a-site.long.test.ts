/** Sources as people meet them, end to end: a site on this machine, the real engine, library and discord.js. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Announcements, openAnnouncements } from '../../src/announcements/announcer.ts';
import { diskPlaces } from '../../src/intake/disk-places.ts';
import { knowArticles } from '../../src/intake/known-articles.ts';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import { openSources } from '../../src/sources/open-sources.ts';
import type { Sources } from '../../src/sources/sources.ts';
import { sourcesInFolder } from '../../src/sources/sources-place.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { answerTo, buttonId, buttonsOf, expectGoodRequests, startBotPair } from '../support/bot.ts';
import { sharedReader, temporaryFolder } from '../support/library.ts';
import { openSharedLibrary, type SharedLibrary } from '../support/open-library.ts';
import { passagesIn, textOf } from '../support/shown.ts';
import { changingSite, page, prose, rss } from '../support/sources.ts';

const OPENING =
  'The lighthouse of Skarn was lit again on Friday. Its lamp turns every nine seconds.';
const story = (opening: string, about: string) => `<p>${opening}</p>${prose(about)}`;

let shared: SharedLibrary;
beforeAll(async () => {
  shared = await openSharedLibrary({ 'kiln.md': '# The kiln\n\nThe kiln burns day and night.\n' });
});
afterAll(() => shared.remove());

/** The next look that is over. */
function looked(sources: Sources): Promise<void> {
  return new Promise((resolve) => {
    const stop = sources.listen({
      onLook() {
        stop();
        resolve();
      },
    });
  });
}

describe('a feed', () => {
  it('is added, announced, asked, changed and gone, and each is said', async () => {
    const site = await changingSite();
    const { library, articlesDir, dataDir } = shared;
    const item = (name: string, date: string) => ({
      ...{ title: name, link: `${site.origin}/${name}`, date },
    });
    const old = [item('harbour', '2026-11-01'), item('school', '2026-10-30')];
    site.pages.set('/feed.rss', rss(old));
    for (const name of ['harbour', 'school']) {
      site.pages.set(`/${name}`, page(name, prose(name)));
    }
    mkdirSync(dataDir, { recursive: true });
    const faults: unknown[] = [];
    const onFault = (error: unknown) => faults.push(error);
    const sources = await openSources({
      places: diskPlaces({ articlesDir, dataDir }),
      sourcesFile: sourcesInFolder(articlesDir),
      ...{ reader: sharedReader, notice() {}, onFault },
      known: knowArticles(() => library.currentFiles()),
      fetching: { allowlist: [site.host] },
      ...{ isScheduled: true, hostPauseMs: 0 },
    });
    const announcements: Announcements = await openAnnouncements({
      ...{ state: diskState(temporaryFolder()), sources, library, onFault },
      onClosed() {},
    });
    const pair = await startBotPair(library, { sources, announcements });
    onTestFinished(async () => {
      expectGoodRequests(pair.standIn);
      await pair.close();
      await announcements.close();
      await sources.close();
      expect(faults).toEqual([]);
    });
    const run = async (name: string, options = {}) =>
      (await answerTo(pair.newModerator().runCommand({ name, options }))).message;
    const press = async (messageId: string, id: string) => {
      const { message } = await (await who.click(messageId, id)).reply();
      if (!message) throw new Error('there is one');
      return message;
    };

    const who = pair.newModerator();
    const { message: shown } = await answerTo(
      who.runCommand({
        name: 'sources add',
        options: { address: `${site.origin}/feed.rss`, name: 'post', announce: CHANNELS.general },
      }),
    );
    expect(shown.embeds.map(({ title }) => title)).toEqual(['harbour', 'school']);
    expect(shown.embeds[0]?.description).toContain('> The harbour of harbour 1 was measured');
    const first = looked(sources);
    expect((await press(shown.id, buttonId(shown, 'Add'))).content).toContain('Added: **post**');
    await first;
    expect(readdirSync(join(articlesDir, 'post')).sort()).toEqual(['harbour.md', 'school.md']);

    site.pages.set('/feed.rss', rss([item('lighthouse', '2026-11-20'), ...old]));
    site.pages.set('/lighthouse', page('lighthouse', story(OPENING, 'lighthouse')));
    expect((await run('sources refresh', { source: 'post' })).content).toBe('**post** · 1 new');
    await announcements.settled();
    const posted = who
      .visibleMessages(CHANNELS.general)
      .filter((message) => message.author.bot === true && passagesIn(message).length > 0);
    expect(posted.map((message) => passagesIn(message)[0]?.title)).toEqual(['lighthouse']);
    const [announced] = posted;
    if (!announced) throw new Error('there is one');
    expect(passagesIn(announced)[0]?.quote).toContain(OPENING);
    expect(passagesIn(announced)[0]?.source).toMatch(
      new RegExp(`^${site.origin}/lighthouse#:~:text=The%20lighthouse`),
    );
    expect(textOf(announced)).toContain('New from Island Post');
    const labels = buttonsOf(announced).map(({ label }) => label);
    expect(labels).toEqual(['Read', 'Context', 'Remove']);

    const asked = await run('ask', { question: 'How often does the lamp of Skarn turn?' });
    expect(textOf(asked)).toContain('every nine seconds');
    const id = /[0-9a-z]{6}-[0-9a-z]{6}/.exec(textOf(asked))?.[0] ?? '';
    const { message: shared_ } = await answerTo(who.runCommand({ name: 'cite', options: { id } }));
    expect(textOf(shared_)).not.toContain('changed');

    // Another paragraph changes: the quote still stands, and it is said that its article does not.
    site.pages.set('/lighthouse', page('lighthouse', story(OPENING, 'beacon')));
    await run('sources refresh', { source: 'post' });
    const context = await press(shared_.id, buttonId(shared_, 'Context'));
    expect(textOf(context)).toMatch(
      /^The article has changed since this was shared, last on <t:\d+:D>\. These words are still in it\./m,
    );
    const cited = await run('cite', { id });
    expect(textOf(cited)).toMatch(/last on <t:\d+:D>\. These words are in it now\./);

    // The words themselves change.
    const now = OPENING.replace('nine', 'twelve').replace('Friday', 'Sunday');
    site.pages.set('/lighthouse', page('lighthouse', story(now, 'beacon')));
    await run('sources refresh', { source: 'post' });
    expect(textOf(await press(shared_.id, buttonId(shared_, 'Copy')))).toMatch(
      /changed since \(20\d\d-\d\d-\d\d\)/,
    );
    const former = await run('cite', { id });
    expect(textOf(former)).toMatch(/The change was found on <t:\d+:D>\./);
    expect(textOf(former)).toContain('nine seconds');

    // The page is gone.
    site.pages.delete('/lighthouse');
    for (let look = 0; look < 3; look++) await sources.refresh('post');
    expect(sources.list().sources[0]?.gone).toBe(1);
    const after = await run('ask', { question: 'How often does the lamp of Skarn turn?' });
    expect(textOf(after)).toContain('every twelve seconds');
    expect(textOf(after)).toMatch(/Its page has been gone since <t:\d+:D>/);
    const list = await run('sources list');
    expect(list.embeds[0]?.description).toContain('1 page is gone');
  });
});
