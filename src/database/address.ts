/** Addresses of databases, as `DATABASE_URL` has them. */

/**
 * `sslmode` as the documentation of PostgreSQL has it (pg 8 by itself takes `require` for `verify-full`,
 * and says that it will not do so for ever).
 */
export function withLibpqModes(url: string): string {
  const parsed = new URL(url);
  const { searchParams } = parsed;
  if (!searchParams.has('sslmode') || searchParams.has('uselibpqcompat')) return url;
  if (searchParams.get('sslmode') === 'no-verify') return url;
  searchParams.set('uselibpqcompat', 'true');
  return parsed.href;
}

/** Nothing but the host: the rest of an address is a secret, or of no use to whoever reads it. */
export function hostOf(url: string): string {
  const { hostname, searchParams } = new URL(url);
  return searchParams.get('host') ?? (hostname || 'localhost');
}
