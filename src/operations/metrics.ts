/** What the bot does and how it is, as Prometheus reads it. No ids and no texts are in a label. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Holdings } from '../collections/holdings.ts';
import type { DatabaseFigures } from '../database/open-database.ts';
import type { Hooks } from '../discord/hooks.ts';
import type { Library } from '../library/library.ts';
import type { PageResult } from '../reader-page/page-result.ts';
import type { Vitals } from '../supervision/vitals.ts';

const MS = 1_000;
const NS = 1_000_000_000;
/** Seconds. Discord waits for three; a tenth is what people take for at once. */
const ACKNOWLEDGED_WITHIN = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const ANSWERED_WITHIN = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60];
/** Milliseconds between two looks at the event loop: what it tells is as exact as that. */
const DELAY_RESOLUTION_MS = 10;
const DELAY_QUANTILES = [50, 99] as const;
/** What nobody looked at closely enough to know which command it was. */
const SHED = { command: 'other', result: 'shed' } as const;

/** Where figures are read from when they are asked for. */
export interface MetricSources {
  readonly version: string;
  readonly vitals: Vitals;
  readonly library: Pick<Library, 'status'>;
  /** Of all collections; those of `library` alone where it is left out. */
  readonly holdings?: () => Holdings;
  /** By name, how many wait or are being worked on. */
  readonly queues: () => Readonly<Record<string, number>>;
  /** Left out where there is no database. */
  readonly database?: () => DatabaseFigures;
}

/** The figures of one bot. */
export interface Metrics {
  /** To be told what happens. */
  readonly hooks: Hooks;
  /** To be told what came of a request to the reader page. */
  readonly onPage: (result: PageResult) => void;
  readonly contentType: string;
  /** All figures now, in Prometheus's text format. */
  text(): Promise<string>;
  /** Stops watching the event loop. */
  close(): Promise<void>;
}

/** Begins to count. */
export function makeMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const delays = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  delays.enable();

  const interactions = new Counter({
    name: 'footnote_interactions_total',
    help: 'What was wanted of the bot, by command or button, and what came of it.',
    labelNames: ['command', 'result'],
    registers,
  });
  const acknowledgement = new Histogram({
    name: 'footnote_acknowledgement_seconds',
    help: 'From an arrival until Discord had its acknowledgement.',
    labelNames: ['command'],
    buckets: ACKNOWLEDGED_WITHIN,
    registers,
  });
  const answer = new Histogram({
    name: 'footnote_answer_seconds',
    help: 'From an arrival until all was sent.',
    labelNames: ['command'],
    buckets: ANSWERED_WITHIN,
    registers,
  });
  const badPackets = new Counter({
    name: 'footnote_bad_packets_total',
    help: 'What came through the gateway and could not be worked with, by kind of event.',
    labelNames: ['type'],
    registers,
  });
  const readings = new Counter({
    name: 'footnote_readings_total',
    help: 'Questions that were read together with passages; late where not all were read in time.',
    labelNames: ['result'],
    registers,
  });
  const feedback = new Counter({
    name: 'footnote_feedback_total',
    help: 'Answers of which somebody said whether they helped, as they said first.',
    labelNames: ['result'],
    registers,
  });
  const pages = new Counter({
    name: 'footnote_page_requests_total',
    help: 'What was asked of the reader page, and what came of it.',
    labelNames: ['result'],
    registers,
  });
  describe(registers, sources, delays);

  return {
    hooks: {
      onInteraction({ command, result, acknowledgedMs, tookMs }) {
        interactions.inc({ command, result });
        if (acknowledgedMs !== null) acknowledgement.observe({ command }, acknowledgedMs / MS);
        answer.observe({ command }, tookMs / MS);
      },
      onAnswer({ reading }) {
        if (reading !== null) readings.inc({ result: reading });
      },
      onFeedback({ helpful, isChange }) {
        if (!isChange) feedback.inc({ result: helpful ? 'helpful' : 'not_helpful' });
      },
      onShed: () => interactions.inc(SHED),
      onBadPacket: ({ type }) => badPackets.inc({ type }),
    },
    onPage: (result) => pages.inc({ result }),
    contentType: registry.contentType,
    text: () => registry.metrics(),
    async close() {
      delays.disable();
      registry.clear();
    },
  };
}

type MakeGauge = (
  name: string,
  help: string,
  labelNames: readonly string[],
  collect: (gauge: Gauge<string>) => void,
) => void;

/** Figures that are looked at when they are asked for. */
function describe(
  registers: Registry[],
  { version, vitals, library, holdings, queues, database }: MetricSources,
  delays: ReturnType<typeof monitorEventLoopDelay>,
): void {
  const gauge: MakeGauge = (name, help, labelNames, collect) =>
    new Gauge({
      name: `footnote_${name}`,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        collect(this);
      },
    });

  gauge('info', 'Always 1.', ['version'], (info) => info.set({ version }, 1));
  const held = (): Holdings => holdings?.() ?? { ...library.status(), collections: 1, open: 1 };
  gauge('passages', 'Passages of all collections.', [], (of) => of.set(held().passages));
  gauge('articles', 'Articles of all collections.', [], (of) => of.set(held().articles));
  gauge('collections', 'Collections, the default one too.', [], (of) => of.set(held().collections));
  gauge('collections_open', 'Collections in memory.', [], (of) => of.set(held().open));
  gauge('queue_length', 'What waits or is being worked on.', ['queue'], (length) => {
    for (const [queue, n] of Object.entries(queues())) length.set({ queue }, n);
  });
  gauge('part_well', '1 for a part of the bot that is well, else 0.', ['part'], (well) => {
    for (const { part, state } of vitals.states()) well.set({ part }, state === 'well' ? 1 : 0);
  });
  if (database !== undefined) describeDatabase(gauge, database);
  gauge(
    'event_loop_delay_seconds',
    'Delay of the event loop since the figures were last read.',
    ['quantile'],
    (delay) => {
      for (const percent of DELAY_QUANTILES) {
        // What is measured is how late a timer of this resolution came.
        const seconds = delays.percentile(percent) / NS - DELAY_RESOLUTION_MS / MS;
        delay.set({ quantile: String(percent / 100) }, Math.max(0, seconds));
      }
      delays.reset();
    },
  );
  gauge('memory_bytes', 'Memory of the main process.', ['kind'], (memory) => {
    const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
    memory.set({ kind: 'resident' }, rss);
    memory.set({ kind: 'heap_used' }, heapUsed);
    memory.set({ kind: 'heap_total' }, heapTotal);
    memory.set({ kind: 'external' }, external);
  });
  new Counter({
    name: 'footnote_restarts_total',
    help: 'How often a part was started again: gateway for reconnections, model, reading, …',
    labelNames: ['part'],
    registers,
    collect() {
      this.reset();
      for (const { part, restarts } of vitals.states()) this.inc({ part }, restarts);
    },
  });
}

/** Pools are `primary`, `read1`, `read2`, …: no address is told. */
function describeDatabase(gauge: MakeGauge, figures: () => DatabaseFigures): void {
  gauge(
    'database_connections',
    'Connections with the database, and who waits for one.',
    ['pool', 'state'],
    (connections) => {
      const { primary, replicas } = figures();
      for (const { name, inUse, idle, waiting } of [{ name: 'primary', ...primary }, ...replicas]) {
        connections.set({ pool: name, state: 'in_use' }, inUse);
        connections.set({ pool: name, state: 'idle' }, idle);
        connections.set({ pool: name, state: 'waiting' }, waiting);
      }
    },
  );
  gauge(
    'database_read_lag_seconds',
    'How far what questions are asked of is behind the primary.',
    ['pool'],
    (lag) => {
      for (const { name, lagMs } of figures().replicas) {
        if (lagMs !== null) lag.set({ pool: name }, lagMs / MS);
      }
    },
  );
  gauge('database_read_used', '1 where questions may be asked, else 0.', ['pool'], (used) => {
    for (const { name, isOut } of figures().replicas) used.set({ pool: name }, isOut ? 0 : 1);
  });
  gauge('leases_held', 'What this process works on alone, by kind.', ['kind'], (held) => {
    for (const [kind, n] of Object.entries(figures().leases)) held.set({ kind }, n);
  });
}
