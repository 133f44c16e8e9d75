/** What a command needs beside the library, where it is set up. */
import type { Turn } from '../../src/discord/command.ts';
import { escapeMarkdown } from '../../src/discord/escape.ts';
import { FootnoteError } from '../../src/errors.ts';
import type { Intake } from '../../src/intake/intake.ts';
import type { Quotes } from '../../src/quotes/quotes.ts';

/**
 * Quotes, whose refusal to judge too early is told in the asker's language.
 * @throws FootnoteError `not-ready` where quotes are not set up.
 */
export function quotesOf({ quotes, say }: Turn): Quotes {
  if (!quotes) throw new FootnoteError('not-ready', say('unavailable'));
  const judge = <T>(verdict: () => T): T => {
    try {
      return verdict();
    } catch (error) {
      if (!(error instanceof FootnoteError) || error.code !== 'not-ready') throw error;
      throw new FootnoteError('not-ready', say('quotesReading'), { cause: error });
    }
  };
  return {
    find: (typed, options) => quotes.find(typed, options),
    findExact: (text) => judge(() => quotes.findExact(text)),
    verify: (quote) => judge(() => quotes.verify(quote)),
    extract: (message) => quotes.extract(message),
  };
}

/**
 * The intake, whose refusals are introduced in the asker's language: the reason itself, of which
 * there are many, is told in English.
 * @throws FootnoteError `not-ready` where the folder cannot be changed from here.
 */
export function intakeOf({ intake, say }: Turn): Intake {
  if (!intake) throw new FootnoteError('not-ready', say('unavailable'));
  const told = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof FootnoteError)) throw error;
      const reason = escapeMarkdown(error.message);
      throw new FootnoteError(error.code, say('intakeRefused', { reason }), { cause: error });
    }
  };
  return {
    stageFile: (file) => told(intake.stageFile(file)),
    stageUrl: (url) => told(intake.stageUrl(url)),
    keep: (id) => told(intake.keep(id)),
    discard: (id) => told(intake.discard(id)),
    remove: (file) => told(intake.remove(file)),
  };
}
