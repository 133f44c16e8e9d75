/** Units of measure: what each measures, and how many of the base unit it is. */

/** A unit. */
export interface Unit {
  readonly dimension: string;
  readonly factor: number;
}

/**
 * By the name that languages map their words to; `m2` is a square metre. Units that differ by country
 * (a ton, a gallon) are dimensions of their own.
 * Factors: NIST Special Publication 811, appendix B.
 */
export const UNITS: ReadonlyMap<string, Unit> = new Map(
  Object.entries({
    length: {
      mm: 0.001,
      cm: 0.01,
      m: 1,
      km: 1000,
      in: 0.0254,
      ft: 0.3048,
      yd: 0.9144,
      mi: 1609.344,
    },
    area: { m2: 1, km2: 1e6, cm2: 1e-4, ha: 1e4, ft2: 0.09290304, mi2: 2_589_988, acre: 4046.873 },
    volume: { ml: 1e-6, l: 0.001, m3: 1, km3: 1e9 },
    mass: { mg: 1e-6, g: 0.001, kg: 1, lb: 0.45359237, oz: 0.028349523 },
    ton: { t: 1 },
    time: { s: 1, min: 60, h: 3600, d: 86_400, wk: 604_800 },
    // Months and years have no fixed number of days.
    months: { mo: 1, yr: 12, decade: 120, century: 1200 },
    power: { w: 1, kw: 1e3, mw: 1e6, gw: 1e9 },
    share: { '%': 1 },
    celsius: { '°C': 1 },
    fahrenheit: { '°F': 1 },
    speed: { kmh: 1, mph: 1.609344 },
    dollars: { $: 1 },
    euros: { '€': 1 },
    pounds: { '£': 1 },
    yen: { '¥': 1 },
    roubles: { '₽': 1 },
  } satisfies Readonly<Record<string, Readonly<Record<string, number>>>>).flatMap(
    ([dimension, units]): [string, Unit][] =>
      Object.entries(units).map(([unit, factor]) => [unit, { dimension, factor }]),
  ),
);
