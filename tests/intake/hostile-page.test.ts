/** A page that is made to be parsed for ever, fetched from a server as people would add it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, it, onTestFinished } from 'vitest';
import { diskPlaces } from '../../src/intake/disk-places.ts';
import { intakeOf } from '../../src/intake/intake.ts';
import { knowArticles } from '../../src/intake/known-articles.ts';
import { Reader } from '../../src/reading/reader.ts';
import { temporaryFolder } from '../support/library.ts';
import { refusalOf } from '../support/refusals.ts';
import { openSite } from '../support/site.ts';

const PAGE = '# The dam\n\nThe dam was built by four thousand workers, who lived in tents.\n';
/** An event loop that computes for ever is never free again; a busy machine takes its time. */
const FREE_MS = 1_000;

it('does not hold up the event loop, nor what others add', async () => {
  const site = await openSite(({ url }, response) => {
    const isHostile = url === '/hostile';
    response.setHeader('content-type', isHostile ? 'text/html' : 'text/markdown');
    response.end(isHostile ? '<!---->'.repeat(40) : PAGE);
  });
  const root = temporaryFolder();
  const folders = { articlesDir: join(root, 'articles'), dataDir: join(root, 'data') };
  mkdirSync(folders.articlesDir);
  const reader = new Reader({ limits: { readMs: 1_000 } });
  onTestFinished(async () => {
    await reader.close();
    await site.close();
  });
  const known = knowArticles(async () => new Map());
  const intake = intakeOf(diskPlaces(folders), known, { allowlist: [site.host], reader });
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  // Refused for its time, or as soon as its pattern is quick for that it holds nothing.
  const hostile = refusalOf(intake.stageUrl(`${site.origin}/hostile`, 'one'));
  const staged = await intake.stageUrl(`${site.origin}/dam.md`, 'other');
  expect(staged.fileName).toBe('dam.md');
  expect(await hostile).toMatchObject({
    key: 'notAdded',
    facts: { name: expect.stringContaining('hostile') },
  });
  loop.disable();
  expect(loop.max / 1e6).toBeLessThan(FREE_MS);
}, 60_000);
