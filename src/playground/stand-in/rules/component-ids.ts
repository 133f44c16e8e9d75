/** The `id` that every component has: given by the bot, or counted. */
import { isObject, type JsonObject, type Path, type Problems } from './problems.ts';

/** `components/reference`, "Anatomy of a component": a 32 bit integer. */
const LARGEST = 2 ** 31 - 1;

/** What lies in a component, in reading order. */
function childrenOf({ components, accessory, component }: JsonObject): unknown[] {
  return [...(Array.isArray(components) ? components : []), accessory, component];
}

/** Checks an `id`: unique in its message; 0 stands for none. */
export function checkComponentId(
  raw: JsonObject,
  path: Path,
  problems: Problems,
  { ids }: { readonly ids: Set<number> },
): void {
  const at = [...path, 'id'];
  const id = problems.integer(raw.id, at, { min: 0, max: LARGEST });
  if (id === undefined || id === 0) return;
  if (ids.has(id)) problems.add(at, 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
  ids.add(id);
}

/** Gives each component without one an `id`: counted in reading order, past those that are taken. */
export function numberComponents(components: readonly unknown[]): void {
  const all: JsonObject[] = [];
  const visit = (value: unknown) => {
    if (!isObject(value)) return;
    all.push(value);
    childrenOf(value).forEach(visit);
  };
  components.forEach(visit);
  const isGiven = ({ id }: JsonObject) => typeof id === 'number' && id !== 0;
  const taken = new Set(all.filter(isGiven).map(({ id }) => id));
  let next = 1;
  for (const component of all) {
    if (isGiven(component)) continue;
    while (taken.has(next)) next++;
    component.id = next++;
  }
}
