/** What the page asks the server to do, and what comes back. */
import type { OptionChoice } from './wire.ts';

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
  | { readonly do: 'dismiss' | 'delete'; readonly messageId: string };

/** What comes back for an act. */
export interface ActResult {
  readonly interactionId?: string;
  readonly messageId?: string;
  readonly choices?: readonly OptionChoice[];
}
