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

/** What of a recorded request's answer is validated. */
export type AnswerToValidate = Omit<RequestToValidate, 'body'> & { readonly response: unknown };

type Nested = Readonly<Record<string, unknown>> | undefined;

interface Description {
  readonly paths: Readonly<Record<string, Nested>>;
}

const isId = (text: string) => /^(0|[1-9]\d*)$/.test(text);

/** Validates one part of what is described of a route; null where the route is described without it. */
type PartValidator = (route: string, method: string, value: unknown) => string[] | null;

/**
 * Compiles the description.
 * @param part the steps from a route's method to the schema of that part.
 * @returns null when the file is absent: then there is nothing to validate against.
 */
function createValidator(part: readonly string[]): PartValidator | null {
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
    const steps = ['paths', route, method, ...part];
    const isDescribed = steps.reduce<unknown>((at, step) => (at as Nested)?.[step], description);
    if (isDescribed === undefined) return null;
    const pointer = steps.map((step) =>
      encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')),
    );
    return ajv.compile({ $ref: `discord#/${pointer.join('/')}` });
  };

  return (route, method, value) => {
    const key = `${method} ${route}`;
    let validate = compiled.get(key);
    if (validate === undefined) {
      validate = compile(route, method.toLowerCase());
      compiled.set(key, validate);
    }
    if (validate === null) return null;
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${key} ${instancePath || '/'} ${message}`,
    );
  };
}

/** A worker keeps them from file to file: to read and compile the description takes longer than a test. */
const validators = new Map<string, PartValidator | null>();

function validatorOf(part: readonly string[]): PartValidator | null {
  const key = part.join('/');
  let validator = validators.get(key);
  if (validator === undefined) {
    validator = createValidator(part);
    validators.set(key, validator);
  }
  return validator;
}

/** @returns null where there is nothing to validate against. */
export function createBodyValidator(): BodyValidator | null {
  const validate = validatorOf(['requestBody', 'content', 'application/json', 'schema']);
  if (validate === null) return null;
  return ({ method, route, body }) => {
    if (body === undefined) return [];
    if (route === null) return ['This route is not known.'];
    return validate(route, method, body) ?? [`${method} ${route} is described without a body.`];
  };
}

/** The same for the answers to requests that went well. */
export function createAnswerValidator(): ((answer: AnswerToValidate) => string[]) | null {
  const steps = ['responses', '200', 'content', 'application/json', 'schema'];
  const validate = validatorOf(steps);
  if (validate === null) return null;
  return ({ method, route, response }) =>
    route === null ? ['This route is not known.'] : (validate(route, method, response) ?? []);
}
