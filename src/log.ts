/** The log, for whoever runs the bot: one JSON line an event, on standard error, without secrets. */
import { type DestinationStream, destination, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

const STANDARD_ERROR = 2;
/** Where a token could hide in what libraries hand over; question texts are never handed over. */
const SECRETS = ['token', '*.token', 'headers.authorization', '*.headers.authorization'];

/** A logger; `stream` for tests, standard error otherwise. */
export function makeLogger(level: Config['logLevel'], stream?: DestinationStream): Logger {
  const options = { level, base: null, redact: { paths: SECRETS, censor: '[secret]' } };
  return pino(options, stream ?? destination({ fd: STANDARD_ERROR, sync: true }));
}
