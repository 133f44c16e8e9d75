/** The loaded reader: whether a passage answers a question, and where. Blocks its process meanwhile. */
import { statement } from '../src/refusals.ts';
import { loadModel, tokenTensor } from './load-model.ts';
import { ModelProblem } from './model-problem.ts';
import { headingOf, type PassageText } from './passage-text.ts';
import { passageTokens } from './passage-tokens.ts';
import type { Reading } from './reading.ts';
import type { ModelFiles } from './worker-protocol.ts';

/** Word pieces in all, special ones included: the model's positions. */
const WINDOW = 512;
/** Word pieces of a question: more than anybody asks with. */
const LONGEST_QUESTION = 64;
/** Word pieces of an answer, as the model was trained. */
const LONGEST_ANSWER = 30;
/** UTF-16 units that are tokenised of a question or a passage at most. */
const LONGEST_TEXT = 8_000;

/** A function over the loaded model. */
export interface ReaderRuntime {
  /** One pair at a time: in a batch, whole numbers share one scale, and strangers add noise. */
  read(question: string, passage: PassageText): Promise<Reading>;
}

/**
 * Loads a reader from files and tries it once.
 * @throws ModelProblem with the reason.
 */
export async function loadReader(files: ModelFiles): Promise<ReaderRuntime> {
  const { tokenizer, model, encode } = await loadModel(files);
  const [first = 0, last = 0] = tokenizer.encode('');
  const stop = encode('.');
  const read: ReaderRuntime['read'] = async (question, passage) => {
    const asked = [
      first,
      ...encode(question.slice(0, LONGEST_TEXT)).slice(0, LONGEST_QUESTION),
      last,
    ];
    const heading = [...encode(headingOf(passage).slice(0, LONGEST_TEXT)), ...stop];
    const room = WINDOW - asked.length - 1;
    const told = passageTokens({ encode }, passage, { heading, room, cut: LONGEST_TEXT });
    const tokens = [...asked, ...told.tokens, last];
    const outputs = await model({
      input_ids: tokenTensor(tokens),
      attention_mask: tokenTensor(tokens.map(() => 1)),
      token_type_ids: tokenTensor([...asked.map(() => 0), ...told.tokens.map(() => 1), 0]),
    });
    const logit: number | undefined = outputs.logits?.data[0];
    const starts: Float32Array | undefined = outputs.start_logits?.data;
    const ends: Float32Array | undefined = outputs.end_logits?.data;
    if (logit === undefined || starts === undefined || ends === undefined) {
      throw new ModelProblem(statement('modelOfOtherKind'));
    }
    let from = asked.length + told.context;
    const sentences = told.sentences.map((length) => {
      const start = from;
      from = Math.min(from + length, tokens.length - 1);
      return bestSpan(starts, ends, start, from);
    });
    return { logit, sentences };
  };
  const sentences = ['The sky is blue.'];
  await read('', {
    title: '',
    section: null,
    context: null,
    text: sentences[0] as string,
    sentences,
  });
  return { read };
}

/** The sum of the best start and the best end that an answer within `[from, to)` may have. */
function bestSpan(starts: Float32Array, ends: Float32Array, from: number, to: number): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let start = from; start < to; start++) {
    for (let end = start; end < Math.min(to, start + LONGEST_ANSWER); end++) {
      best = Math.max(best, (starts[start] as number) + (ends[end] as number));
    }
  }
  return best;
}
