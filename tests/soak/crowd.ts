/** People of the stand-in who ask, press, look up, mention and add, and keep count of the answers. */
import { type APIMessage, MessageType } from 'discord.js';
import { encodeCustomId } from '../../src/discord/custom-id.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import type { SentInteraction } from '../../src/playground/stand-in/sent.ts';
import type { StandIn } from '../../src/playground/stand-in/stand-in.ts';
import { type InteractionRecord, subscribe } from '../../src/playground/stand-in/world.ts';
import { buttonsOf } from '../support/bot.ts';
import type { Random } from '../support/random.ts';

/** So many that nobody is ever told to slow down, at 50 acts a second. */
const PEOPLE_COUNT = 600;
/** Answers whose buttons may be pressed: the latest. */
const OPEN_ANSWERS = 200;

/** What became of one act. */
export interface Deed {
  readonly kind: string;
  /** Milliseconds until it was acknowledged; null for mentions and for what never was. */
  readonly acknowledgedAfter: number | null;
  /** What is wrong with it; null where it is right. */
  readonly wrong: string | null;
}

interface Open {
  readonly who: Actor;
  readonly message: APIMessage;
}

/** People who do one thing after another. */
export interface Crowd {
  /** Does something, and waits for what comes of it. Never rejects. */
  act(): Promise<Deed>;
  /** What was answered more than once by now, also after its first answer. */
  twice(): number;
}

/** What people of a crowd know. */
export interface CrowdKnowledge {
  readonly questions: readonly string[];
  /** Words to look sentences up by. */
  readonly words: readonly string[];
  /** Waits so long for an answer to a mention, milliseconds. */
  readonly patienceMs: number;
}

/** Gathers people in a stand-in. */
export function gatherCrowd(standIn: StandIn, random: Random, known: CrowdKnowledge): Crowd {
  const people = Array.from({ length: PEOPLE_COUNT }, (_, i) =>
    standIn.as(standIn.addMember(`Person ${i}`)),
  );
  const moderators = Array.from({ length: 60 }, (_, i) => {
    return standIn.as(standIn.addModerator(`Moderator ${i}`));
  });
  const answers: Open[] = [];
  const records = new Map<string, InteractionRecord>();
  const replies = new Map<string, number>();
  const hearing = new Map<string, () => void>();
  const mentions = new Set<string>();
  subscribe(standIn.world, (event) => {
    if (event.type === 'interaction-change') records.set(event.interaction.id, event.interaction);
    if (event.type !== 'message-create') return;
    const { data } = event.message;
    const to = data.type === MessageType.Reply ? data.message_reference?.message_id : undefined;
    if (to === undefined) return;
    replies.set(to, (replies.get(to) ?? 0) + 1);
    hearing.get(to)?.();
  });
  let turn = 0;
  const someone = (): Actor => people[turn++ % people.length] as Actor;
  let added = 0;

  /** An answer as it is now: pressing changes it. */
  function anyAnswer(): Open | null {
    const open = answers[random.below(Math.max(1, answers.length))];
    const message = open?.who.message(open.message.id);
    return open && message ? { who: open.who, message } : null;
  }

  /** The complete answer, of which there must be one and no other. */
  async function settle(kind: string, sent: SentInteraction, followUps = 0): Promise<Deed> {
    try {
      const { afterMs } = await sent.acknowledged();
      await sent.reply();
      if (followUps > 0) await sent.followUp(followUps - 1);
      const extra = (records.get(sent.id)?.followUpIds.length ?? 0) - followUps;
      const wrong = extra > 0 ? `answered ${extra} times too often` : null;
      return { kind, acknowledgedAfter: afterMs, wrong };
    } catch (error) {
      return { kind, acknowledgedAfter: null, wrong: `lost: ${String(error)}` };
    }
  }

  const acts: Record<string, () => Promise<Deed>> = {
    async ask() {
      const who = someone();
      const question = random.of(known.questions);
      const sent = await who.runCommand({ name: 'ask', options: { question, count: 3 } });
      const deed = await settle('ask', sent);
      const message = await latest(sent);
      if (message !== null) {
        answers.push({ who, message });
        if (answers.length > OPEN_ANSWERS) answers.shift();
      }
      return deed;
    },
    async complete() {
      const text = random.of(known.words);
      const call = { name: 'quote', options: { text }, focused: 'text' };
      return settle('complete', await someone().autocomplete(call));
    },
    async verify() {
      const quote = `${random.of(known.words)} ${random.of(known.questions)}`;
      return settle('verify', await someone().runCommand({ name: 'verify', options: { quote } }));
    },
    async list() {
      return settle('list', await someone().runCommand({ name: 'library list' }));
    },
    async about() {
      return settle('about', await someone().runCommand({ name: 'about' }));
    },
    async press() {
      const open = anyAnswer();
      const pressable = open
        ? buttonsOf(open.message).filter(({ label, disabled }) => label !== 'Share' && !disabled)
        : [];
      const button = pressable[random.below(Math.max(1, pressable.length))];
      if (!open || !button) return (acts.ask as () => Promise<Deed>)();
      return settle(`press ${button.label}`, await open.who.click(open.message.id, button.id));
    },
    async share() {
      const open = anyAnswer();
      const isShare = ({ label, disabled }: { label: string; disabled: boolean }) =>
        label === 'Share' && !disabled;
      const button = open && buttonsOf(open.message).find(isShare);
      if (!open || !button) return (acts.ask as () => Promise<Deed>)();
      return settle('share', await open.who.click(open.message.id, button.id), 1);
    },
    async forge() {
      const open = anyAnswer();
      if (!open) return (acts.ask as () => Promise<Deed>)();
      const id = encodeCustomId({ name: 'keep', staged: 'a'.repeat(16) });
      return settle('forge', await open.who.click(open.message.id, id, { forged: true }));
    },
    async mention() {
      const who = someone();
      const content = `<@${standIn.world.bot.id}> ${random.of(known.questions)}`;
      const { id } = await who.sendMessage(CHANNELS.general, content);
      await new Promise<void>((resolve) => {
        mentions.add(id);
        hearing.set(id, resolve);
        if (replies.has(id)) resolve();
        else setTimeout(resolve, known.patienceMs).unref();
      });
      hearing.delete(id);
      const count = replies.get(id) ?? 0;
      const wrong = count === 1 ? null : `a mention has ${count} answers`;
      return { kind: 'mention', acknowledgedAfter: null, wrong };
    },
    async add() {
      const who = moderators[added % moderators.length] as Actor;
      const number = ++added;
      const text = `# Ferry ${number}\n\nFerry ${number} carries word${number}x to Tollen.\n`;
      const file = {
        filename: `ferry-${number}.md`,
        contentType: 'text/markdown',
        data: new TextEncoder().encode(text),
      };
      const call = { name: 'articles add', options: { file } };
      const sent = await who.runCommand(call);
      const staged = await settle('add', sent);
      const message = await latest(sent);
      const keep = message && buttonsOf(message).find(({ label }) => label === 'Keep');
      if (staged.wrong !== null || !message || !keep) {
        return { ...staged, wrong: staged.wrong ?? 'an upload has no Keep' };
      }
      return settle('keep', await who.click(message.id, keep.id));
    },
  };
  /** Shares of a hundred. */
  const mix = [
    ...Array(40).fill('ask'),
    ...Array(15).fill('complete'),
    ...Array(18).fill('press'),
    ...Array(5).fill('share'),
    ...Array(8).fill('mention'),
    ...Array(6).fill('verify'),
    ...Array(3).fill('list'),
    ...Array(2).fill('about'),
    ...Array(2).fill('forge'),
    ...Array(1).fill('add'),
  ] as string[];

  async function latest(sent: SentInteraction): Promise<APIMessage | null> {
    const reply = await sent.reply().catch(() => null);
    return reply?.message ?? null;
  }

  return {
    twice: () => [...mentions].filter((id) => (replies.get(id) ?? 0) > 1).length,
    async act() {
      const kind = random.of(mix);
      try {
        return await (acts[kind] as () => Promise<Deed>)();
      } catch (error) {
        return { kind, acknowledgedAfter: null, wrong: `not done: ${String(error)}` };
      }
    },
  };
}
