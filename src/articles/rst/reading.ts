/** What the pieces of one reStructuredText document share while it is read. */
import type { DropReason } from '../../refusals.ts';
import type { BlockBuilder } from '../block-builder.ts';
import type { RstLine } from './lines.ts';

/** A document that is being read. */
export interface RstReading {
  readonly body: BlockBuilder;
  /** One tidy line without its markup. */
  inline(text: string): string;
  drop(line: RstLine, reason: DropReason): void;
  /** Reads lines as blocks of their own. @param depth of nesting */
  flow(lines: readonly RstLine[], depth: number): void;
}
