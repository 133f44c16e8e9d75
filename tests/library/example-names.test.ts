/** Names in example questions are written as one says them. */
import { expect, it } from 'vitest';
import { exampleQuestions } from '../../src/library/example-questions.ts';
import { Refusal } from '../../src/refusals.ts';
import { readArticleFile } from '../support/read-article.ts';

/** The questions that are tried for a text. */
async function triedFor(text: string): Promise<string[]> {
  const { articles } = await readArticleFile(Buffer.from(text), 'article.md');
  const tried: string[] = [];
  await exampleQuestions(articles, 1, async (question) => {
    tried.push(question);
    return { answered: false } as never;
  }).catch((error) => {
    if (!(error instanceof Refusal)) throw error;
  });
  return tried;
}

it('asks about "the Lemon Harbour Pact" where a sentence begins with it, too', async () => {
  const tried = await triedFor('# A pact\n\nThe Lemon Harbour Pact was signed in spring.');
  expect(tried[0]).toBe('What is said about the Lemon Harbour Pact?');
});

it('leaves a name alone that stands without an article', async () => {
  const tried = await triedFor('# A fort\n\nIt began as a fort called Lemon Post.');
  expect(tried[0]).toBe('What is said about Lemon Post?');
});
