/** "Helpful" and "Not helpful" under answers: who may press, what is counted, and what `/gaps` makes of it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type APIMessage, ButtonStyle } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodeCustomId, parseCustomId } from '../../src/discord/custom-id.ts';
import { type FeedbackLog, openFeedbackLogs } from '../../src/feedback/feedback-log.ts';
import { type GapLog, openGapLogs } from '../../src/gaps/gap-log.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import { diskState } from '../../src/state/disk-state.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  expectGoodRequests,
  startBotPair,
} from '../support/bot.ts';
import { temporaryFolder } from '../support/library.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';
import { buttonsIn, menusIn, partsOf, passagesIn } from '../support/shown.ts';

const BRIDGE = {
  title: 'A *bridge*',
  body: ['It was built in 1931 by hand.', 'The bridge is made of larch.'],
};
const BUILT = 'When was it built by hand?';
const MADE = 'What is the bridge made of?';
const library = makeMemoryLibrary([BRIDGE]);
const folder = mkdtempSync(join(tmpdir(), 'footnote-'));
const file = () => readFileSync(join(folder, 'feedback.jsonl'), 'utf8');
const told: unknown[] = [];
let feedback: FeedbackLog;
let gaps: GapLog;
let pair: BotPair;
beforeAll(async () => {
  const options = { state: diskState(folder), retentionDays: 30, keepsTexts: true };
  feedback = (await openFeedbackLogs(options)).feedbackElsewhere(null, () => false);
  gaps = (await openGapLogs(options)).gapsElsewhere(null, () => false);
  const hooks = [{ onFeedback: (event: unknown) => void told.push(event) }];
  pair = await startBotPair(library, { feedback, gaps, hooks });
});
afterEach(async () => {
  expectGoodRequests(pair.standIn);
  library.setArticles([BRIDGE]);
  await feedback.clear();
  await gaps.clear();
  told.length = 0;
});
afterAll(async () => {
  await pair.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(options: Record<string, string | number | boolean>, who = pair.newcomer()) {
  return { who, ...(await answerTo(who.runCommand({ name: 'ask', options }))) };
}

async function press(who: Actor, message: APIMessage, label: string) {
  const said = await answerTo(who.click(message.id, buttonId(message, label)));
  expect(said.ephemeral).toBe(true);
  expect(said.message.id).not.toBe(message.id);
  return said.message.content;
}

const counted = async () => (await feedback.list()).map(({ helpful }) => helpful);
const lastRow = ({ components }: APIMessage) =>
  buttonsIn({ components: components?.slice(-1) ?? [] });

describe('the buttons', () => {
  it('are quiet, beside Follow up, under an answer that anybody or oneself sees', async () => {
    const own = await ask({ question: BUILT, count: 5 });
    expect(lastRow(own.message)).toMatchObject(
      ['Follow up', 'Helpful', 'Not helpful'].map((label) => ({
        label,
        style: ButtonStyle.Secondary,
      })),
    );
    const all = await ask({ question: BUILT, visible: true });
    expect(lastRow(all.message).map(({ label }) => label)).toEqual([
      ...['Follow up', 'Helpful', 'Not helpful', 'Remove'],
    ]);
    expect(partsOf(all.message).length).toBeLessThanOrEqual(40);
  });

  it('are in the reader’s language, under a mention’s and a direct message’s answer, too', async () => {
    const who = pair.newcomer();
    pair.standIn.setLocale(who.userId, 'ru');
    const russian = await ask({ question: BUILT }, who);
    expect(lastRow(russian.message).map(({ label }) => label)).toEqual([
      ...['Уточнить', 'Помогло', 'Не помогло'],
    ]);
    const direct = pair.standIn.openDirect(who.userId);
    for (const channel of [CHANNELS.general, direct]) {
      const text = `<@${pair.standIn.applicationId}> ${BUILT}`;
      const { id } = await who.sendMessage(channel, text);
      const replies = () =>
        who.visibleMessages(channel).filter(({ message_reference: to }) => to?.message_id === id);
      await expect.poll(replies, { timeout: 5_000 }).toHaveLength(1);
      const [answer] = replies();
      const presser = channel === direct ? who : pair.newcomer();
      const said = channel === direct ? /^Засчитано как «помогло»/ : /^Counted as helpful/;
      expect(await press(presser, answer as APIMessage, 'Helpful')).toMatch(said);
    }
    expect(await counted()).toEqual([true, true]);
  });

  it('are not under what is no answer, nor where it was not asked of all articles', async () => {
    for (const options of [
      { question: 'Who painted the moon red?' },
      { question: BUILT, article: BRIDGE.title },
    ]) {
      const { message } = await ask(options);
      expect(buttonsIn(message).map(({ label }) => label)).not.toContain('Helpful');
    }
  });
});

describe('a press', () => {
  it('counts once a person, question and passage, and as was said last', async () => {
    const { who, message } = await ask({ question: BUILT, visible: true });
    const passage = (await answerTo(who.runCommand({ name: 'ask', options: { question: BUILT } })))
      .message;
    expect(await press(who, message, 'Helpful')).toBe(
      'Counted as helpful, without your name. Thank you.',
    );
    expect(await press(who, message, 'Helpful')).toMatch(/counted already/);
    // The same answer to the same person is in another message, too.
    expect(await press(who, passage, 'Helpful')).toMatch(/counted already/);
    expect(await counted()).toEqual([true]);
    expect(await press(who, message, 'Not helpful')).toMatch(/^Counted as not helpful/);
    expect(await counted()).toEqual([false]);
    expect(await press(pair.newcomer(), message, 'Helpful')).toMatch(/^Counted as helpful/);
    expect(await counted()).toEqual([false, true]);
    expect(told).toEqual([
      { helpful: true, isChange: false },
      { helpful: false, isChange: true },
      { helpful: true, isChange: false },
    ]);
    // Nobody else saw any of it.
    const seen = pair.newcomer().visibleMessages(CHANNELS.general);
    expect(seen.some(({ content }) => content.includes('Counted'))).toBe(false);
  });

  it('twice at once is one, and nothing that is kept names who pressed', async () => {
    const { who, message } = await ask({ question: `${BUILT} <@184405311681986560>` });
    const id = buttonId(message, 'Not helpful');
    const sent = await Promise.all([1, 2, 3].map(() => who.click(message.id, id)));
    await Promise.all(sent.map((one) => one.reply()));
    expect(await counted()).toEqual([false]);
    expect(JSON.parse(file())).toMatchObject({ question: BUILT, helpful: false });
    for (const text of [who.userId, message.id, '184405311681986560'])
      expect(file()).not.toContain(text);
  });

  it('works after a restart, and counts what the message itself says', async () => {
    const { who, message } = await ask({ question: MADE });
    await pair.restart();
    expect(await press(who, message, 'Not helpful')).toMatch(/^Counted as not helpful/);
    const [line] = await feedback.list();
    const cite = await answerTo(
      who.runCommand({ name: 'cite', options: { id: line?.passage ?? '' } }),
    );
    expect(passagesIn(cite.message)[0]?.quote).toContain('made of larch');
  });

  it('that is forged, or of a passage that is not here, counts nothing', async () => {
    const none = await ask({ question: 'Who painted the moon red?' });
    const helpful = encodeCustomId({ name: 'helped', helpful: true });
    const forged = none.who.click(none.message.id, helpful, { forged: true });
    expect((await answerTo(forged)).message.content).toContain('older version');
    // An answer of which nothing is to be said, since it was not asked of all articles.
    const some = await ask({ question: BUILT, article: BRIDGE.title });
    const onSome = some.who.click(some.message.id, helpful, { forged: true });
    expect((await answerTo(onSome)).message.content).toContain('older version');
    const { message: quoted } = await answerTo(none.who.runCommand({ name: 'library list' }));
    const onList = none.who.click(quoted.id, helpful, { forged: true });
    expect((await answerTo(onList)).message.content).toContain('older version');
    const { who, message } = await ask({ question: BUILT });
    library.setArticles([{ title: 'A tunnel', body: ['It is dark.'] }]);
    expect(await press(who, message, 'Helpful')).toMatch(/changed|no longer/);
    expect(await feedback.list()).toEqual([]);
    for (const id of ['1:helped:maybe', '1:helped:', '1:disliked:x', '1:helped:yes:no'])
      expect(parseCustomId(id)).toBeNull();
  });
});

describe('/gaps', () => {
  const list = () => answerTo(pair.newModerator().runCommand({ name: 'gaps list' }));

  async function csvOf({ attachments }: APIMessage): Promise<string> {
    return (await fetch(attachments[0]?.url ?? '')).text();
  }

  it('shows what did not help beside what was not answered, with the passage to open', async () => {
    const asked = 'When was it built by hand, then?';
    for (const question of [BUILT, BUILT, asked]) {
      const { who, message } = await ask({ question });
      await press(who, message, 'Not helpful');
    }
    const liked = await ask({ question: MADE });
    await press(liked.who, liked.message, 'Helpful');
    const one = await ask({ question: BUILT });
    await press(one.who, one.message, 'Helpful');
    await ask({ question: 'Who painted the moon red?' });
    const { message, ephemeral } = await list();
    expect(ephemeral).toBe(true);
    expect(message.embeds.map(({ title }) => title)).toEqual([
      '1 question that the articles could not answer',
      'Answers did not help 3 times',
    ]);
    const [line] = await feedback.list();
    const shown = message.embeds[1]?.description ?? '';
    expect(shown).toContain(`A \\*bridge\\* · ¶ 1 · \`${line?.passage}\``);
    expect(shown).toMatch(/\*\*3× not helpful · 1× helpful\*\* · <t:\d+:R>/);
    expect(shown).toMatch(/\n- When was it built by hand.*\?$/);
    expect(shown).not.toContain(MADE);
    const csv = await csvOf(message);
    expect(csv).toContain('"Who painted the moon red?","Who painted the moon red?","1"');
    expect(csv).toMatch(
      new RegExp(
        `"When was it built by hand, then\\?","[^"]*","","[^"]+","${line?.passage}","A \\*bridge\\*","[^"]*","1","3"`,
      ),
    );
    const manager = pair.newModerator();
    const own = await answerTo(manager.runCommand({ name: 'gaps list' }));
    const [menu] = menusIn(own.message);
    const value = menu?.options[0]?.value ?? '';
    const opened = await answerTo(manager.select(own.message.id, menu?.id ?? '', [value]));
    expect(opened.ephemeral).toBe(true);
    expect(passagesIn(opened.message)[0]?.quote).toContain('built in 1931');
    // Nobody else opens it from there, and the list is as it was.
    const other = pair.newcomer();
    const { message: theirs } = await ask({ question: BUILT }, other);
    const stolen = other.select(theirs.id, menu?.id ?? '', [value], { forged: true });
    expect((await answerTo(stolen)).message.content).toContain('Manage Server');
  });

  it('says of a passage that has gone that it has', async () => {
    const { who, message } = await ask({ question: BUILT });
    await press(who, message, 'Not helpful');
    library.setArticles([{ title: 'A tunnel', body: ['It is dark.'] }]);
    const { message: listed } = await list();
    expect(listed.embeds[0]?.description).toContain('no longer in the articles as it was');
    expect(menusIn(listed)).toEqual([]);
  });

  it('has no greetings, noise, filtered questions, small talk or people in it', async () => {
    const painted = 'Who painted the moon red for';
    for (const question of [
      ...[
        'hello',
        'thank you!',
        '<@184405311681986560>',
        '???',
        '@mary @john',
        '184405311681986560',
      ],
      ...['hello @mary', 'why?', 'what is it?', '!play despacito', '/gaps list', 'спасибо @mary'],
      ...[`${painted} <@184405311681986560>`, `${painted} mary@example.org?`, `${painted} @mary`],
    ]) {
      await ask({ question });
    }
    await ask({ question: painted, article: BRIDGE.title });
    await ask({ question: painted, since: '2001' });
    const kept = (await gaps.list()).map(({ question }) => question);
    expect(kept).toEqual([painted, `${painted} ?`, painted]);
    const csv = await csvOf((await list()).message);
    expect(csv).not.toMatch(/184405311681986560|mary|hello/);
  });

  it('is deleted with all of it', async () => {
    const { who, message } = await ask({ question: BUILT });
    await press(who, message, 'Helpful');
    await ask({ question: 'Who painted the moon red?' });
    const manager = pair.newModerator();
    expect((await answerTo(manager.runCommand({ name: 'gaps list' }))).message.embeds).toHaveLength(
      1,
    );
    const sure = await answerTo(manager.runCommand({ name: 'gaps clear' }));
    expect(sure.message.content).toMatch(/^Delete all 2 entries/);
    await (await manager.click(sure.message.id, buttonId(sure.message, 'Delete them all'))).reply();
    expect([await gaps.list(), await feedback.list(), file()]).toEqual([[], [], '']);
  });

  it('fits a message, however much there is of it', async () => {
    library.setArticles(
      Array.from({ length: 60 }, (_, i) => ({
        title: `${'Мост «через реку» *'.repeat(9)}${i}`,
        body: [`Мост номер ${i} построен вручную.`],
      })),
    );
    const articles = await library.articles();
    for (const [i, { id }] of articles.entries()) {
      const excerpt = (await library.article({ id }))?.blocks ?? [];
      expect(excerpt.length).toBeGreaterThan(0);
      const found = await library.ask(`Мост номер ${i}`, { count: 1 });
      const passage = found.excerpts[0]?.citation.id ?? '';
      for (let n = 0; n < 3; n++)
        await feedback.say({
          ...{ person: String(n), helpful: false, passage },
          question: `${'Когда *построен* мост_ '.repeat(9)}${n} ${i}?`,
        });
      await gaps.note(`${'Кто *покрасил* луну_ '.repeat(9)}${i}?`);
    }
    const { message } = await list();
    expect(message.embeds).toHaveLength(2);
    expect(menusIn(message)[0]?.options.length).toBeGreaterThan(0);
  });
});

describe('without texts', () => {
  it('/gaps has numbers alone, per passage, and says how texts are kept', async () => {
    const own = temporaryFolder();
    const state = diskState(own);
    const options = { state, retentionDays: 30, keepsTexts: false };
    const quiet = await startBotPair(library, {
      feedback: (await openFeedbackLogs(options)).feedbackElsewhere(null, () => false),
      gaps: (await openGapLogs(options)).gapsElsewhere(null, () => false),
    });
    for (const question of [BUILT, BUILT, 'Who painted the moon red?', 'Who painted?']) {
      const who = quiet.newcomer();
      const { message } = await answerTo(who.runCommand({ name: 'ask', options: { question } }));
      if (question === BUILT) await press(who, message, 'Not helpful');
    }
    const { message } = await answerTo(quiet.moderator.runCommand({ name: 'gaps list' }));
    expect(message.content).toContain('GAP_LOG=true');
    expect(message.embeds.map(({ title }) => title)).toEqual([
      '2 questions that the articles could not answer',
      'Answers did not help 2 times',
    ]);
    expect(message.embeds[0]?.description).toBeUndefined();
    expect(message.embeds[1]?.description).toMatch(/¶ 1 .*\n\*\*2× not helpful\*\*/);
    const csv = await (await fetch(message.attachments[0]?.url ?? '')).text();
    expect(csv).toContain('"A *bridge*","","0","2"');
    for (const name of ['gaps.jsonl', 'feedback.jsonl'])
      expect(readFileSync(join(own, name), 'utf8')).not.toMatch(/built|painted/);
    expectGoodRequests(quiet.standIn);
    await quiet.close();
  });
});
