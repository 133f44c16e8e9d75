/** Follow-ups over the sample articles and a few in other languages: how many are answered, and by how much more. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askFollowing, type Following } from '../../src/library/ask-following.ts';
import type { Library } from '../../src/library/library.ts';
import type { Answer } from '../../src/model.ts';
import { projectRoot } from '../../src/project-root.ts';
import { bundledEmbedding } from '../support/embedding.ts';
import { openTestLibrary, sampleArticles, temporaryFolder } from '../support/library.ts';

const FIXTURES = join(projectRoot(), 'tests', 'fixtures', 'follow-ups');

/** A question after another one. */
interface FollowUpCase {
  readonly language: string;
  readonly before: string;
  readonly question: string;
  /** Whether it names its subject itself. */
  readonly names: boolean;
  /** What the passage that answers holds. */
  readonly expect: string;
}
const cases = readFileSync(join(FIXTURES, 'follow-ups.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as FollowUpCase);

const ASKED = { count: 3 };

async function openAll(): Promise<Library> {
  const articles = sampleArticles();
  cpSync(join(FIXTURES, 'articles'), articles, { recursive: true });
  const folders = { articles, data: temporaryFolder() };
  const { library } = openTestLibrary(folders, { embedding: bundledEmbedding });
  await library.whenReady();
  return library;
}

/** What an answer carries over. */
function following(question: string, { answered, excerpts: [first] }: Answer): Following {
  const about = first ? (first.citation.section ?? first.citation.article) : null;
  const article = answered && first ? { id: first.articleId, title: first.citation.article } : null;
  return { question, about, article };
}

const isRight = ({ answered, excerpts: [first] }: Answer, { expect: words }: FollowUpCase) =>
  answered && first?.text.includes(words) === true;

describe('follow-ups', () => {
  it('are answered where they name no subject, and no worse where they name one', async () => {
    const library = await openAll();
    const right = { bare: 0, bareAlone: 0, named: 0, namedAlone: 0 };
    for (const each of cases) {
      const before = await library.ask(each.before, ASKED);
      const alone = isRight(await library.ask(each.question, ASKED), each);
      const asked = following(each.before, before);
      const { answer } = await askFollowing(library, each.question, ASKED, asked);
      const carried = isRight(answer, each);
      right[each.names ? 'named' : 'bare'] += Number(carried);
      right[each.names ? 'namedAlone' : 'bareAlone'] += Number(alone);
    }
    const named = cases.filter(({ names }) => names).length;
    expect([named, cases.length - named]).toEqual([36, 36]);
    // Measured: 34 of 36 instead of 23, and 30 of 36 instead of 29.
    expect(right.bare).toBeGreaterThanOrEqual(33);
    expect(right.bare - right.bareAlone).toBeGreaterThanOrEqual(8);
    expect(right.named).toBeGreaterThanOrEqual(Math.max(29, right.namedAlone));
  }, 300_000);

  it('that stand for themselves are answered as if nothing had been before', async () => {
    const library = await openAll();
    for (const [index, { before: question, language }] of cases.entries()) {
      const other = cases[(index + 20) % cases.length] as FollowUpCase;
      if (other.language !== language) continue;
      const asked = following(other.before, await library.ask(other.before, ASKED));
      const { answer, carried } = await askFollowing(library, question, ASKED, asked);
      const alone = await library.ask(question, ASKED);
      const shown = ({ judgement, excerpts }: Answer) => [
        judgement,
        ...excerpts.map(({ citation, sentence }) => [citation.id, sentence]),
      ];
      expect(carried, question).toBeNull();
      expect(shown(answer)).toEqual(shown(alone));
    }
  }, 300_000);
});
