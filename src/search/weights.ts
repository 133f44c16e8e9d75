/** What a ranking weighs its evidence by. */
import type { FusionWeights, ReadingWeights } from './fusion.ts';
import type { JudgementRule } from './judgement.ts';

/** All weights of the search; see `weights.data.ts` for those that are used. */
export interface Weights {
  /** Of questions that are asked with their vector, and where there is none. */
  readonly fusion: { readonly vectors: FusionWeights; readonly words: FusionWeights };
  /** What the reader says, beside the fused scores of a passage and of its sentences. */
  readonly reading: ReadingWeights;
  /** Of questions whose first passage was read, was not, and that had no vector either. */
  readonly judgement: {
    readonly read: JudgementRule;
    readonly vectors: JudgementRule;
    readonly words: JudgementRule;
  };
}
