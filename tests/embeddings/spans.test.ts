/** The bundled encoder: a passage and its sentences from one pass, and the words that it knows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tensor } from '@xenova/transformers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPassage, type Embedder, openEmbedder } from '../../embeddings/embedder.ts';
import { type LoadedModel, loadModel, tokenTensor } from '../../embeddings/load-model.ts';
import type { PassageText } from '../../embeddings/passage-text.ts';
import { projectRoot } from '../../src/project-root.ts';
import { tinyModel } from '../fixtures/embeddings/tiny-model.ts';
import { dot } from '../fixtures/embeddings/vectors.ts';
import { bare, bundledEmbedding } from '../support/embedding.ts';
import { writeFiles } from '../support/library.ts';

const OPTIONS = { ...bundledEmbedding(join(projectRoot(), 'data/none')), reader: null };

/** A passage of these sentences under a heading. */
function passageOf(sentences: readonly string[], more: Partial<PassageText> = {}): PassageText {
  const text = sentences.join(' ');
  return {
    ...{ title: 'Damming the Vakhsh', section: 'Nurek', context: null, text, sentences },
    ...more,
  };
}

const PASSAGE = passageOf([
  'The Nurek dam was finished in 1980.',
  'It stands 300 metres high; its nine turbines give 3,015 megawatts.',
  "Naïve visitors call it ‘the wall’, don't they?",
]);

let embedder: Embedder;
beforeAll(async () => {
  embedder = await openEmbedder(OPTIONS);
});
afterAll(() => embedder.close());

async function embed(passage: PassageText): Promise<EmbeddedPassage> {
  const [embedded] = await embedder.embedPassages([passage]);
  if (embedded === undefined) throw new Error('no vectors');
  return embedded;
}

const allOf = ({ vector, sentenceVectors }: EmbeddedPassage) => [vector, ...sentenceVectors];

function expectSame(found: readonly Float32Array[], expected: readonly Float32Array[]): void {
  expect(found).toHaveLength(expected.length);
  for (const [i, vector] of found.entries()) {
    expect(dot(vector, expected[i] as Float32Array), `${i}`).toBeCloseTo(1, 5);
  }
}

describe('the bundled encoder', () => {
  it('says what it is', () => {
    expect(embedder).toMatchObject({
      ...{ model: 'footnote-encoder-v1', dimensions: 384, window: 510 },
      ...{ hasReader: false, readerProblem: null },
    });
  });

  it('gives what one pass over the whole text gives, averaged over each sentence', async () => {
    const model = await loadModel({
      ...{ modelsDir: OPTIONS.bundledDir, model: OPTIONS.model, quantized: true },
    });
    const { title, section, text, sentences } = PASSAGE;
    const tokens = model.tokenizer.encode(`${title}. ${section}. ${text}`);
    const found = await embed(PASSAGE);
    // The sentences stand at the end, before [SEP], each of as many tokens as it has alone.
    let end = tokens.length - 1;
    const spans: [number, number][] = [];
    for (const sentence of [...sentences].reverse()) {
      const { length } = model.encode(sentence);
      spans.unshift([end - length, end]);
      end -= length;
    }
    spans.unshift([0, tokens.length]);
    expectSame(allOf(found), await runGraph(model, tokens, spans));
  });

  it('gives unit vectors that know what texts are about', async () => {
    const { vector, sentenceVectors } = await embed(PASSAGE);
    for (const each of [vector, ...sentenceVectors]) expect(dot(each, each)).toBeCloseTo(1, 5);
    const near = async (question: string) => {
      const asked = (await embedder.embedQuery(question)) as Float32Array;
      const cosines = sentenceVectors.map((each) => dot(asked, each));
      return cosines.indexOf(Math.max(...cosines));
    };
    expect(await near('when was the dam completed')).toBe(0);
    expect(await near('how much electricity does it make')).toBe(1);
    const about = (await embedder.embedQuery('hydroelectric power')) as Float32Array;
    const other = await embed(passageOf(['Bees dance.'], { title: 'Bees', section: null }));
    expect(dot(about, vector)).toBeGreaterThan(dot(about, other.vector) + 0.1);
  });

  it('sees a sentence in its passage: under another title it is another', async () => {
    const sentences = ['It was finished in 1980.'];
    const [dam, bridge] = [
      await embed(passageOf(sentences)),
      await embed(passageOf(sentences, { title: 'The bridge of Norrvik', section: null })),
    ];
    const asked = (await embedder.embedQuery('when was the bridge finished')) as Float32Array;
    const [ofDam, ofBridge] = [dam, bridge].map((each) => each.sentenceVectors[0] as Float32Array);
    expect(dot(asked, ofBridge as Float32Array)).toBeGreaterThan(dot(asked, ofDam as Float32Array));
  });

  it('gives the same vector of a passage, however it is cut into sentences', async () => {
    const { vector } = await embed(PASSAGE);
    const others = [
      { ...PASSAGE, sentences: [] },
      { ...PASSAGE, sentences: [PASSAGE.text] },
      { ...PASSAGE, sentences: PASSAGE.text.split(' ') },
    ];
    for (const other of others) {
      const found = await embed(other);
      expectSame([found.vector], [vector]);
      expect(found.sentenceVectors).toHaveLength(other.sentences.length);
    }
  });

  it('gives a passage the same vectors alone and among others, in order', async () => {
    const passages = Array.from({ length: 100 }, (_, i) =>
      passageOf(
        Array.from({ length: i % 5 }, (_, k) => `Dam ${i} has ${'very '.repeat(i % 7)}wall ${k}.`),
      ),
    );
    const together = await embedder.embedPassages(passages);
    for (const place of [0, 1, 63, 64, 99]) {
      const alone = await embed(passages[place] as PassageText);
      expectSame(allOf(together[place] as EmbeddedPassage), allOf(alone));
    }
    expect(together.map(({ sentenceVectors }) => sentenceVectors.length)).toEqual(
      passages.map(({ sentences }) => sentences.length),
    );
  });
});

describe('what does not fit', () => {
  const long = Array.from({ length: 80 }, (_, i) => `Sentence number ${i} tells of a dam.`);

  it('of a passage is cut at its end; a sentence beyond it has the vector of the passage', async () => {
    const [tokens = 0, ...each] = await embedder.countTokens([long.join(' '), ...long]);
    expect(tokens).toBeGreaterThan(embedder.window);
    const { vector, sentenceVectors } = await embed(passageOf(long));
    expect(sentenceVectors).toHaveLength(long.length);
    let before = 0;
    for (const [i, sentence] of sentenceVectors.entries()) {
      const isBeyond = before >= embedder.window;
      before += each[i] as number;
      if (isBeyond) expect(sentence).toEqual(vector);
      else expect(dot(sentence, vector)).toBeLessThan(0.999);
    }
    expect(sentenceVectors.at(-1)).toEqual(vector);
    // What follows changes nothing.
    expectSame([(await embed(passageOf([...long, 'Bees dance.']))).vector], [vector]);
  });

  it('of a heading makes way for the passage', async () => {
    const title = 'A very long title about bees. '.repeat(200);
    const { sentences } = PASSAGE;
    const [titled, plain] = [
      await embed({ ...PASSAGE, title }),
      await embed({ ...PASSAGE, title: 'bees' }),
    ];
    expect(titled.sentenceVectors).toHaveLength(sentences.length);
    for (const [i, vector] of titled.sentenceVectors.entries()) {
      expect(dot(vector, vector)).toBeCloseTo(1, 5);
      expect(dot(vector, titled.vector)).toBeLessThan(0.999);
      // Its own words still tell most.
      expect(dot(vector, plain.sentenceVectors[i] as Float32Array)).toBeGreaterThan(0.4);
    }
  });

  it('is nothing of an empty, odd or huge text', async () => {
    const texts = ['', ' ', '\0', '\ud800', '漢字', 'a'.repeat(100_000), 'word '.repeat(20_000)];
    const passages = texts.flatMap((text) => [bare(text), bare(text, [text, '', text])]);
    for (const embedded of await embedder.embedPassages(passages)) {
      for (const vector of allOf(embedded)) expect(dot(vector, vector)).toBeCloseTo(1, 4);
    }
    for (const title of ['', 'x'.repeat(100_000)]) {
      const { vector } = await embed({ ...bare('Bees dance.'), title, section: title });
      expect(dot(vector, vector)).toBeCloseTo(1, 4);
    }
    for (const question of ['', 'word '.repeat(20_000)]) {
      expect(await embedder.embedQuery(question)).toHaveLength(embedder.dimensions);
    }
  });
});

describe('words', () => {
  it.each([
    'Who built the lighthouse?',
    'brb faq',
    'NKVD',
    'Qui a construit le phare ?',
    'Où est né Molière ?',
    'Wer hat den Leuchtturm gebaut?',
    'Donaudampfschifffahrtsgesellschaft',
    // No words at all: nothing speaks against it.
    '1980?',
    '',
  ])('known: %s', async (question) => {
    expect(await embedder.embedQuery(question)).toHaveLength(embedder.dimensions);
  });

  it.each([
    'Кто построил маяк?',
    '灯台是谁建造的？',
    '灯台',
    'とうだいはどこですか',
    '누가 등대를 지었습니까?',
    'ποιος έχτισε τον φάρο',
    'من بنى المنارة؟',
    'who was Лев Николаевич Толстой',
  ])('unknown: %s', async (question) => {
    expect(await embedder.embedQuery(question)).toBeNull();
  });

  it('of Chinese are known to a model whose vocabulary has thousands of ideographs', async () => {
    const cacheDir = mkdtempSync(join(tmpdir(), 'footnote-cache-'));
    const more = Array.from({ length: 3_000 }, (_, i) => String.fromCharCode(0x4e00 + i));
    for (const [model, words] of [
      ['Tiny/chinese', more],
      ['Tiny/english', more.slice(0, 500)],
    ] as const) {
      const files = Object.fromEntries(tinyModel({ more: words }));
      writeFiles(join(cacheDir, model), files);
      const tiny = await openEmbedder({ ...OPTIONS, model, cacheDir });
      const asked = await tiny.embedQuery(`${more[7]}${more[11]}`);
      expect(asked === null, model).toBe(words.length < 2_000);
      await tiny.close();
    }
    rmSync(cacheDir, { recursive: true });
  });
});

/** One pass by hand. @param spans half-open, in tokens. */
async function runGraph(
  { model }: LoadedModel,
  tokens: readonly number[],
  spans: readonly (readonly [number, number])[],
): Promise<Float32Array[]> {
  const weights = spans.flatMap(([start, end]) =>
    tokens.map((_, at) => (at >= start && at < end ? 1 / (end - start) : 0)),
  );
  const { last_hidden_state: output } = await model({
    input_ids: tokenTensor(tokens),
    attention_mask: tokenTensor(tokens.map(() => 1)),
    spans: new Tensor('float32', Float32Array.from(weights), [1, spans.length, tokens.length]),
  });
  const [, , dimensions] = output.dims as [number, number, number];
  return spans.map((_, i) =>
    Float32Array.from(output.data.slice(i * dimensions, (i + 1) * dimensions)),
  );
}
