/** Failures as Discord's REST API words them: a status, a numeric code, a message, and details. */

/** One complaint about one field. */
export interface FieldError {
  readonly code: string;
  readonly message: string;
}

/** Complaints by field, nested as the body is; `_errors` holds those of the field itself. */
export interface FieldErrors {
  [field: string]: FieldErrors | FieldError[];
}

/** A refused request. `code` is one of Discord's JSON error codes, 0 for the general ones. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: number;
  readonly errors: FieldErrors | undefined;

  constructor(status: number, code: number, message: string, errors?: FieldErrors) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  /** The body that Discord sends. */
  body(): { message: string; code: number; errors?: FieldErrors } {
    const plain = { message: this.message, code: this.code };
    return this.errors === undefined ? plain : { ...plain, errors: this.errors };
  }
}

const general = (status: number, words: string) => new ApiError(status, 0, `${status}: ${words}`);

/** The failures in use, by Discord's name for them. */
export const failure = {
  unauthorized: () => general(401, 'Unauthorized'),
  /** From another site's page, which Discord would answer without letting the page read it. */
  foreign: () => general(403, 'Forbidden'),
  noSuchRoute: () => general(404, 'Not Found'),
  wrongMethod: () => general(405, 'Method Not Allowed'),
  internal: () => general(500, 'Internal Server Error'),
  unknownApplication: () => new ApiError(404, 10002, 'Unknown Application'),
  unknownChannel: () => new ApiError(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new ApiError(404, 10004, 'Unknown Guild'),
  unknownMember: () => new ApiError(404, 10007, 'Unknown Member'),
  unknownMessage: () => new ApiError(404, 10008, 'Unknown Message'),
  unknownUser: () => new ApiError(404, 10013, 'Unknown User'),
  unknownWebhook: () => new ApiError(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new ApiError(404, 10062, 'Unknown interaction'),
  unknownCommand: () => new ApiError(404, 10063, 'Unknown application command'),
  tooLarge: () => new ApiError(413, 40005, 'Request entity too large'),
  alreadyAcknowledged: () => new ApiError(400, 40060, 'Interaction has already been acknowledged.'),
  missingAccess: () => new ApiError(403, 50001, 'Missing Access'),
  notTheAuthor: () => new ApiError(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new ApiError(400, 50006, 'Cannot send an empty message'),
  cannotSend: () => new ApiError(403, 50007, 'Cannot send messages to this user'),
  missingPermissions: () => new ApiError(403, 50013, 'Missing Permissions'),
  invalidWebhookToken: () => new ApiError(401, 50027, 'Invalid Webhook Token'),
  invalidJson: () => new ApiError(400, 50109, 'The request body contains invalid JSON.'),
  unknownReference: () =>
    new ApiError(400, 50035, 'Invalid Form Body', {
      message_reference: {
        _errors: [{ code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' }],
      },
    }),
  cannotReply: () =>
    new ApiError(400, 160_002, 'Cannot reply without permission to read message history'),
  tooManyFollowUps: () =>
    new ApiError(400, 40094, 'This interaction has hit the maximum number of follow-up messages'),
} as const;
