/** Asks a folder of articles the questions of a set, the way people ask them. */
import type { OpenLibrary } from '../library/library.ts';
import { openLibrary } from '../library/open-library.ts';
import type { Answer, Article, Excerpt } from '../model.ts';
import { statement } from '../refusals.ts';
import type { Reporter } from '../reporter.ts';
import type { Row } from './figures.ts';
import { holdsAnswer, isRight, type QuestionSet, type SetQuestion } from './sets.ts';
import type { SharedModel } from './shared-model.ts';
import { isVerbatim, readArticles } from './verbatim.ts';

/** Excerpts of an answer, as `score.mjs` beside the shared sets asks for them. */
const COUNT = 5;

/** A folder that is open to be asked. */
export interface AskedFolder {
  /**
   * Asks every question of a set in turn, and waits for the reader.
   * @param reworded what is typed in place of a question.
   */
  ask(set: QuestionSet, reworded?: (question: string) => string): Promise<Row[]>;
}

/** How many excerpts there were, and which were no slice of their article. */
export interface Slices {
  count: number;
  readonly wrong: string[];
}

/** What every folder is opened with. */
export interface Asking {
  readonly model: SharedModel;
  readonly reporter: Reporter;
  readonly slices: Slices;
}

/**
 * Opens a folder as a library for as long as `work` takes; every excerpt that comes out is checked.
 * @throws Refusal as `openLibrary`.
 */
export async function withFolder<T>(
  { model, reporter, slices }: Asking,
  { articlesDir, dataDir }: { readonly articlesDir: string; readonly dataDir: string },
  work: (folder: AskedFolder) => Promise<T>,
): Promise<T> {
  const library: OpenLibrary = openLibrary({
    ...{ articlesDir, dataDir, watch: false, reporter, embedding: model.options },
    openEmbedder: async () => model.embedder,
  });
  try {
    await library.whenReady();
    const articles = await readArticles(articlesDir);
    const one = async (question: SetQuestion, answerable: boolean, typed: string): Promise<Row> => {
      const answer = await library.ask(typed, { count: COUNT });
      checkSlices(answer, articles, slices);
      return rowOf(answer, question, answerable);
    };
    return await work({
      async ask({ name, asked, unanswerable }, reworded = (question) => question) {
        const label = statement('askingSet', { set: name });
        const rows: Row[] = [];
        for (const each of [...asked, ...unanswerable]) {
          rows.push(await one(each, rows.length < asked.length, reworded(each.question)));
          const total = asked.length + unanswerable.length;
          reporter.progress({ label, done: rows.length, total });
        }
        return rows;
      },
    });
  } finally {
    await library.close();
  }
}

function rowOf(answer: Answer, question: SetQuestion, answerable: boolean): Row {
  const first = answer.excerpts[0];
  const shown = first === undefined ? '' : highlightOf(first);
  const rank = answerable ? 1 + answer.excerpts.findIndex((each) => isRight(each, question)) : 0;
  return {
    ...{ question: answer.question, kind: question.kind, answerable, rank },
    ...{ highlighted: rank === 1 && holdsAnswer(shown, question), shown },
    ...{ judgement: answer.judgement, score: first?.score ?? 0 },
  };
}

function highlightOf({ text, start, highlight }: Excerpt): string {
  return text.slice(highlight.start - start, highlight.end - start);
}

function checkSlices(
  { excerpts }: Answer,
  articles: ReadonlyMap<string, Article>,
  slices: Slices,
): void {
  for (const excerpt of excerpts) {
    slices.count++;
    if (isVerbatim(excerpt, articles)) continue;
    slices.wrong.push(`${excerpt.citation.id} ${JSON.stringify(excerpt.text)}`);
  }
}
