/** Collects complaints about a request body and throws them as Discord's "Invalid Form Body". */
import { ApiError, type FieldError, type FieldErrors } from '../api-error.ts';

/** A JSON object nobody has looked at yet. */
export type JsonObject = Record<string, unknown>;

/** Where in a body a complaint belongs: field names and list positions from 0. */
export type Path = readonly (string | number)[];

/** What a text must keep to, in Unicode code points, which is how Discord counts. */
interface TextRule {
  readonly min?: number;
  readonly max: number;
  readonly required?: boolean;
}

/** The complaints so far. Every check goes on after a complaint, so that all are reported at once. */
export interface Problems {
  add(path: Path, code: string, message: string): void;
  required(path: Path): void;
  /** @returns the text, or undefined when there is none or it is not a text. */
  text(value: unknown, path: Path, rule: TextRule): string | undefined;
  /** @returns the whole number, or undefined. */
  integer(value: unknown, path: Path, rule: { min: number; max: number }): number | undefined;
  /** @returns the boolean, or undefined. */
  boolean(value: unknown, path: Path): boolean | undefined;
  /** @returns the list, empty when there is none or it is not a list. */
  list(value: unknown, path: Path, rule: { min?: number; max: number }): unknown[];
  /** @returns the object, empty when it is not one. */
  object(value: unknown, path: Path): JsonObject;
  /** @returns the address, or undefined; `schemes` without the colon. */
  url(
    value: unknown,
    path: Path,
    rule: { max: number; schemes: readonly string[]; required?: boolean },
  ): string | undefined;
  /** @throws ApiError 50035 when anything was complained about. */
  throwIfAny(): void;
}

/** How Discord counts a text's length: in code points, not UTF-16 units. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Narrows to a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Starts with no complaints. */
export function createProblems(): Problems {
  const tree: FieldErrors = {};
  let any = false;

  const add = (path: Path, code: string, message: string) => {
    any = true;
    let node = tree;
    for (const step of path) {
      node[step] ??= {};
      node = node[step] as FieldErrors;
    }
    node._errors ??= [];
    (node._errors as FieldError[]).push({ code, message });
  };
  const required = (path: Path) => add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  const between = (length: number, path: Path, min: number, max: number) => {
    if (length >= min && length <= max) return;
    const both = min > 0;
    if (both) add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    else add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
  };

  return {
    add,
    required,
    text(value, path, { min = 0, max, required: needed = false }) {
      if (value === undefined || value === null) {
        if (needed) required(path);
        return undefined;
      }
      if (typeof value !== 'string') {
        add(path, 'STRING_TYPE_CONVERT', `Could not interpret "${String(value)}" as string.`);
        return undefined;
      }
      if (needed && value.trim() === '') required(path);
      else between(codePoints(value), path, min, max);
      return value;
    },
    integer(value, path, { min, max }) {
      if (value === undefined || value === null) return undefined;
      if (typeof value !== 'number' || !Number.isInteger(value)) {
        add(path, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
        return undefined;
      }
      if (value < min)
        add(path, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
      if (value > max)
        add(path, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
      return value;
    },
    boolean(value, path) {
      if (value === undefined || value === null) return undefined;
      if (typeof value === 'boolean') return value;
      add(path, 'BOOLEAN_TYPE_CONVERT', `Must be either true or false.`);
      return undefined;
    },
    list(value, path, { min = 0, max }) {
      if (value === undefined || value === null) {
        if (min > 0) required(path);
        return [];
      }
      if (!Array.isArray(value)) {
        add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
        return [];
      }
      between(value.length, path, min, max);
      return value;
    },
    object(value, path) {
      if (isObject(value)) return value;
      add(path, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
      return {};
    },
    url(value, path, { max, schemes, required: needed = false }) {
      if (value === undefined || value === null) {
        if (needed) required(path);
        return undefined;
      }
      if (typeof value !== 'string' || !URL.canParse(value)) {
        add(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
        return undefined;
      }
      const scheme = new URL(value).protocol.slice(0, -1);
      if (!schemes.includes(scheme)) {
        const known = schemes.map((name) => `'${name}'`).join(', ');
        add(path, 'URL_TYPE_INVALID_SCHEME', `Scheme "${scheme}" is not one of (${known}).`);
      }
      between(codePoints(value), path, 0, max);
      return value;
    },
    throwIfAny() {
      if (any) throw new ApiError(400, 50035, 'Invalid Form Body', tree);
    },
  };
}
