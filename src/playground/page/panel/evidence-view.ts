/** Why a question was answered as it was: the judgement, and the passages with their ranks. */
import { button, type Child, h } from '../dom.ts';
import { icon } from '../icons.ts';
import type { ExplainedQuestion, InsightCandidate } from '../wire.ts';
import { quoteView } from './quote-view.ts';

const percent = new Intl.NumberFormat(undefined, { style: 'percent' });
const decimal = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
/** Of scores in nats: more digits mean nothing to anybody. */
const nats = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** `sentenceCoverage` as `sentence coverage`. */
function spaced(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

const VERDICTS = {
  answers: 'Answered: the best passage answers it with a probability of',
  'may-answer': 'It may be answered: the best passage answers it with a probability of',
  'no-answer': 'Not answered: the best passage answers it with a probability of only',
} as const;

const READINGS = {
  read: 'The best passages were read together with the question, however long that took; an answer in Discord waits less than half a second for it, and may be another where the machine is busy.',
  late: 'There was no time to read all of the best passages together with the question.',
} as const;

function verdict({ judgement, confidence, thresholds, reading }: ExplainedQuestion): HTMLElement {
  const isSure = judgement === 'answers';
  const { mayAnswerFrom, answersFrom } = thresholds;
  const bar = h('span', { class: 'bar', 'aria-hidden': 'true' }, h('i'), h('b'), h('b'));
  bar.style.setProperty('--confidence', String(Math.min(1, Math.max(0, confidence))));
  bar.style.setProperty('--may-answer', String(Math.min(1, Math.max(0, mayAnswerFrom))));
  bar.style.setProperty('--answers', String(Math.min(1, Math.max(0, answersFrom))));
  const words = `${VERDICTS[judgement]} ${percent.format(confidence)}.`;
  return h(
    'div',
    { class: isSure ? 'verdict yes' : 'verdict no' },
    h('p', {}, icon(isSure ? 'check' : 'warning'), words),
    bar,
    h(
      'p',
      { class: 'faint' },
      `It is shown from ${percent.format(mayAnswerFrom)} on, and said to answer from ${percent.format(answersFrom)} on. ${reading === null ? 'No passage was read together with the question.' : READINGS[reading]}`,
    ),
  );
}

function rank(place: number | null, value: number | null): Child[] {
  if (place === null && value === null) return ['not found'];
  return [
    place === null ? '' : h('b', {}, `#${place}`),
    value === null ? '' : ` ${decimal.format(value)}`,
  ];
}

function candidate(
  data: InsightCandidate,
  index: number,
  open: (data: InsightCandidate) => void,
): HTMLElement {
  const text = quoteView(data, data.marked ? data.highlight : null);
  const fact = (name: string, ...values: Child[]) =>
    h('div', {}, h('dt', {}, name), h('dd', {}, ...values));
  return h(
    'li',
    { class: 'candidate' },
    button(
      { class: 'candidate-title' },
      () => open(data),
      `${index + 1}. ${data.title}, ¶ ${data.paragraph}`,
    ),
    h('div', { class: 'candidate-text quoted' }, ...text),
    h(
      'dl',
      {},
      fact('Words', ...rank(data.lexicalRank, data.lexicalScore)),
      fact('Meaning', ...rank(data.vectorRank, data.similarity)),
      fact('Read', data.reading === null ? 'not read' : nats.format(data.reading)),
      fact('Fused', h('b', {}, nats.format(data.fused))),
    ),
  );
}

/** The nodes of an explanation. @param open shows a candidate in its article. */
export function evidenceView(
  data: ExplainedQuestion,
  open: (candidate: InsightCandidate) => void,
): HTMLElement {
  const signals = Object.entries(data.signals).map(([name, value]) =>
    h('tr', {}, h('th', { scope: 'row' }, spaced(name)), h('td', {}, decimal.format(value))),
  );
  const others = Object.entries(data.options).filter(([, value]) => value !== data.question);
  return h(
    'div',
    { class: 'evidence' },
    h('h3', {}, data.question),
    others.length > 0 &&
      h('p', { class: 'facts' }, others.map(([name, value]) => `${name}: ${value}`).join(' · ')),
    verdict(data),
    h(
      'details',
      {},
      h('summary', {}, 'What the judgement weighed'),
      h('table', { class: 'signals' }, h('tbody', {}, ...signals)),
    ),
    h('h4', {}, 'Passages, best first'),
    h(
      'p',
      { class: 'faint' },
      'Words: rank and BM25 score in the lexical index. Meaning: rank in the vector index and closeness, about 1 for an answer, 0 for what is unrelated. Read: what the reader says of question and passage together, above 0 that it answers. Fused: the score that decides.',
    ),
    h(
      'ol',
      { class: 'candidates' },
      ...data.candidates.map((one, index) => candidate(one, index, open)),
    ),
  );
}
