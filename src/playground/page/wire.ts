/**
 * What passes between the page and its server, defined here once for both: the server's events,
 * what the page asks for, and what the side panel shows. Of Discord's own objects it names what the
 * page reads; the rest passes unseen.
 */

import type { Piece, Span } from '../../model.ts';

/** A person or the bot. */
export interface User {
  readonly id: string;
  readonly username: string;
  readonly global_name?: string | null;
  readonly bot?: boolean;
}

/** A button, select, row or any other component, in messages and forms. */
export interface Component {
  readonly type: number;
  readonly id?: number;
  readonly custom_id?: string;
  readonly style?: number;
  readonly label?: string;
  readonly description?: string | null;
  readonly placeholder?: string;
  readonly url?: string;
  readonly disabled?: boolean;
  readonly required?: boolean;
  readonly value?: string | boolean | number;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly emoji?: { readonly name?: string | null };
  readonly options?: readonly Choice[];
  readonly content?: string;
  readonly accent_color?: number | null;
  readonly spoiler?: boolean;
  readonly divider?: boolean;
  /** Of a separator: 1 small, 2 large. */
  readonly spacing?: number;
  readonly components?: readonly Component[];
  readonly component?: Component;
  readonly accessory?: Component;
  readonly items?: readonly Picture[];
  readonly media?: Media;
  readonly file?: Media;
  /** Of a file. */
  readonly name?: string | null;
  readonly size?: number | null;
  readonly default_values?: readonly { readonly id: string }[];
}

/** A picture or a file that a component shows. */
export interface Media {
  readonly url: string;
  readonly content_type?: string | null;
  /** The file of the message that it is; absent for an address elsewhere. */
  readonly attachment_id?: string;
}

/** An item of a gallery, or a thumbnail. */
export interface Picture {
  readonly media?: Media;
  readonly description?: string | null;
  readonly spoiler?: boolean;
}

/** An entry of a select or a group. */
interface Choice {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  readonly default?: boolean;
}

/** An embed. */
export interface Embed {
  readonly title?: string;
  readonly url?: string;
  readonly description?: string;
  readonly color?: number;
  readonly timestamp?: string;
  readonly author?: { readonly name: string; readonly url?: string };
  readonly footer?: { readonly text: string };
  readonly fields?: readonly {
    readonly name: string;
    readonly value: string;
    readonly inline?: boolean;
  }[];
}

/** An uploaded file. */
export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly size: number;
  readonly url: string;
  readonly content_type?: string;
  readonly description?: string;
}

/** A message. */
export interface Message {
  readonly id: string;
  readonly channel_id: string;
  readonly author: User;
  readonly content: string;
  readonly timestamp: string;
  readonly edited_timestamp?: string | null;
  readonly flags?: number;
  readonly embeds: readonly Embed[];
  readonly attachments: readonly Attachment[];
  readonly components?: readonly Component[];
  readonly mentions?: readonly User[];
  readonly referenced_message?: Message | null;
  readonly interaction_metadata?: {
    readonly id: string;
    readonly type: number;
    readonly name?: string;
    readonly user: User;
    readonly target_message_id?: string;
  };
}

/** What a name or a description is in other languages, by Discord's locale. */
type Localisations = Readonly<Record<string, string | null | undefined>> | null | undefined;

/** An option of a command, or a subcommand (type 1), or a group of them (type 2). */
export interface CommandOption {
  readonly type: number;
  readonly name: string;
  readonly name_localizations?: Localisations;
  readonly description: string;
  readonly description_localizations?: Localisations;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly OptionChoice[];
  readonly options?: readonly CommandOption[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
}

/** A value that an option offers. */
interface OptionChoice {
  readonly name: string;
  readonly name_localizations?: Localisations;
  readonly value: string | number;
}

/** A registered command: 1 slash command, 2 on people, 3 on messages. */
export interface Command {
  readonly id: string;
  readonly name: string;
  readonly name_localizations?: Localisations;
  readonly type: number;
  readonly description?: string;
  readonly description_localizations?: Localisations;
  readonly options?: readonly CommandOption[];
}

/** A server that the person is in. */
export interface Server {
  readonly id: string;
  readonly name: string;
}

/** A place to talk. */
export interface Channel {
  readonly id: string;
  /** The server that it is in; null for one in none. */
  readonly server: string | null;
  readonly kind: 'text' | 'bot-dm' | 'private';
  readonly name: string;
  readonly topic: string | null;
  readonly mayWrite: boolean;
}

/** One of those whom the page can act as. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Where they are, and whether they moderate there. */
  readonly servers: readonly (Server & { readonly moderates: boolean })[];
  /** Whether this browser has to give the token before it may act as them. */
  readonly locked: boolean;
}

/** Everything there is to show, sent first on every connection. */
export interface Snapshot {
  readonly type: 'snapshot';
  readonly me: string;
  readonly people: readonly Person[];
  readonly bot: { readonly id: string; readonly name: string; readonly online: boolean };
  readonly servers: readonly Server[];
  readonly channels: readonly Channel[];
  /** Roles of the server that the channel is in and that can be mentioned; the bot's own has its id. */
  readonly roles: readonly {
    readonly id: string;
    readonly name: string;
    readonly botId?: string;
  }[];
  readonly channelId: string;
  /** Permission bits in the channel, decimal. */
  readonly permissions: string;
  readonly commands: readonly Command[];
  readonly messages: readonly Message[];
}

/** A form that the bot opens. */
export interface Modal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly Component[];
}

/** Whatever comes from the server. */
export type ServerEvent =
  | Snapshot
  | {
      readonly type: 'message-create' | 'message-update';
      readonly channelId: string;
      readonly message: Message;
    }
  | { readonly type: 'message-delete'; readonly channelId: string; readonly messageId: string }
  | {
      readonly type: 'interaction-failed';
      readonly channelId: string;
      readonly interactionId: string;
      readonly reason: string;
    }
  | {
      readonly type: 'interaction-acknowledged';
      readonly channelId: string;
      readonly interactionId: string;
    }
  | {
      readonly type: 'modal';
      readonly channelId: string;
      readonly interactionId: string;
      readonly modal: Modal;
    }
  | { readonly type: 'typing'; readonly channelId: string; readonly userId: string }
  | { readonly type: 'commands-change'; readonly commands: readonly Command[] }
  | { readonly type: 'bot-status'; readonly online: boolean };

/** A file as it is sent to the server. */
export interface FileToSend {
  readonly filename: string;
  readonly contentType: string;
  readonly base64: string;
}

/** What is given for an option. */
export type OptionValue = string | number | boolean | FileToSend;

/** What is given for a field of a form. */
export type FieldValue = string | boolean | readonly string[] | readonly FileToSend[];

/** Something a person does. */
export type Act =
  | {
      readonly do: 'run';
      readonly name: string;
      readonly channelId: string;
      readonly options: Readonly<Record<string, OptionValue>>;
    }
  | {
      readonly do: 'autocomplete';
      readonly name: string;
      readonly channelId: string;
      readonly focused: string;
      readonly options: Readonly<Record<string, OptionValue>>;
    }
  | { readonly do: 'message-command'; readonly name: string; readonly messageId: string }
  | { readonly do: 'click'; readonly messageId: string; readonly customId: string }
  | {
      readonly do: 'select';
      readonly messageId: string;
      readonly customId: string;
      readonly values: readonly string[];
    }
  | {
      readonly do: 'submit';
      readonly interactionId: string;
      readonly fields: Readonly<Record<string, FieldValue>>;
    }
  | {
      readonly do: 'send';
      readonly channelId: string;
      readonly content: string;
      readonly files: readonly FileToSend[];
      readonly replyTo?: string;
    }
  | { readonly do: 'dismiss'; readonly messageId: string }
  | { readonly do: 'delete'; readonly messageId: string };

/** What comes back for an act. */
export interface ActResult {
  readonly interactionId?: string;
  readonly messageId?: string;
  readonly choices?: readonly OptionChoice[];
}

/** What to try with the articles at hand. */
export interface InsightSuggestions {
  /** Questions that they answer. */
  readonly questions: readonly string[];
  /** One that they do not answer; null where they seem to answer everything. */
  readonly offTopic: string | null;
  /** A sentence of theirs with one word changed; null where there is none to be had. */
  readonly falseQuote: string | null;
}

/** A line of an article's file that is not in the article, and why. */
interface InsightDroppedLine {
  /** Counts the file's lines from 1. */
  readonly line: number;
  readonly text: string;
  /** A short phrase for people. */
  readonly reason: string;
}

/** An article with one of its passages pointed out. */
export interface InsightArticle {
  readonly title: string;
  readonly author: string | null;
  readonly publisher: string | null;
  /** `YYYY-MM-DD`. */
  readonly published: string | null;
  /** An absolute http(s) address. */
  readonly url: string | null;
  readonly language: string | null;
  /** Path inside the articles folder. */
  readonly file: string;
  readonly text: string;
  /** Offsets into `text`; `section` is the heading above, null before the first one. */
  readonly blocks: readonly (Span & {
    readonly number: number;
    readonly section: string | null;
    /** How it is drawn; offsets into `text`. */
    readonly pieces: readonly Piece[];
  })[];
  /** The cited passage; offsets into `text`. */
  readonly passage: Span;
  /** What of the file was left out, by line. */
  readonly dropped: readonly InsightDroppedLine[];
  /** One sentence each, such as a date that could not be understood. */
  readonly warnings: readonly string[];
}

/** A passage that the ranking looked at. Ranks count from 1; null where an index did not find it. */
export interface InsightCandidate {
  readonly citationId: string;
  /** The key of its collection; absent for the default one. */
  readonly collection?: string;
  /** The article's title. */
  readonly title: string;
  readonly paragraph: number;
  /** The passage. */
  readonly text: string;
  /** Where it begins in its article. */
  readonly start: number;
  /** How it is drawn, and what of it answers best; offsets into the article's text. */
  readonly pieces: readonly Piece[];
  readonly highlight: Span;
  /** Whether the highlight is worth pointing out. */
  readonly marked: boolean;
  readonly lexicalRank: number | null;
  /** BM25, as the ranking weighs it. */
  readonly lexicalScore: number | null;
  readonly vectorRank: number | null;
  /** Closeness of question and passage in meaning: 0 is unrelated, 1 an answer. */
  readonly similarity: number | null;
  /** The reader's word that it answers, in nats above "none of these"; null where it was not read. */
  readonly reading: number | null;
  /** The score that decides the order. */
  readonly fused: number;
}

/** What a question that goes on from an answer took over from it. */
interface InsightCarried {
  /** What was searched in its place. */
  readonly asked: string;
  /** The title of the article that alone was asked; null where all were. */
  readonly article: string | null;
}

/** Why a question was answered as it was, or not. */
export interface InsightExplanation {
  /** Absent where nothing was taken over from what was asked before. */
  readonly carried?: InsightCarried;
  readonly judgement: 'answers' | 'may-answer' | 'no-answer';
  /** Probability that the first candidate answers the question. */
  readonly confidence: number;
  /** The confidences from which on it is said to answer, or that it may. */
  readonly thresholds: { readonly mayAnswerFrom: number; readonly answersFrom: number };
  /** Whether the best passages were read with the question, all or not; null where none were to be. */
  readonly reading: 'read' | 'late' | null;
  /** What the judgement weighed, by name. */
  readonly signals: Readonly<Record<string, number>>;
  /** Best first. */
  readonly candidates: readonly InsightCandidate[];
}

/** A question as it was asked. */
export interface AskedQuestion {
  /** The one text that the command to ask with needs, what a form was given, or a message without its mention of the bot. */
  readonly question: string;
  /** A command's options by name; none for a message or a form. */
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

/** An explanation together with the question it is about, and the channel that it was asked in. */
export type ExplainedQuestion = AskedQuestion & InsightExplanation & { readonly channelId: string };
