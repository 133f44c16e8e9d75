/**
 * Random acts of a community's people, drawn from everything that is registered: each command with its
 * options, each suggestion, each button, menu and form that they see, forged ones, and mentions.
 */
import { type APIMessage, ComponentType, ApplicationCommandOptionType as Option } from 'discord.js';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { allComponents } from '../../src/playground/stand-in/forms.ts';
import type { OptionValue } from '../../src/playground/stand-in/options.ts';
import type { JsonObject } from '../../src/playground/stand-in/rules/problems.ts';
import type { StandIn } from '../../src/playground/stand-in/stand-in.ts';
import { isRefusal, Refusal } from '../../src/refusals.ts';
import type { Random } from '../support/random.ts';

/** What a community's people know and make up. All texts are used word for word. */
export interface Pools {
  readonly questions: readonly string[];
  /** For quotes, and what is typed into any other text. */
  readonly words: readonly string[];
  /** Texts of uploads. */
  readonly uploads: readonly string[];
  /** Citation ids, article ids, names of sources and files: their own, others' and none. */
  readonly ids: readonly string[];
  /** Custom ids that they never saw. */
  readonly customIds: readonly string[];
  /** Ids of channels. */
  readonly channels: readonly string[];
}

/** A community on its server. */
export interface Community {
  readonly channelId: string;
  readonly people: readonly Actor[];
  readonly moderators: readonly Actor[];
  /** The direct messages with the bot of one of them; null where there are none. */
  readonly directOf: (actor: Actor) => string | null;
}

/** Does one act after the other. */
export interface Acts {
  /** @returns what was done, and by whom, for whoever looks for a difference. */
  next(): Promise<string>;
  /** Custom ids that these people have seen. */
  seen(): readonly string[];
}

/** How acts are done. */
export interface ActsOptions {
  readonly standIn: StandIn;
  readonly random: Random;
  readonly community: Community;
  readonly pools: Pools;
  /** Resolves when the bot has done with what was sent to it: called before it is sent. */
  readonly settled: () => Promise<void>;
}

/** A command with the options that may be given, without their groups: `articles add`. */
interface Call {
  readonly name: string;
  readonly options: readonly JsonObject[];
}

const SUBCOMMANDS: ReadonlySet<unknown> = new Set([Option.Subcommand, Option.SubcommandGroup]);
const MENUS: ReadonlySet<unknown> = new Set([ComponentType.StringSelect]);

const objects = (list: unknown): JsonObject[] =>
  Array.isArray(list) ? (list as JsonObject[]) : [];

function callsOf(command: JsonObject, name = String(command.name)): Call[] {
  const options = objects(command.options);
  const below = options.filter(({ type }) => SUBCOMMANDS.has(type));
  if (below.length === 0) return [{ name, options }];
  return below.flatMap((one) => callsOf(one, `${name} ${one.name}`));
}

/** Nobody has done anything yet. */
export function makeActs({ standIn, random, community, pools, settled }: ActsOptions): Acts {
  const { people, moderators } = community;
  const everyone = [...people, ...moderators];
  const customIds = new Set<string>();
  /** Values that were suggested, in the order in which they came. */
  const suggested: string[] = [];
  /** Forms that are open: of whom, which interaction opened it, and its fields. */
  const forms: { readonly who: Actor; readonly id: string }[] = [];
  /** Who did something lately, and where: there is something to press. */
  const lately: { readonly who: Actor; readonly channelId: string }[] = [];
  let turn = 0;

  /** One of some things, which there may be none of yet. */
  const pick = <T>(all: readonly T[]): T => {
    if (all.length === 0) throw new Refusal('notPressable');
    return random.of(all);
  };
  const chance = (of: number): boolean => random.below(of) === 0;
  /** In turns, so that nobody is told to slow down. */
  const someone = (): Actor => everyone[turn++ % everyone.length] as Actor;
  /** Where somebody does something now. */
  const placeOf = (who: Actor): string => {
    const direct = community.directOf(who);
    const channelId = direct !== null && chance(4) ? direct : community.channelId;
    lately.push({ who, channelId });
    return channelId;
  };

  /** Somebody with a message in front of them. */
  const somebodyBusy = () => pick(lately.slice(-6));

  function textFor(name: string): string {
    if (suggested.length > 0 && chance(3)) return random.of(suggested.slice(-40));
    switch (name) {
      case 'question':
        return random.of(pools.questions);
      case 'id':
      case 'article':
      case 'source':
        return random.of(pools.ids);
      case 'since':
      case 'until':
        return random.of(['2024', '2024-11', '2031-02-30', 'soon']);
      case 'url':
      case 'address':
        // Refused before anything is asked for: no test reaches a network.
        return random.of(['http://127.0.0.1:1/feed', 'https://[::1]/x', 'file:///etc', 'nothing']);
      default:
        return random.of(chance(2) ? pools.words : pools.ids);
    }
  }

  function valueFor({ name, type }: JsonObject): OptionValue {
    switch (type) {
      case Option.Integer:
        return 1 + random.below(6);
      case Option.Boolean:
        return chance(2);
      case Option.Channel:
        return random.of(pools.channels);
      case Option.Attachment:
        return {
          filename: random.of(['rules.md', 'notes.txt', 'page.html']),
          contentType: 'text/plain',
          data: new TextEncoder().encode(random.of(pools.uploads)),
        };
      default:
        return textFor(String(name));
    }
  }

  function optionsFor({ options }: Call): Record<string, OptionValue> {
    const given = options.filter(({ required }) => required === true || chance(3));
    return Object.fromEntries(given.map((option) => [String(option.name), valueFor(option)]));
  }

  /** The components that somebody sees, oldest first, with the messages that they are on. */
  function pressable(who: Actor, channelId: string) {
    const found = who.visibleMessages(channelId).flatMap((message: APIMessage) =>
      allComponents(message.components)
        .filter(({ custom_id: id, disabled }) => typeof id === 'string' && disabled !== true)
        .map((component) => ({ message, component, id: String(component.custom_id) })),
    );
    for (const { id } of found) customIds.add(id);
    return found;
  }

  /** A custom id that is nearly right. */
  function mutated(id: string): string {
    const at = random.below(Math.max(1, id.length));
    const letter = random.of([...'0123456789abcdefghjkmnpqrstvwxyz:-']);
    return random.of([
      id.slice(0, at) + letter + id.slice(at + 1),
      id.slice(0, at),
      id + letter,
      id.replace(/^1/, '2'),
      id.replace(/:(\w+):/, (_all, name: string) => `:${name}s:`),
    ]);
  }

  const acts: Readonly<Record<string, () => Promise<string>>> = {
    async command() {
      const who = someone();
      const channelId = placeOf(who);
      const commands = who.commands(channelId).filter(({ type }) => type === 1);
      const call = pick(commands.flatMap((command) => callsOf(command)));
      const options = optionsFor(call);
      const sent = await who.runCommand({ name: call.name, options, channelId });
      forms.push({ who, id: sent.id });
      return `/${call.name} ${Object.keys(options).join()}`;
    },
    async upload() {
      const who = pick(moderators.slice(turn % moderators.length));
      const file = valueFor({ type: Option.Attachment });
      lately.push({ who, channelId: community.channelId });
      const call = { name: 'articles add', options: { file }, channelId: community.channelId };
      await who.runCommand(call);
      return 'upload';
    },
    async completion() {
      const who = someone();
      const channelId = placeOf(who);
      const commands = who.commands(channelId).filter(({ type }) => type === 1);
      const calls = commands
        .flatMap((command) => callsOf(command))
        .flatMap((call) => call.options.map((option) => ({ call, option })))
        .filter(({ option }) => option.autocomplete === true);
      const { call, option } = pick(calls);
      const focused = String(option.name);
      const typed = random.of([...pools.words, ...pools.ids, '']).slice(0, 1 + random.below(12));
      const options = { ...optionsFor({ ...call, options: [] }), [focused]: typed };
      const sent = await who.autocomplete({ name: call.name, options, focused, channelId });
      const { choices } = await sent.reply();
      suggested.push(...(choices ?? []).map(({ value }) => String(value)));
      return `/${call.name} ${focused}: ${typed}`;
    },
    async messageCommand() {
      const who = someone();
      const messages = who.visibleMessages(community.channelId);
      const message = pick(messages);
      const commands = who.commands(community.channelId).filter(({ type }) => type === 3);
      const { name } = pick(commands);
      await who.runMessageCommand(name, message.id);
      return name;
    },
    async press() {
      const { who, channelId } = somebodyBusy();
      const found = pressable(who, channelId);
      const { message, component, id } = pick(found.slice(-30));
      if (MENUS.has(component.type)) {
        const values = objects(component.options).map(({ value }) => String(value));
        const most = Number(component.max_values ?? 1);
        const picked = values.slice(0, 1 + random.below(Math.max(1, most)));
        const sent = await who.select(message.id, id, picked);
        forms.push({ who, id: sent.id });
      } else forms.push({ who, id: (await who.click(message.id, id)).id });
      return `press ${id.split(':')[1]}`;
    },
    async forge() {
      const { who, channelId } = somebodyBusy();
      const found = pressable(who, channelId);
      const { message } = pick(found);
      const known = random.of(found.slice(-30)).id;
      const id = random.of([
        random.of(pools.customIds),
        mutated(random.of(pools.customIds)),
        mutated(known),
      ]);
      const use = { forged: true };
      const sent = await (chance(4)
        ? who.select(message.id, id.slice(0, 100) || 'x', ['0', '1'], use)
        : who.click(message.id, id.slice(0, 100) || 'x', use));
      forms.push({ who, id: sent.id });
      // Not which: what is mutated may run into an id, which is another one each time.
      return 'forge';
    },
    async form() {
      const open = forms.filter(({ id }) => fieldsOf(standIn, id) !== null);
      const { who, id } = pick(open.slice(-5));
      const fields = (fieldsOf(standIn, id) ?? []).map(
        (field) => [field, random.of([...pools.words, '2024', 'en', ''])] as const,
      );
      const given = Object.fromEntries(fields.filter(() => chance(2)));
      await who.submitModal(id, given);
      return `form ${Object.keys(given).join()}`;
    },
    async mention() {
      const who = someone();
      const words = random.of([...pools.questions, ...pools.words]);
      await who.sendMessage(placeOf(who), `<@${standIn.world.bot.id}> ${words}`);
      return `mention ${words}`;
    },
  };
  const mix = [
    ...Array<string>(8).fill('command'),
    ...Array<string>(2).fill('upload'),
    ...Array<string>(3).fill('completion'),
    ...Array<string>(1).fill('messageCommand'),
    ...Array<string>(7).fill('press'),
    ...Array<string>(4).fill('forge'),
    ...Array<string>(2).fill('form'),
    ...Array<string>(2).fill('mention'),
  ];

  return {
    async next() {
      const kind = random.of(mix);
      const done = settled();
      try {
        const what = await (acts[kind] as () => Promise<string>)();
        await done;
        // What they have in front of them now.
        const last = lately.at(-1);
        if (last !== undefined) pressable(last.who, last.channelId);
        return what;
      } catch (error) {
        // Nothing to press or to send off yet, or what Discord's client does not let anybody do.
        if (!isRefusal(error)) throw error;
        return `${kind}: nothing`;
      }
    },
    seen: () => [...customIds],
  };
}

/** The custom ids of the fields of a form that an interaction opened; null where it opened none. */
function fieldsOf({ world }: StandIn, interactionId: string): readonly string[] | null {
  const opened = [...world.interactions.values()].find(({ id }) => id === interactionId);
  const modal = opened?.outcome?.modal;
  if (!modal) return null;
  return allComponents(modal.components)
    .filter(({ type }) => type === ComponentType.TextInput)
    .map(({ custom_id: id }) => String(id));
}
