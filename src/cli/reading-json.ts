/** How a file was read, as `--json` prints it: reasons and warnings in words. */
import type { FileReading } from '../model.ts';
import { tell } from './tell.ts';

/** A reading whose reasons and warnings are texts. */
export interface ReadingJson extends Omit<FileReading, 'dropped' | 'warnings'> {
  readonly dropped: readonly {
    readonly line: number;
    readonly text: string;
    readonly reason: string;
  }[];
  readonly warnings: readonly string[];
}

/** A reading in the form that `--json` promises. */
export function readingJson(reading: FileReading): ReadingJson {
  const { dropped, warnings } = reading;
  return {
    ...reading,
    dropped: dropped.map((line) => ({ ...line, reason: tell(line.reason) })),
    warnings: warnings.map(tell),
  };
}
