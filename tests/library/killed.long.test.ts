/** A process that is killed in the middle of a delta or a compaction loses nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { dataFolders } from '../../src/data-folders.ts';
import { projectRoot } from '../../src/project-root.ts';
import { CHANGING_FILE, CHANGING_PARAGRAPHS } from '../support/changing-article.ts';
import { openTestLibrary, sampleArticles, temporaryFolder } from '../support/library.ts';

/** `npm run test:crash` kills more often. */
const KILLS = Number(process.env.FOOTNOTE_TEST_KILLS ?? 4);
/** Rounds until the first compaction, and some. */
const ROUNDS = 6;
/** About as long as a round takes: the kill falls into any part of it. */
const ROUND_MS = 150;

describe('a process that is killed', () => {
  it(
    `leaves a saved index that is whole, ${KILLS} times`,
    async () => {
      const folders = { articles: sampleArticles(), data: temporaryFolder() };
      const passages = await passagesOf(folders);
      const script = join(projectRoot(), 'tests', 'support', 'index-forever.ts');
      let round = 0;
      const first = currentOf(folders.data);
      for (let kill = 0; kill < KILLS; kill++) {
        const child = spawn(
          process.execPath,
          ['--import', 'tsx', script, folders.articles, folders.data, String(round)],
          { stdio: ['ignore', 'pipe', 'inherit'] },
        );
        const exit = once(child, 'exit');
        const last = round + 1 + Math.floor(Math.random() * ROUNDS);
        for await (const line of createInterface({ input: child.stdout })) {
          if (line !== 'ready') round = Number(line);
          if (line === String(last)) break;
        }
        await pause(Math.random() * ROUND_MS);
        child.kill('SIGKILL');
        await exit;

        const { library, reporter, counted } = openTestLibrary(folders);
        await library.whenReady();
        expect(reporter.lines).toEqual([]);
        // What was killed before it was saved is one round; a sentence and a passage each.
        expect(counted.texts).toBeLessThanOrEqual(2 * CHANGING_PARAGRAPHS);
        expect(library.status().passages).toBe(passages + CHANGING_PARAGRAPHS);
        const text = readFileSync(join(folders.articles, CHANGING_FILE), 'utf8');
        round = Number(/convoy (\d+)/.exec(text)?.[1]) + 1;
        const { excerpts } = await library.ask(`What did word${round - 1}x7 carry?`, { count: 1 });
        expect(excerpts[0]?.text).toContain(`Barge 7 of convoy ${round - 1} `);
        const [nurek] = (await library.ask('How high is the Nurek dam?', { count: 1 })).excerpts;
        expect(nurek?.text).toContain('Nurek');
        await library.close();
      }
      // There were compactions, and what was left of those that were killed is gone.
      expect(currentOf(folders.data)).not.toBe(first);
      const { snapshots } = dataFolders(folders.data);
      expect(readdirSync(snapshots).length).toBeLessThanOrEqual(4);
    },
    60_000 + 15_000 * KILLS,
  );
});

function currentOf(data: string): string {
  return readFileSync(join(dataFolders(data).snapshots, 'CURRENT'), 'utf8');
}

async function passagesOf(folders: { articles: string; data: string }): Promise<number> {
  const { library } = openTestLibrary(folders);
  await library.whenReady();
  await library.close();
  return library.status().passages;
}
