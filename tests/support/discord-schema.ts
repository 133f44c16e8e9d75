/** Validates request bodies against Discord's OpenAPI description, where that file is at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Beside the project; not part of it. */
const DESCRIPTION = new URL('../../../shared/discord/openapi.json', import.meta.url);

/** What of a recorded request is validated. */
export interface RequestToValidate {
  readonly method: string;
  /** As the description names it, such as `/channels/{channel_id}/messages`. */
  readonly route: string | null;
  /** The parsed JSON body, undefined without one. */
  readonly body: unknown;
}

/** @returns one line a fault; none when the body is as described, or when there is no body. */
export type BodyValidator = (request: RequestToValidate) => string[];

interface Description {
  readonly paths: Record<string, Record<string, { requestBody?: unknown } | undefined>>;
}

const isId = (text: string) => /^(0|[1-9]\d*)$/.test(text);

/**
 * Compiles the description.
 * @returns null when the file is absent: then there is nothing to validate against.
 */
export function createBodyValidator(): BodyValidator | null {
  if (!existsSync(DESCRIPTION)) return null;
  const description = JSON.parse(readFileSync(DESCRIPTION, 'utf8')) as Description;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  // The package is CommonJS and exports its function twice.
  (addFormats as unknown as (to: Ajv2020) => void)(ajv);
  ajv.addFormat('snowflake', isId);
  ajv.addFormat('nonce', (text: string) => text.length <= 25);
  ajv.addFormat('int32', {
    type: 'number',
    validate: (n) => Number.isInteger(n) && Math.abs(n) <= 2 ** 31,
  });
  ajv.addFormat('int64', { type: 'number', validate: Number.isInteger });
  ajv.addSchema(description, 'discord');
  const compiled = new Map<string, ValidateFunction | null>();

  const compile = (route: string, method: string): ValidateFunction | null => {
    const operation = description.paths[route]?.[method];
    if (operation?.requestBody === undefined) return null;
    const steps = ['paths', route, method, 'requestBody', 'content', 'application/json', 'schema'];
    const pointer = steps.map((step) =>
      encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')),
    );
    return ajv.compile({ $ref: `discord#/${pointer.join('/')}` });
  };

  return ({ method, route, body }) => {
    if (body === undefined) return [];
    if (route === null) return ['This route is not known.'];
    const key = `${method} ${route}`;
    let validate = compiled.get(key);
    if (validate === undefined) {
      validate = compile(route, method.toLowerCase());
      compiled.set(key, validate);
    }
    if (validate === null) return [`${key} is described without a body.`];
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${key} ${instancePath || '/'} ${message}`,
    );
  };
}
