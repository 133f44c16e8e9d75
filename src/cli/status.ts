/** `footnote status`: how the bot is that runs with the data folder, port or no port. */
import { dataFolders } from '../data-folders.ts';
import { askInstance } from '../operations/instance-lock.ts';
import { Refusal } from '../refusals.ts';
import { print, printJson } from '../terminal.ts';
import { colors, configFor, type SharedFlags } from './context.ts';
import { printStatus } from './print-status.ts';
import { tell } from './tell.ts';

/** The flags of `footnote status`. */
export interface StatusFlags extends SharedFlags {
  /** Print one JSON object. */
  readonly json?: boolean;
}

const EXIT_NOT_WELL = 1;
/** As `systemctl status` has it. */
const EXIT_NOT_RUNNING = 3;

/**
 * Prints it; the exit code is 0 where all is well, 1 where something is not or has not started yet,
 * 3 where no bot runs.
 * @throws Refusal `statusSilent`.
 */
export async function status(flags: StatusFlags): Promise<void> {
  const { state } = dataFolders(configFor(flags).dataDir);
  const answer = await askInstance(state);
  if (answer === null) {
    process.exitCode = EXIT_NOT_RUNNING;
    if (flags.json) printJson(null);
    else print(`${tell(new Refusal('notRunning', { folder: state }))}\n`);
    return;
  }
  if (flags.json) printJson(answer);
  else print(printStatus(answer, colors));
  if (answer.condition !== 'well') process.exitCode = EXIT_NOT_WELL;
}
