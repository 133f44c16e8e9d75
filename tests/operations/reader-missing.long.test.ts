/** The model that reads passages with the question does not load: said, shown, and lived without. */
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BUNDLED_MODEL, BUNDLED_READER } from '../../embeddings/models.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import { conditionOf } from '../../src/operations/condition.ts';
import { serveHealth } from '../../src/operations/health.ts';
import { makeMetrics } from '../../src/operations/metrics.ts';
import { statusOf } from '../../src/operations/status.ts';
import { projectRoot } from '../../src/project-root.ts';
import type { Notice } from '../../src/refusals.ts';
import { makeVitals, PARTS } from '../../src/supervision/vitals.ts';
import { temporaryFolder, writeFiles } from '../support/library.ts';
import { inEnglish } from '../support/refusals.ts';

const MODELS = join(projectRoot(), 'embeddings', 'models');

/** The bundled models, the reader's graph cut off. */
function modelsWithDamagedReader(): string {
  const folder = temporaryFolder();
  symlinkSync(join(MODELS, BUNDLED_MODEL), join(folder, BUNDLED_MODEL));
  const reader = join(folder, BUNDLED_READER);
  mkdirSync(join(reader, 'onnx'), { recursive: true });
  for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    cpSync(join(MODELS, BUNDLED_READER, file), join(reader, file));
  }
  writeFileSync(join(reader, 'onnx', 'model_quantized.onnx'), 'cut off');
  return folder;
}

async function start(bundledDir: string, reader: string | null) {
  const articlesDir = temporaryFolder();
  writeFiles(articlesDir, { 'mill.md': '# The mill\n\nThe mill was built in 1884.\n' });
  const dataDir = temporaryFolder();
  const vitals = makeVitals();
  const notices: Notice[] = [];
  const library = openLibrary({
    articlesDir,
    dataDir,
    watch: false,
    vitals,
    reporter: { notice: (notice) => void notices.push(notice), progress: () => {} },
    embedding: { model: BUNDLED_MODEL, reader, bundledDir, cacheDir: join(dataDir, 'models') },
  });
  onTestFinished(() => library.close());
  await library.whenReady();
  const queues = () => ({});
  const metrics = makeMetrics({ version: '1', vitals, library, queues });
  onTestFinished(() => metrics.close());
  const status = () => statusOf({ version: '1', vitals, library, queues, lastHour: () => ({}) });
  const said = notices.map(inEnglish);
  return { library, vitals, said, metrics, status };
}

describe('a reader that does not load', () => {
  it('is said once at start, and questions are answered without it', async () => {
    const { library, vitals, said, metrics, status } = await start(
      modelsWithDamagedReader(),
      BUNDLED_READER,
    );
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      /^The model footnote-reader-v1 cannot be loaded: .+ Questions are answered without it\.$/,
    );
    const answer = await library.ask('When was the mill built?', { count: 1 });
    expect(answer.excerpts[0]?.text).toBe('The mill was built in 1884.');
    expect(answer.evidence.reading).toBeNull();

    expect(vitals.state('reader').state).toBe('ill');
    const part = (await status()).parts.find((each) => each.part === 'reader');
    expect(part).toMatchObject({ state: 'ill', why: expect.stringMatching(/damaged/) });
    expect(await metrics.text()).toContain('footnote_part_well{part="reader"} 0');

    for (const other of PARTS) if (other !== 'reader') vitals.well(other);
    const health = await serveHealth({ host: '127.0.0.1', port: 0, vitals, metrics });
    onTestFinished(() => health.close());
    expect((await fetch(`${health.origin}/readyz`)).status).toBe(200);
  });
});

describe('a reader', () => {
  it('that is turned off is no part of the bot, and nothing is missing', async () => {
    const { vitals, said, status } = await start(MODELS, null);
    expect(said).toEqual([]);
    expect((await status()).parts.map(({ part }) => part)).not.toContain('reader');
    for (const other of PARTS) if (other !== 'reader') vitals.well(other);
    expect(conditionOf(vitals.states())).toBe('well');
  });

  it('that loads is well, and late readings are counted', async () => {
    const { vitals, said, metrics } = await start(MODELS, BUNDLED_READER);
    expect(said).toEqual([]);
    expect(vitals.state('reader').state).toBe('well');
    const event = { from: 'ask', answered: true, confidence: 1, tookMs: 1 } as const;
    for (const reading of ['read', 'late', 'late', null] as const) {
      metrics.hooks.onAnswer?.({ ...event, reading });
    }
    const text = await metrics.text();
    expect(text).toContain('footnote_readings_total{result="read"} 1');
    expect(text).toContain('footnote_readings_total{result="late"} 2');
  });
});
