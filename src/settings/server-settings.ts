/** What the managers of a server chose for it: how the bot behaves there. */
import type { CardTheme } from '../cards/card.ts';
import type { LanguageCode } from '../languages/languages.ts';

/** Where answers may be shown to everyone by `visible: true`. */
export type VisibleWhere =
  | 'everywhere'
  | 'nowhere'
  /** In these channels, by id, and in the threads below them. */
  | readonly string[];

/** Of one server. What was never chosen has the value that it has without settings. */
export interface ServerSettings {
  /** Of messages that everyone sees; null where it follows the server, as without settings. */
  readonly language: LanguageCode | null;
  /** Whether mentions are answered at all. */
  readonly mentions: boolean;
  readonly visible: VisibleWhere;
  /** Where new articles of the server's sources are told that name no channel themselves; null for nowhere. */
  readonly announcements: string | null;
  /** Where the weekly digest is posted; null for nowhere. */
  readonly digest: string | null;
  /** Of quote cards; null for what the program draws without settings. */
  readonly cardTheme: CardTheme | null;
  /** Of quote cards, `#rrggbb`; null for the usual one. */
  readonly cardAccent: string | null;
}

/** What a server has that chose nothing. */
export const USUAL_SETTINGS: ServerSettings = {
  language: null,
  mentions: true,
  visible: 'everywhere',
  announcements: null,
  digest: null,
  cardTheme: null,
  cardAccent: null,
};

/** The settings of all servers, kept as state of the default collection, a folder a server. */
export interface Settings {
  /** Of a server; from memory where it was asked for lately, so what another process changed is heard within a minute. */
  of(serverId: string): Promise<ServerSettings>;
  /** Changes what is named, leaves the rest. Resolves when it is kept. */
  change(serverId: string, changes: Partial<ServerSettings>): Promise<ServerSettings>;
  /** Servers that chose something, by id. */
  servers(): Promise<readonly string[]>;
  /** Forgets what a server chose. */
  forget(serverId: string): Promise<void>;
}
