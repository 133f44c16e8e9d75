import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Embedder, type EmbedderOptions, openEmbedder } from '../../embeddings/embedder.ts';
import type { PassageText } from '../../embeddings/passage-text.ts';
import { type LocalHub, openLocalHub } from '../fixtures/embeddings/local-hub.ts';
import { DIMENSIONS, TABLE, tinyModel } from '../fixtures/embeddings/tiny-model.ts';
import { inEnglish, refusalOf, refusedWords } from '../support/refusals.ts';

const MODEL = 'Tiny/colours';
const E5_MODEL = 'Tiny/e5-colours';

let hub: LocalHub;
let cacheDir: string;
const opened: Embedder[] = [];

beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'footnote-cache-'));
  hub = await openLocalHub({
    [MODEL]: tinyModel(),
    [E5_MODEL]: tinyModel(),
    'Tiny/nan': tinyModel({ table: TABLE.map(() => [Number.NaN, 0, 0, 0]) }),
    'Tiny/classifier': tinyModel({ output: 'logits' }),
    'Tiny/garbage': new Map([
      ...tinyModel(),
      ['onnx/model_quantized.onnx', Buffer.from('no model')],
    ]),
    'Tiny/unquantised': new Map(
      [...tinyModel()].map(([file, content]) => [file.replace('_quantized', ''), content]),
    ),
    'Tiny/torch-only': new Map([...tinyModel()].filter(([file]) => !file.startsWith('onnx'))),
    'Tiny/images': new Map([...tinyModel()].filter(([file]) => !file.startsWith('tokenizer'))),
  });
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((embedder) => embedder.close()));
  await hub.close();
  await rm(cacheDir, { recursive: true });
});

async function open(model = MODEL, more: Partial<EmbedderOptions> = {}): Promise<Embedder> {
  const options = { model, bundledDir: join(cacheDir, 'none'), cacheDir, hubUrl: hub.url };
  const embedder = await openEmbedder({ ...options, ...more });
  opened.push(embedder);
  return embedder;
}

/** What this model makes of a full stop: an unknown word. */
const STOP = 1;

function under(title: string, text: string, sentences: readonly string[] = []): PassageText {
  return { title, section: null, context: null, text, sentences };
}

/** The unit vector of the mean of some words with `[CLS]` and `[SEP]`. */
function meanOf(...words: number[]): number[] {
  const sum = Array.from({ length: DIMENSIONS }, (_, i) =>
    [2, 3, ...words].reduce((total, word) => total + (TABLE[word]?.[i] as number), 0),
  );
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}

function expectVector(vector: Float32Array | null | undefined, expected: readonly number[]): void {
  expect(vector).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(vector?.[i]).toBeCloseTo(value, 5);
  });
}

async function files(): Promise<string[]> {
  const found = await readdir(cacheDir, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe('a model of the hub', () => {
  it('is downloaded once, with progress, and needs no network afterwards', async () => {
    const progress: { file: string; loaded: number; total: number }[] = [];
    const first = await open(MODEL, { onDownload: (step) => progress.push(step) });
    for (const [file, { length }] of tinyModel()) {
      expect(progress).toContainEqual({ file, loaded: length, total: length });
    }
    const texts = [under('red', 'green', ['green', 'blue'])];
    const expected = await first.embedPassages(texts);
    await hub.close();
    const again = await open(MODEL, { onDownload: () => expect.unreachable() });
    expect(again.fingerprint).toBe(first.fingerprint);
    expect(await again.embedPassages(texts)).toEqual(expected);
    hub = await openLocalHub({});
  });

  it('gives the mean over its tokens, whatever stands beside it in a batch', async () => {
    const embedder = await open();
    expect(embedder.dimensions).toBe(DIMENSIONS);
    const [long, short, empty] = await embedder.embedPassages([
      under('red', 'green blue blue'),
      under('blue', 'red'),
      under('green', ''),
    ]);
    expectVector(long?.vector, meanOf(4, STOP, 5, 6, 6));
    expectVector(short?.vector, meanOf(6, STOP, 4));
    expectVector(empty?.vector, meanOf(5, STOP));
    expectVector(await embedder.embedQuery('RED'), meanOf(4));
  });

  it('is given the title before each sentence, and the section too before the passage', async () => {
    const embedder = await open();
    const passage = { ...under('red', 'green blue', ['green', 'blue']), section: 'query' };
    const [found] = await embedder.embedPassages([passage]);
    expectVector(found?.vector, meanOf(4, STOP, 7, STOP, 5, 6));
    expect(found?.sentenceVectors).toHaveLength(2);
    expectVector(found?.sentenceVectors[0], meanOf(4, STOP, 5));
    expectVector(found?.sentenceVectors[1], meanOf(4, STOP, 6));
  });

  it('cuts at its own window though its tokenizer says 1e30', async () => {
    const embedder = await open();
    expect(embedder.window).toBe(10);
    const [cutOff] = await embedder.embedPassages([under('red', `${'red '.repeat(50)}green`)]);
    // [CLS], the title with its stop and nine words: the end, [SEP] included, is cut off.
    const cut = [0.01 + 10 + 0.1, 0, 0, 0.1];
    expectVector(
      cutOff?.vector,
      cut.map((value) => value / Math.hypot(...cut)),
    );
  });

  it('gets the prefixes of its family, or the configured ones', async () => {
    const known = await open(E5_MODEL);
    expectVector(await known.embedQuery('red'), meanOf(7, 9, 4));
    const red = [under('red', 'blue')];
    expectVector((await known.embedPassages(red))[0]?.vector, meanOf(8, 9, 4, STOP, 6));
    expect(known.window).toBe(8);
    const own = await open(E5_MODEL, { queryPrefix: 'blue ', passagePrefix: '' });
    expectVector(await own.embedQuery('red'), meanOf(6, 4));
    expectVector((await own.embedPassages(red))[0]?.vector, meanOf(4, STOP, 6));
    expect(own.fingerprint).not.toBe(known.fingerprint);
  });

  it('may come unquantised', async () => {
    const embedder = await open('Tiny/unquantised');
    expectVector(await embedder.embedQuery('red'), meanOf(4));
    expect(await files()).toContain('model.onnx');
  });

  it('is taken from files that were put there by hand', async () => {
    await (await open()).close();
    await rm(join(cacheDir, MODEL, 'footnote-download.json'));
    hub.requests.length = 0;
    expectVector(await (await open()).embedQuery('red'), meanOf(4));
    expect(hub.requests).toEqual([]);
  });
});

describe('a model that cannot be loaded', () => {
  it.each([
    ['Tiny/unknown', /Tiny\/unknown cannot be loaded: the hub knows no such model\.$/],
    ['Tiny/nan', /returned a vector that is zero or not a number/],
    ['Tiny/classifier', /not a feature-extraction model/],
    ['Tiny/garbage', /model file is damaged/],
    ['Tiny/torch-only', /neither onnx\/model_quantized\.onnx nor onnx\/model\.onnx/],
    ['Tiny/images', /not a feature-extraction model for text/],
  ])('%s is refused with the cause', async (model, message) => {
    const refusal = await refusalOf(open(model));
    expect(refusal).toMatchObject({ key: 'modelUnavailable', name: 'Refusal' });
    expect(inEnglish(refusal)).toMatch(message);
    expect(inEnglish(refusal)).not.toMatch(/\n/);
  });

  it.each([
    [401, {}, /wants a sign-in/],
    [401, { 'x-error-code': 'RepoNotFound' }, /knows no such model/],
    [403, {}, /wants a sign-in/],
    [429, {}, /asks to wait/],
    [503, {}, /status 503/],
  ])('status %i is said in words', async (status, headers, message) => {
    hub.behaviour = (response) => response.writeHead(status, headers).end();
    expect(await refusedWords(open())).toMatch(message);
  });

  it('says that the hub cannot be reached', async () => {
    await hub.close();
    expect(await refusedWords(open())).toMatch(
      /not downloaded yet and 127\.0\.0\.1:\d+ cannot be reached\.$/,
    );
    hub = await openLocalHub({});
  });

  it('gives a hub up that accepts and never answers, or falls silent', async () => {
    hub.behaviour = () => {};
    expect(await refusedWords(open(MODEL, { silenceMs: 100 }))).toMatch(/does not answer/);
    hub.behaviour = (response) => response.writeHead(200, { 'content-length': 99 }).write('{');
    expect(await refusedWords(open(MODEL, { silenceMs: 100 }))).toMatch(/does not answer/);
  });

  it('keeps nothing of a download that broke off, and gets it the next time', async () => {
    hub.behaviour = (response, file) => {
      const content = tinyModel().get(file);
      if (content === undefined) return response.writeHead(404).end();
      if (!file.endsWith('.onnx')) return response.writeHead(200).end(content);
      response.writeHead(200, { 'content-length': content.length });
      return response.write(content.subarray(0, 50), () => response.destroy());
    };
    expect(await refusedWords(open())).toMatch(
      /download of onnx\/model_quantized\.onnx .* broke off/,
    );
    expect((await files()).filter((name) => /onnx|partial/.test(name))).toEqual([]);
    hub.behaviour = null;
    expectVector(await (await open()).embedQuery('red'), meanOf(4));
  });

  it('does not keep a page that came in place of a file', async () => {
    hub.behaviour = (response) => response.writeHead(200).end('<html>Please log in</html>');
    expect(await refusedWords(open())).toMatch(/sent a damaged config\.json/);
    expect(await files()).toEqual([]);
  });

  it('fetches a file again that was damaged on the disk, or says so without a network', async () => {
    await (await open()).close();
    const file = join(cacheDir, MODEL, 'onnx/model_quantized.onnx');
    const whole = await readFile(file);
    await truncate(file, 60);
    const embedder = await open();
    expect(await readFile(file)).toEqual(whole);
    await embedder.close();
    await writeFile(
      file,
      whole.map((byte) => byte ^ 1),
    );
    await hub.close();
    await expect(open()).rejects.toMatchObject({ key: 'modelUnavailable' });
    hub = await openLocalHub({});
  });
});

describe('a model name', () => {
  it.each([
    '../../etc/passwd',
    'org/../../x',
    'org/..',
    '/etc/passwd',
    'a/b/c',
    'org/na me',
    'org/name?x=1',
    'http://host/x',
    'C:\\models',
    '',
    '.hidden',
    'org/%2e%2e',
  ])('%j is refused before anything is asked for', async (model) => {
    await expect(open(model)).rejects.toMatchObject({ key: 'badModelName' });
    expect(hub.requests).toEqual([]);
  });

  it('without an organisation is looked for among the bundled ones only', async () => {
    expect(await refusedWords(open('colours'))).toMatch(
      /colours cannot be loaded: no such model is bundled/,
    );
    expect(hub.requests).toEqual([]);
  });
});
