/** What is kept about people here, for how long, and what is not: by what is switched on. */
import type { APIEmbedField } from 'discord.js';
import type { Turn } from '../../src/discord/command.ts';
import type { Say } from '../../src/languages/say.ts';
import { KEPT_DAYS } from '../../src/statistics/use-counts.ts';

/** What keeps something. */
type Kept = Pick<Turn, 'gaps' | 'statistics' | 'askers'>;

/** Where it is said. */
export interface KeptWhere {
  readonly guildId: string | null;
  /** Whether direct messages can use a server's articles, or do. */
  readonly isOffered: boolean;
}

/** Both as fields, a line each; a field holds 1,024 characters. */
export function keptFields(say: Say, turn: Kept, where: KeptWhere): APIEmbedField[] {
  const field = (name: string, lines: readonly string[]): APIEmbedField => ({
    name,
    value: lines.map((line) => `• ${line}`).join('\n'),
    inline: false,
  });
  return [
    field(say('aboutPrivacy'), keptLines(say, turn, where)),
    field(say('aboutNever'), neverLines(say, turn)),
  ];
}

function keptLines(
  say: Say,
  { gaps, statistics, askers }: Kept,
  { guildId, isOffered }: KeptWhere,
): string[] {
  const lines = [say('aboutKeptShared')];
  if (gaps) {
    const { retentionDays: n, keepsTexts } = gaps;
    lines.push(say(keepsTexts ? 'aboutKeptGaps' : 'aboutKeptNumbers', { n }));
  }
  if (statistics) lines.push(say('aboutKeptUse', { n: KEPT_DAYS }));
  if (askers) lines.push(say('aboutPrivacyTellMe', { n: askers.retentionDays }));
  if (guildId !== null) lines.push(say('aboutKeptSettings'));
  if (isOffered) lines.push(say('aboutPrivacyMessages'));
  return lines;
}

function neverLines(say: Say, { gaps }: Pick<Kept, 'gaps'>): string[] {
  return [
    ...(gaps?.keepsTexts ? [] : [say('aboutNeverTexts')]),
    say('aboutNeverWho'),
    say('aboutPrivacyMentions'),
    say('aboutNeverSent'),
  ];
}
