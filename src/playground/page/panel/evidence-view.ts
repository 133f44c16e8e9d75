/** Why a question was answered as it was: the judgement, and the passages with their ranks. */
import { button, type Child, h } from '../dom.ts';
import { icon } from '../icons.ts';
import type { ExplainedQuestion, InsightCandidate } from '../wire.ts';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';
import { quoteView } from './quote-view.ts';

const percent = new Intl.NumberFormat(language, { style: 'percent' });
const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
/** Of scores in nats: more digits mean nothing to anybody. */
const nats = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

/** `sentenceCoverage` as `sentence coverage`. */
function spaced(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

const VERDICTS = {
  answers: words.whyAnswers,
  'may-answer': words.whyMayAnswer,
  'no-answer': words.whyNoAnswer,
} as const;
const READINGS = { read: words.readTogether, late: words.readLate } as const;

/** The one sentence that it comes down to. */
function verdict({ judgement, candidates }: ExplainedQuestion): HTMLElement {
  const best = candidates[0];
  const sentence = best === undefined ? words.whyNothing : VERDICTS[judgement](best.title);
  const isSure = judgement === 'answers';
  return h(
    'p',
    { class: isSure ? 'verdict yes' : 'verdict no' },
    icon(isSure ? 'check' : 'warning'),
    h('span', {}, sentence),
  );
}

/** The numbers behind the sentence. */
function details(data: ExplainedQuestion): HTMLElement {
  const { judgement, confidence, thresholds, reading } = data;
  const { mayAnswerFrom, answersFrom } = thresholds;
  const bar = h('span', { class: 'bar', 'aria-hidden': 'true' }, h('i'), h('b'), h('b'));
  const place = (value: number) => String(Math.min(1, Math.max(0, value)));
  bar.style.setProperty('--confidence', place(confidence));
  bar.style.setProperty('--may-answer', place(mayAnswerFrom));
  bar.style.setProperty('--answers', place(answersFrom));
  const signals = Object.entries(data.signals).map(([name, value]) =>
    h('tr', {}, h('th', { scope: 'row' }, spaced(name)), h('td', {}, decimal.format(value))),
  );
  const [sure, mayAnswer, answers] = [confidence, mayAnswerFrom, answersFrom].map(percent.format);
  return h(
    'details',
    { class: judgement === 'answers' ? 'numbers yes' : 'numbers no' },
    h('summary', {}, words.details),
    h('p', {}, words.probability(sure ?? '', mayAnswer ?? '', answers ?? '')),
    bar,
    h('p', { class: 'faint' }, reading === null ? words.readNone : READINGS[reading]),
    h('h4', {}, words.weighed),
    h('table', { class: 'signals' }, h('tbody', {}, ...signals)),
    h('p', { class: 'faint' }, words.legend),
  );
}

function rank(place: number | null, value: number | null): Child[] {
  if (place === null && value === null) return [words.notFound];
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
      'details',
      { class: 'candidate-numbers' },
      h('summary', {}, words.numbers),
      h(
        'dl',
        {},
        fact(words.byWords, ...rank(data.lexicalRank, data.lexicalScore)),
        fact(words.byMeaning, ...rank(data.vectorRank, data.similarity)),
        fact(words.byReading, data.reading === null ? words.notRead : nats.format(data.reading)),
        fact(words.fused, h('b', {}, nats.format(data.fused))),
      ),
    ),
  );
}

/** What was searched in place of a question that goes on from an answer. */
function followed({ asked, article }: NonNullable<ExplainedQuestion['carried']>): string {
  return [words.askedAs(asked), ...(article === null ? [] : [words.askedIn(article)])].join(' · ');
}

/** The nodes of an explanation. @param open shows a candidate in its article. */
export function evidenceView(
  data: ExplainedQuestion,
  open: (candidate: InsightCandidate) => void,
): HTMLElement {
  const others = Object.entries(data.options).filter(([, value]) => value !== data.question);
  return h(
    'div',
    { class: 'evidence' },
    h('h3', {}, data.question),
    others.length > 0 &&
      h('p', { class: 'facts' }, others.map(([name, value]) => `${name}: ${value}`).join(' · ')),
    data.carried !== undefined && h('p', { class: 'facts' }, followed(data.carried)),
    verdict(data),
    details(data),
    h('h4', {}, words.passages),
    h(
      'ol',
      { class: 'candidates' },
      ...data.candidates.map((one, index) => candidate(one, index, open)),
    ),
  );
}
