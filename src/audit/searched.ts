/**
 * Names the data searched without holding it: a keyed hash that is equal for equal searches.
 * It must never be used without the store's secret, or names could be found by trying them.
 */
import { hash } from 'node:crypto';

const KEPT_BYTES = 16;

/** SHA-256 over `secret` and `text`, its first 16 bytes in base64url: 22 characters. */
export function searchedHash(secret: string, text: string): string {
  return hash('sha256', secret + text, 'buffer').toString('base64url', 0, KEPT_BYTES);
}
