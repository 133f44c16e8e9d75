import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Before, followUp } from '../../src/search/follow-up.ts';

const following = (question: string | null, about = 'Nurek, the old giant'): Before => ({
  question,
  about,
});

/** Question before, question, what is searched, what is carried over. */
type Followed = readonly [before: string, question: string, asked: string, carried: string | null];

describe('a question that names nothing takes its subject from the one before', () => {
  it.each<Followed>([
    [
      'When was the Nurek dam finished?',
      'how high is it?',
      'how high is the Nurek dam?',
      'the Nurek dam',
    ],
    ['How high is Nurek?', 'who built it?', 'who built Nurek?', 'Nurek'],
    ['how high is nurek', 'and who built it', 'who built nurek', 'nurek'],
    [
      'What is the height of the Nurek dam?',
      'who built it?',
      'who built the Nurek dam?',
      'the Nurek dam',
    ],
    ['How high is Nurek?', 'and its capacity?', 'Nurek capacity?', 'Nurek'],
    ['How high is Nurek?', 'and the capacity?', 'the capacity Nurek?', 'Nurek'],
    [
      'When did construction at Rogun start?',
      'when was that?',
      'when was construction at Rogun?',
      'construction at Rogun',
    ],
    ['Where did Timur die?', 'and when?', 'when did Timur die?', 'Timur'],
    [
      'When did Uzbekistan suspend its membership?',
      'why?',
      'why did Uzbekistan suspend its membership?',
      'Uzbekistan',
    ],
    ['Wann wurde Nurek abgeschlossen?', 'wie hoch ist er?', 'wie hoch ist Nurek?', 'Nurek'],
    ['Wo starb Timur?', 'und wann?', 'wann starb Timur?', 'Timur'],
    [
      "Quelle est l'altitude de l'Ak-Baïtal ?",
      'que signifie son nom ?',
      'que signifie Ak-Baïtal nom?',
      'Ak-Baïtal',
    ],
    ['Quand Mourghab fut-elle fondée ?', 'et qui y vit ?', 'qui y vit Mourghab?', 'Mourghab'],
    [
      'Какой длины Кокаральская плотина?',
      'а кто её построил?',
      'кто Кокаральская плотина построил?',
      'Кокаральская плотина',
    ],
  ])('%s %s', (before, question, text, carried) => {
    const read = followUp(question, following(before));
    expect(['bare', 'subject']).toContain(read.leaning);
    expect(read).toMatchObject({ text, carried });
  });

  it('and from the heading of what answered where that one names nothing, either', () => {
    expect(followUp('why?', following(null)).text).toBe('why Nurek, the old giant?');
    expect(followUp('who built it?', following('and when?')).carried).toBe('Nurek, the old giant');
  });

  it('and from what was searched before, however little was typed', () => {
    const before = following('who built the Nurek dam?');
    expect(followUp('and how high is it?', before).text).toBe('how high is the Nurek dam?');
  });
});

describe('what is no name of anything is not carried over', () => {
  it.each<[before: string, carried: string]>([
    ['can a shop keep me out cause of my wheelchair', 'Nurek, the old giant'],
    ['i put our aws account id in a private repo, is that a problem', 'Nurek, the old giant'],
    ['can we host our own security file', 'Nurek, the old giant'],
    ['Will I be told when there is fresh content?', 'Nurek, the old giant'],
    ['when do i put the mustard on, before or after searing', 'the mustard'],
    ['how should the lights be for a live coding room', 'the lights'],
    ['how can i find the person who can let me in', 'the person'],
    ['Could the Taliban attack Tajikistan?', 'the Taliban attack Tajikistan'],
    ['wie komme ich da rein wenn ich keinen Ausweis habe', 'Ausweis'],
  ])('%s', (before, carried) => {
    expect(followUp('why is that?', following(before)).carried).toBe(carried);
  });
});

it('of a heading that is a question takes what that is about', () => {
  const about = 'How do I cancel the queued task?';
  const before = { question: 'can i stop what i started', about };
  expect(followUp('how long is it?', before).carried).toBe('the queued task');
  const vague = { question: 'can i stop what i started', about: 'What can I do?' };
  expect(followUp('how long is it?', vague)).toMatchObject({ leaning: 'alone', carried: null });
});

describe('who is pointed at is a person', () => {
  it.each<[before: string, question: string, carried: string]>([
    ["How many stars does Ulugh Beg's catalogue list?", 'what happened to him?', 'Ulugh Beg'],
    ["How many stars does Ulugh Beg's catalogue list?", 'how old is it?', "Ulugh Beg's catalogue"],
    ['How many pages has the emir’s diary?', 'when did he write it?', 'the emir'],
    ["Who was Timur's wife?", 'when was she born?', "Timur's wife"],
    ["Who is Tajikistan's president?", 'how old is he?', "Tajikistan's president"],
  ])('%s %s', (before, question, carried) => {
    expect(followUp(question, following(before)).carried).toBe(carried);
  });
});

describe('a question that only names something else asks the same of it', () => {
  it.each<Followed>([
    ['How high is Nurek?', 'and Rogun?', 'How high is Rogun?', 'How high is Nurek?'],
    ['how high is nurek', 'what about rogun', 'how high is rogun', 'how high is nurek'],
    [
      'When did the first turbine at Nurek start?',
      'and at Rogun?',
      'When did the first turbine at Rogun start?',
      'When did the first turbine at Nurek start?',
    ],
    ['Wie hoch ist Nurek?', 'und Rogun?', 'Wie hoch ist Rogun?', 'Wie hoch ist Nurek?'],
    [
      'Wann lief die erste Turbine in Nurek an?',
      'und in Rogun?',
      'Wann lief die erste Turbine in Rogun an?',
      'Wann lief die erste Turbine in Nurek an?',
    ],
    [
      'Comment s’est formé le lac de Sarez ?',
      'et le lac Karakoul ?',
      'Comment s’est formé le lac Karakoul?',
      'Comment s’est formé le lac de Sarez ?',
    ],
    [
      'Какой длины Ваханский коридор?',
      'а Кокаральская плотина?',
      'Какой длины Кокаральская плотина?',
      'Какой длины Ваханский коридор?',
    ],
  ])('%s %s', (before, question, text, carried) => {
    expect(followUp(question, following(before))).toEqual({ leaning: 'asked', text, carried });
  });
});

it.each([
  ['and how high is Rogun?', 'how high is Rogun?'],
  ['und wie hoch ist Rogun?', 'wie hoch ist Rogun?'],
  ['et qui a construit la route du Pamir ?', 'qui a construit la route du Pamir ?'],
  ['а когда начат Каракумский канал?', 'когда начат Каракумский канал?'],
])('"%s" names its subject, and goes on with the article alone', (question, text) => {
  const before = following('How high is Nurek?');
  expect(followUp(question, before)).toEqual({ leaning: 'on', text, carried: null });
});

describe('a question that stands for itself is left as it is', () => {
  it.each([
    'How high is Rogun?',
    'When did the king lose his crown?',
    'What is the Nurek dam and how high is it?',
    'can i bring my dog if it barks',
    'who are you',
    'what can you do for me',
    'lol',
    'thanks',
    'Wie viele Gäste sind da, wenn Sie kommen?',
    'Combien de temps faut-il pour monter au col ?',
    'Где находится озеро Каракуль?',
    '',
    '…',
  ])('%s', (question) => {
    const { leaning, text, carried } = followUp(question, following('How high is Nurek?'));
    expect(['alone', 'perhaps']).toContain(leaning);
    if (leaning === 'alone') expect([text, carried]).toEqual([question, null]);
  });
});

it('reads any two texts, and searches for no more than both', () => {
  const word = fc.constantFrom(
    'and',
    'it',
    'who',
    'Nurek',
    'l’',
    '-il',
    'а',
    'её',
    '?',
    ' ',
    'und',
    'es',
    'what about',
  );
  const anything = fc.oneof(
    fc.string(),
    fc.array(word).map((some) => some.join(' ')),
  );
  fc.assert(
    fc.property(anything, anything, anything, (question, before, about) => {
      const read = followUp(question, { question: before, about });
      const most = question.length + before.length + about.length + 4;
      expect(read.text.length).toBeLessThanOrEqual(most);
      if (read.leaning === 'alone') expect(read.text).toBe(question);
    }),
  );
});
