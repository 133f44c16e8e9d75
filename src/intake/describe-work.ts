/** Work of a reading process: the whole preview of a waiting article as a text for people. */
import { sayIn } from '../languages/say.ts';
import { Refusal } from '../refusals.ts';
import { type Choices, correctedMetadata, numberedRows } from './choices.ts';
import { describePreview } from './describe-preview.ts';
import { allRows, openOutline } from './outline-file.ts';

/** What is described, and in which language. */
export interface ToDescribe {
  /** The outline's file. */
  readonly outline: Uint8Array;
  readonly choices: Choices;
  readonly fileName: string;
  /** Such as `en-US`. */
  readonly locale: string;
}

/** @throws Refusal `notWaiting` for an outline of another version. */
export async function work({ outline, choices, fileName, locale }: ToDescribe): Promise<string> {
  const opened = openOutline(outline);
  const facts = opened?.head.articles[0];
  if (!opened || !facts) throw new Refusal('notWaiting');
  const { head } = opened;
  const metadata = correctedMetadata(facts, choices);
  const rows = numberedRows(allRows(opened), choices);
  return `${describePreview(sayIn(locale), { fileName, head, metadata, rows })}\n`;
}
