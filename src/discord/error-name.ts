/** What a failure is called in the log: its name alone, since messages may hold what somebody wrote. */

/** The name of an error; what kind of value it is where it is none. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
