/** What a command needs beside the library, where it is set up. */
import type { Turn } from '../../src/discord/command.ts';
import { FootnoteError } from '../../src/errors.ts';
import type { Intake } from '../../src/intake/intake.ts';
import type { Quotes } from '../../src/quotes/quotes.ts';

/** @throws FootnoteError `not-ready` where quotes are not set up. */
export function quotesOf({ quotes, say }: Turn): Quotes {
  if (quotes) return quotes;
  throw new FootnoteError('not-ready', say('unavailable'));
}

/** @throws FootnoteError `not-ready` where the folder cannot be changed from here. */
export function intakeOf({ intake, say }: Turn): Intake {
  if (intake) return intake;
  throw new FootnoteError('not-ready', say('unavailable'));
}
