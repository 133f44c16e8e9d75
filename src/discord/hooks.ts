/** Where whoever counts things, such as metrics, is told what the bot does. */
import type { Logger } from 'pino';
import type { Evidence } from '../model.ts';
import type { RefusalKey } from '../refusals.ts';

/** Where a question comes from; `message` is a direct one. */
export type AskedFrom = 'ask' | 'mention' | 'message' | 'find-sources';

/** What came of something that someone wanted of the bot. */
export type InteractionResult =
  | 'answered'
  /** A question that the articles do not answer. */
  | 'abstained'
  | 'refused'
  | 'failed'
  /** Came too late to be acknowledged in time, and was let go. */
  | 'shed'
  /** Discord took no answer any more. */
  | 'expired';

/** What was wanted of the bot, as it ended. */
export interface InteractionEvent {
  /** One of the bot's commands, buttons, `mention`, `message` (a direct one) or `autocomplete`; `other` for what is none. */
  readonly command: string;
  readonly result: InteractionResult;
  /** Milliseconds from its arrival to Discord's word that it is acknowledged; null where it never was. */
  readonly acknowledgedMs: number | null;
  /** Milliseconds from its arrival to its end. */
  readonly tookMs: number;
}

/** What may be listened to. Nothing that anybody wrote is passed on, nor who they are. */
export interface Hooks {
  /** A question was answered, or found to be unanswered. */
  onAnswer?(event: {
    readonly from: AskedFrom;
    readonly answered: boolean;
    /** Probability, between 0 and 1, that the first excerpt answers. */
    readonly confidence: number;
    /** See `Evidence.reading`. */
    readonly reading: Evidence['reading'];
    /** Milliseconds from the question to the ranking. */
    readonly tookMs: number;
  }): void;
  /** Somebody said whether an answer helped, or that it is the other way round than they said before. */
  onFeedback?(event: { readonly helpful: boolean; readonly isChange: boolean }): void;
  /** A quote was posted for everyone. */
  onShare?(event: { readonly citationId: string }): void;
  /** Something was refused, for a reason that the person was told. */
  onRefusal?(event: { readonly key: RefusalKey }): void;
  /** What was no refusal: `id` is in the log, and what the person was told where there was a way. */
  onFault?(event: { readonly id: string; readonly error: unknown }): void;
  /** Something is wanted of the bot; one `onInteraction` follows. */
  onArrival?(event: Pick<InteractionEvent, 'command'>): void;
  onInteraction?(event: InteractionEvent): void;
  /** An interaction was left alone, since it had waited too long: so many milliseconds. */
  onShed?(event: { readonly afterMs: number }): void;
  /** Something came through the gateway that could not be worked with; `type` is one of a few names. */
  onBadPacket?(event: { readonly type: string; readonly error: string }): void;
}

/** All listeners as one; one that throws is logged, and harms nobody. */
export function joinHooks(listeners: readonly Hooks[], logger: Logger): Required<Hooks> {
  const tell =
    <K extends keyof Hooks>(name: K) =>
    (event: Parameters<Required<Hooks>[K]>[0]): void => {
      for (const listener of listeners) {
        try {
          (listener[name] as ((event: unknown) => void) | undefined)?.(event);
        } catch (error) {
          logger.error({ hook: name, error: String(error) }, 'a hook failed');
        }
      }
    };
  return {
    onAnswer: tell('onAnswer'),
    onFeedback: tell('onFeedback'),
    onShare: tell('onShare'),
    onRefusal: tell('onRefusal'),
    onFault: tell('onFault'),
    onArrival: tell('onArrival'),
    onInteraction: tell('onInteraction'),
    onShed: tell('onShed'),
    onBadPacket: tell('onBadPacket'),
  };
}
