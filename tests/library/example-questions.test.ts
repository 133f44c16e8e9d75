import { describe, expect, it } from 'vitest';
import { bundledEmbedding } from '../support/embedding.ts';
import { openTestLibrary, sampleArticles, temporaryFolder } from '../support/library.ts';

describe('exampleQuestions', () => {
  it('makes questions that the sample articles answer, each from another article', async () => {
    const folders = { articles: sampleArticles(), data: temporaryFolder() };
    const { library } = openTestLibrary(folders, { embedding: bundledEmbedding });
    await library.whenReady();
    const questions = await library.exampleQuestions(3);
    expect(questions).toHaveLength(3);
    for (const question of questions) {
      const { answer, candidates, thresholds } = await library.explain(question);
      expect(answer.answered).toBe(true);
      expect(answer.evidence.confidence).toBeGreaterThanOrEqual(thresholds.mayAnswerFrom);
      expect(candidates[0]?.excerpt.citation.id).toBe(answer.excerpts[0]?.citation.id);
      const fused = candidates.map((candidate) => candidate.fused);
      expect(fused).toEqual([...fused].sort((a, b) => b - a));
    }
  });
});
