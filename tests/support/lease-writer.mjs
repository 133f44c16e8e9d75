/** A process that writes numbers for as long as it holds a lease: `node lease-writer.mjs URL TIMES`. */
import { setTimeout as pause } from 'node:timers/promises';
import { LEASE_TIMES, makeLeases, writing } from '../../dist/src/database/leases.js';
import { Pool } from '../../dist/src/database/pool.js';

const [url, times] = process.argv.slice(2);
const pool = new Pool({ url, applicationName: `writer ${process.pid}` });
const leases = makeLeases(pool, { ...LEASE_TIMES, ...JSON.parse(times) });
const never = new AbortController().signal;
process.on('SIGTERM', async () => {
  await leases.close();
  await pool.close();
  process.exit(0);
});

const insert = 'insert into written (epoch, pid, step) values ($1, $2, $3)';
for (;;) {
  const lease = await leases.wait('writer:1', never);
  process.stdout.write(`holds ${lease.epoch}\n`);
  while (!lease.lost.aborted) {
    // Two rows or none: what is between them is where a process is stopped.
    const write = writing(pool, lease, async (connection) => {
      await connection.query(insert, [lease.epoch, process.pid, 1]);
      await pause(5);
      await connection.query(insert, [lease.epoch, process.pid, 2]);
    });
    await write.catch((error) => process.stdout.write(`refused ${error.key ?? error.code}\n`));
    await pause(5);
  }
  process.stdout.write('lost\n');
  await lease.release();
}
