/**
 * The log, for whoever runs the bot, on standard error: readable on a terminal, a line of JSON an
 * event anywhere else. Secrets and what people typed are never in it.
 */
import pc from 'picocolors';
import { type DestinationStream, destination, type Logger, pino } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { Config } from './config.ts';

const STANDARD_ERROR = 2;
/** UTF-16 units of a secret that is looked for. */
const SECRET_MIN = 6;
/** Where a token could hide in what libraries hand over; question texts are never handed over. */
const SECRETS = ['token', '*.token', 'headers.authorization', '*.headers.authorization'];
const CENSORED = '[secret]';
/** Addresses hold an interaction's token, which answers for a quarter of an hour. */
const TOKEN_IN_ADDRESS = /(\/(?:interactions|webhooks)\/\d{17,20}\/)[\w.-]{20,}/g;
/** A bot's token: the application's id in base64, a time, a signature. */
const BOT_TOKEN = /[MNO][\w-]{23,27}\.[\w-]{6,7}\.[\w-]{27,}/g;

/** Whether the log stands beside what the program says on the same terminal. */
export function isLogOnTerminal(): boolean {
  return process.stderr.isTTY === true && process.stdout.isTTY === true;
}

/**
 * A logger.
 * @param stream for tests; standard error otherwise.
 * @param secrets are taken out wherever they stand.
 */
export function makeLogger(
  level: Config['logLevel'],
  stream: DestinationStream = standardError(),
  secrets: readonly string[] = [],
): Logger {
  const scrubbed = { write: (line: string) => stream.write(withoutSecrets(line, secrets)) };
  const options = { level, base: null, redact: { paths: SECRETS, censor: CENSORED } };
  return pino(options, scrubbed);
}

/** What must not be in any log, however it comes there. Shorter ones would tear holes into it. */
export function secretsOf({ discord: { token, apiUrl }, database }: Config): string[] {
  const addresses = [apiUrl, database?.url, ...(database?.readUrls ?? [])];
  const passwords = addresses.flatMap((address) => (address ? passwordsIn(new URL(address)) : []));
  const secrets = [token ?? '', ...passwords].filter(({ length }) => length >= SECRET_MIN);
  // The longest first: what is left of one that holds another one would still tell most of it.
  return [...new Set(secrets)].sort((a, b) => b.length - a.length);
}

/** As they stand in an address, and as they are meant; a database's may also follow the `?`. */
function passwordsIn({ password, searchParams }: URL): string[] {
  const plain = new URLSearchParams(`password=${password.replaceAll('+', '%2B')}`).get('password');
  const asked = searchParams.getAll('password');
  return [password, plain ?? '', ...asked, ...asked.map(encodeURIComponent)];
}

/** A text without these secrets, and without whatever looks like a token. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.reduce((left, secret) => left.replaceAll(secret, CENSORED), text);
  return known.replace(TOKEN_IN_ADDRESS, `$1${CENSORED}`).replace(BOT_TOKEN, CENSORED);
}

/** At once, so that the last words before an end are not lost. */
function standardError(): DestinationStream {
  const out = destination({ fd: STANDARD_ERROR, sync: true });
  // Whoever read it is gone, and that is no reason to end.
  out.on('error', () => {});
  if (process.stderr.isTTY !== true) return out;
  const readable = prettyFactory({
    colorize: pc.isColorSupported,
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss',
  });
  return { write: (line) => void out.write(readable(line)) };
}
