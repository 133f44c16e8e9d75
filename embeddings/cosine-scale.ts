/** What a model's cosines mean: models differ in how near they put what has nothing in common. */

/** Mean cosines of a model, between -1 and 1. */
export interface CosineScale {
  /** Of a question and a sentence about something else. */
  readonly unrelated: number;
  /** Of a question and the sentence that answers it. */
  readonly related: number;
}

/** Questions and their answers on things that have nothing in common. */
export const SCALE_PAIRS: readonly (readonly [question: string, answer: string])[] = [
  ['When was the bridge over the river opened?', 'The bridge was opened to traffic in May 1932.'],
  ['who wrote the song', 'The song was written by a young teacher from Dublin.'],
  ['how long do I bake the bread', 'Bake the loaf for forty minutes until the crust is brown.'],
  ['Can I bring my dog to the office?', 'Dogs are welcome in the office on Fridays.'],
  ['what is a quorum', 'A quorum is how many members must be present before a vote counts.'],
  ['Why did the company close its factory?', 'The plant was shut because orders had halved.'],
  ['how many people live on the island', 'About four thousand people live on the island.'],
  ['Where do I report a bug?', 'Please report bugs in the issue tracker of the project.'],
  ['how much does a ticket cost', 'A day ticket costs eight euros, and children travel free.'],
  ['What do whales eat?', 'Most whales feed on krill and small fish.'],
  ['who won the election in 1998', 'The Liberal candidate won by a narrow margin in 1998.'],
  ['how do I reset my password', 'To choose a new password, open the settings and press Reset.'],
  ['What causes tides?', 'The tides are caused by the pull of the moon and the sun.'],
  ['is parking allowed overnight', 'Parking overnight is not allowed in the village.'],
  ['Which metal melts at the lowest temperature?', 'Mercury has the lowest melting point.'],
  ['when does the library open', 'The library opens at nine on weekdays and at ten on Saturdays.'],
];

/** Steeper scales would turn a model's noise into evidence. */
const LEAST_DISTANCE = 0.05;

/**
 * The scale of a model.
 * @param questions unit vectors of the questions of `SCALE_PAIRS`, in order.
 * @param answers those of the answers.
 */
export function cosineScale(
  questions: readonly Float32Array[],
  answers: readonly Float32Array[],
): CosineScale {
  const sums = { related: 0, unrelated: 0 };
  for (const [i, question] of questions.entries()) {
    for (const [j, answer] of answers.entries()) {
      sums[i === j ? 'related' : 'unrelated'] += dot(question, answer);
    }
  }
  const pairs = questions.length;
  const unrelated = sums.unrelated / (pairs * (pairs - 1));
  const related = Math.max(sums.related / pairs, unrelated + LEAST_DISTANCE);
  return { unrelated, related };
}

/** A cosine on a scale that is the same for all models: 0 is unrelated, 1 is an answer. */
export function scaled(cosine: number, { unrelated, related }: CosineScale): number {
  return (cosine - unrelated) / (related - unrelated);
}

/** The dot product of two vectors of as many dimensions: the cosine, where both are of length one. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
