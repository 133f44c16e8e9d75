/**
 * The rules of SARIF 2.1.0 that a log of ours comes near to, as a JSON Schema: after the properties, types
 * and enumerations of sarif-schema-2.1.0.json (OASIS), and stricter where we promise more.
 */
const text = { type: 'string', minLength: 1 };
const message = object({ text }, ['text']);
const line = { type: 'integer', minimum: 1 };
const index = { type: 'integer', minimum: 0 };

/** An object without any other properties, as all of SARIF's are. */
function object(properties: Record<string, unknown>, required: readonly string[] = []) {
  return { type: 'object', properties, required, additionalProperties: false };
}

const artifactLocation = object(
  { uri: { type: 'string', format: 'uri-reference', minLength: 1 }, uriBaseId: text, index },
  ['uri'],
);
const region = object(
  {
    startLine: line,
    startColumn: line,
    endLine: line,
    endColumn: line,
    snippet: object({ text: { type: 'string' } }, ['text']),
  },
  ['startLine', 'startColumn', 'endLine', 'endColumn'],
);
const location = object(
  { physicalLocation: object({ artifactLocation, region }, ['artifactLocation']) },
  ['physicalLocation'],
);
const level = { enum: ['none', 'note', 'warning', 'error'] };
const rule = object(
  {
    id: text,
    name: { type: 'string', pattern: '^[A-Z][A-Za-z]+$' },
    shortDescription: message,
    fullDescription: message,
    help: message,
    defaultConfiguration: object({ level }),
    properties: { type: 'object' },
  },
  ['id', 'shortDescription'],
);
const notification = object(
  {
    descriptor: object({ id: text, index }, ['id']),
    level,
    message,
    locations: { type: 'array', items: location },
  },
  ['message'],
);
const result = object(
  {
    ruleId: text,
    ruleIndex: index,
    level,
    kind: { enum: ['notApplicable', 'pass', 'fail', 'review', 'open', 'informational'] },
    message,
    locations: { type: 'array', items: location, minItems: 1, maxItems: 1 },
    partialFingerprints: {
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'string' },
    },
    properties: { type: 'object' },
  },
  ['ruleId', 'message', 'locations', 'partialFingerprints'],
);

export const SARIF_RULES = object(
  {
    $schema: { type: 'string', format: 'uri' },
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      minItems: 1,
      items: object(
        {
          tool: object(
            {
              driver: object(
                {
                  name: text,
                  version: text,
                  semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' },
                  rules: { type: 'array', items: rule, uniqueItems: true },
                  notifications: { type: 'array', items: rule, uniqueItems: true },
                },
                ['name'],
              ),
            },
            ['driver'],
          ),
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          originalUriBaseIds: {
            type: 'object',
            additionalProperties: object({ description: message }),
          },
          artifacts: {
            type: 'array',
            uniqueItems: true,
            items: object({
              location: artifactLocation,
              encoding: text,
              roles: { type: 'array', items: { const: 'analysisTarget' }, uniqueItems: true },
            }),
          },
          invocations: {
            type: 'array',
            items: object(
              {
                executionSuccessful: { type: 'boolean' },
                toolExecutionNotifications: { type: 'array', items: notification },
              },
              ['executionSuccessful'],
            ),
          },
          results: { type: 'array', items: result },
        },
        ['tool', 'results', 'columnKind'],
      ),
    },
  },
  ['$schema', 'version', 'runs'],
);
