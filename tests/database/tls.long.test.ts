import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Pool } from '../../src/database/pool.ts';
import { testPool } from '../support/database.ts';
import {
  asServer,
  describePostgres,
  emptyCluster,
  startPostgres,
  type TestServer,
} from '../support/postgres.ts';
import { refusalOf } from '../support/refusals.ts';

describePostgres('TLS with a database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-tls-'));
  const [certificate, key] = [join(folder, 'server.crt'), join(folder, 'server.key')];
  let server: TestServer;

  beforeAll(async () => {
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    execFileSync(
      'openssl',
      [
        'req',
        '-new',
        '-x509',
        '-days',
        '2',
        '-nodes',
        ...subject,
        '-out',
        certificate,
        '-keyout',
        key,
      ],
      { stdio: 'ignore' },
    );
    const { uid, gid } = asServer();
    for (const path of [folder, certificate, key]) {
      if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
    }
    const settings = { ssl: 'on', ssl_cert_file: certificate, ssl_key_file: key };
    server = await startPostgres({ cluster: emptyCluster(), settings });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const isEncrypted = async (parameters: string, host = 'localhost'): Promise<unknown> => {
    const url = `${server.url().replace('127.0.0.1', host)}${parameters}`;
    const [row] = await testPool(url).query<{ ssl: boolean }>(
      'select ssl from pg_stat_ssl where pid = pg_backend_pid()',
    );
    return row?.ssl;
  };

  it('is spoken as the address says', async () => {
    expect(await isEncrypted('')).toBe(false);
    expect(await isEncrypted('?sslmode=disable')).toBe(false);
    expect(await isEncrypted('?sslmode=require')).toBe(true);
    expect(await isEncrypted(`?sslmode=verify-ca&sslrootcert=${certificate}`, '127.0.0.1')).toBe(
      true,
    );
    expect(await isEncrypted(`?sslmode=verify-full&sslrootcert=${certificate}`)).toBe(true);
  });

  it('is refused where a certificate is not to be believed, or not there', async () => {
    const untrusted = isEncrypted('?sslmode=verify-full');
    expect((await refusalOf(untrusted)).key).toBe('databaseAway');
    const foreign = isEncrypted(`?sslmode=verify-full&sslrootcert=${certificate}`, '127.0.0.1');
    expect((await refusalOf(foreign)).key).toBe('databaseAway');
    const url = `${server.url()}?sslmode=verify-full&sslrootcert=/nowhere.crt`;
    expect(() => new Pool({ url, applicationName: 'footnote test' })).toThrow('ENOENT');
  });
});
