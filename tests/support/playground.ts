/** The whole playground for browser tests: real articles, real library, real bot, real page. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buttons, commands } from '../../commands/index.ts';
import { openCards } from '../../src/cards/cards.ts';
import { startBot } from '../../src/discord/client.ts';
import { openFeedbackLogs } from '../../src/feedback/feedback-log.ts';
import { communitiesInsight } from '../../src/insight.ts';
import { diskPlaces } from '../../src/intake/disk-places.ts';
import { intakeOf } from '../../src/intake/intake.ts';
import { knowArticles } from '../../src/intake/known-articles.ts';
import type { OpenLibrary } from '../../src/library/library.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import { makeLogger } from '../../src/log.ts';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { projectRoot } from '../../src/project-root.ts';
import { Reader } from '../../src/reading/reader.ts';
import { silentReporter } from '../../src/reporter.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { createClock } from './clock.ts';
import { bundledEmbedding } from './embedding.ts';
import { compilePage } from './page-scripts.ts';
import { testSettings } from './settings.ts';
import { singleCommunity } from './single-community.ts';

/** Questions that the sample articles answer. */
export const QUESTIONS = [
  'Who captured Marakanda in 329 BC?',
  'How high is the Nurek dam?',
  'Who opened the grave of Timur?',
];

/** A running playground. */
export interface TestPlayground {
  readonly url: string;
  readonly standIn: StandIn;
  readonly library: OpenLibrary;
  readonly articlesDir: string;
  /** Ends the page's server alone, and starts it again on the same port. */
  stopServer(): Promise<void>;
  restartServer(): Promise<void>;
  close(): Promise<void>;
}

/** @param files articles beside the samples, by name. */
export async function startTestPlayground(
  files: Readonly<Record<string, string>> = {},
): Promise<TestPlayground> {
  const root = mkdtempSync(join(tmpdir(), 'footnote-playground-'));
  const articlesDir = join(root, 'articles');
  mkdirSync(articlesDir);
  cpSync(join(projectRoot(), 'articles'), articlesDir, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(articlesDir, name), text);

  const reader = new Reader();
  const library = openLibrary({
    reader,
    articlesDir,
    dataDir: join(root, 'data'),
    watch: true,
    reporter: silentReporter,
    embedding: bundledEmbedding(root),
  });
  const scripts = await compilePage();
  const standIn = await startStandIn({ clock: createClock() });
  const logs = await openFeedbackLogs({
    ...{ state: diskState(join(root, 'state')), retentionDays: 90, keepsTexts: false },
  });
  const feedback = logs.feedbackElsewhere(null, () => false);
  const communities = singleCommunity({
    ...{ library, quotes: library.quotes, feedbackAt: () => feedback },
    intake: intakeOf(
      diskPlaces({ articlesDir, dataDir: join(root, 'data') }),
      knowArticles(() => library.currentFiles()),
      { allowlist: [], reader },
    ),
  });
  const insight = communitiesInsight({
    ...{ communities, library, managerGuildIds: [GUILD_ID] },
    isMember: () => true,
  });
  const serve = (port: number): Promise<Playground> =>
    startPlayground({ standIn, insight, host: '127.0.0.1', port, scripts: scripts.folder });
  let playground = await serve(0);
  const port = Number(new URL(playground.url).port);
  const { token, apiUrl } = standIn;
  const cards = openCards();
  await cards.known;
  const bot = await startBot({
    cards,
    token,
    apiUrl,
    commands,
    buttons,
    managerGuildIds: [GUILD_ID],
    communities,
    settings: testSettings(),
    logger: makeLogger('silent'),
  });
  await library.whenReady();
  await library.quotes.ready();
  return {
    url: playground.url,
    standIn,
    library,
    articlesDir,
    stopServer: () => playground.close(),
    async restartServer() {
      playground = await serve(port);
    },
    async close() {
      await bot.close();
      await cards.close();
      await playground.close();
      await standIn.close();
      await library.close();
      await reader.close();
      scripts.remove();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
