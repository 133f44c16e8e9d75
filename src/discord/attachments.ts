/** Fetches what people upload with a command: from Discord only, and no more than is wanted. */
import type { Attachment } from 'discord.js';
import { isRefusal, Refusal } from '../refusals.ts';

/** reference.mdx, "CDN": where Discord serves attachments. */
export const CDN_ORIGINS: readonly string[] = [
  'https://cdn.discordapp.com',
  'https://media.discordapp.net',
];

/** A file of some megabytes over a slow line. */
const WITHIN_MS = 20_000;

/** How much is fetched, and from where. */
export interface DownloadOptions {
  readonly origins: readonly string[];
  readonly maxBytes: number;
}

/**
 * The bytes of an attachment. Its address and size come from the interaction and are checked all
 * the same; redirects are not followed.
 * @throws Refusal for another origin or too large a file, and when it cannot be fetched.
 */
export async function downloadAttachment(
  { url, size }: Pick<Attachment, 'url' | 'size'>,
  { origins, maxBytes }: DownloadOptions,
): Promise<Uint8Array> {
  const tooLarge = () => new Refusal('addTooLarge', { max: maxBytes });
  if (!URL.canParse(url) || !origins.includes(new URL(url).origin)) {
    throw new Refusal('addNotFromDiscord');
  }
  if (size > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    const signal = AbortSignal.timeout(WITHIN_MS);
    const response = await fetch(url, { redirect: 'error', signal });
    if (!response.ok || !response.body) throw new Error(`Status ${response.status}`);
    for await (const chunk of response.body) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (cause) {
    if (isRefusal(cause)) throw cause;
    throw new Refusal('addFetchFailed', {}, { cause });
  }
  return Buffer.concat(chunks);
}
